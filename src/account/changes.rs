//! What has changed over a period, one thing at a time: lights, deadlines, promises, words that were said before.
//!
//! Held against each other are the book at the end of the day before the period and at its end (“Changes” in docs/figures.md).

mod evidence;
mod rows;

pub use evidence::Evidence;
pub use rows::{ChangeRow, ChangedValue};

use super::{
    Account, Figures, Filter, Happening, HappeningKind, Light, Standing, Statement, StatementLine,
};
use crate::calendar::Period;
use crate::variants::variants;
use evidence::{OwnerReports, unseen};
use rayon::prelude::*;

/// So many reports in a row must be missing before a task is listed for it.
const IN_A_ROW: u32 = 2;

variants! {
    /// A sort of change; what needs a decision stands first.
    #[derive(PartialOrd, Ord)]
    #[allow(missing_docs, reason = "docs/figures.md defines each by its name")]
    pub enum ChangeKind {
        NewlyOverdue = "newly_overdue",
        NewlyRed = "newly_red",
        Unreported = "unreported",
        Unseen = "unseen",
        Copied = "copied",
        Extended = "extended",
        Adjusted = "adjusted",
        Suspended = "suspended",
        Cancelled = "cancelled",
        Rolled = "rolled",
        Reopened = "reopened",
        Resumed = "resumed",
        Recovered = "recovered",
        Struck = "struck",
        Entered = "entered",
        Brought = "brought",
    }
}

/// One change of one task.
#[derive(Clone, Debug)]
pub struct TaskChange<'s, 'b> {
    /// Of what sort.
    pub kind: ChangeKind,
    /// The task at the end.
    pub figures: &'s Figures<'b>,
    /// The task the day before the period, where it existed, here or in the ledger of the year before.
    pub then: Option<&'s Figures<'b>>,
    /// What shows it.
    pub evidence: Evidence<'b>,
}

/// What has changed over a period, each sort in book order.
#[derive(Clone, Debug)]
pub struct Changes<'s, 'b> {
    /// All of it.
    pub all: Vec<TaskChange<'s, 'b>>,
}

impl<'s, 'b> Changes<'s, 'b> {
    /// Everything that changed in the period of a statement, over the tasks that fit at its end.
    pub fn of(statement: &'s Statement<'s, 'b>, filter: &Filter) -> Self {
        let account = statement.account;
        let period = statement.period;
        let mut all: Vec<TaskChange<'s, 'b>> = statement
            .lines
            .par_iter()
            .with_min_len(256)
            .filter(|line| filter.fits(account, line.figures))
            .flat_map_iter(|line| of_task(account, line, period))
            .collect();
        all.sort_by_key(|change| change.kind);
        Self { all }
    }

    /// The changes of one sort.
    pub fn list(&self, kind: ChangeKind) -> &[TaskChange<'s, 'b>] {
        let from = self.all.partition_point(|change| change.kind < kind);
        let to = self.all.partition_point(|change| change.kind <= kind);
        self.all.get(from..to).unwrap_or_default()
    }
}

fn of_task<'s, 'b>(
    account: &Account<'b>,
    line: &'s StatementLine<'s, 'b>,
    period: Period,
) -> Vec<TaskChange<'s, 'b>> {
    let (figures, then) = (line.figures, line.figures_before());
    let changed = |change, evidence| TaskChange { kind: change, figures, then, evidence };
    let mut all: Vec<TaskChange<'s, 'b>> =
        by_figures(figures, then).map(|change| changed(change, Evidence::Figures)).collect();
    let happened = line.happenings.iter().filter_map(|happening| {
        let change = of_happening(happening)?;
        Some(changed(change, Evidence::Happening(happening.clone())))
    });
    all.extend(happened);
    let said = OwnerReports::of(account, figures, period.first);
    let copied = said.copied.iter();
    all.extend(copied.map(|(report, earlier)| {
        let (report, earlier) = (*report, *earlier);
        changed(ChangeKind::Copied, Evidence::Copied { report, earlier })
    }));
    all.extend(
        unseen(account, figures, said, period)
            .map(|evidence| changed(ChangeKind::Unseen, evidence)),
    );
    all
}

/// The changes that the figures at both ends show. One that has no light any more has not recovered.
fn by_figures(
    figures: &Figures<'_>,
    then: Option<&Figures<'_>>,
) -> impl Iterator<Item = ChangeKind> {
    let was = |fits: &dyn Fn(&Figures<'_>) -> bool| then.is_some_and(fits);
    let is_red = figures.light == Light::Red;
    let was_red = was(&|then| then.light == Light::Red);
    let overdue = figures.standing == Standing::Overdue;
    let was_overdue = was(&|then| then.standing == Standing::Overdue);
    let unreported = figures.standing.is_running() && figures.reports.missed >= IN_A_ROW;
    let found = [
        (overdue && !was_overdue, ChangeKind::NewlyOverdue),
        (is_red && !was_red, ChangeKind::NewlyRed),
        (unreported, ChangeKind::Unreported),
        (was_red && !is_red && figures.light != Light::None, ChangeKind::Recovered),
    ];
    found.into_iter().filter(|(holds, _)| *holds).map(|(_, change)| change)
}

/// What of the things that happened is a change of the promise or of the account.
fn of_happening(happening: &Happening<'_>) -> Option<ChangeKind> {
    Some(match happening.kind {
        HappeningKind::Entered(None) => ChangeKind::Entered,
        HappeningKind::Entered(Some(_)) => ChangeKind::Brought,
        HappeningKind::Struck(_) if happening.closes() => ChangeKind::Struck,
        HappeningKind::Cancelled(_) if happening.closes() => ChangeKind::Cancelled,
        HappeningKind::Rolled(_) if happening.closes() => ChangeKind::Rolled,
        HappeningKind::Reopened(_) if happening.opens() => ChangeKind::Reopened,
        HappeningKind::Adjusted { .. } => ChangeKind::Adjusted,
        HappeningKind::Extended { .. } => ChangeKind::Extended,
        HappeningKind::Suspended(_) => ChangeKind::Suspended,
        HappeningKind::Resumed(_) => ChangeKind::Resumed,
        _ => return None,
    })
}
