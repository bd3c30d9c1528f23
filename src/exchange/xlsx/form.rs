//! A form as a workbook: what was promised is locked, what is to be filled in is open and tinted, and a hidden sheet keeps
//! what it was issued for.

mod cells;
mod sheet;

use super::cell::{excel_day, fitting};
use super::layout::Kind;
use super::name::Names;
use super::style::Styles;
use crate::account::column_letters;
use crate::exchange::feature::Unwritten;
use crate::exchange::form::mark::FormMark;
use crate::exchange::place::one_line;
use crate::ledger::Locale;
use crate::page::Align;
use crate::page::entries::form::{Form, FormCell, Issued, Shown, Takes};
use cells::Lists;
use chrono::NaiveDate;
use rust_xlsxwriter::{DocProperties, Workbook, Worksheet, XlsxError};

/// The name of the hidden sheet.
const SHEET: &str = "duban";

/// The column of it in which the lists of the drop-downs begin, beyond the widest row of the mark.
const LISTS: u32 = 14;

/// The workbook of a form, dated on a day. The same form and day give the same bytes.
///
/// # Errors
/// The form is too large for Excel.
pub fn form_workbook(form: &Form, day: NaiveDate) -> Result<Vec<u8>, Unwritten> {
    written(form, day).map_err(|error| Unwritten::Because(error.to_string()))
}

fn written(form: &Form, day: NaiveDate) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let title = form.sheets.first().map_or("", |sheet| sheet.title.as_str());
    let created = excel_day(day)?;
    let properties = DocProperties::new().set_title(&*fitting(title));
    book.set_properties(&properties.set_creation_datetime(&created));
    let mut styles = Styles::of(Locale::name(form.lang));
    styles.begin(&mut book)?;
    let lists = lists(form);
    let mut names = Names::default();
    // Nobody else's sheet may be called as the hidden one.
    let hidden = names.take(SHEET);
    for part in &form.sheets {
        let sheet = book.add_worksheet();
        sheet.set_name(names.take(&part.name))?;
        sheet::write(sheet, part, form.lang, (&lists, &mut styles))?;
    }
    let rules = book.add_worksheet();
    rules.set_name(names.take(&form.rules_name))?;
    write_rules(rules, &form.rules, &styles)?;
    let mark = book.add_worksheet();
    mark.set_name(hidden)?;
    write_mark(mark, form, &lists)?;
    book.save_to_buffer()
}

/// The lists of all drop-downs, each once, with their places.
fn lists(form: &Form) -> Lists {
    let rows = form.sheets.iter().flat_map(|sheet| &sheet.rows);
    let cells = rows.flat_map(|row| &row.cells);
    let mut lists = Lists::new();
    for cell in cells {
        if let FormCell::Open(open) = cell
            && let Takes::OneOf(words) = &open.takes
        {
            lists.entry(words.clone()).or_default();
        }
    }
    for ((words, place), column) in lists.iter_mut().zip(LISTS..) {
        let column = column_letters(column);
        *place = format!("={SHEET}!${column}$1:${column}${}", words.len());
    }
    lists
}

fn write_mark(sheet: &mut Worksheet, form: &Form, lists: &Lists) -> Result<(), XlsxError> {
    let issued = form.sheets.iter().flat_map(|sheet| &sheet.rows).map(|row| kept(&row.issued));
    let (ledger, period) = (clean(&form.ledger), form.period.clone());
    let mark = FormMark { is_of_first_version: false, ledger, period, issued: issued.collect() };
    let digest = mark.digest();
    let rows = mark.rows().into_iter().chain([vec!["digest", digest.as_str()]]);
    for (row, cells) in (0..).zip(rows) {
        for (column, words) in (0..).zip(cells) {
            sheet.write_string(row, column, words)?;
        }
    }
    for (words, column) in lists.keys().zip(LISTS..) {
        let column = u16::try_from(column).unwrap_or(u16::MAX);
        for (row, word) in (0..).zip(words) {
            sheet.write_string(row, column, fitting(word))?;
        }
    }
    sheet.protect().set_very_hidden(true);
    Ok(())
}

/// What is kept of a row, as a cell holds it.
fn kept(issued: &Issued) -> Issued {
    let Shown { title, indicator, target, unit } = &issued.shown;
    let [title, indicator, target, unit] = [title, indicator, target, unit].map(|text| clean(text));
    let beside =
        issued.beside.iter().map(|(column, words)| (*column, clean(&one_line(words)))).collect();
    Issued { shown: Shown { title, indicator, target, unit }, beside, ..issued.clone() }
}

fn clean(text: &str) -> String {
    fitting(text.trim()).into_owned()
}

fn write_rules(sheet: &mut Worksheet, rules: &[String], styles: &Styles) -> Result<(), XlsxError> {
    /// Characters across the page.
    const WIDE: u32 = 110;
    sheet.set_column_width(0, WIDE)?;
    for (row, line) in (0..).zip(rules) {
        let kind = if row == 0 { Kind::Title } else { Kind::Line };
        let lines = unicode_width::UnicodeWidthStr::width(line.as_str()) / WIDE as usize + 1;
        sheet.write_string_with_format(row, 0, fitting(line), &styles.line(kind, Align::Left))?;
        sheet.set_row_height(row, styles.height(kind, lines))?;
    }
    sheet.protect().set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    Ok(())
}
