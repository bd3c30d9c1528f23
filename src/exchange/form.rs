//! A form that came back: what was filled in, row by row, and all that stands there and should not.
//!
//! Rows are known by their ids and columns by their heads, so both may have been moved. What a row was issued for stands on a
//! hidden sheet (`mark`); it is held against the locked cells, which somebody may have unlocked.

pub(super) mod mark;
mod read;

use crate::account::Address;
use crate::ledger::Quantity;
use crate::page::entries::form::{FormColumn, Issued};
use crate::page::refusals::returned::FormProblem;

pub use read::{filled_form, form_tables};

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

impl FilledRow {
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
