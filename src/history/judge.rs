//! Which changes are irregular: a promise moved without approval, a record rewritten.

use super::book::LISTS;
use super::keys::irregular;
use super::log::is_figure;
use super::{Changed, Fact, KeyChange, Logged, Stranger, What};
use crate::calendar::{Cadence, Period, PeriodUnit};
use crate::diagnostic::{Irregular, Severity};
use crate::ledger::{Event, TaskKey, Waiver};
use chrono::NaiveDate;

/// The origin of a change.
#[derive(Clone, Copy, Debug)]
pub struct Origin<'c> {
    /// The day on which it was typed.
    pub day: NaiveDate,
    /// The full name of the commit; `None` if the change is not committed.
    pub commit: Option<&'c str>,
}

/// An irregular change.
#[derive(Clone, Debug)]
pub struct Found {
    /// What is irregular.
    pub irregular: Irregular,
    /// How bad it is.
    pub severity: Severity,
    /// The reviewed exception that covers it.
    pub waiver: Option<Waiver>,
}

/// Finds what is irregular about one change of a task, or (`None`) of the book.
pub fn judge(task: Option<&Changed>, fact: &Fact, origin: Origin<'_>) -> Vec<Found> {
    let found = if fact.restores { Vec::new() } else { judged(task, fact, origin) };
    let whole =
        found.into_iter().map(|(irregular, severity)| Found { irregular, severity, waiver: None });
    whole.collect()
}

type Judged = (Irregular, Severity);

fn judged(task: Option<&Changed>, fact: &Fact, origin: Origin<'_>) -> Vec<Judged> {
    let plain = |irregular: Irregular| vec![(irregular, irregular.severity())];
    // Nothing is lost, but somebody should ask.
    let mild = |irregular: Irregular, mild: bool| {
        if mild { vec![(irregular, Severity::Warning)] } else { plain(irregular) }
    };
    match &fact.what {
        What::Gone { ended } => mild(Irregular::TaskGone, *ended),
        What::Renamed { .. } => plain(Irregular::TaskRenamed),
        What::Unreadable => plain(Irregular::Unreadable),
        What::Key(change) => of_key(change).into_iter().collect(),
        What::Erased(_) => plain(Irregular::EntryDeleted),
        What::Rewritten(was, is) => mild(Irregular::EntryRewritten, was.firm == is.written.firm),
        What::Logged(logged) => of_entry(task, fact, logged, origin),
        What::Rule(change) if !LISTS.contains(&change.key) => plain(of_rule(change.key)),
        What::Stranger(_, stranger) => plain(match stranger {
            Stranger::Link => Irregular::LinkAdded,
            Stranger::Program => Irregular::ProgramAdded,
            Stranger::Config => Irregular::ConfigChanged,
            Stranger::Unknown => Irregular::UnknownFile,
        }),
        What::Statement(_) => plain(Irregular::StatementTouched),
        What::Entered
        | What::Readable
        | What::Moved
        | What::Rule(_)
        | What::Waiver(..)
        | What::Closed(_) => Vec::new(),
    }
}

/// What decides where letters go, what is read along and what is committed is told apart from the rules of figures.
fn of_rule(key: &str) -> Irregular {
    match key {
        "mail" => Irregular::MailChanged,
        "email" => Irregular::AddressChanged,
        "include" => Irregular::IncludeChanged,
        "commit" => Irregular::CommitsChanged,
        _ => Irregular::RuleChanged,
    }
}

fn of_key(change: &KeyChange) -> Option<Judged> {
    let irregular = irregular(TaskKey::parse(change.key)?)?;
    let only_if_softer = matches!(change.key, "plan" | "curve" | "key");
    if only_if_softer && !change.softer {
        return None;
    }
    let severity = if change.approved { Severity::Warning } else { irregular.severity() };
    Some((irregular, severity))
}

fn of_entry(
    task: Option<&Changed>,
    fact: &Fact,
    logged: &Logged,
    origin: Origin<'_>,
) -> Vec<Judged> {
    let entry = &logged.written.entry;
    let mut found = Vec::new();
    let approved = entry.is_approved();
    let needs = matches!(entry.event, Event::Extend(_) | Event::Adjust(_) | Event::Cancel(_));
    if needs && !approved {
        found.push((Irregular::NoApproval, Severity::Error));
    }
    if matches!(entry.event, Event::Verify(_)) {
        if logged.by_owner == Some(true) {
            found.push((Irregular::StruckByOwner, Severity::Error));
        }
        let requests =
            |what: &What| matches!(what, What::Logged(logged) if logged.written.entry.requests());
        let beside = |other: &Fact| other.commit == fact.commit && requests(&other.what);
        if task.is_some_and(|task| task.facts.iter().any(beside)) {
            found.push((Irregular::StruckWithRequest, Severity::Warning));
        }
    }
    if logged.raises && is_figure(&logged.written) && logged.by_owner == Some(false) {
        found.push((Irregular::FigureNotReported, Severity::Warning));
    }
    found.extend(of_day(logged, origin.day));
    found
}

/// Compares the day of an entry with the day on which it was typed.
fn of_day(logged: &Logged, typed: NaiveDate) -> Vec<Judged> {
    let entry = &logged.written.entry;
    let mut found = Vec::new();
    let unit = logged.cadence.map_or(PeriodUnit::Month, Cadence::unit);
    let end = Period::containing(unit, entry.on).grace_end(logged.grace);
    let got = entry.extra().and_then(|extra| extra.got);
    // A report that says it came late hides nothing.
    let told_late = got.is_some_and(|got| got > end);
    let in_time = entry.reports() && (typed <= end || told_late);
    if typed > end && !told_late {
        // An entry typed after the deadline and dated before it hides that the task was late.
        let hides = !entry.reports() && entry.on <= logged.due && logged.due < typed;
        let severity = if hides { Severity::Error } else { Severity::Warning };
        found.push((Irregular::EntryBackdated, severity));
    }
    let before = if in_time {
        logged.before_later_figure && is_figure(&logged.written)
    } else {
        logged.before_later
    };
    if before {
        found.push((Irregular::EntryInserted, Severity::Warning));
    }
    found
}
