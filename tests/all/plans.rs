//! Tables of plans as offices send them: which row is what, which cell is used, and that none gets lost.

mod cells;
mod examples;
mod law;
mod shapes;

use duban::account::Address;
use duban::exchange::{
    Cell, LeftWhy, MapMiss, PlanLevel, PlanMap, PlanTable, Region, Sheet, plan_table,
};
use std::fmt::Write;

/// A sheet from lines of cells parted by `|`; digits are numbers, `2018-06-30` is a day.
fn sheet(name: &str, text: &str, merged: &[&str]) -> Sheet {
    let mut sheet = Sheet { name: Some(name.to_owned()), ..Sheet::default() };
    for (row, line) in (0..).zip(text.trim_matches('\n').lines()) {
        for (column, words) in (0..).zip(line.split('|')) {
            let words = words.trim().replace("\\n", "\n");
            let number = !words.is_empty() && words.chars().all(|c| c.is_ascii_digit() || c == '.');
            let day = words.len() == 10 && words.bytes().filter(|byte| *byte == b'-').count() == 2;
            let cell = match words.as_str() {
                "#N/A" => Cell::Error("#N/A".into()),
                "=" => Cell::Unvalued,
                text if text.starts_with('~') => Cell::Struck(text[1..].into()),
                text if number => Cell::Number(text.into()),
                text if day => Cell::Date(text.into()),
                text => Cell::Text(text.into()),
            };
            sheet.put((row, column), cell);
        }
    }
    sheet.merged.extend(merged.iter().map(|text| region(text)));
    sheet
}

/// `A1:F1`.
fn region(text: &str) -> Region {
    let place = |text: &str| {
        let digits = text.find(|c: char| c.is_ascii_digit()).unwrap();
        let column =
            text[..digits].bytes().fold(0, |sum, letter| sum * 26 + u32::from(letter - b'A') + 1);
        (text[digits..].parse::<u32>().unwrap() - 1, column - 1)
    };
    let (first, last) = text.split_once(':').unwrap();
    Region { first: place(first), last: place(last) }
}

/// A table as lines: rows indented by what they are part of, and what is left.
fn told(table: &PlanTable) -> String {
    let mut text = String::new();
    for row in &table.rows {
        let mut depth = 0;
        let mut above = row.under;
        while let Some(parent) = above {
            depth += 1;
            above = table.rows[parent].under;
        }
        let level = match row.level {
            PlanLevel::Area => "area",
            PlanLevel::Heading => "heading",
            PlanLevel::Task => "task",
        };
        let number = row.number.as_deref().map_or_else(String::new, |number| format!(" {number}"));
        let hidden = if row.hidden { " hidden" } else { "" };
        write!(text, "{}{level}{number}{hidden}:", "  ".repeat(depth)).unwrap();
        for cell in &row.cells {
            let unit = cell.unit.as_deref().map_or_else(String::new, |unit| format!("[{unit}]"));
            let words = cell.words.replace('\n', "/");
            write!(text, " {}={words}{unit}", cell.column.name()).unwrap();
        }
        text.push('\n');
    }
    for left in &table.left {
        writeln!(text, "{} {:?}: {}", left.at, left.why, left.text.replace('\n', "/")).unwrap();
    }
    text
}

fn read(sheets: &[Sheet]) -> String {
    told(&plan_table(sheets, &PlanMap::default()))
}

/// Holds lines to be the same; blanks before each line count.
fn same(found: &str, expected: &str) {
    let expected: Vec<&str> = expected.trim_matches('\n').trim_end().lines().collect();
    let indent =
        expected.iter().map(|line| line.len() - line.trim_start().len()).min().unwrap_or(0);
    let expected: Vec<&str> =
        expected.iter().map(|line| line.get(indent..).unwrap_or("")).collect();
    assert_eq!(found.trim_end(), expected.join("\n").trim_end(), "\n{found}");
}
