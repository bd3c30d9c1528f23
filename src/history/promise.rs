//! What a changed promise amounts to: whether an approval says the same, whether a plan promises less.

use super::Profile;
use crate::account::Curve;
use crate::calendar::WorkCalendar;
use crate::ledger::{Book, Event, Level, Task};

/// Whether an entry with an approval says what a key now says.
pub(super) fn approved(own: &Profile, key: &str, value: &str) -> bool {
    own.log.iter().any(|logged| {
        let entry = &logged.own.entry;
        let same = match (&entry.event, key) {
            (Event::Extend(day), "due") => day.to_string() == value,
            (Event::Adjust(change), "target") => {
                change.target.map(|own| own.to_string()).as_deref() == Some(value)
            }
            (Event::Adjust(change), "weight") => {
                change.weight.map(|own| own.to_string()).as_deref() == Some(value)
            }
            (Event::Adjust(change), "leader") => change.leader.as_deref() == Some(value),
            // The department by number is of another book: its id stands in the text.
            (Event::Adjust(_), "owner") => {
                logged.own.text.contains(&format!(", owner = \"{value}\""))
            }
            _ => false,
        };
        same && entry.extra().is_some_and(|extra| extra.approval.is_some())
    })
}

/// Whether a plan promises less on some day. Where the promise around it changed too, its points are held against each other.
pub(super) fn softer(
    (book, old): (&Book<'_>, &Task<'_>),
    new: &Task<'_>,
    work: &WorkCalendar,
) -> bool {
    let around = |task: &Task<'_>| (task.start, task.due, task.promised_target(), task.base());
    if around(old) == around(new) {
        let pace = book.ledger_of(old).rules.pace;
        let (was, is) = (
            Curve::new(old, old.due, pace, work),
            Curve::new(new, new.due, pace, work),
        );
        let mut days = old.plan.iter().chain(&new.plan).map(|point| point.by);
        return days.any(|day| is.at(day) < was.at(day));
    }
    let reaches = |one: Level, other: Level| match (one, other) {
        (Level::Reach(one), Level::Reach(other)) => one >= other,
        (Level::Share(one), Level::Share(other)) => one >= other,
        _ => false,
    };
    let mut points = old.plan.iter();
    !points.all(|was| {
        let mut now = new.plan.iter();
        now.any(|is| is.by <= was.by && reaches(is.level, was.level))
    })
}
