//! What a board is made of: the accounts, and what was asked for.

use super::names::Names;
use crate::account::{Account, Changes, Figures, Filter, Matter, Scorecard, Statement, ThroughRow};
use crate::ledger::{DepartmentId, Locale};
use crate::page::lists::decisions::DECISIONS;

/// What a board is made of.
pub struct Asked<'r, 's, 'b> {
    /// The book as of the day.
    pub account: &'s Account<'b>,
    /// The tasks that are shown.
    pub tasks: &'r [&'r Figures<'b>],
    /// What was asked for.
    pub filter: &'r Filter,
    /// The same book seven days before.
    pub week_ago: Option<&'r Account<'b>>,
    /// The year's curve of the tasks.
    pub through: &'r [ThroughRow],
    /// The running period: its statement, the scores of all units, what has changed of the tasks.
    pub running: Running<'r, 's, 'b>,
    /// The last period that was closed, or is over.
    pub last: Option<Last<'r, 's, 'b>>,
    /// The unit whose own page it is: nothing of any other is told.
    pub only: Option<DepartmentId>,
    /// The names in the book, which a unit's own page hides.
    pub names: &'r Names<'s, 'b>,
    /// Whether logs are shown.
    pub with_log: bool,
    /// Whether telephone numbers are shown.
    pub with_contacts: bool,
    /// Whether it hangs on a wall.
    pub on_wall: bool,
    /// In words, which revision of the ledger it is made from, where that is to be told.
    pub revision: Option<&'r str>,
    /// Its language.
    pub lang: Locale,
}

/// The running period.
#[derive(Clone, Copy)]
pub struct Running<'r, 's, 'b> {
    /// Its statement.
    pub statement: &'r Statement<'s, 'b>,
    /// The scores of all units.
    pub scorecard: &'r Scorecard,
    /// What has changed in it.
    pub changes: &'r Changes<'r, 'b>,
}

/// A period that is over.
#[derive(Clone, Copy)]
pub struct Last<'r, 's, 'b> {
    /// Its statement.
    pub statement: &'r Statement<'s, 'b>,
    /// The digest of its file, where it is closed.
    pub digest: Option<&'r str>,
}

/// What a figure on the page can open, in the order of [`Choices::matters`](crate::page::board::Choices).
pub(super) fn matters() -> impl Iterator<Item = Matter> {
    DECISIONS.into_iter().chain([Matter::Overdue])
}
