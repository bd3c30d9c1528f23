//! The laws of a write under faults: killed at each of its system calls, and each of them failing, by `strace`.
//!
//! In the usual run every n-th call, in one with `DUBAN_KILLS=all` each of them. Where no process may be traced they are passed over.

use crate::faults::{Office, ROWS};
use crate::session::place::{Files, contents};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output};

/// A write, and what must stand before it.
struct Scene {
    name: &'static str,
    before: &'static [&'static str],
    write: &'static str,
}

const SCENES: [Scene; 5] = [
    Scene { name: "one file", before: &[], write: "note A one" },
    Scene { name: "two files", before: &[], write: "done --from rows.csv" },
    Scene { name: "undo", before: &["done --from rows.csv"], write: "undo" },
    Scene { name: "close", before: &[], write: "close-period 2018-04 --with-missing" },
    Scene { name: "notice", before: &[], write: "notice --lagging --record" },
];

impl Scene {
    fn office(&self) -> Office {
        let office = Office::new();
        office.put("rows.csv", ROWS);
        // The write that `undo` must never reach past a later one.
        for words in ["note B earlier"].iter().chain(self.before) {
            assert!(office.run(&words.split(' ').collect::<Vec<_>>()).status.success(), "{words}");
        }
        office
    }

    fn words(&self) -> Vec<&str> {
        self.write.split(' ').collect()
    }

    /// Runs the write under `strace`.
    fn traced(&self, office: &Office, options: &[&str], trace: &Path) -> Output {
        let mut args = vec!["-f", "-qq", "-o", trace.to_str().unwrap()];
        args.extend(options);
        args.push(env!("CARGO_BIN_EXE_duban"));
        args.extend(self.words());
        office.command(Path::new("strace"), &args).output().unwrap()
    }

    /// The calls of the write from the lock on, each with how many of its name came before; none where nothing can be traced.
    fn calls(&self) -> Vec<(String, usize)> {
        let office = self.office();
        let trace = office.room.path().join("trace");
        self.traced(&office, &[], &trace);
        let text = fs::read_to_string(&trace).unwrap_or_default();
        let first = text.split(' ').next().unwrap_or("").to_owned();
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        let mut calls = Vec::new();
        let mut locked = false;
        for line in text.lines().filter(|line| line.starts_with(&first)) {
            let rest = line[first.len()..].trim_start();
            let Some((name, _)) = rest.split_once('(') else { continue };
            if !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') {
                continue;
            }
            let count = counts.entry(name.to_owned()).or_default();
            *count += 1;
            locked |= name == "flock";
            if locked && !name.starts_with("exit") {
                calls.push((name.to_owned(), *count));
            }
        }
        calls
    }
}

fn strace_runs() -> bool {
    let run = Command::new("strace").args(["-o", "/dev/null", "true"]).output();
    let runs = run.is_ok_and(|output| output.status.success());
    if !runs {
        let _ = writeln!(std::io::stderr(), "passed over: kills (no strace)");
    }
    runs
}

/// Every n-th, or all where that is asked for.
fn chosen<T: Clone>(all: &[T], stride: usize) -> Vec<T> {
    let stride = if std::env::var_os("DUBAN_KILLS").is_some() { 1 } else { stride };
    all.iter().step_by(stride).cloned().collect()
}

/// The files of a ledger, after one more write.
fn after_next(office: &Office) -> Files {
    let next = office.run(&["note", "B", "next", "--on", "2018-05-11"]);
    assert!(next.status.success(), "{}", String::from_utf8_lossy(&next.stderr));
    contents(&office.ledger())
}

#[test]
fn killed_at_any_call_a_write_is_old_or_new() {
    if !strace_runs() {
        return;
    }
    for scene in &SCENES {
        let old = scene.office();
        let new = scene.office();
        assert!(new.run(&scene.words()).status.success(), "{}", scene.name);
        let ends = [contents(&old.ledger()), contents(&new.ledger())];
        let nexts = [after_next(&old), after_next(&new)];
        let older = scene.office();
        older.run(&["undo"]);
        let older = contents(&older.ledger());
        let points = chosen(&scene.calls(), 9);
        let made = points.par_iter().map(|(call, nth)| {
            let place = format!("{}: {call} {nth}", scene.name);
            let inject = format!("inject={call}:signal=SIGKILL:when={nth}");
            let trace = format!("trace={call}");
            let killed = || {
                let office = scene.office();
                let options = ["-e", trace.as_str(), "-e", inject.as_str()];
                scene.traced(&office, &options, Path::new("/dev/null"));
                office
            };
            let office = killed();
            let next = after_next(&office);
            assert!(nexts.contains(&next), "{place}: {:?}", next.keys());
            // Taken back, refused, or never made; the write before it stays.
            let office = killed();
            let at_kill = without_litter(&contents(&office.ledger()));
            office.run(&["undo"]);
            let left = without_litter(&contents(&office.ledger()));
            let never_begun = at_kill == ends[0] && left == older;
            let is_known = scene.name == "undo" || ends.contains(&left) || never_begun;
            assert!(is_known, "{place}: undo reached past a later write");
            usize::from(next == nexts[1])
        });
        let made: usize = made.sum();
        println!("{}: {} kills, {made} made", scene.name, points.len());
    }
}

fn without_litter(files: &Files) -> Files {
    let is_litter = |path: &Path| {
        path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(".duban-"))
    };
    let kept = files.iter().filter(|(path, _)| !is_litter(path));
    kept.map(|(path, text)| (path.clone(), text.clone())).collect()
}

#[test]
fn whatever_call_fails_the_answer_is_true() {
    if !strace_runs() {
        return;
    }
    const FAILING: [&str; 14] = [
        "openat",
        "openat2",
        "read",
        "write",
        "fsync",
        "rename",
        "renameat",
        "renameat2",
        "unlink",
        "flock",
        "fchmod",
        "statx",
        "newfstatat",
        "mkdir",
    ];
    for scene in &SCENES {
        let old = scene.office();
        let new = scene.office();
        assert!(new.run(&scene.words()).status.success(), "{}", scene.name);
        let ends = [contents(&old.ledger()), contents(&new.ledger())];
        let calls = scene.calls();
        let calls = calls.iter().filter(|(call, _)| FAILING.contains(&call.as_str()));
        let all: Vec<(String, usize, &str)> = calls
            .flat_map(|(call, nth)| {
                ["EIO", "ENOSPC", "EACCES", "EINTR"].map(|error| (call.clone(), *nth, error))
            })
            .collect();
        let points = chosen(&all, 23);
        points.par_iter().for_each(|(call, nth, error)| {
            let office = scene.office();
            let inject = format!("inject={call}:error={error}:when={nth}");
            let trace = format!("trace={call}");
            let options = ["-e", trace.as_str(), "-e", inject.as_str()];
            let said = scene.traced(&office, &options, Path::new("/dev/null"));
            let words = String::from_utf8_lossy(&said.stderr).into_owned();
            let place = format!("{}: {call} {nth} {error}: {:?} {words}", scene.name, said.status);
            let now = without_litter(&contents(&office.ledger()));
            match said.status.code() {
                Some(0 | 5) => assert_eq!(now, ends[1], "{place}"),
                Some(3 | 4) if words.contains("next write completes") => {}
                Some(3 | 4) => assert_eq!(now, ends[0], "{place}"),
                _ => panic!("{place}"),
            }
        });
        println!("{}: {} errors", scene.name, points.len());
    }
}
