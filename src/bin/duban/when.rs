//! The day an entry holds for: as said, the last day of the period reported, or the as-of day where that is clear.

use crate::changes::Before;
use crate::commands::{Outcome, Which};
use crate::refusal::{Refusal, pick};
use chrono::NaiveDate;
use duban::account::replay;
use duban::calendar::{Period, parse_date};
use duban::ledger::{Locale, Task};
use duban::page::words;
use duban_words::{say, words};

/// A day, and when the report for it came in if that was late.
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
        Self {
            on,
            got: late.then_some(before.as_of),
        }
    }
}

/// A day as people write it.
pub(crate) fn parse(before: &Before<'_>, text: &str) -> Result<NaiveDate, Refusal> {
    parse_date(text, before.as_of).map_err(|_| crate::no_such_day(text, before.lang))
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
        return Err(Outcome::Which(Box::new(which(before, last))));
    }
    Ok(Day {
        on: before.as_of,
        got: None,
    })
}

/// Refuses a day still to come.
pub(crate) fn not_ahead(before: &Before<'_>, on: NaiveDate) -> Result<(), Refusal> {
    if on <= before.as_of {
        return Ok(());
    }
    let (on, as_of) = (
        words::date(on, before.lang),
        words::date(before.as_of, before.lang),
    );
    let message = say!(
        before.lang,
        "{on}还没到:截至日是{as_of}",
        "{on} is still to come: the as-of day is {as_of}"
    );
    Err(Refusal::new(message))
}

/// The last period before this one, while it is within its grace and nothing is reported in it.
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

fn which(before: &Before<'_>, last: Period) -> Which {
    let (lang, as_of) = (before.lang, before.as_of);
    let (old, new) = (words::day(last.last, lang), words::day(as_of, lang));
    let last_name = words::period(last, lang);
    let refusal = say!(
        lang,
        "{last_name}还没有报告,又在宽限期内:说明是哪一期",
        "{last} has no report yet and is within its grace: say which is meant"
    );
    let help = match lang {
        Locale::En => format!("--for {last} or --on {as_of}"),
        _ => format!("--for {last_name} 或 --on {as_of}"),
    };
    Which {
        question: say!(lang, "这是哪一期的?", "Which period is this for?"),
        choices: vec![format!("{last_name} ({old})"), new],
        days: vec![last.last, as_of],
        refusal: Refusal::new(refusal).with(Some(help)),
    }
}

/// Refuses a day of a closed period.
pub(crate) fn not_closed(before: &Before<'_>, on: NaiveDate) -> Result<(), Refusal> {
    let Some(closed) = before.closed().filter(|closed| on <= *closed) else {
        return Ok(());
    };
    let (on, closed) = (words::day(on, before.lang), words::day(closed, before.lang));
    let message = say!(
        before.lang,
        "{on}已结账:{closed}以前的账不能再记",
        "{on} lies in a closed period: the books are closed up to {closed}"
    );
    let help = words!(
        "把更正记在今后的日子:--on 今天 --correction \"原因\"",
        "write a correcting entry of a later day: --on today --correction WHY"
    );
    Err(Refusal::new(message).with(Some(pick(before.lang, help).to_owned())))
}
