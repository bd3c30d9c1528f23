//! Judges a changed promise: whether an approval says the same, whether a plan promises less.

use super::Profile;
use crate::account::{Curve, staged};
use crate::calendar::WorkCalendar;
use crate::ledger::{Book, Event, Level, Task};

/// Whether an approved entry says what the key says now.
pub(super) fn approved(profile: &Profile, key: &str, value: &str) -> bool {
    profile.log.iter().any(|logged| {
        let entry = &logged.written.entry;
        let same = match (&entry.event, key) {
            (Event::Extend(day), "due") => day.to_string() == value,
            (Event::Adjust(change), "target") => {
                change.target.map(|target| target.to_string()).as_deref() == Some(value)
            }
            (Event::Adjust(change), "weight") => {
                change.weight.map(|weight| weight.to_string()).as_deref() == Some(value)
            }
            (Event::Adjust(change), "leader") => change.leader.as_deref() == Some(value),
            // The number of a department belongs to another book; its id stands in the text.
            (Event::Adjust(_), "owner") => {
                logged.written.text.contains(&format!(", owner = \"{value}\""))
            }
            _ => false,
        };
        same && entry.is_approved()
    })
}

/// Whether a plan promises less on some day. If start, deadline, target or baseline changed too, the curves cannot be compared,
/// so the plan points are.
pub(super) fn softer(
    (book, old): (&Book<'_>, &Task<'_>),
    new: &Task<'_>,
    work: &WorkCalendar,
) -> bool {
    if new.is_rate() && old.is_rate() {
        return softer_stages(old, new);
    }
    let around = |task: &Task<'_>| (task.start, task.due, task.promised_target(), task.base());
    if around(old) == around(new) {
        let rules = &book.ledger_of(old).rules;
        let (was, is) =
            (Curve::new(old, old.due, rules, work), Curve::new(new, new.due, rules, work));
        let points = old.plan.iter().chain(&new.plan).map(|point| point.by);
        // A step counts from the day after its own.
        let mut days = points.flat_map(|day| [Some(day), day.succ_opt()]).flatten();
        return days.any(|day| is.at(day) < was.at(day));
    }
    let reaches = |one: Level, other: Level| match (one, other) {
        (Level::Reach(one), Level::Reach(other)) => one >= other,
        (Level::Share(one), Level::Share(other)) => one >= other,
        (Level::Reach(_), Level::Share(_)) | (Level::Share(_), Level::Reach(_)) => false,
    };
    let mut points = old.plan.iter();
    !points.all(|was| {
        let mut now = new.plan.iter();
        now.any(|is| is.by <= was.by && reaches(is.level, was.level))
    })
}

/// Whether a rate is held to less on some day that the old plan stages. A target that was changed is told by itself.
fn softer_stages(old: &Task<'_>, new: &Task<'_>) -> bool {
    let (Some(was_target), Some(is_target)) = (old.promised_target(), new.promised_target()) else {
        return false;
    };
    let lower = old.lower_is_better(was_target);
    let at = |task: &Task<'_>, target, day| staged(task, target, day).map(|(_, staged)| staged);
    let mut days = old.plan.iter().chain(&new.plan).map(|point| point.by);
    days.any(|day| match (at(old, was_target, day), at(new, is_target, day)) {
        (None, None) => false,
        (was, is) => {
            let (was, is) = (was.unwrap_or(was_target), is.unwrap_or(is_target));
            if lower { is > was } else { is < was }
        }
    })
}
