//! A ledger and what lies around it, for the tests of what is opened.

use std::fs::{self, Permissions};
use std::io::ErrorKind;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread::yield_now;
use tempfile::TempDir;

pub(super) const BOOK: &str = "[ledger]\nformat = 1\ntitle = \"t\"\noffice = \"督查室\"\nyear = 2018\n[[area]]\nid = \"a\"\nname = \"甲\"\n[[department]]\nid = \"x\"\nname = \"一局\"\n";
pub(super) const TASK: &str = "[[task]]\nid = \"ID\"\ntitle = \"tID\"\narea = \"a\"\nowner = \"x\"\ndue = 2018-12-31\ntarget = 1000\nlog = [\n  { on = 2018-01-10, done = 1 },\n]\n";

/// A ledger of one task, A, and a folder beside it that is no part of it.
pub(super) struct Office(TempDir);

impl Office {
    pub(super) fn new() -> Self {
        let office = Self(tempfile::Builder::new().prefix("duban-opened-").tempdir().unwrap());
        for folder in ["ledger", "share", "settings/duban", "state"] {
            fs::create_dir_all(office.at(folder)).unwrap();
        }
        office.put("ledger/duban.toml", BOOK);
        office.put("ledger/one.toml", &TASK.replace("ID", "A"));
        office
    }

    pub(super) fn at(&self, path: impl AsRef<Path>) -> PathBuf {
        self.0.path().canonicalize().unwrap().join(path)
    }

    pub(super) fn put(&self, path: &str, text: &str) {
        fs::create_dir_all(self.at(path).parent().unwrap()).unwrap();
        fs::write(self.at(path), text).unwrap();
    }

    pub(super) fn let_links_lead_to_the_share(&self) {
        self.put("settings/duban/config.toml", &format!("links = [{:?}]\n", self.at("share")));
    }

    pub(super) fn command(&self, program: &str, args: &[&str]) -> Command {
        let mut command = Command::new(program);
        command
            .args(args)
            .current_dir(self.at("ledger"))
            .env_clear()
            .envs(crate::session::place::profile())
            .env("XDG_STATE_HOME", self.at("state"))
            .env("XDG_CONFIG_HOME", self.at("settings"))
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("DUBAN_AS_OF", "2018-05-15")
            .env("DUBAN_LANG", "en")
            .env("SECRET", "TOKEN-123")
            .stdin(Stdio::null());
        command
    }

    pub(super) fn run(&self, args: &[&str]) -> Output {
        self.command(env!("CARGO_BIN_EXE_duban"), args).output().unwrap()
    }

    /// Runs a line of the shell, in which `duban` is the program, as somebody without special rights.
    pub(super) fn run_as_nobody(&self, line: &str) -> Output {
        let program = self.at("duban");
        fs::copy(env!("CARGO_BIN_EXE_duban"), &program).unwrap();
        let open = |path: &Path| fs::set_permissions(path, Permissions::from_mode(0o755)).unwrap();
        open(&self.at(""));
        open(&program);
        let line = line.replace("duban", &program.display().to_string());
        let mut command = self.command("sh", &["-c", &line]);
        if fs::metadata(self.at("")).unwrap().uid() == 0 {
            command.uid(65534).gid(65534);
        }
        loop {
            // A test that forks at the wrong moment holds the fresh copy open for writing until its own program starts.
            match command.output() {
                Ok(output) if output.status.code() == Some(126) => yield_now(),
                Err(error) if error.kind() == ErrorKind::ExecutableFileBusy => yield_now(),
                output => return output.unwrap(),
            }
        }
    }

    /// The answer of a run that must succeed.
    pub(super) fn says(&self, args: &[&str]) -> String {
        let output = self.run(args);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(0), "{args:?}: {said}");
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    /// Git in the ledger's folder.
    pub(super) fn git(&self, args: &[&str]) -> String {
        let author = ["-c", "user.name=t", "-c", "user.email=t@example.org"];
        let output = self.command("git", &[&author[..], args].concat()).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{args:?}: {said}");
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    /// Everything there is, committed in a new repository.
    pub(super) fn commit_all(&self) {
        self.git(&["init", "--quiet"]);
        for (key, value) in [("user.name", "t"), ("user.email", "t@example.org")] {
            self.git(&["config", key, value]);
        }
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message", "one"]);
    }

    /// That no command answers, and each names the file.
    pub(super) fn is_refused(&self, file: &str, why: &str) {
        for args in [&["list"][..], &["check"], &["close-period", "2018-04"], &["done", "A", "5"]] {
            refused(&self.run(args), file, why);
        }
        assert!(!self.at("ledger/statements/2018-04.toml").exists());
    }
}

pub(super) fn refused(output: &Output, file: &str, why: &str) {
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(3), "{file}: {said}");
    assert!(said.contains(file) && said.contains(why), "{file}, {why}: {said}");
    assert!(output.stdout.is_empty(), "{}", String::from_utf8_lossy(&output.stdout));
}
