//! The only rooms of the program that touch the clock, the disk, the environment and the terminal.

pub(crate) mod environment;
pub(crate) mod files;
pub(crate) mod output;
