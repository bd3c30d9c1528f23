//! What can be wrong with the indicators of a task and the figures given for them.

use super::Severity;

/// What is wrong with them.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "docs/codes.md describes each finding by its code")]
pub enum Indicated {
    /// The task states for itself what each of its indicators states.
    Beside { key: &'static str },
    /// Two go by one id or name.
    Twice { key: &'static str, value: String },
    /// A figure for the whole of a task that has indicators.
    Whole { ids: Vec<String> },
    /// Figures by indicator for a task that has none.
    NoneThere { ids: Vec<String> },
    /// An adjustment of the target of a task that has indicators.
    Adjusted,
}

impl Indicated {
    /// Its code and how bad it is.
    pub(super) fn named(&self) -> (&'static str, Severity) {
        use Severity::Error;
        match self {
            Self::Beside { .. } | Self::Adjusted => ("indicators-beside-figures", Error),
            Self::Twice { .. } => ("duplicate-indicator", Error),
            Self::Whole { .. } => ("figure-without-indicator", Error),
            Self::NoneThere { .. } => ("no-indicators", Error),
        }
    }
}
