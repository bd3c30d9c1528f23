//! How a command ends: the exit code, or why there is no answer.

use crate::refusal::{self, Refusal};
use duban::ledger::Locale;
use duban::page::refusals::dates::WhichPeriod;
use duban::page::refusals::doubts::Doubtful;
use duban::page::refusals::names::TaskMeant;
use duban::store;

/// What the program ends with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    Done = 0,
    Found = 1,
    Usage = 2,
    Unreadable = 3,
    Failed = 4,
    /// Written, or sent; but the answer could not be told, or the disk may not have it yet.
    NotTold = 5,
    /// A merge driver that cannot work: above 128, since git takes any code below for a conflict that is marked in the file.
    NotMerged = 129,
}

impl Exit {
    /// 1 where something was found that was asked about.
    pub(crate) fn found_if(found: bool) -> Self {
        if found { Self::Found } else { Self::Done }
    }
}

/// Why a command has no answer.
pub(crate) enum Outcome {
    Refused(Refusal),
    Failed(anyhow::Error),
    /// The ledger cannot be read.
    Unreadable(anyhow::Error),
    /// There is no ledger to read, or nothing to read it with.
    NoLedger(Refusal),
    /// The period is not clear; with the refusal for where nobody can be asked.
    Which(WhichPeriod, Refusal),
    /// A write that is refused: nothing was written.
    NotWritten(Refusal),
    /// Figures that seem mistyped, before a write at a terminal: whether they are right is to be asked.
    Doubtful(Doubtful),
    /// A piece of an id or title, before a write: whether this task is meant is to be asked.
    Meant(Box<TaskMeant>, Refusal),
    /// Everything has been printed already.
    Said(Exit),
}

impl Outcome {
    /// A ledger that cannot be read.
    pub(crate) fn unreadable(error: store::Error) -> Self {
        Self::Unreadable(error.into())
    }

    /// A failure while revisions are read means that the ledger cannot be read.
    pub(crate) fn while_reading(self) -> Self {
        match self {
            Self::Failed(error) => Self::Unreadable(error),
            Self::Refused(_)
            | Self::Unreadable(_)
            | Self::NoLedger(_)
            | Self::Which(..)
            | Self::NotWritten(_)
            | Self::Doubtful(_)
            | Self::Meant(..)
            | Self::Said(_) => self,
        }
    }

    /// How the program ends, and the refusal that is still to be printed.
    pub(crate) fn ends(self, lang: Locale) -> (Exit, Option<Refusal>) {
        match self {
            Self::Refused(refusal) => (Exit::Usage, Some(refusal)),
            Self::Which(_, refusal) => (Exit::Usage, Some(refusal)),
            Self::Meant(_, refusal) => (Exit::Usage, Some(refusal)),
            Self::NotWritten(refusal) => (Exit::Failed, Some(refusal)),
            Self::Doubtful(doubtful) => (Exit::Failed, Some(doubtful.refusal(lang))),
            Self::NoLedger(refusal) => (Exit::Unreadable, Some(refusal)),
            Self::Failed(error) => (Exit::Failed, Some(refusal::of_error(&error, lang))),
            Self::Unreadable(error) => (Exit::Unreadable, Some(refusal::of_error(&error, lang))),
            Self::Said(exit) => (exit, None),
        }
    }

    /// The refusal to print; `None` where everything has been printed.
    pub(crate) fn refusal(self, lang: Locale) -> Option<Refusal> {
        self.ends(lang).1
    }
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
