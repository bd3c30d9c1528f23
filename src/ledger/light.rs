//! The light of a task, from worst to best.

use crate::variants::variants;

variants! {
    /// The light of a task.
    #[derive(Hash, PartialOrd, Ord)]
    #[allow(missing_docs, reason = "each is its colour")]
    pub enum Light, PerLight {
        Red = "red",
        Yellow = "yellow",
        Green = "green",
        Blue = "blue",
        None = "none",
    }
}
