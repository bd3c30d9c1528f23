//! What the rows of a form are made of.

use super::columns::FormColumn;
use crate::ledger::Quantity;

/// A row, with what it was issued for.
#[derive(Clone, Debug)]
pub struct FormRow {
    /// What is kept beside it.
    pub issued: Issued,
    /// A cell for each column.
    pub cells: Vec<FormCell>,
}

/// What a row was issued for: kept in the form, out of sight, and held against what comes back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Issued {
    /// The id of the department.
    pub department: String,
    /// The id of the task.
    pub task: String,
    /// The id of the indicator; empty in the row of a task.
    pub indicator: String,
    /// A digest of the promise.
    pub digest: String,
    /// What its locked cells say.
    pub shown: Shown,
    /// What the other locked cells say: the deadline, and what was said last. Forms of the first version kept none of them.
    pub beside: Vec<(FormColumn, String)>,
}

/// The locked cells of a row that say what was promised.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// 事项.
    pub title: String,
    /// 指标.
    pub indicator: String,
    /// 目标.
    pub target: String,
    /// 单位.
    pub unit: String,
}

/// A cell of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FormCell {
    /// Locked, with words.
    Says(String),
    /// Locked: nothing is asked here.
    Shut,
    /// To be filled in.
    Open(Open),
}

/// What a cell takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Open {
    /// Of which sort.
    pub takes: Takes,
    /// What is shown while it is filled in.
    pub prompt: String,
    /// What is shown when it is filled in wrongly.
    pub refusal: String,
}

/// The sort of a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Takes {
    /// A number; where figures add up, with the one that a further figure should not fall behind.
    Number(Option<Fall>),
    /// A number not below 0.
    Amount,
    /// One of these words.
    OneOf(Vec<String>),
    /// Words.
    Words,
}

/// From where a figure goes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fall {
    /// The last figure.
    pub last: Quantity,
    /// Whether a higher figure is the one that goes back.
    pub upwards: bool,
}
