//! What contradicts itself in the days a ledger or a promise has, and what the head of a file cannot say.

use super::Severity;
use crate::ledger::{Better, Quantity};
use chrono::NaiveDate;

/// Keys that do not go together.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Contradiction {
    /// A ledger whose first day comes after its last.
    FromAfterTo {
        /// Its first day as written.
        from: NaiveDate,
        /// Its last.
        to: NaiveDate,
    },
    /// A ledger of a calendar year that begins or ends on another day.
    YearAndTerm {
        /// The year.
        year: i32,
        /// `from` or `to`.
        key: &'static str,
    },
    /// A key at the head of a file that each task must state for itself.
    NoDefault {
        /// The key.
        key: &'static str,
    },
    /// A plan that leads to a deadline which is none.
    StandingWithPlan,
    /// A target that does not lie on the better side of its baseline.
    BetterAgainstWay {
        /// Which side that is.
        better: Better,
        /// The baseline.
        baseline: Quantity,
        /// The target.
        target: Quantity,
    },
}

impl Contradiction {
    /// Its code and how bad it is.
    pub(super) fn named(&self) -> (&'static str, Severity) {
        use Severity::Error;
        match self {
            Self::FromAfterTo { .. } => ("from-after-to", Error),
            Self::YearAndTerm { .. } => ("year-and-term", Error),
            Self::NoDefault { .. } => ("no-default", Error),
            Self::StandingWithPlan => ("standing-with-plan", Error),
            Self::BetterAgainstWay { .. } => ("better-against-way", Error),
        }
    }
}
