//! The only rooms of the program that touch the clock, the disk, the environment, the terminal and git.

pub(crate) mod editor;
pub(crate) mod environment;
pub(crate) mod files;
pub(crate) mod git;
pub(crate) mod journal;
pub(crate) mod lock;
pub(crate) mod output;
pub(crate) mod papers;
#[cfg(feature = "mail")]
pub(crate) mod post;
pub(crate) mod progress;
pub(crate) mod replace;
pub(crate) mod repository;
#[cfg(feature = "mail")]
pub(crate) mod sent;
pub(crate) mod terminal;
