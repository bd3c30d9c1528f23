//! All about one: the card of a task, the scores of a department and what they are made of.

pub mod part;
pub mod scorecard;
pub mod show;
