//! A sheet: the lines above its table, the table with its head, filter and print settings, the lines below.

use super::cell::{Held, begins_formula, excel_day, fitting, held};
use super::formula::{Run, formulas};
use super::layout::{Kind, Line, Part};
use super::style::{Look, Styles};
use crate::page::{Align, Cell, Column, Ink, Value, Wide};
use rust_xlsxwriter::{Formula, Worksheet, XlsxError};
use unicode_width::UnicodeWidthStr;

/// The narrowest and the widest that a column of words gets, in half-width characters.
const NARROWEST: usize = 12;
const WIDEST: usize = 44;
/// What a page of A4 across still shows in letters that can be read.
const PAPER: usize = 190;
/// The width of a sheet without a table.
const LINES: usize = 100;

/// Writes a sheet.
pub(super) fn write(
    sheet: &mut Worksheet,
    part: &Part<'_>,
    styles: &mut Styles,
) -> Result<(), XlsxError> {
    let widths = part.table.as_ref().map_or_else(|| vec![LINES], |table| widths(table, styles));
    for (at, width) in (0u16..).zip(&widths) {
        sheet.set_column_width(at, *width as f64 + MARGIN)?;
    }
    let mut row = 0;
    for line in &part.above {
        write_line(sheet, row, line, (&widths, styles))?;
        row += 1;
    }
    if let Some(table) = &part.table {
        let unit = &table.summed.unit;
        if !unit.is_empty() {
            let line = Line { kind: Kind::Line, left: String::new(), right: unit.clone() };
            write_line(sheet, row, &line, (&widths, styles))?;
            row += 1;
        }
        row = write_table(sheet, row, table, (&widths, styles))?;
        row += u32::from(!part.below.is_empty());
    }
    for line in &part.below {
        write_line(sheet, row, line, (&widths, styles))?;
        row += 1;
    }
    let whole: usize = widths.iter().map(|width| width + MARGIN as usize).sum();
    let is_ledger = part.table.as_ref().is_some_and(|table| !table.summed.parts.is_empty());
    let paper = if is_ledger && whole > PAPER * 3 / 2 { A3 } else { A4 };
    sheet.set_landscape().set_paper_size(paper).set_print_fit_to_pages(1, 0);
    sheet.set_margins(0.5, 0.5, 0.6, 0.7, 0.3, 0.4).set_print_center_horizontally(true);
    sheet.set_footer("&C&P / &N");
    Ok(())
}

const A4: u8 = 9;
/// On which offices print the widest tables.
const A3: u8 = 8;
/// What a spreadsheet leaves free at both sides of a cell, in characters.
const MARGIN: f64 = 2.0;

/// A line over the whole width, as high as its words need there.
fn write_line(
    sheet: &mut Worksheet,
    row: u32,
    line: &Line,
    (widths, styles): (&[usize], &Styles),
) -> Result<(), XlsxError> {
    let last = u16::try_from(widths.len().saturating_sub(1)).unwrap_or(u16::MAX);
    let whole: usize = widths.iter().map(|width| width + MARGIN as usize).sum();
    let taken = columns(&line.left) + columns(&line.right);
    let lines = if line.kind == Kind::Title { 1 } else { taken.div_ceil(whole.max(1)).max(1) };
    sheet.set_row_height(row, styles.height(line.kind, lines))?;
    let mut over = |first: u16, last: u16, words: &str, align| {
        let (words, format) = (fitting(words), styles.line(line.kind, align));
        if first < last {
            sheet.merge_range(row, first, row, last, &words, &format)?;
        } else {
            sheet.write_string_with_format(row, first, &*words, &format)?;
        }
        Ok::<(), XlsxError>(())
    };
    if line.right.is_empty() {
        return over(0, last, &line.left, Align::Left);
    }
    if line.left.is_empty() || last == 0 {
        let words = format!("{}  {}", line.left, line.right);
        return over(0, last, words.trim(), Align::Right);
    }
    let middle = halves(widths, columns(&line.left), taken);
    over(0, middle, &line.left, Align::Left)?;
    over(middle + 1, last, &line.right, Align::Right)
}

/// The last column of the left half: as much of the width as its words are of all words.
fn halves(widths: &[usize], left: usize, all: usize) -> u16 {
    let whole: usize = widths.iter().sum();
    let mut before = 0;
    let wanted = whole * left / all.max(1);
    let fits = widths.iter().take_while(|width| {
        before += **width;
        before <= wanted
    });
    let most = widths.len().saturating_sub(2);
    u16::try_from(fits.count().saturating_sub(1).min(most)).unwrap_or(0)
}

/// Writes head, rows and total; returns the row below them.
fn write_table(
    sheet: &mut Worksheet,
    head: u32,
    table: &Wide,
    (widths, styles): (&[usize], &mut Styles),
) -> Result<u32, XlsxError> {
    let (last, summed) = (last_of(table), &table.summed);
    let lowest = write_heads(sheet, head, table, styles)?;
    let first = lowest + 1;
    let mut row = first;
    let mut parts = summed.parts.iter();
    let mut part = parts.next();
    let mut begun = first;
    for cells in &table.rows {
        write_row(sheet, (row, None), cells, (&table.columns, widths, styles))?;
        row += 1;
        if let Some(sums) = part.filter(|part| begun as usize + part.rows == row as usize) {
            let run = Run { first: begun, last: row - 1, has_sums: false };
            let formulas = formulas(&summed.ways, run, row);
            write_row(
                sheet,
                (row, Some(&formulas)),
                &sums.cells,
                (&table.columns, widths, styles),
            )?;
            row += 1;
            (begun, part) = (row, parts.next());
        }
    }
    // A sheet without rows has nothing to filter, but a head all the same.
    sheet.autofilter(lowest, 0, (row - 1).max(lowest), last)?;
    sheet.set_freeze_panes(first, summed.fixed)?;
    sheet.set_repeat_rows(head, lowest)?;
    if let Some(cells) = &table.total {
        let run = Run { first, last: row - 1, has_sums: !summed.parts.is_empty() };
        let formulas = if row > first { formulas(&summed.ways, run, row) } else { Vec::new() };
        write_row(sheet, (row, Some(&formulas)), cells, (&table.columns, widths, styles))?;
        row += 1;
    }
    Ok(row)
}

/// The last column of a table.
fn last_of(table: &Wide) -> u16 {
    u16::try_from(table.columns.len().saturating_sub(1)).unwrap_or(u16::MAX)
}

/// Writes the head, of two rows where some of its words stand above others; returns the lower row.
fn write_heads(
    sheet: &mut Worksheet,
    head: u32,
    table: &Wide,
    styles: &Styles,
) -> Result<u32, XlsxError> {
    let (over, format) = (&table.summed.over, styles.head());
    let words = |at: u16| table.columns.get(usize::from(at)).map_or("", |column| &column.header);
    if over.iter().all(String::is_empty) {
        for at in 0..=last_of(table) {
            sheet.write_string_with_format(head, at, fitting(words(at)), &format)?;
        }
        return Ok(head);
    }
    let mut at = 0;
    for run in over.chunk_by(|words, next| words == next) {
        let next = at + u16::try_from(run.len()).unwrap_or(u16::MAX);
        let above = run.first().filter(|above| !above.is_empty());
        match above {
            Some(above) if next > at + 1 => {
                sheet.merge_range(head, at, head, next - 1, &fitting(above), &format)?;
            }
            Some(above) => {
                sheet.write_string_with_format(head, at, fitting(above), &format)?;
            }
            None => {}
        }
        for at in at..next {
            if above.is_some() {
                sheet.write_string_with_format(head + 1, at, fitting(words(at)), &format)?;
            } else {
                sheet.merge_range(head, at, head + 1, at, &fitting(words(at)), &format)?;
            }
        }
        at = next;
    }
    Ok(head + 1)
}

fn write_row(
    sheet: &mut Worksheet,
    (row, formulas): (u32, Option<&[Option<String>]>),
    cells: &[Cell],
    (columns_of, widths, styles): (&[Column], &[usize], &mut Styles),
) -> Result<(), XlsxError> {
    let mut highest = 1;
    for (at, ((cell, column), width)) in (0u16..).zip(cells.iter().zip(columns_of).zip(widths)) {
        let words = cell.text.plain();
        let held = held(cell, &words);
        let number = match &held {
            Held::Day(_) => styles.day().to_owned(),
            Held::Number(_, format) => format.clone(),
            Held::Nothing | Held::Text(_) => String::new(),
        };
        let is_text = matches!(held, Held::Text(_));
        let lines = if is_text { lines(&words, *width) } else { 1 };
        highest = highest.max(lines);
        let format = styles.cell(Look {
            number,
            align: column.align,
            wraps: lines > 1 || is_text && column.wraps,
            ink: cell.text.0.first().map_or(Ink::Plain, |(_, ink)| *ink),
            is_light: cell.value == Value::Light && !words.is_empty(),
            is_total: formulas.is_some(),
            is_quoted: is_text && begins_formula(&words),
        });
        let formula = formulas.and_then(|formulas| formulas.get(usize::from(at))?.as_ref());
        if let Some(formula) = formula {
            let result = match held {
                Held::Number(number, _) => number.to_string(),
                // What the formula says where there is nothing to divide by.
                Held::Nothing | Held::Text(_) | Held::Day(_) => "-".to_owned(),
            };
            let formula = Formula::new(formula).set_result(result);
            sheet.write_formula_with_format(row, at, formula, format)?;
            continue;
        }
        match held {
            Held::Nothing => sheet.write_blank(row, at, format)?,
            Held::Text(words) => sheet.write_string_with_format(row, at, &*words, format)?,
            Held::Day(day) => {
                sheet.write_datetime_with_format(row, at, &excel_day(day)?, format)?
            }
            Held::Number(number, _) => sheet.write_number_with_format(row, at, number, format)?,
        };
    }
    // Not every program finds the height of a row by itself.
    sheet.set_row_height(row, styles.height(Kind::Line, highest).min(HIGHEST))?;
    Ok(())
}

/// The highest that a row can be, in points.
const HIGHEST: f64 = 409.0;

/// How many lines a text takes in a column; a line may end a little early, where a word or a mark does not break.
fn lines(words: &str, width: usize) -> usize {
    let lines = words.lines().map(|line| (line.width() + line.width() / 20).div_ceil(width.max(1)));
    lines.map(|lines| lines.max(1)).sum::<usize>().max(1)
}

/// The widths of the columns, each that of its widest cell: a Chinese character counts as two. Where they are more than a
/// page, those for words give way.
fn widths(table: &Wide, styles: &Styles) -> Vec<usize> {
    /// The button of the filter stands beside the words of the head.
    const BUTTON: usize = 2;
    let heads = table.columns.iter();
    let mut widths: Vec<usize> =
        heads.map(|column| (columns(&column.header) + BUTTON).min(WIDEST)).collect();
    let sums = table.summed.parts.iter().map(|part| &part.cells);
    for cells in table.rows.iter().chain(&table.total).chain(sums) {
        for (width, cell) in widths.iter_mut().zip(cells) {
            let needed = match cell.value {
                Value::Day(_) => styles.day_width(),
                Value::Share(_) => columns(&cell.text.plain()) + 1,
                Value::Number(value) => columns(&cell.text.plain()) + separators(value),
                Value::Words | Value::Light | Value::Difference(_) => columns(&cell.text.plain()),
            };
            *width = needed.min(WIDEST).max(*width);
        }
    }
    while widths.iter().sum::<usize>() > PAPER {
        let wrapping = table.columns.iter().zip(&mut widths).filter(|(column, _)| column.wraps);
        match wrapping.map(|(_, width)| width).max().filter(|width| **width > NARROWEST) {
            Some(width) => *width -= 1,
            None => break,
        }
    }
    widths
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

fn columns(text: &str) -> usize {
    text.lines().map(UnicodeWidthStr::width).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

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
