//! The last writes of this machine to one ledger, kept in the user's state folder so that they can be taken back.
//!
//! A write is remembered before it is made. Whether it was made is told by the files themselves, when it is to be taken back.

use super::names::or_here;
use super::record::Record;
use super::{Error, Result, opener, replace, swap};
use crate::source::digest;
use serde::{Deserialize, Serialize};
use std::fs;
use std::path::{Path, PathBuf};

/// The writes of this machine to one ledger, newest last.
pub struct Memory {
    folder: PathBuf,
}

/// A write, and how far it is taken back.
#[derive(Debug, Serialize, Deserialize)]
pub struct Remembered {
    /// What it changed.
    #[serde(flatten)]
    pub record: Record,
    /// It is being taken back.
    #[serde(default)]
    pub undoing: bool,
}

/// So many writes can be taken back.
const KEPT: usize = 20;

impl Memory {
    /// In the user's state folder, by the ledger's own place.
    pub fn of(state: &Path, ledger: &Path) -> Result<Self> {
        let place = fs::canonicalize(or_here(ledger))?;
        let name = digest(&place.to_string_lossy());
        let name = name.get(..16).unwrap_or_default();
        Ok(Self { folder: state.join("duban/undo").join(name) })
    }

    fn names(&self) -> Result<Vec<u64>> {
        let listed = match fs::read_dir(&self.folder) {
            Ok(listed) => listed,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(Error::at(&self.folder)(error)),
        };
        let mut names = Vec::new();
        for entry in listed {
            let name = entry.map_err(Error::at(&self.folder))?.file_name();
            let number: Option<u64> =
                name.to_str().and_then(|name| name.strip_suffix(".json")?.parse().ok());
            names.extend(number);
        }
        names.sort_unstable();
        Ok(names)
    }

    /// Remembers a write that is about to be made; its number.
    pub fn keep(&self, remembered: &Remembered) -> Result<u64> {
        replace::private_folder(&self.folder)?;
        self.sweep();
        let names = self.names()?;
        let next = names.last().map_or(1, |last| last + 1);
        self.rewrite(next, remembered)?;
        for old in names.iter().rev().skip(KEPT - 1) {
            self.forget(*old)?;
        }
        Ok(next)
    }

    /// Takes away what a killed process left.
    pub fn sweep(&self) {
        swap::sweep(&self.folder);
    }

    /// Writes what is remembered of a write.
    pub fn rewrite(&self, number: u64, remembered: &Remembered) -> Result<()> {
        replace::private(&self.path(number), &serde_json::to_string(remembered)?)
    }

    /// The last write, and its number.
    pub fn last(&self) -> Result<Option<(u64, Remembered)>> {
        let Some(last) = self.names()?.pop() else {
            return Ok(None);
        };
        let path = self.path(last);
        Ok(Some((last, serde_json::from_slice(&opener::given(&path)?)?)))
    }

    /// Forgets a write: it has been taken back, or was never made.
    pub fn forget(&self, number: u64) -> Result<()> {
        let path = self.path(number);
        fs::remove_file(&path).map_err(Error::at(&path))
    }

    /// Forgets what was written before a write: it can no longer be taken back in turn.
    pub(super) fn forget_before(&self, number: u64) -> Result<()> {
        let names = self.names()?.into_iter();
        names.filter(|name| *name < number).try_for_each(|name| self.forget(name))
    }

    fn path(&self, number: u64) -> PathBuf {
        self.folder.join(format!("{number:06}.json"))
    }
}
