//! How often a run opens the files of a ledger, counted by the system itself.

use crate::session::place::copy;
use crate::verdict::root;
use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Command;

/// How often each file of the sample was opened by a command; `None` where no trace can be taken.
fn opened(ledger: &Path, words: &str) -> Option<BTreeMap<String, usize>> {
    let name = format!("opens-{}-{}", std::process::id(), words.replace(' ', "-"));
    let trace = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let run = Command::new("strace")
        .args(["-f", "-e", "trace=openat,openat2", "-o"])
        .arg(&trace)
        .arg(env!("CARGO_BIN_EXE_duban"))
        .arg("-C")
        .arg(ledger)
        .args(["--as-of", "2018-05-15"])
        .args(words.split(' '))
        .output();
    let said = run.ok()?;
    let text = fs::read_to_string(&trace).ok()?;
    fs::remove_file(&trace).unwrap();
    if !text.contains("duban.toml") {
        return None;
    }
    assert_eq!(said.status.code(), Some(0), "{words}: {said:?}");
    let mut counts = BTreeMap::new();
    for line in text.lines() {
        let path = line.split('"').nth(1).unwrap_or("");
        let file = path.strip_prefix(ledger.to_str().unwrap());
        if let Some(file) = file.filter(|file| file.ends_with(".toml")) {
            *counts.entry(file.to_owned()).or_insert(0) += 1;
        }
    }
    Some(counts)
}

#[test]
fn no_file_of_the_ledger_is_read_twice_in_a_run() {
    let runs = [
        "overdue",
        "check",
        "report weekly",
        "reconcile 2018-04",
        "history --chart",
        "note P-07 hello --dry-run",
        "fmt --check",
        #[cfg(feature = "mail")]
        "mail weekly --dry-run",
    ];
    // A copy, since who waits for a lock that another test holds opens duban.toml more often.
    let home = tempfile::tempdir().unwrap();
    let ledger = home.path().join("fengze");
    copy(&root().join("data/fengze"), &ledger);
    for words in runs {
        let Some(counts) = opened(&ledger, words) else {
            // Not `eprintln!`, which is kept back from who runs the tests.
            let _ = writeln!(std::io::stderr(), "passed over: opens ({words}, no strace)");
            continue;
        };
        for (file, count) in counts {
            // Readers and writers lock duban.toml itself, which opens it once more.
            let most = if file == "/duban.toml" { 2 } else { 1 };
            assert!(count <= most, "{words}: {file} is opened {count} times");
        }
    }
}
