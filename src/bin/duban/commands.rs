//! The commands, one file each; those that list tasks share one.

pub(crate) mod check;
pub(crate) mod init;
pub(crate) mod list;
pub(crate) mod rollup;
pub(crate) mod show;
pub(crate) mod status;

use crate::refusal::Refusal;
use crate::session::Exit;

/// What a command comes to: an exit, a refusal of its arguments, or a failure to write.
pub(crate) enum Outcome {
    Exit(Exit),
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
