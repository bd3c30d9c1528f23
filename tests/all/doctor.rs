//! `doctor`, with the real program and git: each thing that can go wrong around a ledger is seen, and named with its way out.

use crate::session::place::{copy, profile};
use crate::verdict::root;
use serde_json::Value;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::PathBuf;
use std::process::{Command, Output};
use tempfile::TempDir;

/// A copy of the sample, and a home that nobody else has.
struct Office(TempDir);

impl Office {
    fn new() -> Self {
        let office = Self(tempfile::tempdir().unwrap());
        copy(&root().join("data/fengze"), &office.at("ledger"));
        office
    }

    fn at(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn put(&self, path: &str, text: &str) {
        fs::create_dir_all(self.at(path).parent().unwrap()).unwrap();
        fs::write(self.at(path), text).unwrap();
    }

    fn run(&self, program: &str, args: &[&str]) -> Output {
        let mut command = Command::new(program);
        command
            .args(args)
            .current_dir(self.at("ledger"))
            .env_clear()
            .envs(profile())
            .env("HOME", self.at("home"))
            .env("XDG_STATE_HOME", self.at("state"))
            .env("XDG_CONFIG_HOME", self.at("settings"))
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("DUBAN_AS_OF", "2018-05-15")
            .env("DUBAN_LANG", "en");
        command.output().unwrap()
    }

    fn git(&self, args: &[&str]) -> bool {
        self.run("git", args).status.success()
    }

    /// The exit code, and the rows of `doctor` that say something.
    fn doctor(&self) -> (Option<i32>, Vec<(String, String)>) {
        let output = self.run(env!("CARGO_BIN_EXE_duban"), &["doctor", "--format", "json"]);
        let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
        let rows = answer["rows"].as_array().unwrap();
        let said = rows.iter().filter(|row| !row["message"].is_null());
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let said = said.map(|row| {
            assert!(!text(&row["help"]).is_empty(), "a way out of {row}");
            (text(&row["subject"]), text(&row["message"]))
        });
        (output.status.code(), said.collect())
    }

    fn has(&self, subject: &str, words: &str) {
        let (code, said) = self.doctor();
        let found = said.iter().any(|(of, message)| of == subject && message.contains(words));
        assert!(found, "no {subject} with `{words}` in {said:?}");
        assert_eq!(code, Some(1));
    }
}

#[test]
fn what_stands_beside_the_tasks_is_told() {
    let office = Office::new();
    let (code, said) = office.doctor();
    assert_eq!(
        (code, said),
        (Some(0), vec![("mail".to_owned(), "nothing says how letters leave".to_owned())])
    );
    office.put("ledger/old/archive.toml", "");
    office.put("ledger/urban.toml.txt", "");
    office.put("ledger/.urban.toml.swp", "");
    office.put("ledger/tasks/.duban-a1b2c3.tmp", "");
    let (code, said) = office.doctor();
    assert_eq!(code, Some(0), "nothing of it must be dealt with");
    let subjects: Vec<&str> = said.iter().map(|(subject, _)| subject.as_str()).collect();
    assert_eq!(
        subjects,
        ["files-not-read", "files-not-read", "conflict-copies", "temporary-files", "mail"]
    );
    symlink("somebody@host.1:1", office.at("ledger/.#urban.toml")).unwrap();
    assert_eq!(
        office.doctor().0,
        Some(0),
        "an editor's lock leads nowhere, and is none of the ledger's links"
    );
    office.put("ledger/urban (冲突副本).toml", "");
    office.has("conflict-copies", "urban (冲突副本).toml");
    office.put("ledger/.duban-sent", "");
    office.has("perhaps-sent", ".duban-sent");
}

#[test]
fn a_link_that_leads_astray_is_told() {
    let office = Office::new();
    symlink(office.at("away.toml"), office.at("ledger/away.toml")).unwrap();
    office.has("links", "away.toml");
    office.has("format", "away.toml");
    office.put("away.toml", "");
    office.has("links", "leads out of the ledger");
    office.put("settings/duban/config.toml", &format!("links = [{:?}]\n", office.at("")));
    assert_eq!(office.doctor().0, Some(0));
}

#[test]
fn a_journal_of_another_place_is_told() {
    let office = Office::new();
    office.put("ledger/.duban-journal", "{}");
    office.has("journal", ".duban-journal");
}

#[test]
fn a_repository_is_looked_at() {
    let office = Office::new();
    assert!(office.git(&["init", "-q", "-b", "main"]));
    let (_, said) = office.doctor();
    let subjects: Vec<&str> = said.iter().map(|(subject, _)| subject.as_str()).collect();
    assert_eq!(subjects, ["git-identity", "git-drivers", "mail"]);
    for setting in [["user.name", "t"], ["user.email", "t@example.gov.cn"]] {
        assert!(office.git(&["config", setting[0], setting[1]]));
    }
    let set_up = office.run(env!("CARGO_BIN_EXE_duban"), &["git-setup", "--hook"]);
    assert!(set_up.status.success());
    assert_eq!(office.doctor().1.len(), 1, "all is set up but the mail");
    assert!(office.git(&["config", "merge.duban.driver", "other"]));
    fs::remove_file(office.at("ledger/.git/hooks/pre-merge-commit")).unwrap();
    let (code, said) = office.doctor();
    assert_eq!(code, Some(0));
    assert!(
        said.iter().any(|(subject, message)| subject == "git-drivers" && message.contains("other"))
    );
    assert!(
        said.iter().any(
            |(subject, message)| subject == "git-hooks" && message.contains("pre-merge-commit")
        )
    );
}

#[test]
fn a_merge_left_open_is_told() {
    let office = Office::new();
    assert!(office.git(&["init", "-q", "-b", "main"]));
    for setting in [["user.name", "t"], ["user.email", "t@example.gov.cn"]] {
        assert!(office.git(&["config", setting[0], setting[1]]));
    }
    let commit = |words: &str| {
        office.put("ledger/README.md", words);
        assert!(office.git(&["add", "-A"]) && office.git(&["commit", "-q", "-m", words]));
    };
    commit("base");
    assert!(office.git(&["switch", "-q", "-c", "other"]));
    commit("theirs");
    assert!(office.git(&["switch", "-q", "main"]));
    commit("ours");
    assert!(!office.git(&["merge", "-q", "other"]));
    office.has("unmerged", "README.md");
}
