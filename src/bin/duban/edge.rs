//! The only rooms of the program that touch the clock, the disk, the environment and the terminal.

pub(crate) mod editor;
pub(crate) mod environment;
pub(crate) mod files;
pub(crate) mod journal;
pub(crate) mod lock;
pub(crate) mod output;
#[cfg(feature = "mail")]
pub(crate) mod post;
pub(crate) mod replace;
#[cfg(feature = "mail")]
pub(crate) mod sent;
pub(crate) mod terminal;
