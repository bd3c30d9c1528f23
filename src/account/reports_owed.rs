//! Reports owed and made, period by period of a task's cadence (“Reports owed” in docs/figures.md).

use super::replay::{Report, Trail};
use crate::calendar::{Cadence, PerCadence, Period};
use crate::ledger::{Kind, Rules, Task};
use chrono::NaiveDate;
use serde::Serialize;

/// The reports that a task owed by a day, and those it made, counted in periods.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Reports {
    /// Periods that count.
    pub owed: u32,
    /// Of those, periods with a report.
    pub made: u32,
    /// Of those made, received after the grace.
    pub late: u32,
    /// How many of the counted periods are missing in a row, up to the last.
    pub missed: u32,
    /// The last of these.
    #[serde(skip)]
    pub last_missed: Option<Period>,
}

/// A reporting period that is over, and what came of it.
#[derive(Clone, Copy, Debug)]
pub struct OwedReport {
    /// The reporting period.
    pub period: Period,
    /// When a report was made; `None` where none was.
    pub timing: Option<Timing>,
}

/// Whether a reporting period has a report that came before its grace was over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Timing {
    /// It has one.
    OnTime,
    /// All of its reports came after the grace.
    Late,
}

/// The periods of each cadence that lie in the years a book speaks of, worked out once.
#[derive(Debug)]
pub(super) struct Periods(PerCadence<Vec<Period>>);

impl Periods {
    pub(super) fn new(first: NaiveDate, as_of: NaiveDate) -> Self {
        Self(PerCadence::new(|cadence| {
            let mut periods = Vec::new();
            let mut next = Some(Period::containing(cadence.unit(), first));
            while let Some(period) = next.filter(|period| period.last <= as_of) {
                periods.push(period);
                next = period.next();
            }
            periods
        }))
    }

    /// The periods that lie wholly between two days.
    fn between(&self, cadence: Cadence, first: NaiveDate) -> &[Period] {
        let all = &self.0[cadence];
        let from = all.partition_point(|period| period.first < first);
        all.get(from..).unwrap_or_default()
    }
}

/// Counts the reports of one task.
pub(super) fn count(
    task: &Task<'_>,
    due: NaiveDate,
    trail: &Trail,
    rules: &Rules,
    periods: &Periods,
    as_of: NaiveDate,
) -> Reports {
    let mut counts = Reports::default();
    let Some(cadence) = task.cadence else {
        return counts;
    };
    let mut reports = trail.reports.iter().peekable();
    for period in periods.between(cadence, task.reports_from()) {
        while reports.peek().is_some_and(|report| report.on < period.first) {
            reports.next();
        }
        if is_off(task, due, trail, *period) {
            continue;
        }
        let grace = period.grace_end(rules.grace);
        let in_period = std::iter::from_fn(|| reports.next_if(|report| report.on <= period.last));
        if let Some(timing) = timing(in_period, grace) {
            counts.owed += 1;
            counts.made += 1;
            counts.late += u32::from(timing == Timing::Late);
            counts.missed = 0;
            counts.last_missed = None;
        } else if as_of > grace {
            counts.owed += 1;
            counts.missed += 1;
            counts.last_missed = Some(*period);
        }
    }
    counts
}

/// When the reports of one period were made; `None` without any.
fn timing<'r>(reports: impl Iterator<Item = &'r Report>, grace: NaiveDate) -> Option<Timing> {
    let late = reports.map(|report| report.got.is_some_and(|got| got > grace));
    let all_late = late.reduce(|all, late| all && late)?;
    Some(if all_late { Timing::Late } else { Timing::OnTime })
}

/// The reporting periods that end in a longer one, each owed once it is over. A statement does not wait for the grace: otherwise
/// the last report of each statement would never be owed anywhere.
pub(super) fn within<'t>(
    task: &'t Task<'_>,
    due: NaiveDate,
    trail: &'t Trail,
    rules: &'t Rules,
    whole: Period,
    close: NaiveDate,
) -> impl Iterator<Item = OwedReport> + 't {
    let begun = task.reports_from();
    let first = task.cadence.map(|cadence| Period::containing(cadence.unit(), whole.first));
    let over = std::iter::successors(first, |period| period.next())
        .take_while(move |period| period.last <= whole.last && period.last <= close);
    over.filter(move |period| period.first >= begun && !is_off(task, due, trail, *period)).map(
        move |period| {
            let reports = &trail.reports;
            let from = reports.partition_point(|report| report.on < period.first);
            let to = reports.partition_point(|report| report.on <= period.last);
            let reports = reports.get(from..to).unwrap_or_default();
            OwedReport { period, timing: timing(reports.iter(), period.grace_end(rules.grace)) }
        },
    )
}

/// Whether on some day of the period the task owed nothing.
pub(super) fn is_off(task: &Task<'_>, due: NaiveDate, trail: &Trail, period: Period) -> bool {
    if task.kind == Kind::Duty && period.last > due {
        return true;
    }
    let after = trail.off.partition_point(|(from, _)| *from <= period.first);
    let at_first = after.checked_sub(1).and_then(|at| trail.off.get(at));
    let later = trail.off.get(after..).unwrap_or_default();
    at_first
        .into_iter()
        .chain(later.iter().take_while(|(from, _)| *from <= period.last))
        .any(|(_, off)| *off)
}
