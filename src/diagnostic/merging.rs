//! What a merge of two changes has left to be decided.

use super::Severity;

/// A mark that a merge has put where two changes cannot both be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Merging {
    /// What the other side has here.
    Other {
        /// As it stands there, its first line.
        text: String,
        /// How many lines there are.
        lines: usize,
    },
    /// One side took away what the other changed.
    Removed,
    /// Each side is right alone; together they make an error of this code.
    Together {
        /// The code.
        code: String,
    },
}

impl Merging {
    /// Its code and how bad it is.
    pub(super) fn named(&self) -> (&'static str, Severity) {
        use Severity::Error;
        match self {
            Self::Other { .. } | Self::Removed | Self::Together { .. } => ("merge-conflict", Error),
        }
    }
}
