//! How fast a ledger is read and answered: `cargo bench`, with one or more sizes after `--`.
//!
//! Reading is measured against `toml::from_str` into comparable types on the same bytes, in turns, and told as
//! a ratio of medians. Whole processes are told as times and peak memory.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a bench is a program of its own"
)]

mod measure;

use measure::{Texts, generate, median, read_once, texts};
use serde::Deserialize;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const SIZES: [u64; 3] = [1_000, 10_000, 100_000];
const TURNS: usize = 7;

/// A task file as plain serde reads it.
#[derive(Deserialize)]
#[allow(dead_code, reason = "filled by serde, never looked at")]
struct PlainFile {
    area: String,
    task: Vec<PlainTask>,
}

#[derive(Deserialize)]
#[allow(dead_code, reason = "filled by serde, never looked at")]
struct PlainTask {
    id: String,
    title: String,
    owner: String,
    leader: Option<String>,
    start: toml::value::Datetime,
    due: toml::value::Datetime,
    kind: Option<String>,
    goal: Option<String>,
    unit: Option<String>,
    baseline: Option<f64>,
    target: Option<f64>,
    measures: Vec<String>,
    levers: Vec<String>,
    log: Vec<PlainEntry>,
}

#[derive(Deserialize)]
#[allow(dead_code, reason = "filled by serde, never looked at")]
struct PlainEntry {
    on: toml::value::Datetime,
    done: Option<f64>,
    by: Option<String>,
    note: Option<String>,
    next: Option<String>,
}

fn main() {
    let asked: Vec<u64> = std::env::args().filter_map(|word| word.parse().ok()).collect();
    let sizes = if asked.is_empty() { SIZES.to_vec() } else { asked };
    for size in sizes {
        let folder = generated(size);
        reading(size, &folder);
        for command in ["overdue", "rollup", "check"] {
            whole(size, &folder, command);
        }
        against_overdue(size, &folder, &["reconcile", "2018", "--by", "dept"]);
        against_overdue(size, &folder, &["rank", "2018"]);
        against_overdue(size, &folder, &["changes", "2018-12"]);
        entry(size, &folder);
    }
}

/// A ledger of that many tasks, made by the generator beside this bench.
fn generated(size: u64) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("speed-{size}"));
    generate("generate", size, &folder);
    folder
}

fn reading(size: u64, folder: &Path) {
    let texts = texts(folder);
    let bytes: usize = texts.values().map(String::len).sum();
    let (mut ours, mut plain) = (Vec::new(), Vec::new());
    for _ in 0..TURNS {
        ours.push(read_once(&texts));
        plain.push(read_plain(&texts));
    }
    let (ours, plain) = (median(ours), median(plain));
    let rate = |time: Duration| bytes as f64 / 1e6 / time.as_secs_f64();
    println!(
        "{size:>7} tasks  reading  {:>8.1} ms  {:>6.0} MB/s   toml::from_str {:>8.1} ms  {:>6.0} MB/s   ratio {:.1}",
        ours.as_secs_f64() * 1e3,
        rate(ours),
        plain.as_secs_f64() * 1e3,
        rate(plain),
        plain.as_secs_f64() / ours.as_secs_f64(),
    );
}

fn read_plain(texts: &Texts) -> Duration {
    let begun = Instant::now();
    let files: Vec<PlainFile> = texts
        .iter()
        .filter(|(path, _)| !path.ends_with("duban.toml"))
        .map(|(_, text)| toml::from_str(text).unwrap())
        .collect();
    let taken = begun.elapsed();
    drop(files);
    taken
}

fn whole(size: u64, folder: &Path, command: &str) {
    let run = || {
        Command::new(env!("CARGO_BIN_EXE_duban"))
            .arg("-C")
            .arg(folder)
            .args(["--as-of", "2018-04-10", command])
            .stdout(Stdio::null())
            .spawn()
            .unwrap()
    };
    let timed = || {
        let begun = Instant::now();
        run().wait().unwrap();
        begun.elapsed()
    };
    let times = (0..TURNS).map(|_| timed()).collect();
    // A run of its own, since looking at it all the time takes a core away.
    let peak = peak_of(&mut run());
    println!(
        "{size:>7} tasks  {command:<8} {:>8.1} ms  {:>6.0} MB peak",
        median(times).as_secs_f64() * 1e3,
        peak as f64 / 1e3
    );
}

/// An answer for a whole year, against the list of what is overdue, in turns.
fn against_overdue(size: u64, folder: &Path, args: &[&str]) {
    let timed = |as_of: &str, args: &[&str]| {
        let begun = Instant::now();
        let status = Command::new(env!("CARGO_BIN_EXE_duban"))
            .arg("-C")
            .arg(folder)
            .args(["--as-of", as_of])
            .args(args)
            .stdout(Stdio::null())
            .status();
        assert!(status.is_ok_and(|status| status.success()), "{args:?}");
        begun.elapsed()
    };
    let (mut year, mut overdue) = (Vec::new(), Vec::new());
    for _ in 0..TURNS {
        year.push(timed("2018-12-31", args));
        overdue.push(timed("2018-04-10", &["overdue"]));
    }
    let (year, overdue) = (median(year), median(overdue));
    println!(
        "{size:>7} tasks  {:<8} {:>8.1} ms   overdue {:>5.1} ms   ratio {:.2}",
        args.first().copied().unwrap_or(""),
        year.as_secs_f64() * 1e3,
        overdue.as_secs_f64() * 1e3,
        year.as_secs_f64() / overdue.as_secs_f64(),
    );
}

/// One entry written, against one task shown, in turns: both read the whole ledger.
fn entry(size: u64, folder: &Path) {
    let timed = |args: &[&str]| {
        let begun = Instant::now();
        let status = Command::new(env!("CARGO_BIN_EXE_duban"))
            .arg("-C")
            .arg(folder)
            .args(["--as-of", "2018-04-10"])
            .args(args)
            .env("XDG_STATE_HOME", folder.join("state"))
            .stdout(Stdio::null())
            .status();
        assert!(status.is_ok_and(|status| status.success()), "{args:?}");
        begun.elapsed()
    };
    let (mut written, mut shown) = (Vec::new(), Vec::new());
    for _ in 0..TURNS {
        written.push(timed(&["note", "T-000000", "bench", "--on", "2018-04-10"]));
        shown.push(timed(&["show", "T-000000"]));
    }
    let (written, shown) = (median(written), median(shown));
    println!(
        "{size:>7} tasks  note     {:>8.1} ms   show {:>8.1} ms   ratio {:.2}",
        written.as_secs_f64() * 1e3,
        shown.as_secs_f64() * 1e3,
        written.as_secs_f64() / shown.as_secs_f64(),
    );
}

/// Peak memory in kB, read from /proc while the process runs; 0 where there is no /proc.
fn peak_of(child: &mut std::process::Child) -> u64 {
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    while child.try_wait().unwrap().is_none() {
        let text = std::fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let now = line.and_then(|line| line.trim().trim_end_matches("kB").trim().parse().ok());
        peak = peak.max(now.unwrap_or(0));
        std::thread::yield_now();
    }
    peak
}
