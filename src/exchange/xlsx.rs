//! The tables of a page as a workbook: one sheet per table, its head repeated on each printed page of A4.

use crate::page::{Align, BlockOf, Row, Sheet, TableOf};
use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError,
};
use std::borrow::Cow;
use unicode_width::UnicodeWidthStr;

/// The workbook of a page, dated on a day. The same page and day give the same bytes.
///
/// # Errors
/// The page is too large for Excel.
pub fn xlsx(page: &Sheet<'_>, day: NaiveDate) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let (year, month) = (u16::try_from(day.year()).unwrap_or(1900), day.month() as u8);
    let created = ExcelDateTime::from_ymd(year, month, day.day() as u8)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&created));
    for block in &page.blocks {
        if let BlockOf::Table(table) = block {
            sheet(book.add_worksheet(), table)?;
        }
    }
    book.save_to_buffer()
}

fn sheet(sheet: &mut Worksheet, table: &TableOf<'_>) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    for (at, column) in (0u16..).zip(&table.columns) {
        sheet.write_string_with_format(0, at, fitting(&column.header), &bold)?;
    }
    let mut line = 1u32;
    for row in table.rows.all().iter() {
        match row {
            Row::Group(words) => {
                sheet.write_string_with_format(line, 0, fitting(&words.plain()), &bold)?;
            }
            Row::Cells { cells, details } => {
                let words = cells.iter().map(crate::page::Text::plain);
                write(sheet, line, table, words)?;
                for detail in details {
                    line += 1;
                    sheet.write_string(line, 1, fitting(&detail.plain()))?;
                }
            }
            Row::Total(cells) => {
                write(sheet, line, table, cells.iter().map(crate::page::Text::plain))?
            }
        }
        line += 1;
    }
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_repeat_rows(0, 0)?;
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    for (at, width) in (0u16..).zip(widths(table)) {
        sheet.set_column_width(at, width)?;
    }
    Ok(())
}

/// UTF-16 units that a cell holds; a longer text makes Excel call the file damaged.
const MOST: usize = 32_767;

/// A text as far as a cell holds it, with `…` where it was cut.
fn fitting(text: &str) -> Cow<'_, str> {
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
    Cow::Borrowed(text)
}

/// The widest that a column gets; a longer text wraps within its cell.
const WIDEST: usize = 60;

/// The widths of the columns, each that of its widest cell: a Chinese character counts as two.
///
/// A heading of rows and a line below a task are not counted: they run on over the empty cells beside them.
fn widths(table: &TableOf<'_>) -> Vec<f64> {
    /// What a spreadsheet leaves free at both sides of a cell, in characters.
    const MARGIN: f64 = 2.0;
    let mut widths: Vec<usize> =
        table.columns.iter().map(|column| columns(&column.header)).collect();
    for row in table.rows.all().iter() {
        let (Row::Cells { cells, .. } | Row::Total(cells)) = row else {
            continue;
        };
        for (width, cell) in widths.iter_mut().zip(cells) {
            *width = columns(&cell.plain()).max(*width);
        }
    }
    widths.into_iter().map(|width| width.min(WIDEST) as f64 + MARGIN).collect()
}

fn columns(text: &str) -> usize {
    text.lines().map(UnicodeWidthStr::width).max().unwrap_or(0)
}

/// Writes a row. A number in a right-aligned column is written as a number, so that users can add it up.
fn write(
    sheet: &mut Worksheet,
    line: u32,
    table: &TableOf<'_>,
    cells: impl Iterator<Item = String>,
) -> Result<(), XlsxError> {
    let right = Format::new().set_align(FormatAlign::Right);
    let wrapped = Format::new().set_text_wrap();
    for ((at, column), text) in (0u16..).zip(&table.columns).zip(cells) {
        match (column.align, text.parse::<f64>()) {
            (Align::Right, Ok(number)) => sheet.write_number(line, at, number)?,
            (Align::Right, Err(_)) => {
                sheet.write_string_with_format(line, at, fitting(&text), &right)?
            }
            (Align::Left, _) if columns(&text) > WIDEST || text.contains('\n') => {
                sheet.write_string_with_format(line, at, fitting(&text), &wrapped)?
            }
            (Align::Left, _) => sheet.write_string(line, at, fitting(&text))?,
        };
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::{Column, Rows, Text};

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
    }

    #[test]
    fn a_column_is_as_wide_as_its_widest_cell() {
        let column = |header: &str| Column {
            header: header.to_owned(),
            align: Align::Left,
            drop: 0,
            wraps: false,
            role: crate::page::Role::Rest,
        };
        let cells = |words: [&str; 3]| Row::Cells {
            cells: words.map(Text::from).into(),
            details: vec![Text::from("一行不算进列宽的说明,它可以越过右边的空格")],
        };
        let table = TableOf {
            columns: ["编号", "事项", "时限"].map(column).into(),
            rows: Rows::Ready(vec![
                Row::Group(Text::from("城市建设和管理")),
                cells(["P-01", "片区征迁", "6月30日"]),
                cells(["P-2", &"征".repeat(40), "4月\n30日"]),
            ]),
        };
        assert_eq!(widths(&table), [6.0, 62.0, 9.0]);
    }
}
