//! A form whose hidden sheet is gone: its table was copied into a new workbook, or saved as text. It is known by heads that no
//! other table has, and read as what would be issued today.

use super::FilledForm;
use super::mark::{FormMark, is_mark};
use super::read::{columns, read};
use crate::account::Address;
use crate::exchange::place::{address, one_line};
use crate::exchange::reply::DEPTH;
use crate::exchange::sheet::Sheet;
use crate::ledger::Locale;
use crate::page::entries::form::{Form, FormColumn, FormRow, Issued, is_of_period};
use crate::page::refusals::returned::FormProblem;

/// So many heads that no other table has make a form.
const ENOUGH: usize = 2;

/// The language of a form without its hidden sheet; `None` of a form that has it, and of any other workbook.
pub fn unmarked_language(sheets: &[Sheet]) -> Option<Locale> {
    if sheets.iter().any(is_mark) {
        return None;
    }
    let seen = sheets.iter().filter(|sheet| !sheet.hidden);
    let rows = seen.flat_map(|sheet| sheet.rows.keys().take(DEPTH).map(move |row| (sheet, *row)));
    let mut heads = rows.map(|(sheet, row)| (sheet, row, columns(sheet, row)));
    let (sheet, row, _) = heads.find(|(_, _, known)| {
        let is_own = |(_, column): &&(u32, FormColumn)| FormColumn::OWN.contains(column);
        known.iter().filter(is_own).count() >= ENOUGH
    })?;
    let cells = sheet.rows.get(&row)?;
    let fitting = |lang: Locale| {
        let is_head =
            |text: &str| FormColumn::headed(text).is_some_and(|own| own.head(lang) == text);
        cells.values().filter(|cell| is_head(&one_line(cell.text()))).count()
    };
    let languages = Locale::ALL.into_iter().map(|(_, lang)| lang);
    // Of several that fit as well the first.
    languages.rev().max_by_key(|lang| fitting(*lang))
}

/// What stands in a form without its hidden sheet, of what `form` would issue.
pub fn unmarked_form(sheets: &[Sheet], form: &Form) -> FilledForm {
    let rows = form.sheets.iter().flat_map(|sheet| &sheet.rows);
    let mark = FormMark {
        is_of_first_version: false,
        ledger: form.ledger.clone(),
        period: form.period.clone(),
        issued: rows.map(issued).collect(),
    };
    let mut filled = read(sheets, &mark);
    filled.problems.splice(0..0, of_another_period(sheets, form));
    filled
}

/// What was said last may have changed since the form went out; the deadline is a promise.
fn issued(row: &FormRow) -> Issued {
    let mut issued = row.issued.clone();
    issued.beside.retain(|(column, _)| *column == FormColumn::Due);
    issued
}

fn of_another_period(sheets: &[Sheet], form: &Form) -> Vec<(Address, FormProblem)> {
    let mut found = Vec::new();
    for sheet in sheets {
        for (row, cells) in sheet.rows.iter().take(DEPTH) {
            for (column, cell) in cells.iter() {
                if is_of_period(cell.text(), form) == Some(false) {
                    let at = address(sheet, *row, *column);
                    let (is, asked) = (one_line(cell.text()), form.period.clone());
                    found.push((at, FormProblem::OtherPeriod { is, asked }));
                }
            }
        }
    }
    found
}
