//! Where a ledger lies: found, read, locked.

use super::lock::{self, Lock, LockMode};
use super::{Failure, Ledger, Links, NoLedger, Result, WriterState, files};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Where a ledger lies.
#[derive(Clone, Debug)]
pub struct Store {
    /// Its duban.toml.
    pub config: PathBuf,
    /// Where links may lead out of it.
    pub links: Links,
}

impl Store {
    /// The ledger meant by a path, or the first one upward from a folder.
    ///
    /// # Errors
    /// There is none.
    pub fn find(given: Option<&Path>, from: &Path) -> std::result::Result<Self, NoLedger> {
        files::find(given, from).map(|config| Self { config, links: Links::default() })
    }

    /// Its folder.
    pub fn folder(&self) -> PathBuf {
        files::folder_of(&self.config)
    }

    /// Reads it and the ledgers it includes, as no write leaves them half made.
    ///
    /// # Errors
    /// A file cannot be read.
    pub fn open(&self, aside: impl FnMut(WriterState)) -> Result<Ledger> {
        files::load(&self.config, &self.links, aside)
    }

    /// Locks the ledger for a writer; `waiting` is called once, after a second.
    ///
    /// # Errors
    /// It cannot be locked, or another writer holds it for longer.
    pub fn lock(
        &self,
        wait: Duration,
        waiting: impl FnMut(),
    ) -> std::result::Result<Lock, Failure> {
        match lock::take(&self.config, LockMode::Write, wait, waiting) {
            Ok(lock) => lock.ok_or(Failure::Busy),
            Err(error) => Err(match error.kind() {
                Some(ErrorKind::NotFound | ErrorKind::PermissionDenied) => {
                    Failure::Unreadable(error)
                }
                _ => Failure::Failed(error),
            }),
        }
    }
}
