//! A pipe in place of any file that is read: nobody waits for its other end. And what killed runs leave, wherever it lies.

use super::office::{BOOK, Office, TASK, refused};
use nix::sys::stat::Mode;
use nix::unistd::mkfifo;
use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::process::Output;

fn pipe(path: &Path) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    mkfifo(path, Mode::S_IRWXU).unwrap();
}

fn ends(output: &Output, code: i32, words: &[&str]) {
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{said}");
    assert!(words.iter().all(|word| said.contains(word)), "{words:?}: {said}");
}

#[test]
fn a_pipe_in_place_of_the_journal_is_named_with_both_ways_out() {
    let office = Office::new();
    pipe(&office.at("ledger/.duban-journal"));
    let words = [".duban-journal: a named pipe, not a file", "rename it", "delete .duban-journal"];
    ends(&office.run(&["list"]), 3, &words);
    ends(&office.run(&["done", "A", "5"]), 4, &words);
    ends(&office.run(&["undo"]), 4, &words);
}

#[test]
fn pipes_in_place_of_the_state_and_of_further_files_are_refused() {
    let office = Office::new();
    office.says(&["done", "A", "5"]);
    let undo = fs::read_dir(office.at("state/duban/undo")).unwrap().next().unwrap().unwrap().path();
    let last = fs::read_dir(&undo).unwrap().next().unwrap().unwrap().path();
    fs::remove_file(&last).unwrap();
    pipe(&last);
    ends(&office.run(&["undo"]), 4, &["a named pipe, not a file"]);
    pipe(&office.at("share/replies/a.xlsx"));
    ends(&office.run(&["reconcile", "--against", "../share/replies"]), 2, &["a named pipe"]);
    pipe(&office.at("share/one.csv"));
    ends(&office.run(&["done", "--from", "../share/one.csv"]), 4, &["a named pipe"]);
    pipe(&office.at("ledger/config/templates/report.en.txt"));
    ends(&office.run(&["report", "weekly"]), 3, &["a named pipe"]);
    office.commit_all();
    pipe(&office.at("share/text"));
    ends(&office.run(&["git-diff", "../share/text"]), 4, &["a named pipe"]);
    let sides = ["git-merge", "../share/text", "../share/text", "../share/text", "one.toml"];
    ends(&office.run(&sides), 129, &["a named pipe"]);
}

#[test]
fn a_merge_is_given_up_where_duban_toml_cannot_be_read() {
    let office = Office::new();
    office.put("share/base", &TASK.replace("ID", "A"));
    let sides = ["git-merge", "../share/base", "../share/base", "../share/base", "one.toml"];
    office.says(&sides);
    fs::remove_file(office.at("ledger/duban.toml")).unwrap();
    office.says(&sides);
    pipe(&office.at("ledger/duban.toml"));
    ends(&office.run(&sides), 129, &["duban.toml: a named pipe"]);
}

#[test]
fn a_folder_of_replies_that_cannot_be_listed_is_not_empty() {
    let office = Office::new();
    office.put("share/replies/a.csv", "编号,完成\nA,7\n");
    let folder = office.at("share/replies");
    fs::set_permissions(&folder, Permissions::from_mode(0o000)).unwrap();
    let output = office.run_as_nobody("duban reconcile --against ../share/replies");
    fs::set_permissions(&folder, Permissions::from_mode(0o755)).unwrap();
    ends(&output, 2, &["replies", "Permission denied"]);
}

#[test]
fn a_file_that_only_may_be_a_table_is_not_passed_over_when_it_cannot_be_read() {
    let office = Office::new();
    office.put("share/replies/a.csv", "编号,完成\nA,7\n");
    pipe(&office.at("share/replies/b.txt"));
    ends(
        &office.run(&["reconcile", "--against", "../share/replies"]),
        2,
        &["b.txt", "a named pipe"],
    );
}

#[test]
fn what_killed_runs_leave_is_taken_away_at_any_depth_and_beside_what_links_lead_to() {
    let office = Office::new();
    office.put("ledger/tasks/a/b/x.txt", "");
    office.put("ledger/kept/two.txt", &TASK.replace("ID", "B"));
    symlink("kept/two.txt", office.at("ledger/two.toml")).unwrap();
    let folders = ["", "tasks/", "tasks/a/", "tasks/a/b/", "statements/", "kept/"];
    let left = folders.map(|folder| format!("ledger/{folder}.duban-aB3dE6.tmp"));
    left.iter().for_each(|file| office.put(file, "half"));
    office.says(&["done", "A", "5"]);
    for file in left {
        assert!(!office.at(&file).exists(), "{file}");
    }
}

#[test]
fn what_the_system_says_is_said_in_the_readers_language() {
    let office = Office::new();
    office.put("ledger/tasks", "");
    let output = office.run(&["--lang", "zh-Hans", "list"]);
    refused(&output, "tasks", "不是文件夹");
    assert!(!String::from_utf8_lossy(&output.stderr).contains("os error"));
    fs::remove_file(office.at("ledger/tasks")).unwrap();
    symlink("tasks", office.at("ledger/tasks")).unwrap();
    refused(&office.run(&["--lang", "zh-Hans", "list"]), "tasks", "链接绕圈");
    fs::remove_file(office.at("ledger/tasks")).unwrap();
    let folder = office.at("ledger/tasks");
    fs::create_dir(&folder).unwrap();
    fs::set_permissions(&folder, Permissions::from_mode(0o000)).unwrap();
    let output = office.run_as_nobody("duban --lang zh-Hans list");
    fs::set_permissions(&folder, Permissions::from_mode(0o755)).unwrap();
    refused(&output, "tasks", "没有权限");
    let include = "year = 2018\ninclude = [{ path = \"../nowhere\", as = \"o\" }]\n";
    office.put("ledger/duban.toml", &BOOK.replace("year = 2018\n", include));
    refused(&office.run(&["--lang", "zh-Hans", "list"]), "bad-include", "没有这个文件或文件夹");
}
