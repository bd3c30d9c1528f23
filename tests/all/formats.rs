//! Every machine format says the same.

use crate::verdict::root;
use duban::render::Format;
use serde_json::Value;
use std::fs;
use std::process::Command;

fn said(words: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_duban"))
        .current_dir(root())
        .env_clear()
        .envs(crate::session::place::profile())
        .args(["-C", "data/fengze", "--as-of", "2018-05-15"])
        .args(words)
        .output()
        .unwrap();
    assert!(output.status.success(), "{words:?}");
    String::from_utf8(output.stdout).unwrap()
}

fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items) => {
            let item = |value: &Value| value.get("name").map_or_else(|| cell(value), cell);
            items.iter().map(item).collect::<Vec<String>>().join(";")
        }
        other => other.to_string(),
    }
}

#[test]
fn the_readme_lists_every_format() {
    let names = Format::ALL.map(|(name, _)| name).join("|");
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    assert!(readme.contains(&format!("--format {names}|xlsx`")), "{names}");
}

#[test]
fn json_ndjson_and_csv_say_the_same() {
    for command in [&["list"][..], &["rollup", "--by", "dept"], &["rollup", "--by", "parent"]] {
        let with = |format| said(&[command, &["--format", format]].concat());
        let json: Value = serde_json::from_str(&with("json")).unwrap();
        let rows = json["rows"].as_array().unwrap();
        let lines: Vec<Value> =
            with("ndjson").lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(rows, &lines);
        let text = with("csv");
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let names: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
        let records: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        assert_eq!(records.len(), rows.len());
        for (record, row) in records.iter().zip(rows) {
            let cells: Vec<String> = names.iter().map(|name| cell(&row[name])).collect();
            assert_eq!(record.iter().collect::<Vec<&str>>(), cells);
        }
    }
}
