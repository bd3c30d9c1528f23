//! Words outside of the tables of a form: sheets that a department added, lines above the heads.

use crate::account::Address;
use crate::exchange::place::{address, one_line};
use crate::exchange::sheet::Sheet;
use crate::page::entries::form::{is_heading, is_rules};

/// The words of a sheet without a table, but for the rules.
pub(super) fn of_sheet(sheet: &Sheet) -> Vec<(Address, String)> {
    let first = sheet.cell((0, 0));
    let rules = first.is_some_and(|cell| is_rules(cell.text()));
    // The rules stand in one column.
    words(sheet, u32::MAX).filter(|(at, _)| !rules || at.column > 0).collect()
}

/// The words above the heads, but for what the form itself says there.
pub(super) fn above(sheet: &Sheet, head: u32) -> Vec<(Address, String)> {
    words(sheet, head).filter(|(_, text)| !is_heading(text)).collect()
}

fn words(sheet: &Sheet, end: u32) -> impl Iterator<Item = (Address, String)> + '_ {
    sheet.rows.range(..end).flat_map(move |(row, cells)| {
        cells
            .iter()
            .map(move |(column, cell)| (address(sheet, *row, *column), one_line(cell.text())))
    })
}
