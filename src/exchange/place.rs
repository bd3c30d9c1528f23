//! Where a cell stands, and its words on one line.

use super::sheet::Sheet;
use crate::account::Address;

/// The place of a cell.
pub(super) fn address(sheet: &Sheet, row: u32, column: u32) -> Address {
    let sheet = sheet.name.clone();
    Address { sheet, row, column }
}

/// The first column of a row that has a cell.
pub(super) fn first_column(sheet: &Sheet, row: u32) -> u32 {
    let cells = sheet.rows.get(&row);
    cells.and_then(|cells| cells.keys().next().copied()).unwrap_or(0)
}

/// The words of a cell on one line. Chinese lines are joined without a blank.
pub(super) fn one_line(text: &str) -> String {
    let mut joined = String::new();
    for line in text.lines() {
        let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
        let wide = |letter: Option<char>| letter.is_none_or(|letter| !letter.is_ascii());
        if !wide(joined.chars().next_back()) && !wide(line.chars().next()) {
            joined.push(' ');
        }
        joined.push_str(&line);
    }
    joined
}
