//! What a write changes, as a record: kept in the ledger while several files are replaced, and on this machine for `undo`.
//!
//! A journal in the ledger is a promise: once it is there, the write counts as made. The next writer completes it, and
//! until then readers read the files as it says.

use super::folder::or_here;
use super::{Error, Result, opener, path_text, replace};
use crate::edit::{Splice, splice};
use crate::source::digest;
use serde::{Deserialize, Serialize};
use std::fs;
use std::path::{Component, Path, PathBuf};

const NAME: &str = ".duban-journal";

/// One write: all its files or none.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Record {
    /// The command that made it.
    pub command: String,
    /// What happens to each file.
    pub files: Vec<FileChange>,
}

/// What happens to one file.
#[derive(Debug, Serialize, Deserialize)]
pub struct FileChange {
    /// Relative to the ledger's folder.
    #[serde(with = "path_text")]
    pub path: PathBuf,
    /// SHA-256 of the text before; `None` where there was no file.
    before: Option<String>,
    /// SHA-256 of the text after.
    after: Option<String>,
    changes: Vec<Replacement>,
}

/// Bytes `at..` of the text before.
#[derive(Debug, Serialize, Deserialize)]
struct Replacement {
    at: usize,
    old: String,
    new: String,
}

impl FileChange {
    /// The change of a text by splices; `before` is `None` for a new file.
    pub fn new(path: PathBuf, before: Option<&str>, splices: &[Splice]) -> Self {
        let old = before.unwrap_or("");
        let changes = splices.iter().map(|splice_of| Replacement {
            at: splice_of.at.start,
            old: old.get(splice_of.at.clone()).unwrap_or("").to_owned(),
            new: splice_of.text.clone(),
        });
        Self {
            path,
            before: before.map(digest),
            after: Some(digest(&splice(old, splices))),
            changes: changes.collect(),
        }
    }

    /// The text after, from the text before.
    fn applied(&self, before: &str) -> String {
        let splices = self.changes.iter().map(|replacement| Splice {
            at: replacement.at..replacement.at + replacement.old.len(),
            text: replacement.new.clone(),
        });
        splice(before, &splices.collect::<Vec<_>>())
    }

    /// The same change backwards.
    fn reversed(self) -> Self {
        let mut shift = 0isize;
        let mut changes = Vec::with_capacity(self.changes.len());
        for replacement in self.changes {
            let length = |text: &str| isize::try_from(text.len()).unwrap_or(isize::MAX);
            let at = replacement.at.checked_add_signed(shift).unwrap_or(0);
            shift += length(&replacement.new) - length(&replacement.old);
            changes.push(Replacement { at, old: replacement.new, new: replacement.old });
        }
        Self { path: self.path, before: self.after, after: self.before, changes }
    }

    fn is_before(&self, text: Option<&str>) -> bool {
        self.before == text.map(digest)
    }

    fn is_after(&self, text: Option<&str>) -> bool {
        self.after == text.map(digest)
    }
}

impl Record {
    /// The write that takes this one back.
    pub fn reversed(self) -> Self {
        Self {
            command: self.command,
            files: self.files.into_iter().map(FileChange::reversed).collect(),
        }
    }

    /// Its files.
    pub fn paths(&self) -> Vec<String> {
        let paths = self.files.iter().map(|file| &file.path);
        paths.map(|path| path.display().to_string()).collect()
    }

    /// Each file's text as it is, and as this write leaves it.
    pub fn texts(&self, folder: &Path) -> Result<Vec<(&Path, String, String)>> {
        let both = |file: &'_ FileChange| {
            let old = text_of(&folder.join(&file.path))?.unwrap_or_default();
            let new = if file.is_before(Some(&old)) { file.applied(&old) } else { old.clone() };
            Ok((old, new))
        };
        let files = self.files.iter();
        files.map(|file| both(file).map(|(old, new)| (file.path.as_path(), old, new))).collect()
    }

    /// Makes the write: of one file at once, of several through a journal. `Some` is the file that is no longer as this
    /// write found it; then nothing is made.
    ///
    /// # Errors
    /// Something cannot be written; before the first file is replaced, all are as they were.
    pub fn make(&self, folder: &Path) -> Result<Option<&Path>> {
        let mut staged = Vec::with_capacity(self.files.len());
        for file in &self.files {
            let path = folder.join(&file.path);
            let text = text_of(&path)?;
            if !file.is_before(text.as_deref()) {
                return Ok(Some(&file.path));
            }
            let text = file.applied(&text.unwrap_or_default());
            let beside = file.after.as_ref().map(|_| replace::stage(&path, &text));
            staged.push((path, beside.transpose()?));
        }
        if self.files.len() > 1 {
            replace::replace(&folder.join(NAME), &serde_json::to_string(self)?)?;
        }
        for (path, beside) in staged {
            match beside {
                Some(beside) => beside.put()?,
                None => replace::remove(&path)?,
            }
        }
        if self.files.len() > 1 {
            replace::remove(&folder.join(NAME))?;
        }
        Ok(None)
    }

    /// Makes what is not made yet.
    fn complete(&self, folder: &Path) -> Result<()> {
        for file in &self.files {
            let path = folder.join(&file.path);
            let text = text_of(&path)?;
            if file.is_after(text.as_deref()) {
                continue;
            }
            if !file.is_before(text.as_deref()) {
                return Err(Error::ChangedMeanwhile(path));
            }
            match file.after {
                Some(_) => replace::replace(&path, &file.applied(&text.unwrap_or_default()))?,
                None => replace::remove(&path)?,
            }
        }
        Ok(())
    }

    /// The text of a file as this write leaves it.
    pub fn overlay(&self, path: &Path, text: String) -> String {
        let file = self.files.iter().find(|file| file.path == path);
        match file.filter(|file| file.is_before(Some(&text))) {
            Some(file) => file.applied(&text),
            None => text,
        }
    }
}

/// The write that was cut off, if one was.
pub fn pending(folder: &Path) -> Result<Option<Record>> {
    let path = folder.join(NAME);
    match text_of(&path)? {
        None => Ok(None),
        Some(text) => {
            let record: Record = serde_json::from_str(&text)
                .map_err(|source| Error::Journal { path: path.clone(), source })?;
            let inside = |file: &FileChange| {
                let mut parts = file.path.components();
                parts.all(|part| matches!(part, Component::Normal(_)))
            };
            if record.files.iter().all(inside) {
                Ok(Some(record))
            } else {
                Err(Error::OutsideLedger(path))
            }
        }
    }
}

/// Completes the write that was cut off; says whether there was one.
pub fn recover(folder: &Path) -> Result<bool> {
    let Some(record) = pending(folder)? else {
        return Ok(false);
    };
    record.complete(folder)?;
    replace::remove(&folder.join(NAME))?;
    Ok(true)
}

fn text_of(path: &Path) -> Result<Option<String>> {
    if opener::look(path)?.is_none() {
        return Ok(None);
    }
    Ok(Some(String::from_utf8(opener::given(path)?)?))
}

/// The writes of this machine to one ledger, newest last.
pub struct Memory {
    folder: PathBuf,
}

/// So many writes can be taken back.
const KEPT: usize = 20;

impl Memory {
    /// In the user's state folder, by the ledger's own place.
    pub fn of(state: &Path, ledger: &Path) -> Result<Self> {
        let place = fs::canonicalize(or_here(ledger))?;
        let name = digest(&place.to_string_lossy());
        Ok(Self { folder: state.join("duban/undo").join(&name[..16]) })
    }

    fn names(&self) -> Vec<u64> {
        let listed = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        let mut names: Vec<u64> = listed
            .filter_map(|entry| entry.file_name().to_str()?.strip_suffix(".json")?.parse().ok())
            .collect();
        names.sort_unstable();
        names
    }

    /// Remembers a write.
    pub fn keep(&self, record: &Record) -> Result<()> {
        replace::private_folder(&self.folder)?;
        replace::sweep(&self.folder);
        let names = self.names();
        let next = names.last().map_or(1, |last| last + 1);
        replace::private(&self.path(next), &serde_json::to_string(record)?)?;
        for old in names.iter().rev().skip(KEPT - 1) {
            fs::remove_file(self.path(*old))?;
        }
        Ok(())
    }

    /// The last write, and its number.
    pub fn last(&self) -> Result<Option<(u64, Record)>> {
        let Some(last) = self.names().pop() else {
            return Ok(None);
        };
        let text = fs::read_to_string(self.path(last))?;
        Ok(Some((last, serde_json::from_str(&text)?)))
    }

    /// Forgets a write that has been taken back.
    pub fn forget(&self, number: u64) -> Result<()> {
        Ok(fs::remove_file(self.path(number))?)
    }

    fn path(&self, number: u64) -> PathBuf {
        self.folder.join(format!("{number:06}.json"))
    }
}
