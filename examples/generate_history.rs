//! Writes a history over a ledger that `generate` made, the same for the same seed; needs git:
//! `cargo run --release --example generate_history -- 1000 DIR [SEED]`.
//!
//! Each commit is one report in one task; every hundredth moves a deadline without a word.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "a program of its own, for measuring"
)]

use std::collections::BTreeMap;
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};

/// The first second of 2018-04-01 in China.
const BEGIN: u64 = 1_522_512_000;
/// Between two commits, so that a thousand of them fill April.
const PACE: u64 = 2_400;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let (Some(count), Some(folder)) =
        (words.first().and_then(|own| own.parse().ok()), words.get(1))
    else {
        eprintln!("usage: generate_history COMMITS DIR [SEED]");
        return ExitCode::from(2);
    };
    let seed = words.get(2).and_then(|own| own.parse().ok()).unwrap_or(1);
    match generate(count, Path::new(folder), seed) {
        Ok(()) => {
            println!("{count} commits");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{folder}: {error}");
            ExitCode::FAILURE
        }
    }
}

fn git(folder: &Path, words: &[&str]) -> Command {
    let mut git = Command::new("git");
    git.arg("-C").arg(folder).args(words);
    git.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    git
}

fn generate(count: u64, folder: &Path, seed: u64) -> io::Result<()> {
    git(folder, &["init", "-q", "-b", "main"]).status()?;
    let mut files: BTreeMap<String, String> = BTreeMap::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().map(|own| own.to_string_lossy().into_owned());
        if let Some(name) = name.filter(|own| own.ends_with(".toml")) {
            files.insert(name, std::fs::read_to_string(&path)?);
        }
    }
    let import = ["fast-import", "--quiet", "--force", "--done"];
    let mut child = git(folder, &import).stdin(Stdio::piped()).spawn()?;
    if let Some(stdin) = child.stdin.take() {
        let mut stream = BufWriter::with_capacity(1 << 20, stdin);
        let all: Vec<(&String, &String)> = files.iter().collect();
        commit(&mut stream, 0, "立账", &all)?;
        let names: Vec<String> = files.keys().filter(|own| *own != "duban.toml").cloned().collect();
        let mut dice = seed;
        for number in 1..=count {
            dice = dice
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            let at = (dice >> 33) as usize;
            let Some(name) = names.get(at % names.len()) else {
                break;
            };
            let Some(text) = files.get_mut(name) else {
                break;
            };
            change(text, at / names.len(), number);
            commit(&mut stream, number, "录入", &[(name, text)])?;
        }
        stream.write_all(b"done\n")?;
        stream.flush()?;
    }
    child.wait()?;
    git(folder, &["reset", "-q", "--hard"]).status()?;
    Ok(())
}

/// One entry more in one task; now and then a deadline moved instead.
fn change(text: &mut String, at: usize, number: u64) {
    let starts: Vec<usize> = text.match_indices("[[task]]").map(|(at, _)| at).collect();
    let Some(start) = starts.get(at % starts.len().max(1)).copied() else {
        return;
    };
    let rest = text.get(start..).unwrap_or("");
    if number.is_multiple_of(100) {
        if let Some(due) = rest.find("\ndue = 2018-") {
            text.replace_range(start + due + 7..start + due + 17, "2018-12-31");
        }
    } else if let Some(end) = rest.find("\n]\n") {
        let day = 1 + number * PACE / 86_400;
        let entry =
            format!("\n  {{ on = 2018-04-{:02}, note = \"第{number}次录入\" }},", day.min(28));
        text.insert_str(start + end, &entry);
    }
}

fn commit(
    stream: &mut impl Write,
    number: u64,
    words: &str,
    files: &[(&String, &String)],
) -> io::Result<()> {
    let at = BEGIN + number * PACE;
    let who = format!("区政府督查室 <office@example.gov.cn> {at} +0800");
    write!(stream, "commit refs/heads/main\nauthor {who}\ncommitter {who}\n")?;
    write!(stream, "data {}\n{words}\n", words.len())?;
    for (name, text) in files {
        write!(stream, "M 100644 inline {name}\ndata {}\n{text}\n", text.len())?;
    }
    stream.write_all(b"\n")
}
