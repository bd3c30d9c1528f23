//! The result of a merge: a text, and the conflicts that a person has to decide.

use chrono::NaiveDate;

/// The result of a merge.
#[derive(Clone, Debug, Default)]
pub struct Merged {
    /// The text, with a mark at each conflict.
    pub text: String,
    /// What a person has to decide, in the order of the text.
    pub conflicts: Vec<Conflict>,
}

/// Two changes that cannot both hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The task, or the section of duban.toml; `None` for what stands before the first.
    pub id: Option<String>,
    /// What of it the two sides changed.
    pub about: About,
}

/// What a conflict is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    /// The value of a key.
    Key(String),
    /// The log of a day.
    Day(Option<NaiveDate>),
    /// One side removed it, the other changed it.
    Removed,
    /// Both sides added one with this id, and they differ.
    Added,
    /// Both sides changed a text that cannot be read.
    Unreadable,
    /// Each side is correct alone; together they make an error with this code.
    Together(String),
}
