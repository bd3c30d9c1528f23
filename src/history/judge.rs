//! Which changes are irregular: the promise moved without an approval, the record rewritten.

use super::book::LISTS;
use super::keys::irregular;
use super::log::is_figure;
use super::{Changed, Fact, KeyChange, Logged, What};
use crate::calendar::{Cadence, Period, PeriodUnit};
use crate::diagnostic::{Irregular, Severity};
use crate::ledger::{Event, Waiver};
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

/// What is irregular about one change; `beside` are the other changes of its task.
pub fn judge(task: Option<&Changed>, fact: &Fact, origin: Origin<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    if fact.restores {
        return found;
    }
    let mut add = |irregular: Irregular, severity: Severity| {
        found.push(Found {
            irregular,
            severity,
            waiver: None,
        });
    };
    let plain = |irregular: Irregular| (irregular, irregular.severity());
    match &fact.what {
        What::Gone { ended } => {
            let severity = if *ended {
                Severity::Warning
            } else {
                Severity::Error
            };
            add(Irregular::TaskGone, severity);
        }
        What::Renamed { .. } => add(Irregular::TaskRenamed, Severity::Warning),
        What::Unreadable => add(Irregular::Unreadable, Severity::Error),
        What::Key(change) => {
            if let Some((irregular, severity)) = of_key(change) {
                add(irregular, severity);
            }
        }
        What::Erased(_) => add(Irregular::EntryDeleted, Severity::Error),
        What::Rewritten(was, is) => {
            let wording = was.firm == is.own.firm;
            let severity = if wording {
                Severity::Warning
            } else {
                Severity::Error
            };
            add(Irregular::EntryRewritten, severity);
        }
        What::Logged(own) => {
            for (irregular, severity) in of_entry(task, fact, own, origin) {
                add(irregular, severity);
            }
        }
        What::Rule(change) if !LISTS.contains(&change.key) => {
            let (irregular, severity) = plain(Irregular::RuleChanged);
            add(irregular, severity);
        }
        What::Statement(_) => add(Irregular::StatementTouched, Severity::Error),
        What::Entered
        | What::Readable
        | What::Moved
        | What::Rule(_)
        | What::Waiver(..)
        | What::Closed(_) => {}
    }
    found
}

fn of_key(change: &KeyChange) -> Option<(Irregular, Severity)> {
    let irregular = irregular(change.key)?;
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

fn of_entry(
    task: Option<&Changed>,
    fact: &Fact,
    own: &Logged,
    origin: Origin<'_>,
) -> Vec<(Irregular, Severity)> {
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
fn of_day(own: &Logged, typed: NaiveDate) -> Vec<(Irregular, Severity)> {
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
