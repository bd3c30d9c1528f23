//! What a value should have been.

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
