//! A folder with a repository in it, fixed names and days, and the program to look at it.

use crate::session::place;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

pub(crate) const BOOK: &str = "[ledger]\nformat = 1\ntitle = \"台账\"\noffice = \"督查室\"\nyear = 2018\n\
    [[area]]\nid = \"a\"\nname = \"甲\"\n[[department]]\nid = \"x\"\nname = \"一局\"\n";

pub(crate) fn task(id: &str, due: &str, log: &[&str]) -> String {
    let entries: String = log.iter().map(|own| format!("  {{ {own} }},\n")).collect();
    format!(
        "[[task]]\nid = \"{id}\"\ntitle = \"{id}事项\"\narea = \"a\"\nowner = \"x\"\ndue = {due}\ntarget = 100\nunit = \"户\"\nlog = [\n{entries}]\n\n"
    )
}

pub(crate) fn two(first: &str, second: &str) -> String {
    task("A", first, &["on = 2018-01-31, done = 10"]) + &task("B", second, &[])
}

/// A folder with a repository in it, or several.
pub(crate) struct Office {
    pub(crate) room: TempDir,
    /// The folder with the ledger, from the room's.
    ledger: PathBuf,
    day: u32,
}

impl Office {
    pub(crate) fn new(init: &[&str], ledger: &str) -> Self {
        let room = tempfile::Builder::new()
            .prefix("duban-review-")
            .tempdir_in(place::below_no_ledger())
            .unwrap();
        let own = Self { room, ledger: PathBuf::from(ledger), day: 0 };
        fs::create_dir_all(own.folder()).unwrap();
        own.git(&[&["init", "-q", "-b", "main"], init].concat());
        own.put("duban.toml", BOOK);
        own
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.room.path().join(name)
    }

    pub(crate) fn folder(&self) -> PathBuf {
        self.path("work").join(&self.ledger)
    }

    pub(crate) fn put(&self, name: &str, text: &str) {
        fs::write(self.folder().join(name), text).unwrap();
    }

    pub(crate) fn command(&self, program: &Path, here: &Path) -> Command {
        let mut command = Command::new(program);
        let own = Path::new(env!("CARGO_BIN_EXE_duban")).parent().unwrap();
        let path = std::env::var("PATH").unwrap();
        command.current_dir(here).env_clear().stdin(Stdio::null());
        command.envs(place::profile());
        command.env("PATH", format!("{}:{path}", own.display()));
        let date = format!("2018-05-{:02}T09:00:00+0800", self.day.max(1));
        for (name, value) in [
            ("HOME", self.room.path().to_str().unwrap()),
            // Not the repository that the room may lie in.
            ("GIT_CEILING_DIRECTORIES", self.room.path().to_str().unwrap()),
            ("TZ", "UTC"),
            ("GIT_CONFIG_GLOBAL", "/dev/null"),
            ("GIT_CONFIG_NOSYSTEM", "1"),
            ("GIT_AUTHOR_NAME", "督查室"),
            ("GIT_AUTHOR_EMAIL", "office@example.gov.cn"),
            ("GIT_AUTHOR_DATE", &date),
            ("GIT_COMMITTER_NAME", "督查室"),
            ("GIT_COMMITTER_EMAIL", "office@example.gov.cn"),
            ("GIT_COMMITTER_DATE", &date),
            ("DUBAN_AS_OF", "2018-05-31"),
        ] {
            command.env(name, value);
        }
        command
    }

    pub(crate) fn run(&self, program: &str, here: &Path, words: &[&str]) -> Output {
        let program = match program {
            "duban" => PathBuf::from(env!("CARGO_BIN_EXE_duban")),
            other => PathBuf::from(other),
        };
        self.command(&program, here).args(words).output().unwrap()
    }

    pub(crate) fn git(&self, words: &[&str]) -> String {
        self.git_in(&self.path("work"), words)
    }

    pub(crate) fn git_in(&self, here: &Path, words: &[&str]) -> String {
        let output = self.run("git", here, words);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "git {words:?}: {said}");
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    }

    /// Commits everything on the next day of May.
    pub(crate) fn commit(&mut self, words: &str) -> String {
        self.day += 1;
        self.git(&["add", "-A"]);
        self.git(&["commit", "-q", "--allow-empty", "-m", words]);
        self.git(&["rev-parse", "HEAD"])
    }

    pub(crate) fn duban(&self, words: &[&str]) -> Output {
        self.run("duban", &self.folder(), words)
    }

    pub(crate) fn rows(&self, here: &Path, words: &[&str]) -> Vec<Value> {
        let output = self.run("duban", here, &[words, &["--format", "json"]].concat());
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(matches!(output.status.code(), Some(0 | 1)), "{words:?}: {said}");
        let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
        answer["rows"].as_array().unwrap().clone()
    }

    /// The irregular changes: `A deadline-moved`, in order.
    pub(crate) fn found(&self, here: &Path, words: &[&str]) -> Vec<String> {
        let rows = self.rows(here, words);
        let irregular = rows.iter().filter(|row| !row["severity"].is_null());
        let mut told: Vec<String> = irregular
            .map(|row| {
                format!(
                    "{} {}",
                    row["task"].as_str().unwrap_or("-"),
                    row["change"].as_str().unwrap()
                )
            })
            .collect();
        told.sort();
        told
    }

    pub(crate) fn reviewed(&self, words: &[&str]) -> Vec<String> {
        self.found(&self.folder(), words)
    }

    /// Of the last commit, from a clone without files, since files that cannot be read end a review.
    pub(crate) fn reviewed_commits(&self) -> Vec<String> {
        assert_eq!(self.duban(&["review"]).status.code(), Some(3));
        self.git(&["clone", "-q", "--bare", ".", "../bare.git"]);
        self.found(&self.path("bare.git"), &["review", "main~1..main"])
    }
}

pub(crate) const MOVED: [&str; 1] = ["A deadline-moved"];

/// A ledger of which the second commit moves a deadline.
pub(crate) fn moved(init: &[&str], ledger: &str) -> Office {
    let mut office = Office::new(init, ledger);
    office.put("事项.toml", &two("2018-06-30", "2018-06-30"));
    office.commit("立账");
    office.put("事项.toml", &two("2018-12-31", "2018-06-30"));
    office.commit("小改");
    office
}
