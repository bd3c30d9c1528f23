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

/// The cells with control characters, which no program shows. A line's end is none of them.
pub fn with_control(sheets: &[Sheet]) -> Vec<(Address, String)> {
    let is_one = |letter: char| letter.is_control() && !"\n\r\t".contains(letter);
    let rows = sheets.iter().flat_map(|sheet| sheet.rows.iter().map(move |row| (sheet, row)));
    let cells = rows.flat_map(|(sheet, (row, cells))| {
        cells.iter().map(move |(column, cell)| (sheet, (*row, *column), cell.text()))
    });
    let found = cells.filter(|(_, _, text)| text.contains(is_one));
    let place = |sheet: &Sheet, (row, column)| address(sheet, row, column);
    found.map(|(sheet, at, text)| (place(sheet, at), text.replace(is_one, "�"))).collect()
}

/// The comments of some sheets, each with the place of its cell.
pub fn comments(sheets: &[Sheet]) -> impl Iterator<Item = (Address, String)> {
    sheets.iter().flat_map(|sheet| {
        let each = sheet.comments.iter();
        each.map(|((row, column), words)| (address(sheet, *row, *column), words.clone()))
    })
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
