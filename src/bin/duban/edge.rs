//! The only rooms of the program that touch the clock, the environment, the terminal, programs of the user's and the network.

pub(crate) mod configuration;
pub(crate) mod editor;
pub(crate) mod environment;
pub(crate) mod output;
pub(crate) mod output_files;
pub(crate) mod progress;
pub(crate) mod terminal;
pub(crate) mod threads;
#[cfg(feature = "mail")]
pub(crate) mod transport;

pub(crate) use duban::store::{git, lock, names, opener, replace, repository};
#[cfg(feature = "mail")]
pub(crate) use duban::store::{mail_settings, sent};

/// The files of a ledger.
pub(crate) mod files {
    pub(crate) use duban::store::Ledger as Loaded;
    pub(crate) use duban::store::files::*;
}
