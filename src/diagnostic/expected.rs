//! What should stand in a place: a type, or the name of something that there is.

/// The type that is expected in place of what stands there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "each is a type of the format")]
pub enum Expected {
    Text,
    Texts,
    Date,
    Deadline,
    Number,
    Figures,
    Count,
    Flag,
    Records,
    Record,
    Section,
    Commit,
}

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
