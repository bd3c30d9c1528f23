//! What figures are made from. Only `check` and `store` hand one out, so that no figure is made of half a ledger.

use super::Account;
use crate::calendar::WorkCalendar;
use crate::ledger::Book;
use chrono::NaiveDate;

/// A book that has been judged, with its working days.
#[derive(Clone, Copy, Debug)]
pub struct Basis<'b> {
    /// The book.
    pub book: &'b Book<'b>,
    work: &'b WorkCalendar,
}

impl<'b> Basis<'b> {
    pub(crate) fn new(book: &'b Book<'b>, work: &'b WorkCalendar) -> Self {
        Self { book, work }
    }

    /// Every figure as of a day.
    pub fn figures(self, as_of: NaiveDate) -> Account<'b> {
        Account::of(self.book, as_of, self.work)
    }
}
