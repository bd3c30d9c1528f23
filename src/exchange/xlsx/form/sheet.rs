//! One department's sheet of a form.

use super::super::cell::fitting;
use super::super::layout::Kind;
use super::super::style::Styles;
use super::cells::{Lists, Place, write_cell};
use crate::ledger::Locale;
use crate::page::Align;
use crate::page::entries::form::{FormCell, FormColumn, FormSheet};
use rust_xlsxwriter::{ProtectionOptions, Worksheet, XlsxError};
use unicode_width::UnicodeWidthStr;

/// The row of the heads: title, who and when, how to fill in.
const HEAD: u32 = 3;

/// Writes the sheet.
pub(super) fn write(
    sheet: &mut Worksheet,
    part: &FormSheet,
    lang: Locale,
    (lists, styles): (&Lists, &mut Styles),
) -> Result<(), XlsxError> {
    let last = u16::try_from(part.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    for (at, column) in (0u16..).zip(&part.columns) {
        sheet.set_column_width(at, width(*column))?;
    }
    write_top(sheet, part, last, styles)?;
    for (at, column) in (0u16..).zip(&part.columns) {
        sheet.write_string_with_format(HEAD, at, column.head(lang), &styles.head())?;
    }
    sheet.set_row_height(HEAD, styles.height(Kind::Line, 2))?;
    let mut row = HEAD + 1;
    for own in &part.rows {
        let mut highest = ROOM;
        for (at, (cell, column)) in (0u16..).zip(own.cells.iter().zip(&part.columns)) {
            let place = Place { row, at, column: *column, columns: &part.columns, lang };
            write_cell(sheet, &place, cell, (lists, styles))?;
            if let FormCell::Says(words) = cell {
                highest = highest.max(lines(words, *column));
            }
        }
        sheet.set_row_height(row, styles.height(Kind::Line, highest).min(HIGHEST))?;
        row += 1;
    }
    write_feet(sheet, part, row + 1, styles)?;
    let first = part.columns.iter().position(|column| column.is_open()).unwrap_or(0);
    let first = u16::try_from(first).unwrap_or(0);
    sheet.set_selection(HEAD + 1, first, HEAD + 1, first)?;
    sheet.set_freeze_panes(HEAD + 1, 2)?;
    sheet.set_repeat_rows(HEAD, HEAD)?;
    sheet.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0);
    sheet.set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3).set_print_center_horizontally(true);
    sheet.set_footer("&C&P / &N");
    // A cell may need more room than it was given.
    sheet.protect_with_options(&ProtectionOptions {
        format_rows: true,
        format_columns: true,
        ..ProtectionOptions::new()
    });
    Ok(())
}

const A4: u8 = 9;

/// So many lines have room in a cell, even where the row says less: somebody writes there.
const ROOM: usize = 2;

/// The highest that a row can be, in points.
const HIGHEST: f64 = 409.0;

/// Title, who and when, how to fill in.
fn write_top(
    sheet: &mut Worksheet,
    part: &FormSheet,
    last: u16,
    styles: &Styles,
) -> Result<(), XlsxError> {
    let over = |sheet: &mut Worksheet, (row, first, last), words: &str, kind, align| {
        let format = styles.line(kind, align);
        sheet.merge_range(row, first, row, last, &fitting(words), &format).map(|_| ())
    };
    sheet.set_row_height(0, styles.height(Kind::Title, 1))?;
    over(sheet, (0, 0, last), &part.title, Kind::Title, Align::Left)?;
    let middle = last / 2;
    over(sheet, (1, 0, middle), &part.from, Kind::Line, Align::Left)?;
    over(sheet, (1, middle + 1, last), &part.wanted, Kind::Line, Align::Right)?;
    over(sheet, (2, 0, last), &part.units, Kind::Note, Align::Right)
}

/// Who filled it in, each with a cell to do so.
fn write_feet(
    sheet: &mut Worksheet,
    part: &FormSheet,
    row: u32,
    styles: &Styles,
) -> Result<(), XlsxError> {
    let count = part.columns.len() / part.feet.len().max(1);
    for (nth, foot) in part.feet.iter().enumerate() {
        let first = u16::try_from(nth * count).unwrap_or(u16::MAX);
        let wide = u16::try_from(count).unwrap_or(2).max(2);
        // A label has two columns where that leaves one to write in.
        let label = if wide > 2 { 2 } else { 1 };
        let format = styles.line(Kind::Line, Align::Right);
        if label > 1 {
            sheet.merge_range(row, first, row, first + 1, foot, &format)?;
        } else {
            sheet.write_string_with_format(row, first, foot, &format)?;
        }
        sheet.write_blank(
            row,
            first + label,
            &styles.line(Kind::Line, Align::Left).set_unlocked(),
        )?;
    }
    Ok(())
}

/// Characters across a column.
fn width(column: FormColumn) -> f64 {
    match column {
        FormColumn::Id | FormColumn::Unit | FormColumn::Request => 8.0,
        FormColumn::Target | FormColumn::Due | FormColumn::Last | FormColumn::Done => 10.0,
        FormColumn::Indicator => 11.0,
        FormColumn::State => 12.0,
        // Narrower, its head breaks within the bracket.
        FormColumn::Invested => 17.0,
        FormColumn::Blocker | FormColumn::Correction => 13.0,
        FormColumn::Title | FormColumn::LastNext | FormColumn::Next => 20.0,
        FormColumn::Note => 22.0,
    }
}

/// How many lines a text takes in a column.
fn lines(words: &str, column: FormColumn) -> usize {
    let width = width(column) as usize;
    let lines = words.lines().map(|line| (line.width() + 1).div_ceil(width.max(1)).max(1));
    lines.sum::<usize>().max(1)
}
