//! A fresh temporary folder for one session, and the programs that may run in it.
//!
//! `duban` is the one this test run built. `git` is the machine's, with a fixed author and date (so a commit
//! has the same name everywhere), no configuration, and no sight of the repository around the folder. `cat FILE…`
//! and `cd DIR` are the harness's own. Nothing of the caller's environment but PATH gets in, stdin is empty and
//! no output is a terminal.

use super::shell::CommandLine;
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

/// A folder that lives as long as its value does.
pub(crate) struct Place {
    root: PathBuf,
    /// The current folder, which `cd` moves.
    here: PathBuf,
}

/// What a command said. Bytes that are not UTF-8 are shown as U+FFFD.
pub(crate) struct Said {
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    /// None: killed by a signal.
    pub(crate) code: Option<i32>,
}

impl Place {
    pub(crate) fn new() -> Place {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let unique =
            format!("session-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let root = below_no_ledger().join(unique);
        fs::create_dir_all(root.join("home")).unwrap();
        fs::create_dir_all(root.join("work")).unwrap();
        let root = root.canonicalize().unwrap();
        Place { here: root.join("work"), root }
    }

    /// The folder in which the session begins.
    pub(crate) fn folder(&self) -> PathBuf {
        self.root.join("work")
    }

    pub(crate) fn run(&mut self, line: &CommandLine) -> Result<Said, String> {
        match line.program.as_str() {
            "duban" => Ok(self.spawn(Path::new(env!("CARGO_BIN_EXE_duban")), line)),
            "cargo" => match line.args.iter().position(|word| word == "--") {
                // What a reader runs from a fresh clone is the program this test run built.
                Some(at) if line.args.first().is_some_and(|word| word == "run") => {
                    let mut own = line.clone();
                    own.args.drain(..=at);
                    Ok(self.spawn(Path::new(env!("CARGO_BIN_EXE_duban")), &own))
                }
                _ => Err("only `cargo run … -- …` can be run here".to_owned()),
            },
            "git" => Ok(self.spawn(Path::new("git"), line)),
            "cat" => self.cat(&line.args),
            "cd" => self.cd(&line.args),
            other => Err(format!("`{other}` cannot be run here, only duban, git, cat and cd")),
        }
    }

    fn spawn(&self, program: &Path, line: &CommandLine) -> Said {
        let stdin = match &line.input {
            Some(file) => {
                File::open(self.here.join(file)).map_or_else(|_| Stdio::null(), Stdio::from)
            }
            None => Stdio::null(),
        };
        let output = self
            .command(program)
            .args(&line.args)
            .envs(line.env.iter().map(|(name, value)| (name, value)))
            .stdin(stdin)
            .output()
            .unwrap_or_else(|e| panic!("{} does not start: {e}", program.display()));
        let folder = self.folder().display().to_string();
        let home = self.root.join("home").display().to_string();
        let text = |bytes: &[u8]| {
            String::from_utf8_lossy(bytes).replace(&folder, "$PWD").replace(&home, "$HOME")
        };
        Said {
            stdout: text(&output.stdout),
            stderr: text(&output.stderr),
            code: output.status.code(),
        }
    }

    /// A program in the current folder, with the environment of the session.
    pub(crate) fn command(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.here).env_clear();
        command.envs(self.environment()).envs(profile());
        command
    }

    fn environment(&self) -> Vec<(&'static str, String)> {
        // First in PATH, so that git's drivers find the same duban.
        let own = Path::new(env!("CARGO_BIN_EXE_duban")).parent().unwrap().to_path_buf();
        let path = std::env::var_os("PATH").unwrap_or_default();
        let path =
            std::env::join_paths(std::iter::once(own).chain(std::env::split_paths(&path))).unwrap();
        let date = "2018-01-01T08:00:00+08:00";
        [
            ("PATH", path.to_str().unwrap()),
            ("HOME", self.root.join("home").to_str().unwrap()),
            ("LANG", "C.UTF-8"),
            ("LC_ALL", "C.UTF-8"),
            ("TZ", "UTC"),
            ("GIT_CEILING_DIRECTORIES", self.root.to_str().unwrap()),
            ("GIT_CONFIG_NOSYSTEM", "1"),
            ("GIT_CONFIG_COUNT", "1"),
            ("GIT_CONFIG_KEY_0", "init.defaultBranch"),
            ("GIT_CONFIG_VALUE_0", "main"),
            ("GIT_AUTHOR_NAME", "Li Ming"),
            ("GIT_AUTHOR_EMAIL", "liming@example.gov.cn"),
            ("GIT_AUTHOR_DATE", date),
            ("GIT_COMMITTER_NAME", "Li Ming"),
            ("GIT_COMMITTER_EMAIL", "liming@example.gov.cn"),
            ("GIT_COMMITTER_DATE", date),
        ]
        .map(|(name, value)| (name, value.to_owned()))
        .into()
    }

    fn cat(&self, files: &[String]) -> Result<Said, String> {
        let mut stdout = String::new();
        for file in files {
            let bytes = fs::read(self.here.join(file)).map_err(|e| format!("{file}: {e}"))?;
            stdout.push_str(&String::from_utf8_lossy(&bytes));
        }
        Ok(Said { stdout, stderr: String::new(), code: Some(0) })
    }

    fn cd(&mut self, args: &[String]) -> Result<Said, String> {
        let [to] = args else {
            return Err("cd takes one folder".to_owned());
        };
        let there = self.here.join(to).canonicalize().map_err(|e| format!("{to}: {e}"))?;
        if !there.is_dir() || !there.starts_with(self.folder()) {
            return Err(format!("{to} is no folder of this session"));
        }
        self.here = there;
        Ok(Said { stdout: String::new(), stderr: String::new(), code: Some(0) })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        // A folder that cannot be removed is rubbish under target/, not a failed test.
        let _ = fs::remove_dir_all(&self.root);
    }
}

/// Where a program built to measure coverage writes what it ran.
pub(crate) fn profile() -> Option<(&'static str, OsString)> {
    let name = "LLVM_PROFILE_FILE";
    std::env::var_os(name).map(|file| (name, file))
}

/// A folder for temporary ones in which no ledger that happens to lie above is found.
pub(crate) fn below_no_ledger() -> PathBuf {
    let fit = |folder: &PathBuf| {
        let above = folder.canonicalize();
        above.is_ok_and(|above| above.ancestors().all(|own| !own.join("duban.toml").exists()))
    };
    let mut folders = [
        PathBuf::from(env!("CARGO_TARGET_TMPDIR")),
        std::env::temp_dir(),
        PathBuf::from("/var/tmp"),
        PathBuf::from("/dev/shm"),
    ]
    .into_iter();
    folders.find(fit).expect("a duban.toml lies above every folder for temporary files")
}

/// Copies what lies in `from` into `to`, over what is there, but for files named `session.txt`.
pub(crate) fn copy(from: &Path, to: &Path) {
    for file in files_below(from) {
        let target = to.join(&file);
        if file.file_name().is_some_and(|name| name != "session.txt") {
            fs::create_dir_all(target.parent().unwrap()).unwrap();
            fs::copy(from.join(&file), target).unwrap();
        }
    }
}

/// The bytes of each file of a folder.
pub(crate) type Files = BTreeMap<PathBuf, Vec<u8>>;

pub(crate) fn contents(folder: &Path) -> Files {
    let read = |file: PathBuf| (file.clone(), fs::read(folder.join(file)).unwrap());
    files_below(folder).into_iter().map(read).collect()
}

/// The files below a folder, relative to it, in order. A folder that does not exist has none.
pub(crate) fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).into_iter().flatten() {
            let entry = entry.unwrap();
            if entry.file_type().unwrap().is_dir() {
                folders.push(entry.path());
            } else {
                found.push(entry.path().strip_prefix(folder).unwrap().to_path_buf());
            }
        }
    }
    found.sort();
    found
}
