//! The hook and the workflow of examples/ci, run as they stand against a bare repository of this machine.

use crate::repositories::office::*;
use crate::verdict::root;
use std::fs;
use std::process::Output;

/// A ledger, the bare repository it is pushed to, and the hook in that.
fn guarded() -> Office {
    let mut office = Office::new(&[], "台账");
    office.put("a.toml", &two("2018-06-30", "2018-06-30"));
    office.commit("立账");
    office.git(&["init", "-q", "--bare", "-b", "main", "../office.git"]);
    let hook = office.path("office.git/hooks/pre-receive");
    fs::create_dir_all(hook.parent().unwrap()).unwrap();
    fs::copy(root().join("examples/ci/pre-receive"), &hook).unwrap();
    office.git(&["remote", "add", "origin", "../office.git"]);
    office
}

fn push(office: &Office, words: &[&str]) -> (bool, String) {
    let words = [&["push", "-q", "origin"], words].concat();
    let output: Output = office.run("git", &office.path("work"), &words);
    let said = String::from_utf8(output.stderr).unwrap();
    (output.status.success(), said)
}

#[test]
fn the_hook_lets_regular_changes_in_and_no_others() {
    let mut office = guarded();
    assert!(push(&office, &["main"]).0, "the first push");
    let reported = two("2018-06-30", "2018-06-30").replacen(
        "done = 10 },",
        "done = 10 },\n  { on = 2018-05-02, done = 20 },",
        1,
    );
    office.put("a.toml", &reported);
    office.commit("报送");
    let (taken, said) = push(&office, &["main"]);
    assert!(taken, "{said}");
    office.put("a.toml", &reported.replacen("2018-06-30", "2018-12-31", 1));
    office.commit("小改");
    let (taken, said) = push(&office, &["main"]);
    assert!(
        !taken && said.contains("时限 6月30日 → 12月31日") && said.contains("[deadline-moved]"),
        "{said}"
    );
    let (taken, said) = push(&office, &["main:refs/heads/topic"]);
    assert!(!taken && said.contains("[deadline-moved]"), "{said}");
    office.git(&["reset", "-q", "--hard", "HEAD~2"]);
    let (taken, said) = push(&office, &["--force", "main"]);
    assert!(!taken && said.contains("历史不能改写"), "{said}");
    let (taken, said) = push(&office, &["--delete", "main"]);
    assert!(!taken && said.contains("不能删除"), "{said}");
    assert_eq!(office.git(&["ls-remote", "origin"]).lines().count(), 2);
}

#[test]
fn the_hook_finds_the_ledger_it_is_told() {
    let mut office = guarded();
    fs::create_dir(office.path("work/另一本")).unwrap();
    fs::write(office.path("work/另一本/duban.toml"), BOOK).unwrap();
    office.commit("另一本");
    assert!(!push(&office, &["main"]).0, "two ledgers and none is named");
    let bare = office.path("office.git");
    office.git_in(&bare, &["config", "duban.folder", "台账"]);
    let (taken, said) = push(&office, &["main"]);
    assert!(taken, "{said}");
}

/// The lines of each `run: |` of a workflow.
fn steps(workflow: &str) -> Vec<String> {
    let mut steps: Vec<String> = Vec::new();
    let mut inside = false;
    for line in workflow.lines() {
        if line.trim() == "run: |" {
            steps.push(String::new());
            inside = true;
        } else if inside && line.starts_with("          ") {
            steps.last_mut().unwrap().push_str(&format!("{}\n", line.trim()));
        } else {
            inside = false;
        }
    }
    steps
}

#[test]
fn the_workflow_writes_a_summary_and_fails_where_it_should() {
    let mut office = guarded();
    push(&office, &["main"]);
    office.git(&["checkout", "-q", "-b", "topic"]);
    office.put("a.toml", &two("2018-12-31", "2018-06-30"));
    office.commit("小改");
    let workflow = fs::read_to_string(root().join("examples/ci/review.yml")).unwrap();
    let steps = steps(&workflow);
    assert_eq!(steps.len(), 2);
    let run = |office: &Office, step: &str| {
        office
            .command("sh".as_ref(), &office.folder())
            .args(["-e", "-c", step])
            .env("BASE", "origin/main")
            .env("GITHUB_STEP_SUMMARY", office.path("summary.md"))
            .output()
            .unwrap()
    };
    assert_eq!(run(&office, &steps[0]).status.code(), Some(0));
    assert_eq!(run(&office, &steps[1]).status.code(), Some(1));
    let summary = fs::read_to_string(office.path("summary.md")).unwrap();
    assert!(summary.contains("时限 6月30日 → 12月31日"), "{summary}");
    office.git(&["reset", "-q", "--hard", "main"]);
    assert_eq!(run(&office, &steps[1]).status.code(), Some(0));
}
