//! What the program says when it refuses, and what it says beside its answers, in every language.

pub mod git;
pub mod mail;
pub mod notices;
