//! The one door to figures: a book in which nothing is wrong, or from which what is wrong has been left out.

use super::{Depth, check, without_errors};
use crate::account::{Account, Basis};
use crate::calendar::WorkCalendar;
use crate::diagnostic::Diagnostic;
use crate::ledger::{Book, LeftOutLedger};
use crate::read::{self, LedgerFiles};
use crate::source::Sources;
use chrono::NaiveDate;
use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Deref;

/// What is left out of the figures where there are errors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leave {
    /// Nothing: an error anywhere stops the figures.
    Nothing,
    /// Tasks with errors, as long as all errors are in single tasks.
    TasksWithErrors,
    /// Whatever cannot be read: of an old revision, which nobody can mend.
    AllThatIsWrong,
}

/// A book that figures may be made from.
#[derive(Debug)]
pub struct Sound<'t> {
    book: Book<'t>,
    work: Cow<'t, WorkCalendar>,
    left_out: Vec<Diagnostic>,
    beside: Vec<Diagnostic>,
}

/// Why there are no figures.
#[derive(Debug, thiserror::Error)]
#[error("{} errors; no figures", found.len())]
pub struct Unsound {
    /// What stands in their way, in file order.
    pub found: Vec<Diagnostic>,
    /// Whether all of it is in single tasks, which could be left out.
    pub in_tasks: bool,
    /// So many included ledgers could be left out as a whole, and with the tasks that have errors nothing would stand in the way.
    pub in_ledgers: usize,
}

/// Included ledgers that are left out as a whole, and what is wrong with them.
#[derive(Debug, Default)]
pub struct LedgersLeftOut {
    /// Which.
    pub ledgers: Vec<LeftOutLedger>,
    /// Why.
    pub found: Vec<Diagnostic>,
}

impl Unsound {
    /// In how many tasks the errors are.
    pub fn tasks(&self) -> usize {
        let tasks = self.found.iter().map(|one| match &one.task {
            Some(task) => (Some(task), None),
            None => (None, Some(one.place)),
        });
        tasks.collect::<HashSet<_>>().len()
    }
}

impl<'t> Sound<'t> {
    /// Reads a book and judges it. `files`: what is already known to be wrong with the files as files.
    ///
    /// # Errors
    /// Something is wrong that is not to be left out.
    pub fn read(
        sources: &'t Sources,
        ledgers: &[LedgerFiles],
        files: &[Diagnostic],
        work: &'t WorkCalendar,
        leave: Leave,
    ) -> Result<Self, Unsound> {
        let without = LedgersLeftOut::default();
        Self::judged(sources, ledgers, files, Cow::Borrowed(work), leave, without)
    }

    /// The same of the ledgers that stay where some are left out, and without tasks that have errors.
    ///
    /// # Errors
    /// Something is wrong in a ledger that stays, and not in a single task.
    pub fn read_without(
        sources: &'t Sources,
        ledgers: &[LedgerFiles],
        files: &[Diagnostic],
        work: WorkCalendar,
        without: LedgersLeftOut,
    ) -> Result<Self, Unsound> {
        let leave = Leave::TasksWithErrors;
        Self::judged(sources, ledgers, files, Cow::Owned(work), leave, without)
    }

    fn judged(
        sources: &'t Sources,
        ledgers: &[LedgerFiles],
        files: &[Diagnostic],
        work: Cow<'t, WorkCalendar>,
        leave: Leave,
        without: LedgersLeftOut,
    ) -> Result<Self, Unsound> {
        let reading = read::read(sources, ledgers);
        let mut book = reading.book;
        let in_figures = check(&book, sources, Depth::Errors);
        without_errors(&mut book, &in_figures);
        let mut found = files.to_vec();
        found.extend(reading.found);
        found.extend(in_figures);
        let (mut found, beside): (Vec<_>, Vec<_>) = found.into_iter().partition(Diagnostic::stops);
        found.sort_by_key(|one| (one.place.file, one.place.span.start));
        // What a whole file or duban.toml lacks is not a number of tasks that could be told.
        let is_config = |one: &Diagnostic| ledgers.iter().any(|own| own.config == one.place.file);
        let is_whole = |one: &Diagnostic| one.of_whole_file || is_config(one);
        let in_tasks = files.is_empty() && !found.iter().any(is_whole);
        let passes = match leave {
            Leave::Nothing => found.is_empty(),
            Leave::TasksWithErrors => found.is_empty() || in_tasks,
            Leave::AllThatIsWrong => true,
        };
        if !passes {
            return Err(Unsound { found, in_tasks, in_ledgers: 0 });
        }
        book.ledgers_left_out = without.ledgers;
        found.extend(without.found);
        found.sort_by_key(|one| (one.place.file, one.place.span.start));
        Ok(Self { book, work, left_out: found, beside })
    }

    /// What figures are made from.
    pub fn basis(&self) -> Basis<'_> {
        Basis::new(&self.book, &self.work)
    }

    /// Every figure as of a day.
    pub fn figures(&self, as_of: NaiveDate) -> Account<'_> {
        self.basis().figures(as_of)
    }

    /// What was found that stops no figure.
    pub fn beside(&self) -> &[Diagnostic] {
        &self.beside
    }

    /// The errors of what was left out, in file order.
    pub fn left_out(&self) -> &[Diagnostic] {
        &self.left_out
    }
}

impl<'t> Deref for Sound<'t> {
    type Target = Book<'t>;

    fn deref(&self) -> &Self::Target {
        &self.book
    }
}
