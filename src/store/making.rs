//! A recorded write made: staged, looked at once more, put in place, flushed, looked at again; taken back where any of it fails.

use super::record::{FileChange, Record, Stand, text_of};
use super::swap::{Swap, Texts, put_in_place};
use super::{Error, Result, journal};
use std::path::{Path, PathBuf};

/// What became of a write that could be made.
#[derive(Debug)]
pub enum Made {
    /// Nothing: this file is no longer as the write found it.
    Changed(PathBuf),
    /// All of it.
    All {
        /// Why the disk may not have it yet.
        doubt: Option<Error>,
    },
}

impl Record {
    /// Makes the write: of one file at once, of several through a journal. `last_look` is called when all is ready and nothing
    /// written; it names a file because of which all is to be begun anew.
    ///
    /// # Errors
    /// Something cannot be written; then all files are as they were, unless a journal is left.
    pub(super) fn make(
        &self,
        folder: &Path,
        last_look: &mut dyn FnMut() -> Result<Option<PathBuf>>,
    ) -> Result<Made> {
        let mut swaps = Vec::with_capacity(self.files.len());
        for file in &self.files {
            match file.staged(folder)? {
                Some(swap) => swaps.push(swap),
                None => return Ok(Made::Changed(file.path.clone())),
            }
        }
        if let Some(path) = last_look()? {
            return Ok(Made::Changed(path));
        }
        let several = swaps.len() > 1;
        if several {
            // One that may not have come to the disk must not stand either.
            let promised = journal::promise(self, folder, &swaps);
            promised.inspect_err(|_| drop(journal::fulfilled(folder)))?;
        }
        let mut doubt = None;
        match put_in_place(&mut swaps) {
            Ok(None) => {}
            Err(error @ Error::NotPutBack { .. }) if !several => doubt = Some(error),
            Err(error @ Error::NotPutBack { .. }) => return Err(error),
            failed => {
                if several {
                    journal::fulfilled(folder)?;
                }
                return failed.map(|changed| Made::Changed(changed.unwrap_or_default()));
            }
        }
        doubt = doubt.or_else(|| swaps.iter().find_map(|swap| swap.flush().err()));
        match self.changed_since(&mut swaps) {
            Ok(None) => {}
            Ok(Some(path)) => {
                if several {
                    journal::fulfilled(folder)?;
                }
                return Ok(Made::Changed(path));
            }
            Err(error) => doubt = doubt.or(Some(error)),
        }
        if several {
            doubt = doubt.or(journal::fulfilled(folder).err());
        }
        swaps.into_iter().for_each(Swap::finish);
        Ok(Made::All { doubt })
    }

    /// The file that somebody has written to since; then all are taken back.
    fn changed_since(&self, swaps: &mut [Swap]) -> Result<Option<PathBuf>> {
        let mut changed = None;
        for (swap, file) in swaps.iter().zip(&self.files) {
            // Who saved over the new text had read it, where what is new stands in his too.
            let is_kept = || -> Result<bool> {
                Ok(text_of(swap.path())?.is_some_and(|text| file.is_within(&text)))
            };
            if !swap.came_out_as_read()? || !(swap.is_in_place() || is_kept()?) {
                changed = Some(swap.path().to_path_buf());
                break;
            }
        }
        if changed.is_some() {
            swaps.iter_mut().rev().try_for_each(Swap::back)?;
        }
        Ok(changed)
    }
}

impl FileChange {
    /// Its new text beside the file; `None` where that is no longer as this change found it.
    fn staged(&self, folder: &Path) -> Result<Option<Swap>> {
        if !self.is_of_ledger() {
            return Err(Error::OutsideLedger(self.path.clone()));
        }
        let path = folder.join(&self.path);
        let text = text_of(&path)?;
        let text = text.as_deref();
        if self.stand(text) != Stand::Before {
            return Ok(None);
        }
        let after = self.applied(text.unwrap_or(""));
        let texts = Texts {
            before: text.zip(self.before.as_deref()),
            after: self.after.as_deref().map(|digest| (after.as_str(), digest)),
        };
        Swap::stage(&path, &texts).map(Some)
    }
}
