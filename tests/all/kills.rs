//! The laws of a write under faults: killed at each of its system calls, and each of them failing, by `strace`.
//!
//! In the usual run every n-th call, in one with `DUBAN_KILLS=all` each of them. Where no process may be traced they are passed over.

use crate::faults::{Office, ROWS};
use crate::session::place::{Files, contents};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A write, and what must stand before it.
struct Scene {
    name: &'static str,
    before: &'static [&'static str],
    write: &'static str,
    /// A write that may follow, whether this one was made or not.
    next: Option<&'static str>,
    /// Whether the ledger lies in a repository.
    in_git: bool,
}

const NEXT: Option<&str> = Some("note B next --on 2018-05-11");

const SCENES: [Scene; 7] = [
    Scene { name: "one file", before: &[], write: "note A one", next: NEXT, in_git: false },
    Scene {
        name: "two files",
        before: &[],
        write: "done --from rows.csv",
        next: NEXT,
        in_git: false,
    },
    Scene {
        name: "undo",
        before: &["done --from rows.csv"],
        write: "undo",
        next: NEXT,
        in_git: false,
    },
    Scene {
        name: "close",
        before: &[],
        write: "close-period 2018-04 --with-missing",
        next: NEXT,
        in_git: false,
    },
    Scene {
        name: "notice",
        before: &[],
        write: "notice --lagging --record",
        next: NEXT,
        in_git: false,
    },
    Scene {
        name: "roll-over",
        before: &[],
        write: "--as-of 2019-01-01 roll-over 2019 --into ../next",
        next: None,
        in_git: false,
    },
    Scene { name: "save", before: &[], write: "save", next: None, in_git: true },
];

impl Scene {
    fn office(&self) -> Office {
        let office = Office::new();
        office.put("rows.csv", ROWS);
        if self.in_git {
            git(&office, &["init", "-q", "-b", "main"]);
            git(&office, &["config", "user.name", "t"]);
            git(&office, &["config", "user.email", "t@example.cn"]);
            git(&office, &["add", "-A"]);
            git(&office, &["commit", "-q", "-m", "a"]);
        }
        // The write that `undo` must never reach past a later one.
        for words in ["note B earlier"].iter().chain(self.before) {
            assert!(office.run(&words.split(' ').collect::<Vec<_>>()).status.success(), "{words}");
        }
        office
    }

    fn words(&self) -> Vec<&str> {
        self.write.split(' ').collect()
    }

    /// The files of the ledger and of the next year's, and what the repository has committed.
    fn state(&self, office: &Office) -> Files {
        let mut files = contents(&office.ledger());
        files.retain(|path, _| !path.starts_with(".git"));
        let there = contents(&office.room.path().join("next")).into_iter();
        files.extend(there.map(|(path, text)| (Path::new("next").join(path), text)));
        if self.in_git {
            for asked in ["rev-parse HEAD^{tree}", "rev-list --count HEAD", "fsck --no-dangling"] {
                let said = git(office, &asked.split(' ').collect::<Vec<_>>());
                files.insert(PathBuf::from(asked), said);
            }
        }
        files
    }

    /// Runs the write once more, whatever became of it.
    fn again(&self, office: &Office) -> Files {
        let mut said = office.run(&self.words());
        // A git that was killed leaves its lock, and says what to do about it.
        if self.in_git && String::from_utf8_lossy(&said.stderr).contains("remove the file") {
            let files = contents(&office.ledger().join(".git")).into_keys();
            for lock in files.filter(|file| file.extension().is_some_and(|end| end == "lock")) {
                fs::remove_file(office.ledger().join(".git").join(lock)).unwrap();
            }
            said = office.run(&self.words());
        }
        let is_told = matches!(said.status.code(), Some(0 | 2 | 4));
        assert!(is_told, "{}: {}", self.name, String::from_utf8_lossy(&said.stderr));
        self.state(office)
    }

    /// Runs the write under `strace`.
    fn traced(&self, office: &Office, options: &[&str], trace: &Path) -> Output {
        let mut args = vec!["-qq", "-o", trace.to_str().unwrap()];
        args.extend(options);
        args.push(env!("CARGO_BIN_EXE_duban"));
        args.extend(self.words());
        office.command(Path::new("strace"), &args).output().unwrap()
    }

    /// The calls of the write from the lock on, each with how many of its name came before; none where nothing can be traced.
    fn calls(&self) -> Vec<(String, usize)> {
        let office = self.office();
        let trace = office.room.path().join("trace");
        self.traced(&office, &["-f"], &trace);
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

/// What git says in the ledger's folder.
fn git(office: &Office, args: &[&str]) -> Vec<u8> {
    let said = office.command(Path::new("git"), args).output().unwrap();
    assert!(said.status.success(), "{args:?}: {}", String::from_utf8_lossy(&said.stderr));
    said.stdout
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

/// What the law of kills compares with.
struct Ends<'s> {
    scene: &'s Scene,
    old: Files,
    new: Files,
    /// The write before it taken back.
    older: Files,
    /// After the write that may follow.
    nexts: Vec<Files>,
}

impl<'s> Ends<'s> {
    fn of(scene: &'s Scene) -> Self {
        let [old, new, older] = [scene.office(), scene.office(), scene.office()];
        assert!(new.run(&scene.words()).status.success(), "{}", scene.name);
        older.run(&["undo"]);
        if scene.write == "undo" {
            older.run(&["undo"]);
        }
        Self {
            scene,
            old: scene.state(&old),
            new: scene.state(&new),
            older: scene.state(&older),
            nexts: [&old, &new].iter().filter_map(|office| scene.after_next(office)).collect(),
        }
    }

    /// Whether a write killed at a place was made.
    fn hold(&self, place: &str, killed: &dyn Fn() -> Office) -> bool {
        let scene = self.scene;
        let office = killed();
        let is_made = without_litter(&scene.state(&office)) == self.new;
        if let Some(next) = scene.after_next(&office) {
            assert!(self.nexts.contains(&next), "{place}: next: {:?}", next.keys());
        }
        // A second run completes it and doubles nothing; a second `undo` may take back the write before.
        let office = killed();
        let again = scene.again(&office);
        let is_older = scene.write == "undo" && again == self.older;
        assert!(again == self.new || is_older, "{place}: again: {:?}", again.keys());
        if scene.next.is_some() {
            // Taken back, refused, or never made; the write before it stays.
            let office = killed();
            let at_kill = without_litter(&scene.state(&office));
            office.run(&["undo"]);
            let left = without_litter(&scene.state(&office));
            let begins = if scene.write == "undo" { &self.new } else { &self.old };
            let never_begun = at_kill == *begins && left == self.older;
            let is_known = left == self.old || left == self.new || never_begun;
            assert!(is_known, "{place}: undo reached past a later write");
        }
        is_made
    }
}

impl Scene {
    /// The files after one more write.
    fn after_next(&self, office: &Office) -> Option<Files> {
        let next = office.run(&self.next?.split(' ').collect::<Vec<_>>());
        assert!(next.status.success(), "{}", String::from_utf8_lossy(&next.stderr));
        Some(self.state(office))
    }
}

#[test]
fn killed_at_any_call_a_write_is_old_or_new() {
    if !strace_runs() {
        return;
    }
    for scene in scenes() {
        let ends = Ends::of(scene);
        let points = chosen(&scene.calls(), 9);
        let made = points.par_iter().map(|(call, nth)| {
            let place = format!("{}: {call} {nth}", scene.name);
            let inject = format!("inject={call}:signal=SIGKILL:when={nth}");
            let trace = format!("trace={call}");
            let killed = || {
                let office = scene.office();
                let options = ["-f", "-e", trace.as_str(), "-e", inject.as_str()];
                scene.traced(&office, &options, Path::new("/dev/null"));
                office
            };
            usize::from(ends.hold(&place, &killed))
        });
        let made: usize = made.sum();
        println!("{}: {} kills, {made} made", scene.name, points.len());
    }
}

/// All scenes, or the one that is asked for.
fn scenes() -> impl Iterator<Item = &'static Scene> {
    let asked = std::env::var("DUBAN_SCENE").ok();
    SCENES.iter().filter(move |scene| asked.as_deref().is_none_or(|asked| asked == scene.name))
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
    for scene in scenes() {
        let ends = Ends::of(scene);
        let calls = scene.calls();
        // Where git is started, a failing read of the pipe to it is a panic of the standard library's own.
        let is_ours = |call: &str| FAILING.contains(&call) && !(scene.in_git && call == "read");
        let calls = calls.iter().filter(|(call, _)| is_ours(call));
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
            let mut options = vec!["-e", trace.as_str(), "-e", inject.as_str()];
            // What fails in git's own processes is git's to tell.
            options.extend((!scene.in_git).then_some("-f"));
            let said = scene.traced(&office, &options, Path::new("/dev/null"));
            let words = String::from_utf8_lossy(&said.stderr).into_owned();
            let place = format!("{}: {call} {nth} {error}: {:?} {words}", scene.name, said.status);
            let now = without_litter(&scene.state(&office));
            match said.status.code() {
                Some(0 | 5) => assert_eq!(now, ends.new, "{place}"),
                Some(3 | 4) if words.contains("next write completes") => {}
                // Of two ledgers the first is written: it is said, and the next run completes it.
                Some(4) if words.contains("run it again to complete it") => {}
                Some(3 | 4) => assert_eq!(now, ends.old, "{place}"),
                _ => panic!("{place}"),
            }
        });
        println!("{}: {} errors", scene.name, points.len());
    }
}
