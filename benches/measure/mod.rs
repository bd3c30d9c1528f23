//! What the benches share: generated ledgers, reading one once, the median.

use duban::read::{self, LedgerFiles};
use duban::source::{SourceFile, Sources};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Texts by their paths.
pub type Texts = BTreeMap<PathBuf, String>;

/// Runs a generator of the examples, of that size, into a folder.
pub fn generate(example: &str, size: u64, folder: &Path) {
    let made = Command::new(env!("CARGO"))
        .args(["run", "-q", "--release", "--example", example, "--"])
        .arg(size.to_string())
        .arg(folder)
        .stdout(Stdio::null())
        .status();
    assert!(made.is_ok_and(|status| status.success()), "{example} failed");
}

/// The TOML files of a folder.
pub fn texts(folder: &Path) -> Texts {
    let entries = std::fs::read_dir(folder).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    let toml = paths.filter(|path| path.extension().is_some_and(|own| own == "toml"));
    toml.map(|path| (path.clone(), std::fs::read_to_string(&path).unwrap())).collect()
}

/// How long it takes to read a ledger once.
pub fn read_once(texts: &Texts) -> Duration {
    let mut sources = Sources::default();
    let mut config = None;
    let mut tasks = Vec::new();
    for (path, text) in texts {
        let file = sources.push(SourceFile::new(path.display().to_string(), text.clone()));
        match path.ends_with("duban.toml") {
            true => config = Some(file),
            false => tasks.push(file),
        }
    }
    let files = LedgerFiles { config: config.unwrap(), tasks, prefix: String::new() };
    let begun = Instant::now();
    let reading = read::read(&sources, &[files]);
    let taken = begun.elapsed();
    assert!(reading.found.is_empty(), "the generated ledger must be without errors");
    taken
}

/// The middle one.
pub fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}
