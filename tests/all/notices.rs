//! Notices: nobody sees what is not his, over all departments of the sample.

use crate::verdict::root;
use serde_json::Value;
use std::process::Command;

/// What the program says of the sample on a day.
fn said(as_of: &str, args: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_duban"))
        .args(["-C", "data/fengze", "--as-of", as_of])
        .args(args)
        .current_dir(root())
        .env_clear()
        .envs(crate::session::place::profile())
        .output()
        .unwrap();
    let err = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{args:?}: {err}");
    String::from_utf8(output.stdout).unwrap()
}

fn rows(as_of: &str, args: &[&str]) -> Vec<Value> {
    let text = said(as_of, args);
    let answer: Value = serde_json::from_str(&text).unwrap();
    answer["rows"].as_array().unwrap().clone()
}

/// Whether an id stands in a text on its own, not as the beginning of a longer one.
fn names(text: &str, id: &str) -> bool {
    let joins = |letter: char| letter.is_ascii_alphanumeric() || letter == '-' || letter == '_';
    text.match_indices(id).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + id.len()..].chars().next();
        !before.is_some_and(joins) && !after.is_some_and(joins)
    })
}

#[test]
fn no_department_sees_the_task_of_another() {
    let mut served = 0;
    for as_of in ["2018-05-15", "2018-12-31"] {
        let tasks = rows(as_of, &["list", "--format", "json"]);
        let all = ["notice", "--overdue", "--lagging", "--again", "--format"];
        let urged = rows(as_of, &[&all[..], &["json"]].concat());
        let mut departments: Vec<&str> =
            urged.iter().map(|row| row["department"].as_str().unwrap()).collect();
        departments.dedup();
        for department in departments {
            served += 1;
            for format in ["html", "json"] {
                let own = [&all[..], &[format, "--dept", department]].concat();
                let text = said(as_of, &own);
                for task in &tasks {
                    let (id, title) =
                        (task["id"].as_str().unwrap(), task["title"].as_str().unwrap());
                    let foreign = task["owner"] != department;
                    assert!(
                        !foreign || !(names(&text, id) || text.contains(title)),
                        "{department} sees {id} {title} on {as_of}"
                    );
                }
            }
        }
    }
    assert!(served > 8, "the sample has too few notices: {served}");
}

#[test]
fn notices_hold_every_task_behind_once() {
    for as_of in ["2018-05-15", "2018-12-31"] {
        let urged =
            rows(as_of, &["notice", "--overdue", "--lagging", "--again", "--format", "json"]);
        let ids = |rows: &[Value], key: &str| {
            let mut ids: Vec<String> = rows.iter().map(|row| row[key].to_string()).collect();
            ids.sort();
            ids
        };
        let mut behind = rows(as_of, &["overdue", "--format", "json"]);
        behind.extend(rows(as_of, &["lagging", "--format", "json"]));
        assert_eq!(ids(&urged, "task"), ids(&behind, "id"));
        let numbers = |row: &Value| (row["number"].to_string(), row["department"].to_string());
        let mut pairs: Vec<_> = urged.iter().map(numbers).collect();
        pairs.dedup();
        let mut known = pairs.clone();
        known.sort();
        known.dedup();
        assert_eq!(known.len(), pairs.len(), "a number stands for one department");
    }
}
