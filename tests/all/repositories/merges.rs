//! Merges, rebases and tasks that come and go: what a commit changed is told once, where it was changed.

use super::office::*;

/// Two branches over a common base: one moves A's deadline, the other reports on B.
fn branches() -> Office {
    let mut office = Office::new(&[], "");
    office.put("a.toml", &task("A", "2018-06-30", &["on = 2018-01-31, done = 10"]));
    office.put("b.toml", &task("B", "2018-06-30", &[]));
    office.commit("立账");
    office.git(&["checkout", "-q", "-b", "side"]);
    office.put("b.toml", &task("B", "2018-06-30", &["on = 2018-05-02, done = 5"]));
    office.commit("报送");
    office.git(&["checkout", "-q", "main"]);
    office.put("a.toml", &task("A", "2018-12-31", &["on = 2018-01-31, done = 10"]));
    office.commit("改期");
    office
}

#[test]
fn a_merge_is_no_change_of_its_own_whichever_parent_is_the_first() {
    let mut office = branches();
    office.git(&["merge", "-q", "--no-ff", "-m", "并", "side"]);
    assert_eq!(office.reviewed(&["audit"]), MOVED);
    office.git(&["reset", "-q", "--hard", "HEAD~1"]);
    office.git(&["checkout", "-q", "side"]);
    office.git(&["merge", "-q", "--no-ff", "-m", "并", "main"]);
    assert_eq!(office.reviewed(&["audit"]), MOVED);
    let all: [String; 0] = [];
    assert_eq!(office.reviewed(&["review", "main..side"]), all);
    office.git(&["checkout", "-q", "main"]);
    office.put("b.toml", &task("B", "2018-06-30", &["on = 2018-05-03, note = \"会商\""]));
    office.commit("另报");
}

#[test]
fn what_a_merge_drops_is_its_own() {
    let office = branches();
    office.git(&["merge", "-q", "--no-ff", "-s", "ours", "-m", "只留我方", "side"]);
    let merge = office.git(&["rev-parse", "HEAD"]);
    assert_eq!(office.reviewed(&["audit"]), ["A deadline-moved", "B entry-deleted"]);
    let rows = office.rows(&office.folder(), &["audit"]);
    let dropped = rows.iter().find(|row| row["change"] == "entry-deleted").unwrap();
    assert_eq!(dropped["commit"], merge);
}

#[test]
fn what_a_merge_alters_is_its_own() {
    let office = branches();
    office.git(&["merge", "-q", "--no-ff", "--no-commit", "side"]);
    office.put("b.toml", &task("B", "2018-09-30", &["on = 2018-05-02, done = 5"]));
    office.git(&["commit", "-q", "-am", "合并时改期"]);
    assert_eq!(office.reviewed(&["audit"]), ["A deadline-moved", "B deadline-moved"]);
}

#[test]
fn a_rebase_changes_nothing_of_what_is_found() {
    let mut office = branches();
    office.git(&["checkout", "-q", "side"]);
    office.put("b.toml", &task("B", "2018-08-31", &["on = 2018-05-02, done = 5"]));
    office.commit("改期");
    let before = office.reviewed(&["review", "main..side"]);
    assert_eq!(before, ["B deadline-moved"]);
    office.git(&["rebase", "-q", "main"]);
    assert_eq!(office.reviewed(&["review", "main..side"]), before);
    office.git(&["checkout", "-q", "-b", "picked", "main"]);
    office.git(&["cherry-pick", "side"]);
    assert_eq!(office.reviewed(&["review", "main..picked"]), before);
    assert_eq!(office.reviewed(&["review", "side..main"]), [] as [String; 0]);
}

#[test]
fn who_puts_a_promise_back_moves_no_goalpost_and_who_moves_it_again_does() {
    let mut office = moved(&[], "");
    let none: [&str; 0] = [];
    office.put("事项.toml", &two("2018-06-30", "2018-06-30"));
    assert_eq!(office.reviewed(&["audit", "2018-05-31"]), none);
    assert_eq!(office.reviewed(&["review"]), none);
    office.commit("恢复");
    assert_eq!(office.reviewed(&["review", "HEAD~1.."]), none);
    assert_eq!(office.reviewed(&["audit"]), MOVED);
    assert_eq!(office.reviewed(&["audit", "2018-05-02..2018-05-31"]), MOVED);
    office.put("事项.toml", &two("2018-12-31", "2018-06-30"));
    office.commit("又改");
    assert_eq!(office.reviewed(&["audit"]), [MOVED[0], MOVED[0]]);
}

#[test]
fn a_change_does_not_slip_through_while_a_task_cannot_be_read_or_is_away() {
    let mut office = Office::new(&[], "");
    office.put("a.toml", &two("2018-06-30", "2018-06-30"));
    office.commit("立账");
    office.put(
        "a.toml",
        &two("2018-06-30", "2018-06-30").replacen("target = 100", "target = 一百", 1),
    );
    office.commit("写错");
    office.put("a.toml", &two("2018-12-31", "2018-06-30"));
    office.commit("改好");
    assert_eq!(office.reviewed(&["audit"]), ["A deadline-moved", "A unreadable"]);
    office.put("a.toml", &task("B", "2018-06-30", &[]));
    office.commit("删");
    office.put("a.toml", &two("2018-12-31", "2018-06-30").replacen("done = 10", "done = 90", 1));
    office.commit("又加");
    let found = office.reviewed(&["audit", "2018-05-04..2018-05-31"]);
    assert_eq!(found, ["A entry-rewritten", "A task-gone"]);
}
