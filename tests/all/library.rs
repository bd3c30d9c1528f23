//! The library without the program: `examples/overdue.rs`, run over a copy of the sample.

use crate::session::place::copy;
use crate::verdict::root;
use std::fs;
use std::path::Path;
use std::process::Command;

#[test]
fn a_program_over_the_library_lists_and_writes() {
    let home = tempfile::tempdir().unwrap();
    let ledger = home.path().join("fengze");
    copy(&root().join("data/fengze"), &ledger);
    let output = Command::new(env!("CARGO"))
        .current_dir(root())
        .args(["run", "-q", "--locked", "--example", "overdue", "--"])
        .args([ledger.as_os_str(), "2018-05-15".as_ref()])
        .output()
        .unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    let text = String::from_utf8(output.stdout).unwrap();
    let mut overdue: Vec<&str> = text.lines().collect();
    assert_eq!(overdue.pop(), Some("Done"));
    let first = overdue[0].split(' ').next().unwrap();
    let with_note = with_note(&ledger);
    assert_eq!(with_note.len(), 1, "one entry in one file: {with_note:?}");
    let at = with_note[0].find("逾期,已电话催办").unwrap();
    let before = with_note[0][..at].rfind("\nid = ").unwrap();
    let id = with_note[0][before..].split('"').nth(1);
    assert_eq!(id, Some(first));
}

fn with_note(ledger: &Path) -> Vec<String> {
    let files = fs::read_dir(ledger).unwrap().map(|entry| entry.unwrap().path());
    let texts = files.filter_map(|path| fs::read_to_string(path).ok());
    texts.filter(|text| text.contains("逾期,已电话催办")).collect()
}
