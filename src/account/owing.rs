//! Which tasks owe a report of a period, and why another does not.

use super::{Figures, Standing};
use crate::calendar::Period;
use crate::ledger::{Book, Entry, Kind};
use chrono::NaiveDate;

/// Why a task owes no report of a period.
#[derive(Clone, Copy, Debug)]
pub enum NotOwed<'e> {
    /// It is never reported.
    NoCadence,
    /// No period of its own ends with this one.
    OtherCadence,
    /// It begins later.
    NotBegun,
    /// It is not under way.
    Standing(Standing),
    /// This entry counts as the report.
    Reported(&'e Entry<'e>),
}

impl<'b> Figures<'b> {
    /// Why a task owes no report of a period; `None` where it owes one.
    pub fn not_owed(
        &self,
        book: &'b Book<'b>,
        period: Period,
        as_of: NaiveDate,
    ) -> Option<NotOwed<'b>> {
        let (task, state) = (self.task, &self.state);
        let Some(cadence) = task.cadence else {
            return Some(NotOwed::NoCadence);
        };
        let owed = Period::containing(cadence.unit(), period.last);
        if owed.last != period.last {
            return Some(NotOwed::OtherCadence);
        }
        if task.start.max(task.entered) > owed.first {
            return Some(NotOwed::NotBegun);
        }
        if !self.is_reported(book, owed.last, as_of) {
            return Some(NotOwed::Standing(self.standing));
        }
        let is_report = |entry: &&Entry<'_>| {
            state.is_report(book, entry) && owed.contains(entry.on) && entry.on <= as_of
        };
        task.log.iter().rev().find(is_report).map(NotOwed::Reported)
    }

    /// Whether a task of this very ledger is under way, so that it is reported of a period that ends on a day.
    pub fn is_reported(&self, book: &Book<'_>, last: NaiveDate, as_of: NaiveDate) -> bool {
        let (task, state) = (self.task, &self.state);
        let is_open = if task.kind == Kind::Duty {
            // Its window has ended, and its last report may still be missing.
            let ended = state.struck.is_some() || state.ended.is_some() || state.suspended;
            !ended && last <= state.due
        } else {
            self.standing.is_running() && !state.complete(as_of)
        };
        is_open && book.ledger_of(task).prefix.is_empty()
    }
}
