//! What a build of this program may lack. Each door to it stands here, whichever way it was built, and says so.

use thiserror::Error;

/// A part that a build may leave out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Feature {
    /// Workbooks that are written.
    Excel,
    /// Tables for engines of analysis.
    Data,
}

impl Feature {
    /// Its name, as cargo knows it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Excel => "excel",
            Self::Data => "data",
        }
    }

    /// Whether this build has it.
    pub fn is_built(self) -> bool {
        match self {
            Self::Excel => cfg!(feature = "excel"),
            Self::Data => cfg!(feature = "data"),
        }
    }
}

/// Why a file in the format of another program is not written.
#[derive(Debug, Error)]
pub enum Unwritten {
    /// This build cannot.
    #[error("built without the feature `{}`", .0.name())]
    Without(Feature),
    /// In the words of what writes it.
    #[error("{0}")]
    Because(String),
}
