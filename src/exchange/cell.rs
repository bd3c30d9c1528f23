//! What one cell of a table holds, as a reader of its program sees it.

use std::sync::Arc;

/// What one cell holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Words, or a number typed as words.
    Text(Arc<str>),
    /// A number in decimal notation, followed by `%` if the cell is formatted so.
    Number(Arc<str>),
    /// A day or a time, in ISO 8601.
    Date(Arc<str>),
    /// An error such as `#N/A`.
    Error(Arc<str>),
    /// Yes or no.
    Flag(bool),
    /// A formula without a stored value.
    Unvalued,
    /// A text or a number that is struck through, all of it or a part.
    Struck(Arc<str>),
}

impl Cell {
    /// Its text.
    pub fn text(&self) -> &str {
        match self {
            Self::Text(text)
            | Self::Number(text)
            | Self::Date(text)
            | Self::Error(text)
            | Self::Struck(text) => text,
            Self::Flag(true) => "TRUE",
            Self::Flag(false) => "FALSE",
            Self::Unvalued => "=",
        }
    }

    /// Whether a reader sees nothing in it.
    pub fn is_blank(&self) -> bool {
        matches!(self, Self::Text(text) if text.trim().is_empty())
    }
}
