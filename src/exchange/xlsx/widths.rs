//! How wide the columns of a sheet are, in half-width characters: a Chinese character counts as two.

use super::style::Styles;
use crate::page::{Align, Cell, Value, Wide};
use std::borrow::Cow;
use unicode_width::UnicodeWidthStr;

/// The narrowest and the widest that a column of words gets.
const NARROWEST: usize = 12;
const WIDEST: usize = 44;
/// What a page of A4 across still shows in letters that can be read.
pub(super) const PAPER: usize = 190;
/// The same of A3, on which offices print the widest tables.
const WIDE_PAPER: usize = 270;

/// Whether a table is of the office's workbook: it has sums below its parts, and is printed as one.
pub(super) fn is_ledger(table: &Wide) -> bool {
    !table.summed.parts.is_empty()
}

/// What is left free at both sides of a cell.
pub(super) fn margin(table: &Wide) -> usize {
    if is_ledger(table) { 1 } else { 2 }
}

/// The widths of the columns, each that of its widest cell. Where they are more than a page, those for words give way.
pub(super) fn widths(table: &Wide, styles: &Styles) -> Vec<usize> {
    let mut widths: Vec<usize> =
        table.columns.iter().map(|column| head(table, &column.header)).collect();
    let sums = table.summed.parts.iter().map(|part| &part.cells);
    let sums: Vec<&Vec<Cell>> = table.total.iter().chain(sums).collect();
    for cells in &table.rows {
        fit(&mut widths, cells, |_| true, styles);
    }
    for cells in sums {
        // The name of a part is broken into lines, so that it widens no column of ids.
        fit(&mut widths, cells, |cell| !is_ledger(table) || cell.value != Value::Words, styles);
    }
    let is_wide = is_ledger(table) && least(table, &widths) > PAPER;
    give_way(table, &mut widths, if is_wide { WIDE_PAPER } else { PAPER });
    widths
}

/// What a head needs: in a ledger's table half of it, since it stands in two lines.
fn head(table: &Wide, words: &str) -> usize {
    /// The button of the filter stands beside the words of the head.
    const BUTTON: usize = 2;
    /// As much as stands in one line.
    const SHORT: usize = 6;
    let whole = columns(words);
    if !is_ledger(table) {
        return (whole + BUTTON).min(WIDEST);
    }
    match columns(&two_lines(words)) {
        parted if parted < whole => parted,
        _ if whole <= SHORT => whole,
        // Whole Chinese characters stand in each line.
        _ => whole.div_ceil(4) * 2,
    }
}

/// A head that ends in a bracket is parted before it.
pub(super) fn two_lines(words: &str) -> Cow<'_, str> {
    match words.find('（').filter(|at| *at > 0) {
        Some(at) => {
            let (before, bracket) = words.split_at(at);
            Cow::Owned(format!("{before}\n{bracket}"))
        }
        None => Cow::Borrowed(words),
    }
}

fn fit(widths: &mut [usize], cells: &[Cell], counts: impl Fn(&Cell) -> bool, styles: &Styles) {
    for (width, cell) in widths.iter_mut().zip(cells).filter(|(_, cell)| counts(cell)) {
        let needed = match cell.value {
            Value::Day(_) => styles.day_width(),
            Value::Share(_) => columns(&cell.text.plain()) + 1,
            Value::Number(value) => columns(&cell.text.plain()) + separators(value),
            Value::Words | Value::Light | Value::Difference(_) => columns(&cell.text.plain()),
        };
        *width = needed.min(WIDEST).max(*width);
    }
}

/// How wide a table is at least.
fn least(table: &Wide, widths: &[usize]) -> usize {
    let each = table.columns.iter().zip(widths);
    each.map(|(column, width)| if column.wraps { (*width).min(NARROWEST) } else { *width }).sum()
}

/// Takes from the columns for words what there is no room for: first from those that may be broken, then, in a ledger's table,
/// from the names beside them.
fn give_way(table: &Wide, widths: &mut [usize], room: usize) {
    /// Four Chinese characters.
    const NAME: usize = 8;
    let is_name = |at: usize| {
        let column = &table.columns[at];
        is_ledger(table) && at > 1 && column.align == Align::Left && !column.wraps
    };
    while widths.iter().sum::<usize>() > room {
        let breaks = |at: usize, width: usize| table.columns[at].wraps && width > NARROWEST;
        let widest = |may: &dyn Fn(usize, usize) -> bool| {
            let may = widths.iter().enumerate().filter(|(at, width)| may(*at, **width));
            may.max_by_key(|(_, width)| **width).map(|(at, _)| at)
        };
        let at = widest(&breaks).or_else(|| widest(&|at, width| is_name(at) && width > NAME));
        match at.and_then(|at| widths.get_mut(at)) {
            Some(width) => *width -= 1,
            None => break,
        }
    }
}

/// How many marks part the thousands.
fn separators(value: f64) -> usize {
    let mut left = value.abs();
    let mut marks = 0;
    while left >= 1_000.0 {
        left /= 1_000.0;
        marks += 1;
    }
    marks
}

pub(super) fn columns(text: &str) -> usize {
    text.lines().map(UnicodeWidthStr::width).max().unwrap_or(0)
}

/// How many lines a text takes in a column; a line may end a little early, where a word or a mark does not break.
pub(super) fn lines(words: &str, width: usize) -> usize {
    let lines = words.lines().map(|line| (line.width() + line.width() / 20).div_ceil(width.max(1)));
    lines.map(|lines| lines.max(1)).sum::<usize>().max(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Column;

    #[test]
    fn a_column_is_as_wide_as_its_widest_cell() {
        let cells = |words: [&str; 3]| words.map(Cell::from).into();
        let table = Wide {
            columns: ["编号", "事项", "时限"].map(|head| Column::new(head, Align::Left)).into(),
            rows: vec![
                cells(["P-01234", "片区征迁", "6月30日"]),
                cells(["P-2", &"征".repeat(40), "4月\n30日"]),
            ],
            ..Wide::default()
        };
        assert_eq!(widths(&table, &Styles::of("zh-Hans")), [7, 44, 7]);
    }
}
