//! The commands, one file each; those that list tasks share one.

pub(crate) mod check;
pub(crate) mod init;
pub(crate) mod list;
pub(crate) mod rollup;
pub(crate) mod show;
pub(crate) mod status;

use crate::refusal::Refusal;

/// Why a command comes to nothing: its arguments are refused, or the answer cannot be written.
pub(crate) enum Outcome {
    Refused(Refusal),
    Failed(anyhow::Error),
}

impl From<Refusal> for Outcome {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<anyhow::Error> for Outcome {
    fn from(error: anyhow::Error) -> Self {
        Self::Failed(error)
    }
}
