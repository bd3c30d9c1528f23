//! Reads a form that came back.

use super::locked::changed;
use super::mark::{FormMark, is_mark};
use super::outside;
use super::row::Row;
use super::{FilledCell, FilledForm, FilledRow};
use crate::account::Address;
use crate::diagnostic::nearest;
use crate::exchange::reply::{DEPTH, address, one_line};
use crate::exchange::sheet::Sheet;
use crate::ledger::folded;
use crate::page::entries::form::{FormColumn, Issued, is_foot};
use crate::page::refusals::returned::FormProblem;
use std::collections::BTreeMap;

/// What stands in a form; `None` of a workbook that is none.
pub fn filled_form(sheets: &[Sheet]) -> Option<FilledForm> {
    let found = FormMark::of(sheets)?;
    let mut form = FilledForm::default();
    let Ok(mark) = found else {
        form.problems.extend(beginning(sheets).map(|at| (at, FormProblem::Mark)));
        return Some(form);
    };
    Some(read(sheets, &mark))
}

/// Reads the rows of a form, each as what it was issued for.
pub(super) fn read(sheets: &[Sheet], mark: &FormMark) -> FilledForm {
    let (ledger, period) = (mark.ledger.clone(), mark.period.clone());
    let mut reader = Reader { mark, seen: BTreeMap::new(), form: FilledForm::default() };
    let mut heads = 0;
    for sheet in sheets.iter().filter(|sheet| !is_mark(sheet)) {
        match head(sheet) {
            Some((row, columns)) => {
                heads += 1;
                reader.form.outside.extend(outside::above(sheet, row));
                reader.sheet(sheet, row, &columns);
            }
            None => reader.form.outside.extend(outside::of_sheet(sheet)),
        }
    }
    let Reader { seen, mut form, .. } = reader;
    if heads == 0 {
        form.problems.extend(beginning(sheets).map(|at| (at, FormProblem::NoHeads)));
    }
    let gone = (0..).zip(&mark.issued).filter(|(nth, _)| !seen.contains_key(nth));
    form.missing = gone.map(|(_, issued)| issued.clone()).collect();
    FilledForm { ledger, period, ..form }
}

/// The first cell of the first sheet that is seen.
fn beginning(sheets: &[Sheet]) -> Option<Address> {
    let seen = sheets.iter().find(|sheet| !is_mark(sheet) && !sheet.hidden);
    seen.map(|sheet| address(sheet, 0, 0))
}

/// The row of the heads, and the columns below them.
fn head(sheet: &Sheet) -> Option<(u32, Vec<(u32, FormColumn)>)> {
    let rows = sheet.rows.keys().copied().take(DEPTH);
    let mut heads = rows.map(|row| (row, columns(sheet, row)));
    heads.find(|(_, known)| {
        known.iter().any(|(_, column)| *column == FormColumn::Id)
            && known.iter().any(|(_, column)| column.is_open())
    })
}

/// The columns of a form that a row heads.
pub(super) fn columns(sheet: &Sheet, row: u32) -> Vec<(u32, FormColumn)> {
    let cells = sheet.rows.get(&row).into_iter().flat_map(|cells| cells.iter());
    let known =
        cells.filter_map(|(column, cell)| Some((*column, FormColumn::headed(cell.text())?)));
    known.collect()
}

struct Reader<'m> {
    mark: &'m FormMark,
    /// The rows found, by what they were issued for.
    seen: BTreeMap<usize, Address>,
    form: FilledForm,
}

impl Reader<'_> {
    fn wrong(&mut self, at: Address, problem: FormProblem) {
        self.form.problems.push((at, problem));
    }

    fn sheet(&mut self, sheet: &Sheet, head: u32, columns: &[(u32, FormColumn)]) {
        for (nth, (column, known)) in columns.iter().enumerate() {
            if columns.iter().take(nth).any(|(_, earlier)| earlier == known) {
                let cell = sheet.cell((head, *column));
                let head_words = cell.map_or_else(String::new, |cell| one_line(cell.text()));
                let at = address(sheet, head, *column);
                self.wrong(at, FormProblem::HeadTwice { head: head_words });
            }
        }
        for row in sheet.rows.range(head.saturating_add(1)..).map(|(row, _)| *row) {
            self.row(&Row { sheet, row, columns });
        }
    }

    fn row(&mut self, row: &Row<'_>) {
        let Some((at, id)) = row.text(FormColumn::Id) else {
            self.nameless(row);
            return;
        };
        if is_foot(&id) {
            return;
        }
        let Some(nth) = self.issued(row, &id) else {
            let known = self.mark.issued.iter().map(|issued| issued.task.as_str());
            let is_known = known.clone().any(|known| known == id);
            let problem = match row.text(FormColumn::Indicator) {
                Some((at, is)) if is_known => {
                    self.wrong(at, FormProblem::NotIssued { id: is, nearest: None });
                    return;
                }
                _ if is_known && self.seen.iter().any(|(nth, _)| self.is_of(*nth, &id)) => {
                    FormProblem::RowTwice { id: id.clone(), first: self.first(&id, &at) }
                }
                _ => {
                    let nearest = nearest(&id, known).map(str::to_owned);
                    FormProblem::NotIssued { id, nearest }
                }
            };
            self.wrong(at, problem);
            return;
        };
        let Some(issued) = self.mark.issued.get(nth).cloned() else {
            return;
        };
        if let Some(first) = self.seen.get(&nth).cloned() {
            self.wrong(at, FormProblem::RowTwice { id, first });
            return;
        }
        self.seen.insert(nth, at.clone());
        self.form.problems.extend(changed(row, &issued));
        self.beside(row);
        let cells = self.filled(row, &issued);
        if cells.is_empty() {
            self.form.empty += 1;
        } else {
            self.form.rows.push(FilledRow { issued, at, cells });
        }
    }

    fn is_of(&self, nth: usize, id: &str) -> bool {
        self.mark.issued.get(nth).is_some_and(|issued| issued.task == id)
    }

    fn first(&self, id: &str, otherwise: &Address) -> Address {
        let mut seen = self.seen.iter().filter(|(nth, _)| self.is_of(**nth, id));
        seen.next().map_or_else(|| otherwise.clone(), |(_, at)| at.clone())
    }

    /// What a row was issued for, by its id and the name of its indicator.
    fn issued(&self, row: &Row<'_>, id: &str) -> Option<usize> {
        let indicator = row.text(FormColumn::Indicator).map_or_else(String::new, |(_, name)| name);
        let name = folded(&indicator);
        self.mark.issued.iter().position(|issued| {
            issued.task == id && folded(&one_line(&issued.shown.indicator)) == name
        })
    }

    /// A row without an id: what is below the table, or a row that somebody added.
    fn nameless(&mut self, row: &Row<'_>) {
        let cells: Vec<(Address, String)> = row.cells().collect();
        if cells.iter().any(|(_, text)| is_foot(text)) {
            return;
        }
        for (at, text) in cells {
            self.wrong(at, FormProblem::Beside { text });
        }
    }

    /// Cells of a task's row that stand under none of the heads.
    fn beside(&mut self, row: &Row<'_>) {
        let headed = |at: &Address| row.columns.iter().any(|(column, _)| *column == at.column);
        for (at, text) in row.cells().filter(|(at, _)| !headed(at)) {
            self.wrong(at, FormProblem::Beside { text });
        }
    }

    /// What was filled in; cells that say that there is nothing to say are left out.
    fn filled(&mut self, row: &Row<'_>, issued: &Issued) -> Vec<FilledCell> {
        let mut cells = Vec::new();
        for (place, column) in row.columns.iter().filter(|(_, column)| column.is_open()) {
            let at = address(row.sheet, row.row, *place);
            match row.filled((*place, *column), &issued.shown.unit) {
                Ok(None) => {}
                Ok(Some(value)) => cells.push(FilledCell { column: *column, at, value }),
                Err(problem) => self.wrong(at, problem),
            }
        }
        cells
    }
}
