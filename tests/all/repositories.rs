//! Reviews through real git: every kind of repository and of range.

mod foreign;
mod merges;
pub(crate) mod office;

use office::*;
use serde_json::Value;
use std::fs;

#[test]
fn every_kind_of_repository_is_read() {
    let office = moved(&[], "");
    assert_eq!(office.reviewed(&["review", "HEAD~1.."]), MOVED);
    assert_eq!(office.reviewed(&["review", "HEAD~1"]), MOVED);
    assert_eq!(office.reviewed(&["audit"]), MOVED);
    office.git(&["tag", "v1", "HEAD~1"]);
    office.git(&["branch", "-q", "分支"]);
    office.git(&["gc", "-q", "--prune=now"]);
    assert_eq!(office.reviewed(&["review", "v1..分支"]), MOVED);
    office.git(&["worktree", "add", "-q", "--detach", "../other", "HEAD"]);
    assert_eq!(office.found(&office.path("other"), &["review", "HEAD~1"]), MOVED);
    let bare = office.path("bare.git");
    office.git(&["clone", "-q", "--bare", ".", bare.to_str().unwrap()]);
    assert_eq!(office.found(&bare, &["review", "main~1..main"]), MOVED);
    assert_eq!(office.found(&bare, &["audit"]), MOVED);
    let outside = office.found(office.room.path(), &["-C", "bare.git", "review", "main~1.."]);
    assert_eq!(outside, MOVED);
    assert_eq!(moved(&["--object-format=sha256"], "").reviewed(&["review", "HEAD~1"]), MOVED);
    assert_eq!(moved(&[], "区里/台账 一").reviewed(&["review", "HEAD~1"]), MOVED);
}

#[test]
fn a_submodule_is_a_repository_of_its_own() {
    let office = moved(&[], "");
    let above = office.path("above");
    fs::create_dir(&above).unwrap();
    office.git_in(&above, &["init", "-q", "-b", "main"]);
    let url = office.path("work");
    let add = [
        "-c",
        "protocol.file.allow=always",
        "submodule",
        "add",
        "-q",
        url.to_str().unwrap(),
        "台账",
    ];
    office.git_in(&above, &add);
    assert_eq!(office.found(&above.join("台账"), &["review", "HEAD~1"]), MOVED);
    assert_eq!(office.found(&above, &["-C", "台账", "audit"]), MOVED);
}

#[test]
fn a_shallow_clone_says_how_far_it_sees() {
    let mut office = moved(&[], "");
    office.put("事项.toml", &two("2018-12-31", "2018-09-30"));
    office.commit("又改");
    let url = format!("file://{}", office.path("work").display());
    office.git(&["clone", "-q", "--depth", "2", &url, "../shallow"]);
    let here = office.path("shallow");
    assert_eq!(office.found(&here, &["audit"]), ["B deadline-moved"]);
    let said = office.run("duban", &here, &["audit"]);
    let said = String::from_utf8(said.stdout).unwrap();
    assert!(said.contains("浅克隆：只看得到2018年5月2日"), "{said}");
}

#[test]
fn of_several_ledgers_in_a_bare_repository_one_is_named() {
    let office = moved(&[], "一");
    fs::create_dir(office.path("work/二")).unwrap();
    fs::write(office.path("work/二/duban.toml"), BOOK).unwrap();
    office.git(&["add", "-A"]);
    office.git(&["commit", "-q", "-m", "另一本"]);
    office.git(&["clone", "-q", "--bare", ".", "../bare.git"]);
    let refused =
        office.run("duban", office.room.path(), &["-C", "bare.git", "review", "main~2..main"]);
    assert_eq!(refused.status.code(), Some(2));
    let said = String::from_utf8(refused.stderr).unwrap();
    assert!(said.contains("`一/`、`二/`"), "{said}");
    assert_eq!(
        office.found(office.room.path(), &["-C", "bare.git/一", "review", "main~2..main"]),
        MOVED
    );
}

#[test]
fn what_git_does_not_have_is_refused_and_what_it_has_not_yet_is_told() {
    let mut office = Office::new(&[], "");
    office.put("事项.toml", &two("2018-06-30", "2018-06-30"));
    let entered = office.rows(&office.folder(), &["review"]);
    let kinds: Vec<&str> = entered.iter().filter_map(|row| row["change"].as_str()).collect();
    assert_eq!(kinds.iter().filter(|own| **own == "task-entered").count(), 2, "{kinds:?}");
    office.commit("立账");
    office.git(&["branch", "feature"]);
    let output = office.path("x");
    let written = format!("--output={}", output.display());
    for (words, near) in [
        (["review", "featur.."], "feature"),
        (["review", &written], ""),
        (["review", "main..--output=x"], ""),
        (["review", "2018-02-D4"], ""),
        (["audit", "nonsense"], ""),
    ] {
        let output = office.duban(&words);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{words:?}: {said}");
        assert!(said.contains(near), "{words:?}: {said}");
    }
    assert!(!output.exists() && !office.folder().join("x").exists());
    fs::remove_dir_all(office.path("work/.git")).unwrap();
    assert_eq!(office.duban(&["review"]).status.code(), Some(2));
}

#[test]
fn each_change_knows_its_commit() {
    let mut office = moved(&[], "");
    let text = two("2018-12-31", "2018-06-30").replace(
        "target = 100\nunit = \"户\"\nlog = [\n]",
        "target = 90\nunit = \"户\"\nlog = [\n]",
    );
    office.put("事项.toml", &text);
    let lowered = office.commit("再改");
    office.put("事项.toml", &text.replace("done = 10", "done = 20"));
    let rows = office.rows(&office.folder(), &["review", "HEAD~2"]);
    let of = |change: &str| rows.iter().find(|row| row["change"] == change).unwrap().clone();
    let (deadline, target, entry) =
        (of("deadline-moved"), of("target-changed"), of("entry-rewritten"));
    assert_eq!(deadline["commit"], office.git(&["rev-parse", "HEAD~1"]));
    assert_eq!(deadline["typed"], "2018-05-02");
    assert_eq!(
        (&target["commit"], &target["author"]),
        (&Value::from(lowered), &Value::from("督查室"))
    );
    assert_eq!((&target["before"], &target["after"]), (&Value::from("100"), &Value::from("90")));
    assert_eq!((&target["file"], &target["line"]), (&Value::from("事项.toml"), &Value::from(19)));
    assert!(entry["commit"].is_null(), "{entry}");
}

#[test]
fn a_period_is_the_ledger_at_both_its_ends() {
    let office = moved(&[], "");
    let rows = |words: &[&str]| office.rows(&office.folder(), words).len();
    assert_eq!(office.reviewed(&["review", "2018-05-02..2018-05-31"]), MOVED);
    assert_eq!(rows(&["review", "2018-05-03..2018-05-31"]), 0);
    assert_eq!(rows(&["review", "4月"]), 0);
    assert_eq!(office.reviewed(&["audit", "2018-05-03..2018-05-31"]), [] as [String; 0]);
}

#[test]
fn an_audit_of_the_book_ends_in_one_when_asked_to_care() {
    let office = moved(&[], "");
    let code = |words: &[&str]| office.duban(words).status.code();
    assert_eq!(code(&["review", "HEAD~1"]), Some(0));
    assert_eq!(code(&["review", "HEAD~1", "--audit"]), Some(1));
    assert_eq!(code(&["review", "--audit"]), Some(0));
    assert_eq!(code(&["audit", "--exit-code"]), Some(1));
    let own = office.git(&["rev-parse", "HEAD"]);
    let waiver = format!(
        "[[waiver]]\ncode = \"deadline-moved\"\ntask = \"A\"\ncommit = \"{}\"\nreason = \"区长办公会\"\n",
        &own[..10]
    );
    office.put("duban.toml", &format!("{BOOK}{waiver}"));
    assert_eq!(code(&["review", "HEAD~1", "--audit"]), Some(0));
    assert_eq!(code(&["audit", "--exit-code"]), Some(0));
    let rows = office.rows(&office.folder(), &["review", "HEAD~1"]);
    let waived = rows.iter().find(|row| row["severity"] == "waived").unwrap();
    assert_eq!(waived["waiver"], "区长办公会");
    assert!(rows.iter().any(|row| row["change"] == "waiver"), "{rows:?}");
}
