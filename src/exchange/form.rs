//! A form that came back: what was filled in, row by row, and all that stands there and should not.
//!
//! Rows are known by their ids and columns by their heads, so both may have been moved. What a row was issued for stands on a
//! hidden sheet (`mark`); it is held against the locked cells, which somebody may have unlocked.

mod locked;
pub(super) mod mark;
mod outside;
mod read;
mod row;
mod unmarked;

use crate::account::{Address, CellValue, Claim, Counts, Reply, Stated};
use crate::ledger::Quantity;
use crate::page::entries::form::{FormColumn, Issued, Shown, is_blocked, is_request};
use crate::page::refusals::returned::FormProblem;

pub use read::filled_form;
pub use unmarked::{unmarked_form, unmarked_language};

/// What stands in a form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FilledForm {
    /// The title of the ledger that it was issued for.
    pub ledger: String,
    /// The period that it was issued for, as files name it.
    pub period: String,
    /// The rows with something filled in.
    pub rows: Vec<FilledRow>,
    /// How many rows were left empty.
    pub empty: usize,
    /// What was issued for rows that are not there any more.
    pub missing: Vec<Issued>,
    /// What stands there and cannot be taken.
    pub problems: Vec<(Address, FormProblem)>,
    /// Words that stand outside of all tables: on further sheets, above the heads.
    pub outside: Vec<(Address, String)>,
}

/// A row with something filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilledRow {
    /// What it was issued for.
    pub issued: Issued,
    /// Where its id stands.
    pub at: Address,
    /// What was filled in.
    pub cells: Vec<FilledCell>,
}

/// A cell that was filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilledCell {
    /// Its column.
    pub column: FormColumn,
    /// Where it stands.
    pub at: Address,
    /// What it says.
    pub value: FilledValue,
}

/// What a cell says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FilledValue {
    /// A number.
    Number(Quantity),
    /// Words.
    Words(String),
}

impl FilledValue {
    /// As it was written.
    pub fn text(&self) -> String {
        match self {
            Self::Number(number) => number.to_string(),
            Self::Words(words) => words.clone(),
        }
    }
}

impl FilledForm {
    /// Its figures, as those of any other table that is set against the book.
    pub fn reply(&self, file: &str) -> Reply {
        let claims = self.rows.iter().filter_map(FilledRow::claim).collect();
        let mut senders = self.rows.iter().map(|row| &row.issued.department);
        let first = senders.next();
        let sender = first.filter(|first| senders.all(|other| other == *first)).cloned();
        Reply { file: file.to_owned(), claims, sender, unused: Vec::new() }
    }
}

impl FilledRow {
    /// What it says as a row of any other table; `None` where it says nothing of its own.
    fn claim(&self) -> Option<Claim> {
        let done = self.number(FormColumn::Done);
        let says = |cell: &&FilledCell| cell.column != FormColumn::Correction;
        let cell = self.cell(FormColumn::Done).or_else(|| self.cells.iter().find(says))?;
        let Shown { title, indicator, unit, .. } = &self.issued.shown;
        let words = |column| self.words(column).map(str::to_owned);
        let stated = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        let placed = |column| Some((self.cell(column)?.at.clone(), words(column)?));
        let figure = done.map(|done| Stated {
            at: cell.at.clone(),
            text: done.to_string(),
            heading: (cell.at.clone(), String::new()),
            counts: Counts::SoFar,
            value: CellValue::Number(done, None),
            unit: stated(unit),
            money: false,
            indicator: None,
        });
        Some(Claim {
            at: cell.at.clone(),
            text: cell.value.text(),
            id: Some(self.issued.task.clone()),
            title: Some(title.clone()),
            indicator: stated(indicator),
            figures: figure.into_iter().collect(),
            unit: stated(unit),
            target: CellValue::Nothing,
            remark: words(FormColumn::Note),
            note: words(FormColumn::Note),
            blockers: placed(FormColumn::Blocker),
            next: words(FormColumn::Next),
            owner: None,
            // That it is blocked is said by its blocker.
            step: placed(FormColumn::State).filter(|(_, word)| !is_blocked(word)),
            invested: self.number(FormColumn::Invested),
            request: self.words(FormColumn::Request).is_some_and(is_request),
            skip: None,
            alone: None,
        })
    }

    /// What was filled in under a head.
    pub fn cell(&self, column: FormColumn) -> Option<&FilledCell> {
        self.cells.iter().find(|cell| cell.column == column)
    }

    /// The words filled in under a head.
    pub fn words(&self, column: FormColumn) -> Option<&str> {
        match &self.cell(column)?.value {
            FilledValue::Words(words) => Some(words),
            FilledValue::Number(_) => None,
        }
    }

    /// The number filled in under a head.
    pub fn number(&self, column: FormColumn) -> Option<Quantity> {
        match &self.cell(column)?.value {
            FilledValue::Number(number) => Some(*number),
            FilledValue::Words(_) => None,
        }
    }
}
