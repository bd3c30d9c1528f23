//! The tables of a page as a workbook: one sheet per table, its head repeated on each printed page of A4.

use crate::page::{Align, BlockOf, Row, Sheet, TableOf};
use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError,
};
use std::borrow::Cow;

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
    sheet.autofit();
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

/// Writes a row. A number in a right-aligned column is written as a number, so that users can add it up.
fn write(
    sheet: &mut Worksheet,
    line: u32,
    table: &TableOf<'_>,
    cells: impl Iterator<Item = String>,
) -> Result<(), XlsxError> {
    let right = Format::new().set_align(FormatAlign::Right);
    for ((at, column), text) in (0u16..).zip(&table.columns).zip(cells) {
        match (column.align, text.parse::<f64>()) {
            (Align::Right, Ok(number)) => sheet.write_number(line, at, number)?,
            (Align::Right, Err(_)) => {
                sheet.write_string_with_format(line, at, fitting(&text), &right)?
            }
            (Align::Left, _) => sheet.write_string(line, at, fitting(&text))?,
        };
    }
    Ok(())
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
    }
}
