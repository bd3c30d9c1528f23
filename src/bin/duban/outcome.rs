//! What a command comes to: how the program ends, and why a command comes to nothing.

use crate::refusal::{self, Refusal};
use duban::page::refusals::dates::WhichPeriod;
use duban::store;

/// What the program ends with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    Done = 0,
    Found = 1,
    Usage = 2,
    Unreadable = 3,
    Failed = 4,
}

impl Exit {
    /// 1 where something was found that was asked about.
    pub(crate) fn found_if(found: bool) -> Self {
        if found { Self::Found } else { Self::Done }
    }
}

/// Why a command comes to nothing: its arguments are refused, or the answer cannot be written.
pub(crate) enum Outcome {
    Refused(Refusal),
    Failed(anyhow::Error),
    /// The ledger cannot be read.
    Unreadable(anyhow::Error),
    /// There is no ledger to read.
    NoLedger(Refusal),
    /// It must first be said which period is meant; what is said where nobody can be asked.
    Which(WhichPeriod, Refusal),
    /// All has been said already.
    Said(Exit),
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
            Self::Refused(_)
            | Self::Unreadable(_)
            | Self::NoLedger(_)
            | Self::Which(..)
            | Self::Said(_) => self,
        }
    }

    /// How the program ends, and the refusal that is still to be printed.
    pub(crate) fn ends(self) -> (Exit, Option<Refusal>) {
        match self {
            Self::Refused(refusal) => (Exit::Usage, Some(refusal)),
            Self::Which(_, refusal) => (Exit::Usage, Some(refusal)),
            Self::NoLedger(refusal) => (Exit::Unreadable, Some(refusal)),
            Self::Failed(error) => (Exit::Failed, Some(refusal::of_system(&error))),
            Self::Unreadable(error) => (Exit::Unreadable, Some(refusal::of_system(&error))),
            Self::Said(exit) => (exit, None),
        }
    }

    /// What is to be said of it; `None` where all has been said.
    pub(crate) fn refusal(self) -> Option<Refusal> {
        self.ends().1
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
