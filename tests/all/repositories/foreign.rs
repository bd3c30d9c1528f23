//! Repositories one does not own, what hides in them, and reviews too long for a page.

use super::office::*;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

#[test]
fn nothing_that_a_repository_configures_is_run() {
    let office = moved(&[], "");
    let mark = office.path("ran");
    let script = office.path("run.sh");
    fs::write(&script, format!("#!/bin/sh\ntouch '{}'\ncat\n", mark.display())).unwrap();
    fs::set_permissions(&script, fs::Permissions::from_mode(0o755)).unwrap();
    let script = script.to_str().unwrap();
    for key in [
        "core.fsmonitor",
        "core.pager",
        "core.editor",
        "core.sshCommand",
        "diff.external",
        "diff.evil.textconv",
        "diff.evil.command",
        "filter.evil.clean",
        "filter.evil.smudge",
        "filter.evil.process",
        "gpg.program",
        "credential.helper",
        "pager.log",
        "pager.cat-file",
        "alias.log",
        "uploadpack.packObjectsHook",
    ] {
        office.git(&["config", key, script]);
    }
    office.git(&["config", "log.showSignature", "true"]);
    let hooks = office.path("work/.git/hooks");
    for hook in
        ["post-index-change", "fsmonitor-watchman", "post-checkout", "reference-transaction"]
    {
        fs::create_dir_all(&hooks).unwrap();
        fs::copy(script, hooks.join(hook)).unwrap();
    }
    fs::write(office.path("work/.git/info/attributes"), "*.toml diff=evil filter=evil\n").unwrap();
    office.put("事项.toml", &two("2018-12-31", "2018-07-31"));
    assert_eq!(office.reviewed(&["review", "HEAD~1"]), ["A deadline-moved", "B deadline-moved"]);
    assert_eq!(office.reviewed(&["audit"]), ["A deadline-moved", "B deadline-moved"]);
    assert_eq!(office.reviewed(&["review"]), ["B deadline-moved"]);
    assert!(!mark.exists(), "something that the repository configures was run");
    office.git(&["status"]);
    assert!(mark.exists(), "the trap does not work");
}

#[test]
fn a_repository_of_somebody_else_is_left_alone() {
    let office = moved(&[], "");
    let output = office
        .command(Path::new(env!("CARGO_BIN_EXE_duban")), &office.folder())
        .args(["review", "HEAD~1"])
        .env("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(3), "{said}");
    assert!(said.contains("dubious ownership"), "{said}");
}

#[test]
fn what_hides_in_a_commit_is_shown() {
    let office = moved(&[], "");
    office.git(&[
        "commit",
        "-q",
        "--amend",
        "--author",
        "督\u{1b}[31m查\u{202e}室 <office@example.gov.cn>",
        "-m",
        "小\u{7}改",
    ]);
    let output = office.duban(&["review", "HEAD~1"]);
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(!said.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{said:?}");
    assert!(said.contains("\\u{1b}[31m"), "{said}");
}

#[test]
fn a_long_review_fits_a_merge_request_and_says_what_was_cut() {
    let mut office = Office::new(&[], "");
    office.put("a.toml", "");
    office.commit("立账");
    let many =
        |due: &str| (0..900).map(|nth| task(&format!("T-{nth:03}"), due, &[])).collect::<String>();
    office.put("a.toml", &many("2018-06-30"));
    office.commit("立项");
    office.put("a.toml", &many("2018-12-31"));
    let output = office.duban(&["review", "HEAD", "--format", "md"]);
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.chars().count() < 60_000, "{}", said.chars().count());
    assert!(said.contains("还有700处") || said.contains("还有800处"), "{said}");
    assert_eq!(office.reviewed(&["review", "HEAD"]).len(), 900);
}

#[test]
fn a_file_that_is_no_utf8_is_told_and_its_tasks_are_still_held_against_it() {
    let mut office = moved(&[], "");
    let text = two("2018-12-31", "2018-11-30");
    let (head, tail) = text.split_once("B事项").unwrap();
    let bytes = [head.as_bytes(), b"\xb6\xab\xba\xa3", tail.as_bytes()].concat();
    fs::write(office.folder().join("事项.toml"), bytes).unwrap();
    office.commit("另存");
    let found = office.reviewed_commits();
    assert_eq!(found, ["- unreadable", "B deadline-moved"]);
}
