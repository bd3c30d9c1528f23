//! Events that do not fit the state of their task, and which of them cannot be at all.

use crate::ledger::EventKind;
use chrono::NaiveDate;

/// Why an event cannot happen to its task on that day.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum OutOfState {
    /// It has already been struck off, cancelled or carried over.
    Ended,
    /// Nothing is complete or requested that could be returned.
    NothingToReject,
    /// It is neither struck off nor cancelled.
    NotEnded,
    /// No later deadline has been applied for.
    NothingAsked,
    /// No order or notice waits for an answer.
    NothingToAnswer,
    /// No order of those words and no notice of that number waits for an answer.
    NoInstruction(String),
    /// It is already suspended.
    AlreadySuspended,
    /// It is not suspended.
    NotSuspended,
    /// No blocker of that name is open.
    NoBlocker(String),
    /// The blocker already stands at that stage or above.
    StageNotHigher(String),
    /// A standing promise has no deadline that could be moved.
    NoDeadline,
    /// The new deadline is not later than the one in force.
    NotLater {
        /// The new one.
        to: NaiveDate,
        /// The one in force.
        due: NaiveDate,
    },
}

impl OutOfState {
    /// Whether the event cannot be at all, rather than being of no use to a task in that state.
    pub(super) fn forbids(&self, event: EventKind) -> bool {
        use EventKind::{Cancel, Reject, Rolled, Suspend, Verify};
        match self {
            Self::Ended => matches!(event, Verify | Cancel | Rolled | Reject | Suspend),
            Self::NothingToReject
            | Self::NotEnded
            | Self::NotSuspended
            | Self::NoBlocker(_)
            | Self::NoInstruction(_)
            | Self::NoDeadline
            | Self::NotLater { .. } => true,
            Self::NothingAsked
            | Self::NothingToAnswer
            | Self::AlreadySuspended
            | Self::StageNotHigher(_) => false,
        }
    }
}
