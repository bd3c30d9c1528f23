//! The day an entry holds for: the day typed, the last day of the period reported, or the as-of day where that is clear.

use crate::changes::Before;
use crate::outcome::Outcome;
use crate::refusal::{self, Refusal};
use chrono::NaiveDate;
use duban::account::replay;
use duban::calendar::{Period, parse_date};
use duban::ledger::Task;
use duban::page::refusals::dates::{DateRefused, WhichPeriod};

/// A day, and the day on which its report came in if that was late.
pub(crate) struct Day {
    pub(crate) on: NaiveDate,
    pub(crate) got: Option<NaiveDate>,
}

impl Day {
    /// A report of that day: late once its period is past its grace.
    pub(crate) fn of_report(before: &Before<'_>, task: &Task<'_>, on: NaiveDate) -> Self {
        let grace = before.book.ledger_of(task).rules.grace;
        let late = task.cadence.is_some_and(|cadence| {
            let period = Period::containing(cadence.unit(), on);
            before.as_of > period.grace_end(grace)
        });
        Self { on, got: late.then_some(before.as_of) }
    }
}

/// A day as people write it.
pub(crate) fn parse(before: &Before<'_>, text: &str) -> Result<NaiveDate, Refusal> {
    parse_date(text, before.as_of).map_err(|_| refusal::no_such_day(text, before.lang))
}

/// A period as people write it.
pub(crate) fn period(before: &Before<'_>, task: &Task<'_>, text: &str) -> Result<Period, Refusal> {
    crate::period::parse(text, before.as_of, task.cadence, before.lang)
}

/// The day meant by what was typed.
pub(crate) fn day(
    before: &Before<'_>,
    task: &Task<'_>,
    on: Option<&str>,
    of: Option<&str>,
    reports: bool,
) -> Result<Day, Outcome> {
    if let Some(text) = of {
        let period = period(before, task, text)?;
        not_ahead(before, period.first)?;
        let day = Day::of_report(before, task, period.last.min(before.as_of));
        return Ok(day);
    }
    if let Some(text) = on {
        let on = parse(before, text)?;
        not_ahead(before, on)?;
        return Ok(Day { on, got: None });
    }
    if reports && let Some(last) = open_period(before, task) {
        let as_of = before.as_of;
        let which = WhichPeriod { last, as_of };
        return Err(Outcome::Which(which, which.refusal(before.lang)));
    }
    Ok(Day { on: before.as_of, got: None })
}

/// Refuses a day still to come.
pub(crate) fn not_ahead(before: &Before<'_>, on: NaiveDate) -> Result<(), Refusal> {
    let as_of = before.as_of;
    if on <= as_of {
        return Ok(());
    }
    Err(DateRefused::ToCome { on, as_of }.refusal(before.lang))
}

/// The period before the running one, while it is within its grace and has no report.
fn open_period(before: &Before<'_>, task: &Task<'_>) -> Option<Period> {
    let grace = before.book.ledger_of(task).rules.grace;
    let last = Period::containing(task.cadence?.unit(), before.as_of).previous()?;
    let begun = task.start.max(task.entered) <= last.first;
    let within = before.as_of <= last.grace_end(grace);
    if !begun || !within {
        return None;
    }
    let state = replay(before.book, task, before.as_of);
    let trail = state.trail.as_deref();
    let reported = trail.is_some_and(|trail| {
        let mut reports = trail.reports.iter();
        reports.any(|report| last.contains(report.on))
    });
    (!reported).then_some(last)
}

/// Refuses a day of a closed period.
pub(crate) fn not_closed(before: &Before<'_>, on: NaiveDate) -> Result<(), Refusal> {
    match before.closed().filter(|closed| on <= *closed) {
        None => Ok(()),
        Some(closed) => Err(DateRefused::Closed { on, closed }.refusal(before.lang)),
    }
}
