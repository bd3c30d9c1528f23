//! The statement of a period (对账单): what stood open, what came in, what was struck off, what was owed and what became of it.
//!
//! A statement stands as of its period's last day, or as of today while the period runs (“Statements” in docs/figures.md).

mod bill;
mod count;
mod events;
mod gained;
mod owed;
mod sums;

pub use bill::{BillPart, BillRow};
pub use count::{ItemDetail, Listed, ListedItem, PerListed};
pub use events::{Happening, HappeningKind, Holder};
pub use owed::Outcome;
pub use sums::{StatementRow, StatementSums, Statements};

use super::group::Group;
use super::replay::replay_with;
use super::reports_owed::OwedReport;
use super::{Account, By, Figures, Filter, reports_owed};
use crate::calendar::Period;
use crate::ledger::{Share, Task};
use rayon::prelude::*;

/// The statement of a period over some tasks of a book.
#[derive(Debug)]
pub struct Statement<'s, 'b> {
    /// Its period.
    pub period: Period,
    /// The book as of the day on which it stands.
    pub account: &'s Account<'b>,
    /// A line a task that exists on that day and is no heading, in book order.
    pub lines: Vec<StatementLine<'s, 'b>>,
    /// Whether it has been closed and kept.
    pub closed: bool,
}

/// One task in a statement.
#[derive(Debug)]
pub struct StatementLine<'s, 'b> {
    /// Its figures at the end.
    pub figures: &'s Figures<'b>,
    /// Its figures at the beginning, where it existed.
    pub before: Option<&'s Figures<'b>>,
    /// The figures it had in an earlier year's ledger, where it came from there in the period.
    brought: Option<Box<Figures<'b>>>,
    /// What happened to it, in order.
    pub happenings: Vec<Happening<'b>>,
    /// What became of it where it was owed.
    pub outcome: Option<Outcome>,
    /// Its reporting periods that ended in the period.
    pub reports: Vec<OwedReport>,
    /// What it counts in a mean.
    pub weight: Share,
}

impl<'b> StatementLine<'_, 'b> {
    /// Its figures at the beginning, in this ledger or in the earlier year's ledger that it came from.
    pub fn figures_before(&self) -> Option<&Figures<'b>> {
        self.before.or(self.brought.as_deref())
    }
}

impl<'s, 'b> Statement<'s, 'b> {
    /// The statement of a period: `account` as of its last day or earlier, `before` as of the day before its first.
    /// Of the filter only what a task is counts here; who holds it may change in the period (see [`Grouping`]).
    pub fn of(
        period: Period,
        account: &'s Account<'b>,
        before: &'s Account<'b>,
        filter: &Filter,
    ) -> Self {
        let weights = account.weights();
        let mut lasting = filter.clone();
        lasting.departments.clear();
        lasting.leaders.clear();
        let lines = account
            .tasks
            .par_iter()
            .with_min_len(256)
            .filter(|figures| lasting.fits(account, figures))
            .map(|figures| {
                let weight = weights.get(figures.id.0 as usize).copied().unwrap_or(Share::ZERO);
                line(period, account, before.figures(figures.id), figures, weight)
            })
            .collect();
        Self { period, account, lines, closed: false }
    }
}

fn line<'s, 'b>(
    period: Period,
    account: &'s Account<'b>,
    before: Option<&'s Figures<'b>>,
    figures: &'s Figures<'b>,
    weight: Share,
) -> StatementLine<'s, 'b> {
    let (book, task) = (account.book, figures.task);
    let mut events = events::Events::new(period, account.as_of, book, task);
    let mut state = replay_with(book, task, account.as_of, |entry, state, _| {
        events.see(task, entry, state);
    });
    let rules = &book.ledger_of(task).rules;
    let trail = state.trail.take().unwrap_or_default();
    let reports =
        reports_owed::within(task, figures.state.due, &trail, rules, period, account.as_of)
            .collect();
    let moved = events.moved;
    let brought = || account.brought(figures.id).map(Box::new);
    StatementLine {
        figures,
        before,
        brought: before.is_none().then(brought).flatten(),
        happenings: events.finish(&figures.state),
        outcome: owed::outcome(period, account.as_of, before, figures, moved),
        reports,
        weight,
    }
}

/// How a statement is grouped, and whose tasks are asked for.
#[derive(Clone, Debug)]
pub struct Grouping<'f> {
    /// By what.
    pub by: By,
    /// Whose tasks: its departments and leaders.
    pub filter: &'f Filter,
}

impl Grouping<'_> {
    fn holds(&self, holder: &Holder<'_>) -> bool {
        let any = |empty: bool, found: bool| empty || found;
        let (departments, leaders) = (&self.filter.departments, &self.filter.leaders);
        any(departments.is_empty(), holder.owner.is_some_and(|id| departments.contains(&id)))
            && any(
                leaders.is_empty(),
                holder.leader.is_some_and(|leader| leaders.iter().any(|name| name == leader)),
            )
    }

    /// The group of a task under a holder; `None` where it is not asked for.
    fn group<'b>(&self, task: &'b Task<'b>, holder: &Holder<'b>) -> Option<Group<'b>> {
        let group = Group::of(self.by, task, holder.owner, holder.leader);
        self.holds(holder).then_some(group)
    }
}
