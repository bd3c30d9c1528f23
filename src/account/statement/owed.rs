//! What was owed in a period, and what became of it: each task once.

use super::events::Moved;
use crate::account::standing::is_past;
use crate::account::{Ended, Figures};
use crate::calendar::Period;
use crate::ledger::{Kind, Measure};
use crate::variants::variants;
use chrono::NaiveDate;

variants! {
    /// What became of a task that was owed.
    pub enum Outcome {
        /// Complete by the deadline in force.
        OnTime = "on-time",
        /// Complete after it.
        Late = "late",
        /// Extended, cancelled or suspended: owed no longer, or not yet (核减).
        Lifted = "lifted",
        /// Not complete: the next period owes it again (转下期).
        CarriedOver = "carried-over",
    }
}

/// What became of a task as of `close`; `None` where it was not owed. `moved`: what the period did to its deadline.
pub(super) fn outcome(
    period: Period,
    close: NaiveDate,
    before: Option<&Figures<'_>>,
    figures: &Figures<'_>,
    moved: Moved,
) -> Option<Outcome> {
    let (task, state) = (figures.task, &figures.state);
    let due = state.due;
    // A deadline of the last day is over with it, so what lies past is told from the day after.
    let next = close.succ_opt().unwrap_or(close);
    let was_past = before.is_some_and(|then| is_past(task, &then.state, period.first));
    let is_past = is_past(task, state, next);
    let was_gone = before.is_some_and(|then| then.state.ended.is_some());
    let halted = match state.ended {
        Some(Ended::Cancelled) => true,
        Some(Ended::Rolled) => moved.rolled_halted,
        None => state.suspended,
    };
    // What is only followed has no deadline that anybody keeps.
    let judged = task.measure != Measure::Track;
    let falls = judged && period.contains(due) && due <= close;
    let lifted_out = judged && moved.out && due > close;
    let gone_throughout = was_gone && state.ended.is_some() && !moved.reopened;
    let owed = was_past || moved.past || is_past || falls || lifted_out;
    if gone_throughout || !owed {
        return None;
    }
    let in_time = match task.kind {
        // A duty is complete from the day after its deadline, and never late.
        Kind::Duty => (due <= close || state.struck.is_some()).then_some(true),
        _ => state.complete_since.filter(|since| *since <= close).map(|since| since <= due),
    };
    Some(match in_time {
        _ if halted => Outcome::Lifted,
        Some(true) => Outcome::OnTime,
        Some(false) => Outcome::Late,
        None if due > close => Outcome::Lifted,
        None => Outcome::CarriedOver,
    })
}
