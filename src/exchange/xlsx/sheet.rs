//! A sheet: the lines above its table, the table with its head, filter and print settings, the lines below.

use super::cell::{Held, Numbers, begins_formula, excel_day, fitting, held, numbers};
use super::formula::{Run, formulas};
use super::layout::{Kind, Line, Part};
use super::style::{Look, Styles};
use super::widths::{PAPER, columns, is_ledger, lines, margin, two_lines, widths};
use crate::page::{Align, Cell, Column, Ink, Value, Wide};
use rust_xlsxwriter::{Formula, Worksheet, XlsxError};

/// The width of a sheet without a table.
const LINES: usize = 100;

/// Writes a sheet.
pub(super) fn write(
    sheet: &mut Worksheet,
    part: &Part<'_>,
    styles: &mut Styles,
) -> Result<(), XlsxError> {
    styles.short_days(part.table.as_ref().is_some_and(|table| is_ledger(table)));
    let widths = part.table.as_ref().map_or_else(|| vec![LINES], |table| widths(table, styles));
    let free = part.table.as_ref().map_or(2, |table| margin(table));
    for (at, width) in (0u16..).zip(&widths) {
        sheet.set_column_width(at, (*width + free) as f64)?;
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
    let whole: usize = widths.iter().map(|width| width + free).sum();
    let is_ledger = part.table.as_ref().is_some_and(|table| is_ledger(table));
    let paper = if is_ledger && whole > PAPER { A3 } else { A4 };
    sheet.set_landscape().set_paper_size(paper).set_print_fit_to_pages(1, 0);
    let side = if is_ledger { 0.3 } else { 0.5 };
    sheet.set_margins(side, side, 0.6, 0.7, 0.3, 0.4).set_print_center_horizontally(true);
    sheet.set_footer("&C&P / &N");
    Ok(())
}

const A4: u8 = 9;
/// On which offices print the widest tables.
const A3: u8 = 8;

/// A line over the whole width, as high as its words need there.
fn write_line(
    sheet: &mut Worksheet,
    row: u32,
    line: &Line,
    (widths, styles): (&[usize], &Styles),
) -> Result<(), XlsxError> {
    let last = u16::try_from(widths.len().saturating_sub(1)).unwrap_or(u16::MAX);
    let whole: usize = widths.iter().map(|width| width + 1).sum();
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
    let lowest = write_heads(sheet, head, table, (widths, styles))?;
    let grid = Grid { columns: &table.columns, widths, numbers: numbers(table) };
    let first = lowest + 1;
    let mut row = first;
    let mut parts = summed.parts.iter();
    let mut part = parts.next();
    let mut begun = first;
    for cells in &table.rows {
        write_row(sheet, (row, None), cells, (&grid, styles))?;
        row += 1;
        if let Some(sums) = part.filter(|part| begun as usize + part.rows == row as usize) {
            let run = Run { first: begun, last: row - 1, has_sums: false };
            let formulas = formulas(&summed.ways, run, row);
            write_row(sheet, (row, Some(&formulas)), &sums.cells, (&grid, styles))?;
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
        write_row(sheet, (row, Some(&formulas)), cells, (&grid, styles))?;
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
    (widths, styles): (&[usize], &Styles),
) -> Result<u32, XlsxError> {
    let (over, format) = (&table.summed.over, styles.head());
    let words = |at: u16| {
        let header = table.columns.get(usize::from(at)).map_or("", |column| &column.header);
        if is_ledger(table) { two_lines(header) } else { header.into() }
    };
    let lowest = if over.iter().all(String::is_empty) { head } else { head + 1 };
    if is_ledger(table) {
        let lines = |at| lines(&words(at), widths.get(usize::from(at)).copied().unwrap_or(1));
        let highest = (0..=last_of(table)).map(lines).max().unwrap_or(1);
        sheet.set_row_height(lowest, styles.height(Kind::Line, highest))?;
    }
    if lowest == head {
        for at in 0..=last_of(table) {
            sheet.write_string_with_format(head, at, fitting(&words(at)), &format)?;
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
                sheet.write_string_with_format(head + 1, at, fitting(&words(at)), &format)?;
            } else {
                sheet.merge_range(head, at, head + 1, at, &fitting(&words(at)), &format)?;
            }
        }
        at = next;
    }
    Ok(lowest)
}

/// What the rows of a table share.
struct Grid<'t> {
    columns: &'t [Column],
    widths: &'t [usize],
    numbers: Vec<Numbers>,
}

fn write_row(
    sheet: &mut Worksheet,
    (row, formulas): (u32, Option<&[Option<String>]>),
    cells: &[Cell],
    (grid, styles): (&Grid<'_>, &mut Styles),
) -> Result<(), XlsxError> {
    let mut highest = 1;
    let columns = grid.columns.iter().zip(grid.widths).zip(&grid.numbers);
    for (at, (cell, ((column, width), numbers))) in (0u16..).zip(cells.iter().zip(columns)) {
        let words = cell.text.plain();
        let held = held(cell, &words, *numbers);
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
