//! What a writer that was cut off has left completed, and a recorded write made, remembered before it is.

use super::listing::{listing, statement_files};
use super::making::Made;
use super::memory::{Memory, Remembered};
use super::opener::Opener;
use super::record::Record;
use super::unremembered::Unremembered;
use super::{Error, Failure, Ledger, Result, Store, journal, swap};
use std::path::{Path, PathBuf};

impl Store {
    /// Completes what a writer that was cut off has left; says whether there was something. Only for the one who holds the lock.
    ///
    /// # Errors
    /// It cannot be completed.
    pub fn recover(&self) -> Result<bool> {
        let folder = self.folder();
        self.sweep(&folder);
        journal::recover(&folder)
    }

    /// Takes away what a killed process left: beside the files, and beside those that links lead to.
    fn sweep(&self, folder: &Path) {
        let mut folders = vec![folder.to_path_buf(), folder.join("statements")];
        let mut files = vec![self.config.clone()];
        // What cannot be listed is told when the ledger is read.
        if let Ok(opener) = Opener::of(folder, &self.links) {
            let below = listing(&opener, folder);
            folders.extend(below.folders);
            files.extend(below.files);
        }
        files.extend(statement_files(folder, &self.links).unwrap_or_default());
        for file in files {
            let is_link = std::fs::symlink_metadata(&file).is_ok_and(|file| file.is_symlink());
            let real = is_link.then(|| std::fs::canonicalize(&file).ok()).flatten();
            folders.extend(real.and_then(|real| real.parent().map(Path::to_path_buf)));
        }
        folders.sort();
        folders.dedup();
        folders.iter().for_each(|folder| swap::sweep(folder));
    }

    /// The write that was cut off, if one was; what is left of it is written by the next writer.
    ///
    /// # Errors
    /// There is a journal that is not obeyed.
    pub fn pending(&self) -> Result<Option<Record>> {
        let pending = journal::pending(&self.folder())?;
        Ok(pending.filter(|pending| !pending.all_written).map(|pending| pending.record))
    }

    /// Makes a recorded write of a ledger as it was read, remembered before it is made.
    ///
    /// # Errors
    /// Something cannot be written; the failure says in which state the ledger is.
    pub fn make(
        &self,
        record: &Record,
        ledger: &Ledger,
        state: Option<&Path>,
    ) -> std::result::Result<Making, Failure> {
        let folder = self.folder();
        let unremembered = Unremembered::of(&folder);
        let mut is_marked = false;
        let mut kept: Option<Result<(Memory, u64)>> = None;
        let made = record.make(&folder, &mut || {
            kept = state.map(|state| remember(record, &folder, state));
            if !matches!(kept, Some(Ok(_))) {
                is_marked |= unremembered.set()?;
            }
            ledger.seen.changed()
        });
        let made = made.map_err(|error| self.not_made(error));
        let is_made =
            matches!(made, Ok(Made::All { .. }) | Err(Failure::NotMade { begun: true, .. }));
        // Where any of this fails `undo` refuses, or finds by the files that the write was not made.
        match &kept {
            Some(Ok((memory, number))) if is_made => {
                if unremembered.is_set() && memory.forget_before(*number).is_ok() {
                    let _ = unremembered.clear();
                }
            }
            Some(Ok((memory, number))) => drop(memory.forget(*number)),
            Some(Err(_)) | None if is_marked && !is_made => drop(unremembered.clear()),
            Some(Err(_)) | None => {}
        }
        Ok(match made? {
            Made::Changed(path) => Making::Changed(path),
            Made::All { doubt } => {
                Making::All { doubt, not_remembered: kept.and_then(Result::err) }
            }
        })
    }

    /// Takes a write back, which is remembered as being taken back.
    ///
    /// # Errors
    /// Something cannot be written; the failure says in which state the ledger is.
    pub fn take_back(&self, record: &Record) -> std::result::Result<Making, Failure> {
        let made = record.make(&self.folder(), &mut || Ok(None));
        Ok(match made.map_err(|error| self.not_made(error))? {
            Made::Changed(path) => Making::Changed(path),
            Made::All { doubt } => Making::All { doubt, not_remembered: None },
        })
    }

    fn not_made(&self, error: Error) -> Failure {
        Failure::NotMade { error, begun: !matches!(journal::pending(&self.folder()), Ok(None)) }
    }
}

/// Keeps a write for `undo`.
fn remember(record: &Record, folder: &Path, state: &Path) -> Result<(Memory, u64)> {
    let memory = Memory::of(state, folder)?;
    let number = memory.keep(&Remembered { record: record.clone(), undoing: false })?;
    Ok((memory, number))
}

/// What became of a recorded write.
#[derive(Debug)]
pub enum Making {
    /// Nothing: this file is no longer as the write found it.
    Changed(PathBuf),
    /// All of it is made.
    All {
        /// Why the disk may not have it yet.
        doubt: Option<Error>,
        /// Why it cannot be taken back.
        not_remembered: Option<Error>,
    },
}
