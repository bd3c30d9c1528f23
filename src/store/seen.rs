//! The files of a ledger as they were read: whether any has changed, gone or come since.

use super::listing::{statement_files, task_files};
use super::opener::{Links, Opener};
use super::{Error, Result};
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};

/// What was read, and what was listed.
#[derive(Debug, Default)]
pub struct Seen {
    files: Vec<(PathBuf, Option<Stamp>)>,
    /// The task files of each ledger's folder.
    listings: Vec<(PathBuf, Links, Vec<PathBuf>)>,
    /// The statements in a ledger's folder.
    statements: Option<(PathBuf, Links, Vec<PathBuf>)>,
}

/// What changes whenever a file is written or another one takes its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    file: (u64, u64),
    length: u64,
    written: (i64, i64),
    changed: (i64, i64),
}

impl Stamp {
    /// Taken before a file is read, so that nothing written since is passed over. `None` where there is no file.
    pub(super) fn of(path: &Path) -> Option<Self> {
        fs::metadata(path).ok().map(|file| Self::from(&file))
    }
}

#[cfg(unix)]
impl From<&Metadata> for Stamp {
    fn from(file: &Metadata) -> Self {
        use std::os::unix::fs::MetadataExt;
        Self {
            file: (file.dev(), file.ino()),
            length: file.len(),
            written: (file.mtime(), file.mtime_nsec()),
            changed: (file.ctime(), file.ctime_nsec()),
        }
    }
}

#[cfg(not(unix))]
impl From<&Metadata> for Stamp {
    fn from(file: &Metadata) -> Self {
        let since = |time: std::time::SystemTime| time.duration_since(std::time::UNIX_EPOCH);
        let written = file.modified().ok().and_then(|time| since(time).ok()).unwrap_or_default();
        let written = (written.as_secs() as i64, i64::from(written.subsec_nanos()));
        Self { file: (0, 0), length: file.len(), written, changed: written }
    }
}

impl Seen {
    pub(super) fn file(&mut self, path: &Path, stamp: Option<Stamp>) {
        self.files.push((path.to_path_buf(), stamp));
    }

    pub(super) fn listing(&mut self, folder: &Path, links: &Links, tasks: &[PathBuf]) {
        self.listings.push((folder.to_path_buf(), links.clone(), tasks.to_vec()));
    }

    pub(super) fn statements(&mut self, folder: &Path, links: &Links, files: &[PathBuf]) {
        self.statements = Some((folder.to_path_buf(), links.clone(), files.to_vec()));
    }

    /// What was looked at for one of several ledgers.
    pub(super) fn add(&mut self, other: Self) {
        self.files.extend(other.files);
        self.listings.extend(other.listings);
    }

    /// A file that is no longer as it was read, or was not there then.
    ///
    /// # Errors
    /// A folder cannot be listed.
    pub fn changed(&self) -> Result<Option<PathBuf>> {
        let changed = self.files.iter().find(|(path, stamp)| Stamp::of(path) != *stamp);
        if let Some((path, _)) = changed {
            return Ok(Some(path.clone()));
        }
        for (folder, links, tasks) in &self.listings {
            let (now, errors) = task_files(&Opener::of(folder, links)?, folder);
            if let Some(error) = Error::together(errors) {
                return Err(error);
            }
            if let Some(path) = different(tasks, &now) {
                return Ok(Some(path.clone()));
            }
        }
        let Some((folder, links, files)) = &self.statements else {
            return Ok(None);
        };
        Ok(different(files, &statement_files(folder, links)?).cloned())
    }
}

fn different<'a, T: PartialEq>(then: &'a [T], now: &'a [T]) -> Option<&'a T> {
    if then == now {
        return None;
    }
    let gone = then.iter().find(|name| !now.contains(name));
    gone.or_else(|| now.iter().find(|name| !then.contains(name)))
}
