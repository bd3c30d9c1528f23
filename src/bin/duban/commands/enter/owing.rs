//! Who owes a report of a period, and why one that is made all the same was not owed.

use crate::changes::Before;
use duban::account::Figures;
use duban::calendar::Period;
use duban::ledger::{Entry, Kind};
use duban::page::entries::enter::NotOwed;

/// Whether a task owes a report of a period that ends on that day, and has none in it.
pub(super) fn owes(before: &Before<'_>, figures: &Figures<'_>, period: Period) -> bool {
    not_owed(before, figures, period).is_none()
}

/// Why a task owes no report of the period.
pub(super) fn not_owed<'f>(
    before: &Before<'_>,
    figures: &'f Figures<'_>,
    period: Period,
) -> Option<NotOwed<'f>> {
    let (task, state) = (figures.task, &figures.state);
    let Some(cadence) = task.cadence else {
        return Some(NotOwed::NoCadence);
    };
    let owed = Period::containing(cadence.unit(), period.last);
    if owed.last != period.last {
        return Some(NotOwed::OtherCadence);
    }
    if task.start.max(task.entered) > owed.first {
        return Some(NotOwed::NotBegun);
    }
    let is_open = if task.kind == Kind::Duty {
        // Its window has ended, and its last report may still be missing.
        let ended = state.struck.is_some() || state.ended.is_some() || state.suspended;
        !ended && owed.last <= state.due
    } else {
        figures.standing.is_running() && !state.complete(before.as_of)
    };
    if !is_open || !before.book.ledger_of(task).prefix.is_empty() {
        return Some(NotOwed::Standing(figures.standing));
    }
    let is_report = |entry: &&Entry<'_>| {
        state.is_report(before.book, entry) && owed.contains(entry.on) && entry.on <= before.as_of
    };
    task.log.iter().rev().find(is_report).map(NotOwed::Reported)
}
