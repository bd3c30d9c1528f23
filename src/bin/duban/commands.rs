//! The commands, one file each; those that list tasks share one.

pub(crate) mod accept;
pub(crate) mod add;
pub(crate) mod against;
pub(crate) mod audit;
pub(crate) mod changes;
pub(crate) mod check;
pub(crate) mod close;
pub(crate) mod edit;
pub(crate) mod enter;
pub(crate) mod fmt;
pub(crate) mod forecast;
pub(crate) mod git_diff;
pub(crate) mod git_merge;
pub(crate) mod git_setup;
pub(crate) mod history;
pub(crate) mod init;
pub(crate) mod list;
pub(crate) mod log;
#[cfg(feature = "mail")]
pub(crate) mod mail;
pub(crate) mod notice;
pub(crate) mod rank;
pub(crate) mod reconcile;
pub(crate) mod report;
pub(crate) mod review;
pub(crate) mod roll_over;
pub(crate) mod rollup;
pub(crate) mod save;
pub(crate) mod set;
pub(crate) mod show;
pub(crate) mod status;
pub(crate) mod through;
pub(crate) mod tools;
pub(crate) mod undo;
pub(crate) mod updates;

use crate::refusal::Refusal;
use chrono::NaiveDate;
use duban::store;

/// Why a command comes to nothing: its arguments are refused, or the answer cannot be written.
pub(crate) enum Outcome {
    Refused(Refusal),
    Failed(anyhow::Error),
    /// The ledger cannot be read.
    Unreadable(anyhow::Error),
    /// It must first be said which day is meant.
    Which(Box<Which>),
}

impl Outcome {
    /// A ledger that cannot be read.
    pub(crate) fn unreadable(error: store::Error) -> Self {
        Self::Unreadable(error.into())
    }

    /// What fails while revisions are read is a ledger that cannot be read.
    pub(crate) fn while_reading(self) -> Self {
        match self {
            Self::Failed(error) => Self::Unreadable(error),
            other => other,
        }
    }
}

/// A question with the day each answer stands for, and what is said where nobody can be asked.
pub(crate) struct Which {
    pub(crate) question: String,
    pub(crate) choices: Vec<String>,
    pub(crate) days: Vec<NaiveDate>,
    pub(crate) refusal: Refusal,
}

impl From<Refusal> for Outcome {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<store::Error> for Outcome {
    fn from(error: store::Error) -> Self {
        Self::Failed(error.into())
    }
}

impl From<anyhow::Error> for Outcome {
    fn from(error: anyhow::Error) -> Self {
        Self::Failed(error)
    }
}
