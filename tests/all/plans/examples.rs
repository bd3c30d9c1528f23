//! The workbooks of examples/excel: what is left of them, their year, and their tasks in order.

use super::law::hold;
use crate::verdict::root;
use duban::exchange::{
    FileKind, PlanColumn, PlanLevel, PlanMap, Sheet, file_kind, plan_table, text_table, workbook,
};
use std::fs;
use std::path::Path;
use toml::{Table, Value};

fn sheets(path: &Path) -> Vec<Sheet> {
    let bytes = fs::read(path).unwrap();
    match file_kind(&bytes) {
        FileKind::Text => vec![text_table(&bytes).unwrap()],
        _ => workbook(&bytes).unwrap(),
    }
}

#[test]
fn the_example_workbooks_are_read_as_they_say() {
    let mut read = 0;
    for entry in fs::read_dir(root().join("examples/excel")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
        let expected = path.with_file_name(format!("{stem}.expected.toml"));
        let Ok(expected) = fs::read_to_string(expected) else {
            continue;
        };
        read += 1;
        let expected: Table = expected.parse().unwrap();
        let sheets = sheets(&path);
        let table = plan_table(&sheets, &PlanMap::default());
        hold(&sheets, &table);
        let year = expected.get("year").and_then(Value::as_integer);
        assert_eq!(table.year.map(i64::from), year, "{name}");
        for (at, text) in expected.get("left").and_then(Value::as_table).into_iter().flatten() {
            let left = table.left.iter().find(|left| {
                let at_cell = left.at.to_string();
                // A text table has no letters for its columns.
                at_cell.replace('\'', "") == *at || (at_cell == "R1C1" && at == "A1")
            });
            assert_eq!(left.map(|left| left.text.as_str()), text.as_str(), "{name} {at}");
        }
        let tasks = table.rows.iter().filter(|row| row.level == PlanLevel::Task);
        let titles = tasks.clone().filter_map(|row| row.cell(&PlanColumn::Title));
        let titles: Vec<&str> = titles.map(|cell| cell.words.as_str()).collect();
        let wanted = expected.get("task").and_then(Value::as_array).unwrap();
        let title = |task: &Value| task.get("title").and_then(Value::as_str).map(str::to_owned);
        let wanted_titles: Vec<String> = wanted.iter().filter_map(title).collect();
        assert_eq!(titles, wanted_titles, "{name}");
        let hidden = |task: &Value| task.get("hidden").and_then(Value::as_bool).unwrap_or(false);
        let wanted_hidden: Vec<bool> = wanted.iter().map(hidden).collect();
        assert_eq!(tasks.map(|row| row.hidden).collect::<Vec<_>>(), wanted_hidden, "{name}");
    }
    assert_eq!(read, 10);
}
