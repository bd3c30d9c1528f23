//! What can be wrong where a ledger is read over others: how they are named, and what becomes of a task broken down to them.

use super::Severity;

/// What is wrong between a ledger and those it includes, with its evidence.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "docs/codes.md describes each finding by its code")]
pub enum Including {
    /// A pattern that no folder answers to.
    NothingMet { path: String },
    /// A pattern with one prefix for all that it meets.
    PatternAs { path: String },
    /// A prefix that cannot stand before ids; `path`: of the folder that it is the name of.
    BadPrefix { name: String, path: Option<String> },
    /// Two ledgers under one prefix.
    SamePrefix { prefix: String, path: String, first: String },
    /// An included ledger includes others itself, which are not read.
    NotFollowed { path: String },
    /// `of` names no task of the including ledger.
    UnknownOf { id: String, nearest: Option<String> },
    /// A task that is broken down, and the included ledgers, by prefix and title, that have taken over none of it.
    NotTakenOver { ledgers: Vec<(String, String)>, taken: usize },
    /// A task that is broken down and has a log of its own, which is not counted.
    LogBrokenDown { parts: usize, entries: usize },
}

impl Including {
    /// Its code and how bad it is.
    pub(super) fn named(&self) -> (&'static str, Severity) {
        use Severity::{Error, Warning};
        match self {
            Self::NothingMet { .. } => ("include-meets-nothing", Error),
            Self::PatternAs { .. } => ("include-pattern-prefix", Error),
            Self::BadPrefix { .. } => ("bad-prefix", Error),
            Self::SamePrefix { .. } => ("same-prefix", Error),
            Self::NotFollowed { .. } => ("include-not-followed", Warning),
            Self::UnknownOf { .. } => ("of-unknown", Warning),
            Self::NotTakenOver { .. } => ("not-taken-over", Warning),
            Self::LogBrokenDown { .. } => ("log-broken-down", Warning),
        }
    }
}
