//! A cell of a page as one of a workbook: its value, and the number format that shows it in the words of the page.

use crate::page::{Cell, Value, Wide};
use crate::source::visible::safe_lines;
use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{ExcelDateTime, XlsxError};
use std::borrow::Cow;

/// What stands in a cell.
#[derive(Debug, PartialEq)]
pub(super) enum Held<'c> {
    Nothing,
    Text(Cow<'c, str>),
    Day(NaiveDate),
    /// A number, and the format that shows it.
    Number(f64, String),
}

/// What a cell of a page holds here. A stroke is no value: it would stand in the way of sums.
pub(super) fn held<'w>(cell: &Cell, words: &'w str, column: Numbers) -> Held<'w> {
    let number = |value: f64, format: Option<String>| {
        format.map_or_else(|| text(words), |format| Held::Number(value, format))
    };
    match cell.value {
        // Before that, Excel has no days.
        Value::Day(day) if day >= NaiveDate::from_ymd_opt(1900, 3, 1).unwrap_or_default() => {
            Held::Day(day)
        }
        Value::Number(value) => number(value, plain(words, value, column)),
        Value::Difference(value) => number(value, difference(words)),
        Value::Share(value) => {
            let decimals = "0".repeat(Pieces::of(words).map_or(1, |pieces| pieces.decimals));
            let point = if decimals.is_empty() { "" } else { "." };
            Held::Number(value, format!("0{point}{decimals}%"))
        }
        Value::Words | Value::Light | Value::Day(_) if matches!(words, "" | "-") => Held::Nothing,
        Value::Words | Value::Light | Value::Day(_) => text(words),
    }
}

fn text(words: &str) -> Held<'_> {
    Held::Text(fitting(words))
}

/// A day as Excel keeps it.
pub(super) fn excel_day(day: NaiveDate) -> Result<ExcelDateTime, XlsxError> {
    let year = u16::try_from(day.year()).unwrap_or(1900);
    ExcelDateTime::from_ymd(year, day.month0() as u8 + 1, day.day0() as u8 + 1)
}

/// A number in words: `97.5户`, `+3.2`.
struct Pieces<'w> {
    decimals: usize,
    unit: &'w str,
}

impl<'w> Pieces<'w> {
    /// `None` where the words are no number with a unit behind it.
    fn of(words: &'w str) -> Option<Self> {
        let digits = words.trim_start_matches(['+', '-']);
        let end = digits.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(digits.len());
        let (number, unit) = digits.split_at(end);
        number.starts_with(|c: char| c.is_ascii_digit()).then_some(())?;
        let decimals = number.split_once('.').map_or(0, |(_, decimals)| decimals.len());
        Some(Self { decimals, unit })
    }

    /// The digits of the format and the unit behind them; `None` where a format cannot hold that unit.
    fn format(&self, whole: &str) -> Option<String> {
        /// A format has at most 255 characters, and up to three times its unit.
        const LONGEST: usize = 40;
        let point = if self.decimals == 0 { "" } else { "." };
        let decimals = "0".repeat(self.decimals);
        let shown = safe_lines(self.unit);
        let fits = shown.chars().count() <= LONGEST && !shown.contains(['"', '\n', '\t']);
        let unit = if shown.is_empty() { String::new() } else { format!("\"{shown}\"") };
        fits.then(|| format!("{whole}{point}{decimals}{unit}"))
    }
}

/// A count or an amount: `0`, `#,##0.0"户"`; the thousands are parted where there are many.
fn plain(words: &str, value: f64, column: Numbers) -> Option<String> {
    // A zero may be told by a mark of its own.
    let zero = (value == 0.0).then_some(Pieces { decimals: 0, unit: "" });
    let mut pieces = Pieces::of(words).or(zero)?;
    pieces.decimals = pieces.decimals.max(column.decimals);
    pieces.format(if column.are_large || value.abs() >= LARGE { "#,##0" } else { "0" })
}

/// From here on thousands are parted.
const LARGE: f64 = 10_000.0;

/// How the counts and amounts of a column are shown alike.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Numbers {
    /// Some are so large that the thousands of all are parted.
    are_large: bool,
    /// Each has at least so many decimals.
    decimals: usize,
}

/// Those of each column. In a table with sums a column has one format; one that is not summed has several units, and a count of
/// households no decimals because a length has some.
pub(super) fn numbers(table: &Wide) -> Vec<Numbers> {
    let mut columns = vec![Numbers::default(); table.columns.len()];
    if table.summed.parts.is_empty() {
        return columns;
    }
    let sums = table.summed.parts.iter().map(|part| &part.cells).chain(&table.total);
    for cells in table.rows.iter().chain(sums) {
        for (at, (cell, column)) in cells.iter().zip(&mut columns).enumerate() {
            let Value::Number(value) = cell.value else { continue };
            column.are_large |= value.abs() >= LARGE;
            let is_summed = table.summed.ways.get(at).is_some_and(Option::is_some);
            let words = cell.text.plain();
            let decimals = Pieces::of(&words).map_or(0, |pieces| pieces.decimals);
            column.decimals = column.decimals.max(if is_summed { decimals } else { 0 });
        }
    }
    columns
}

/// `+0.0;-0.0;0.0`.
fn difference(words: &str) -> Option<String> {
    let format = Pieces::of(words)?.format("0")?;
    Some(format!("+{format};-{format};{format}"))
}

/// UTF-16 units that a cell holds; a longer text makes Excel call the file damaged.
const MOST: usize = 32_767;

/// A text as far as a cell holds it, with `…` where it was cut; what hides in it is shown.
pub(super) fn fitting(text: &str) -> Cow<'_, str> {
    let text = safe_lines(text);
    let mut units = 0;
    let mut last = 0;
    for (at, letter) in text.char_indices() {
        units += letter.len_utf16();
        if units < MOST {
            last = at + letter.len_utf8();
        } else if units > MOST {
            return Cow::Owned(format!("{}…", text.get(..last).unwrap_or("")));
        }
    }
    text
}

/// Whether Excel would take the words for a formula once somebody edits them.
pub(super) fn begins_formula(words: &str) -> bool {
    words.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_where_a_cell_ends() {
        let whole = "项".repeat(MOST);
        assert_eq!(fitting(&whole), whole);
        let cut = fitting(&format!("{whole}目")).into_owned();
        assert_eq!(cut, format!("{}…", "项".repeat(MOST - 1)));
        // A pair of surrogates is not parted.
        let pairs = fitting(&"𠮷".repeat(MOST)).into_owned();
        assert_eq!(pairs.encode_utf16().count(), MOST);
        assert!(pairs.ends_with("𠮷…"));
        assert_eq!(fitting("a\u{202e}b"), "a\\u{202e}b");
    }

    #[test]
    fn a_number_is_shown_in_the_words_of_the_page() {
        fn cell(words: &str, value: Value) -> Held<'_> {
            held(&Cell { text: words.into(), value }, words, Numbers::default())
        }
        let number = |value, format: &str| Held::Number(value, format.to_owned());
        assert_eq!(cell("15", Value::Number(15.0)), number(15.0, "0"));
        assert_eq!(cell("15天", Value::Number(15.0)), number(15.0, "0\"天\""));
        assert_eq!(
            cell("1005136.25万元", Value::Number(1_005_136.25)),
            number(1_005_136.25, "#,##0.00\"万元\"")
        );
        assert_eq!(cell("+1.7", Value::Difference(1.7)), number(1.7, "+0.0;-0.0;0.0"));
        assert_eq!(cell("46.2", Value::Share(0.462)), number(0.462, "0.0%"));
        assert_eq!(cell("46%", Value::Share(0.46)), number(0.46, "0%"));
        assert_eq!(cell("·", Value::Number(0.0)), number(0.0, "0"));
        assert_eq!(cell("-", Value::Words), Held::Nothing);
        assert_eq!(cell("=1+1", Value::Words), Held::Text("=1+1".into()));
        // A unit that no format can hold leaves the words.
        assert_eq!(cell("3\"", Value::Number(3.0)), Held::Text("3\"".into()));
    }
}
