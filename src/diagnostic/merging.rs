//! What a merge of two changes leaves for a person to decide.

use super::Severity;

/// A mark that a merge put where two changes cannot both hold.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Merging {
    /// The other side's text.
    Other {
        /// Its first line.
        text: String,
        /// The number of its lines.
        lines: usize,
    },
    /// One side removed what the other changed.
    Removed,
    /// Each side is correct alone; together they make an error with this code.
    Together {
        /// The code.
        code: String,
    },
    /// Git waits for somebody to put both sides of this file together.
    Unmerged {
        /// From the ledger's folder.
        path: String,
    },
    /// The marks of git's own merge, which knows lines and no tasks.
    Unfinished {
        /// The first of its lines, from 1.
        first: usize,
        /// The last.
        last: usize,
    },
}

impl Merging {
    /// Its code and how bad it is.
    pub(super) fn named(&self) -> (&'static str, Severity) {
        use Severity::{Error, Warning};
        match self {
            Self::Unmerged { .. } => ("unmerged-path", Warning),
            Self::Other { .. }
            | Self::Removed
            | Self::Together { .. }
            | Self::Unfinished { .. } => ("merge-conflict", Error),
        }
    }
}
