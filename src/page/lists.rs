//! Many tasks at one look: lists, groups, what has changed, what is to come.

pub mod changes;
pub(super) mod course;
pub mod decisions;
pub mod due;
pub mod forecast;
pub mod rollup;
pub mod status;
pub mod tasks;
