//! A reviewed exception: one irregular change that the office has looked at and lets stand.

use crate::source::Place;
use chrono::NaiveDate;

/// An exception written down in duban.toml. It covers one change and nothing else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiver {
    /// What would otherwise be found, by its code.
    pub code: String,
    /// In which task; none for what concerns the whole book.
    pub task: Option<String>,
    /// The commit that made the change, by the beginning of its name.
    pub commit: Option<String>,
    /// The day on which the change was typed.
    pub date: Option<NaiveDate>,
    /// Why it may stand.
    pub reason: String,
    /// Where it is written down.
    pub place: Place,
}
