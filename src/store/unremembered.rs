//! A mark in the ledger's folder: a write of this user on this machine could not be remembered.
//!
//! What the state folder remembers as the last write is then an older one, and `undo` must not reach past the one it does not know.
//! Other users and machines have marks, and memories, of their own.

use super::machine;
use super::{Error, Result, replace};
use crate::source::digest;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

const BEGIN: &str = ".duban-unremembered-";
/// So many digits of a digest stand in its name.
const DIGITS: usize = 12;

/// This user's mark on a ledger.
pub struct Unremembered(PathBuf);

impl Unremembered {
    /// In the ledger's folder.
    pub fn of(ledger: &Path) -> Self {
        let whose = digest(&format!("{} {}", machine::name(), machine::user()));
        Self(ledger.join(format!("{BEGIN}{}", whose.get(..DIGITS).unwrap_or_default())))
    }

    /// Whether it is set. What cannot be looked at counts as set.
    pub fn is_set(&self) -> bool {
        fs::symlink_metadata(&self.0)
            .map_or_else(|error| error.kind() != ErrorKind::NotFound, |_| true)
    }

    /// Sets it; says whether it was not set before.
    pub(super) fn set(&self) -> Result<bool> {
        let is_new = !self.is_set();
        if is_new {
            replace::private(&self.0, "")?;
        }
        Ok(is_new)
    }

    pub(super) fn clear(&self) -> Result<()> {
        match fs::remove_file(&self.0) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(Error::at(&self.0)(error)),
            Ok(()) | Err(_) => Ok(()),
        }
    }
}
