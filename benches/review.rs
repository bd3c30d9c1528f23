//! How fast revisions are reviewed: `cargo bench --bench review`, over generated histories.
//!
//! A review of one commit is told as a ratio to reading the ledger once, an audit as one to reading every revision whole;
//! both read the same texts in this process. Reviews and audits are whole processes.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a bench is a program of its own"
)]

mod measure;

use measure::{generate, median, read_once, texts};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const TURNS: usize = 7;

fn main() {
    for tasks in [3_000, 100_000] {
        let folder = generated(tasks, 3);
        let (once, review) = in_turns(&folder, &["review", "HEAD~1..HEAD"]);
        println!(
            "{tasks:>7} tasks  review of one commit {:>8.1} ms   reading once {:>8.1} ms   ratio {:.2}",
            ms(review),
            ms(once),
            review.as_secs_f64() / once.as_secs_f64()
        );
    }
    for (tasks, commits) in [(3_000, 250), (3_000, 1_000), (12_000, 1_000)] {
        let folder = generated(tasks, commits);
        let (once, audit) = in_turns(&folder, &["audit"]);
        let whole = once * u32::try_from(commits + 1).unwrap();
        println!(
            "{tasks:>7} tasks  audit of {commits:>4} commits {:>8.1} ms   every revision whole {:>9.1} ms   ratio {:.2}",
            ms(audit),
            ms(whole),
            audit.as_secs_f64() / whole.as_secs_f64()
        );
    }
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// A ledger with a history, made by the generators beside this bench; made once.
fn generated(tasks: u64, commits: u64) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("review-{tasks}-{commits}"));
    if folder.join(".git").exists() {
        return folder;
    }
    generate("generate", tasks, &folder);
    generate("generate_history", commits, &folder);
    folder
}

/// Reading the ledger once in this process, and a whole run, in turns.
fn in_turns(folder: &Path, words: &[&str]) -> (Duration, Duration) {
    let texts = texts(folder);
    let (mut once, mut run) = (Vec::new(), Vec::new());
    for _ in 0..TURNS {
        once.push(read_once(&texts));
        let begun = Instant::now();
        let status = Command::new(env!("CARGO_BIN_EXE_duban"))
            .arg("-C")
            .arg(folder)
            .args(["--as-of", "2018-05-31"])
            .args(words)
            .stdout(Stdio::null())
            .status();
        assert!(status.is_ok_and(|status| status.success()), "{words:?}");
        run.push(begun.elapsed());
    }
    (median(once), median(run))
}
