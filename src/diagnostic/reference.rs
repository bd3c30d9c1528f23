//! Names that refer to something, and the code of one that refers to nothing.

/// A kind of name that refers to something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "each names what it refers to")]
pub enum Reference {
    Department,
    Area,
    Parent,
    Pipeline,
    Step,
    Indicator,
    Value,
}

impl Reference {
    /// The code of a name that refers to nothing.
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Department => "unknown-department",
            Self::Area => "unknown-area",
            Self::Parent => "unknown-parent",
            Self::Pipeline => "unknown-pipeline",
            Self::Step => "unknown-step",
            Self::Indicator => "unknown-indicator",
            Self::Value => "unknown-value",
        }
    }
}
