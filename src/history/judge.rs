//! Which changes are irregular: the promise moved without an approval, the record rewritten.

use super::book::LISTS;
use super::keys::irregular;
use super::log::is_figure;
use super::{Changed, Fact, KeyChange, Logged, What};
use crate::calendar::{Cadence, Period, PeriodUnit};
use crate::diagnostic::{Irregular, Severity};
use crate::ledger::{Event, TaskKey, Waiver};
use chrono::NaiveDate;

/// Where a change comes from.
#[derive(Clone, Copy, Debug)]
pub struct Origin<'c> {
    /// The day on which it was typed.
    pub day: NaiveDate,
    /// The commit's whole name; `None`: not committed.
    pub commit: Option<&'c str>,
}

/// An irregular change.
#[derive(Clone, Debug)]
pub struct Found {
    /// What is irregular.
    pub irregular: Irregular,
    /// How bad it is.
    pub severity: Severity,
    /// The exception that lets it stand.
    pub waiver: Option<Waiver>,
}

/// What is irregular about one change of a task, or (`None`) of the book.
pub fn judge(task: Option<&Changed>, fact: &Fact, origin: Origin<'_>) -> Vec<Found> {
    let found = match fact.restores {
        true => Vec::new(),
        false => judged(task, fact, origin),
    };
    let whole = found.into_iter().map(|(irregular, severity)| Found {
        irregular,
        severity,
        waiver: None,
    });
    whole.collect()
}

type Judged = (Irregular, Severity);

fn judged(task: Option<&Changed>, fact: &Fact, origin: Origin<'_>) -> Vec<Judged> {
    let plain = |irregular: Irregular| vec![(irregular, irregular.severity())];
    // What takes nothing away but can be asked about.
    let mild = |irregular: Irregular, mild: bool| match mild {
        true => vec![(irregular, Severity::Warning)],
        false => plain(irregular),
    };
    match &fact.what {
        What::Gone { ended } => mild(Irregular::TaskGone, *ended),
        What::Renamed { .. } => plain(Irregular::TaskRenamed),
        What::Unreadable => plain(Irregular::Unreadable),
        What::Key(change) => of_key(change).into_iter().collect(),
        What::Erased(_) => plain(Irregular::EntryDeleted),
        What::Rewritten(was, is) => mild(Irregular::EntryRewritten, was.firm == is.own.firm),
        What::Logged(own) => of_entry(task, fact, own, origin),
        What::Rule(change) if !LISTS.contains(&change.key) => plain(Irregular::RuleChanged),
        What::Statement(_) => plain(Irregular::StatementTouched),
        What::Entered
        | What::Readable
        | What::Moved
        | What::Rule(_)
        | What::Waiver(..)
        | What::Closed(_) => Vec::new(),
    }
}

fn of_key(change: &KeyChange) -> Option<Judged> {
    let irregular = irregular(TaskKey::parse(change.key)?)?;
    let only_if_softer = matches!(change.key, "plan" | "key");
    if only_if_softer && !change.softer {
        return None;
    }
    let severity = match change.approved {
        true => Severity::Warning,
        false => irregular.severity(),
    };
    Some((irregular, severity))
}

fn of_entry(task: Option<&Changed>, fact: &Fact, own: &Logged, origin: Origin<'_>) -> Vec<Judged> {
    let entry = &own.own.entry;
    let mut found = Vec::new();
    let approved = entry.extra().is_some_and(|extra| extra.approval.is_some());
    let needs = matches!(
        entry.event,
        Event::Extend(_) | Event::Adjust(_) | Event::Cancel(_)
    );
    if needs && !approved {
        found.push((Irregular::NoApproval, Severity::Error));
    }
    if matches!(entry.event, Event::Verify(_)) {
        if own.by_owner == Some(true) {
            found.push((Irregular::StruckByOwner, Severity::Error));
        }
        let asked = |other: &&Fact| match &other.what {
            What::Logged(other_entry) => {
                other.commit == fact.commit && other_entry.own.entry.requests()
            }
            _ => false,
        };
        if task.is_some_and(|task| task.facts.iter().find(asked).is_some()) {
            found.push((Irregular::StruckWithRequest, Severity::Warning));
        }
    }
    if own.raises && is_figure(&own.own) && own.by_owner == Some(false) {
        found.push((Irregular::FigureNotReported, Severity::Warning));
    }
    found.extend(of_day(own, origin.day));
    found
}

/// What the day of an entry, held against the day on which it was typed, gives away.
fn of_day(own: &Logged, typed: NaiveDate) -> Vec<Judged> {
    let entry = &own.own.entry;
    let mut found = Vec::new();
    let unit = own.cadence.map_or(PeriodUnit::Month, Cadence::unit);
    let end = Period::containing(unit, entry.on).grace_end(own.grace);
    let got = entry.extra().and_then(|extra| extra.got);
    // A report that says it came late is what it says it is.
    let told_late = got.is_some_and(|got| got > end);
    let in_time = entry.reports() && (typed <= end || told_late);
    if typed > end && !told_late {
        // What was typed after the deadline under a day before it takes the lateness away.
        let hides = !entry.reports() && entry.on <= own.due && own.due < typed;
        let severity = if hides {
            Severity::Error
        } else {
            Severity::Warning
        };
        found.push((Irregular::EntryBackdated, severity));
    }
    let before = match in_time {
        true => own.before_later_figure && is_figure(&own.own),
        false => own.before_later,
    };
    if before {
        found.push((Irregular::EntryInserted, Severity::Warning));
    }
    found
}
