//! The workbooks of examples/excel.

use super::told;
use crate::verdict::root;
use duban::exchange::{FileKind, PlanMap, file_kind, plan_table, text_table, workbook};
use std::fs;

#[test]
fn dump() {
    let mut paths: Vec<_> =
        fs::read_dir(root().join("examples/excel")).unwrap().map(|e| e.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        let ext = path.extension().unwrap_or_default().to_string_lossy().into_owned();
        if matches!(ext.as_str(), "toml" | "md" | "py") {
            continue;
        }
        let bytes = fs::read(&path).unwrap();
        let sheets = match file_kind(&bytes) {
            FileKind::Text => vec![text_table(&bytes).unwrap()],
            _ => workbook(&bytes).unwrap(),
        };
        let table = plan_table(&sheets, &PlanMap::default());
        println!(
            "=== {} title={:?} year={:?}\n{:?}",
            path.display(),
            table.title,
            table.year,
            table.sheets
        );
        println!(
            "{}",
            table
                .columns
                .iter()
                .map(|c| format!("{}={}", c.words.join("/"), c.column.name()))
                .collect::<Vec<_>>()
                .join(" ")
        );
        println!("{}", told(&table));
    }
}
