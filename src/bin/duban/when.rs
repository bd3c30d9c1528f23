//! The day an entry holds for: the day typed, the last day of the period reported, or the as-of day where that is clear.

use crate::changes::Before;
use crate::edge::output;
use crate::outcome::Outcome;
use crate::refusal::{self, Refusal};
use chrono::{Datelike, Months, NaiveDate};
use duban::account::replay;
use duban::calendar::{Period, parse_date, parse_date_ahead, parse_date_coming};
use duban::edit::Value;
use duban::ledger::{KeyType, Task, stable};
use duban::page::refusals::dates::{DateRefused, DayOf, WhichPeriod};
use duban::page::refusals::notes::Note;

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

/// A deadline as people write it: a day, or a word that says there is none.
pub(crate) fn deadline(before: &Before<'_>, text: &str) -> Result<Value, Refusal> {
    match stable(KeyType::Deadline, text) {
        Some(standing) => Ok(Value::Text(standing.to_owned())),
        None => parse(before, text).map(Value::Date),
    }
}

/// A day that goes with an entry and is not before it; without a year it is the one to come, and that is said.
pub(crate) fn ahead(
    before: &Before<'_>,
    (what, text): (DayOf, &str),
    on: NaiveDate,
) -> Result<NaiveDate, Refusal> {
    let day = later(before, text, on)?;
    not_before(before, (what, day), on)
}

/// A day that an entry of that day puts off; without a year it is the one to come, and that is said.
pub(crate) fn later(before: &Before<'_>, text: &str, on: NaiveDate) -> Result<NaiveDate, Refusal> {
    let day = parse_date_ahead(text, on).map_err(|_| refusal::no_such_day(text, before.lang))?;
    say_taken(before, text, day, on);
    Ok(day)
}

/// A day from `from` on, where no year is typed; any other is counted from the as-of day.
pub(crate) fn coming(
    before: &Before<'_>,
    text: &str,
    from: NaiveDate,
) -> Result<NaiveDate, Refusal> {
    let day = parse_date_coming(text, before.as_of, from);
    day.map_err(|_| refusal::no_such_day(text, before.lang))
}

/// Says which year was taken for a day without one, where that is not the year it is counted from.
pub(crate) fn say_taken(before: &Before<'_>, text: &str, day: NaiveDate, from: NaiveDate) {
    if day.year() > from.year() && parse_date(text, from) != Ok(day) {
        output::say(&Note::TakenAhead { typed: text.to_owned(), day }.words(before.lang));
    }
}

/// Refuses a day before the day of its entry.
pub(crate) fn not_before(
    before: &Before<'_>,
    (what, day): (DayOf, NaiveDate),
    on: NaiveDate,
) -> Result<NaiveDate, Refusal> {
    if day >= on {
        return Ok(day);
    }
    Err(DateRefused::BeforeEntry { what, day, on }.refusal(before.lang))
}

/// The day on which an entry was received: not before the entry, and not to come.
pub(crate) fn received(
    before: &Before<'_>,
    text: &str,
    on: NaiveDate,
) -> Result<NaiveDate, Refusal> {
    let day = past(before, text)?;
    not_before(before, (DayOf::Got, day), on)
}

/// A day that is not to come.
pub(crate) fn past(before: &Before<'_>, text: &str) -> Result<NaiveDate, Refusal> {
    let (day, as_of) = (parse(before, text)?, before.as_of);
    if day <= as_of {
        return Ok(day);
    }
    let year_before = as_of.checked_sub_months(Months::new(12));
    let earlier = year_before.and_then(|year_before| parse_date(text, year_before).ok());
    let is_nearer = |earlier: &NaiveDate| {
        *earlier <= as_of && *earlier + Months::new(12) == day && as_of - *earlier < day - as_of
    };
    let last_year = earlier.filter(is_nearer);
    Err(DateRefused::ToCome { on: day, as_of, last_year }.refusal(before.lang))
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
        let period = crate::period::begun(text, before.as_of, task.cadence, before.lang)?;
        let day = Day::of_report(before, task, period.last.min(before.as_of));
        return Ok(day);
    }
    if let Some(text) = on {
        let on = past(before, text)?;
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
    Err(DateRefused::ToCome { on, as_of, last_year: None }.refusal(before.lang))
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
pub(crate) fn not_closed(before: &Before<'_>, on: NaiveDate) -> Result<(), Outcome> {
    match before.closed()?.filter(|closed| on <= *closed) {
        None => Ok(()),
        Some(closed) => Err(DateRefused::Closed { on, closed }.refusal(before.lang).into()),
    }
}
