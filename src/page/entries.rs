//! Entries of a task's log in words: what is asked while they are typed, and how the task stands once they are written.

pub mod enter;
pub mod form;
pub mod imported;
pub mod written;
