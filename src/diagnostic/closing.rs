//! What can be wrong with a closed period: its statement, its place among the others, its figures.

use super::Severity;
use crate::calendar::Period;
use chrono::NaiveDate;

/// What is wrong with a closed period, with its evidence.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "docs/codes.md describes each finding by its code")]
pub enum Closing {
    Unreadable { why: String },
    Misnamed { period: String },
    Edited { period: Period },
    Extra { period: Period, line: String },
    Chain { period: Period, previous: String, how: ChainBreak },
    Differs { period: Period, changes: Vec<Changed>, entries: Vec<EntryChange> },
    TaskGone { period: Period, id: String },
    TaskNew { period: Period },
    RuleChanged { key: &'static str, period: Period, was: String, now: String },
    OlderRules { period: Period, tasks: usize },
    Unchecked,
}

/// How a statement's link to the one closed before it fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ChainBreak {
    /// There is no such statement.
    Missing,
    /// That statement was rewritten.
    Rewritten,
    /// It names none, although one was closed before it.
    NotNamed,
}

/// A figure of a closed period that has another value now.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Changed {
    /// Its name in the statement.
    pub key: String,
    /// Its value when the period was closed; `None` if there was none.
    pub was: Option<String>,
    /// Its value now; `None` if there is none.
    pub now: Option<String>,
}

/// A log entry of a closed period that was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct EntryChange {
    /// Its day; for [`How::Earlier`] the first day of the period.
    pub on: NaiveDate,
    /// How it changed.
    pub how: How,
}

/// How an entry changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum How {
    /// It says something else.
    Changed,
    /// It is gone.
    Removed,
    /// It was not there.
    Added,
    /// Some entry before the period was changed.
    Earlier,
}

impl Closing {
    /// Its code and how bad it is.
    pub(super) fn named(&self) -> (&'static str, Severity) {
        use Severity::{Error, Warning};
        match self {
            Self::Unreadable { .. } | Self::Misnamed { .. } => ("statement-unreadable", Error),
            Self::Edited { .. } | Self::Extra { .. } => ("statement-edited", Error),
            Self::Chain { .. } => ("statement-chain", Error),
            Self::Differs { .. } => ("statement-differs", Error),
            Self::TaskGone { .. } => ("statement-task-gone", Error),
            Self::TaskNew { .. } => ("statement-task-new", Error),
            Self::RuleChanged { .. } => ("rule-changed", Warning),
            Self::OlderRules { .. } => ("statement-older-rules", Warning),
            Self::Unchecked => ("statement-unchecked", Warning),
        }
    }
}
