//! What a write changes, as a record: each file's old and new pieces, with the digests of the texts before and after.

use super::names::{self, BOOK};
use super::{Error, Result, opener};
use crate::edit::{Splice, splice};
use crate::source::digest;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// One write: all its files or none.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Record {
    /// The command that made it.
    pub command: String,
    /// What happens to each file.
    pub files: Vec<FileChange>,
}

/// What happens to one file.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct FileChange {
    /// Relative to the ledger's folder.
    #[serde(with = "super::path_text")]
    pub path: PathBuf,
    /// SHA-256 of the text before; `None` where there was no file.
    pub(super) before: Option<String>,
    /// SHA-256 of the text after; `None` where there is no file.
    pub(super) after: Option<String>,
    changes: Vec<Replacement>,
}

/// Bytes `at..` of the text before.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Replacement {
    at: usize,
    old: String,
    new: String,
}

/// How the files stand to a write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stand {
    /// As they were before it.
    Before,
    /// As it leaves them.
    After,
    /// Neither.
    Neither,
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
    pub(super) fn applied(&self, before: &str) -> String {
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

    /// Whether everything that it puts in stands in a text.
    pub(super) fn is_within(&self, text: &str) -> bool {
        let mut put_in = self.changes.iter().map(|replacement| replacement.new.trim());
        self.after.is_some() && put_in.all(|new| !new.is_empty() && text.contains(new))
    }

    /// The text of its file; `None` where there is none.
    fn text(&self, folder: &Path, cut_off: Option<&Record>) -> Result<Option<String>> {
        let text = text_of(&folder.join(&self.path))?;
        let change = cut_off.and_then(|cut_off| cut_off.of(&self.path));
        Ok(match change.filter(|change| change.stand(text.as_deref()) == Stand::Before) {
            None => text,
            Some(change) if change.after.is_none() => None,
            Some(change) => Some(change.applied(text.as_deref().unwrap_or(""))),
        })
    }

    /// How a text, or no file, stands to this change. What changes nothing counts as made.
    pub(super) fn stand(&self, text: Option<&str>) -> Stand {
        let now = text.map(digest);
        if now == self.after {
            Stand::After
        } else if now == self.before {
            Stand::Before
        } else {
            Stand::Neither
        }
    }

    /// Whether a write may change a file of that name: duban.toml, a task file, a statement.
    pub(super) fn is_of_ledger(&self) -> bool {
        let path = self.path.as_path();
        path == Path::new(BOOK) || names::is_task_file(path) || names::is_statement(path)
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

    /// How each file stands to it, a write that was cut off counting as made.
    ///
    /// # Errors
    /// A file cannot be read, or is none that a write may change.
    pub fn stands(&self, folder: &Path, cut_off: Option<&Self>) -> Result<Vec<(&Path, Stand)>> {
        let stand = |file: &'_ FileChange| {
            if !file.is_of_ledger() {
                return Err(Error::OutsideLedger(file.path.clone()));
            }
            Ok(file.stand(file.text(folder, cut_off)?.as_deref()))
        };
        let files = self.files.iter();
        files.map(|file| Ok((file.path.as_path(), stand(file)?))).collect()
    }

    /// Each file's text as it is, a write that was cut off counting as made, and as this write leaves it.
    pub fn texts(
        &self,
        folder: &Path,
        cut_off: Option<&Self>,
    ) -> Result<Vec<(&Path, String, String)>> {
        let both = |file: &'_ FileChange| {
            let old = file.text(folder, cut_off)?.unwrap_or_default();
            let new = match file.stand(Some(&old)) {
                Stand::Before => file.applied(&old),
                Stand::After | Stand::Neither => old.clone(),
            };
            Ok((old, new))
        };
        let files = self.files.iter();
        files.map(|file| both(file).map(|(old, new)| (file.path.as_path(), old, new))).collect()
    }

    fn of(&self, path: &Path) -> Option<&FileChange> {
        self.files.iter().find(|file| file.path == path)
    }

    /// The text of a file as this write leaves it.
    pub fn overlay(&self, path: &Path, text: String) -> String {
        match self.of(path).filter(|file| file.stand(Some(&text)) == Stand::Before) {
            Some(file) => file.applied(&text),
            None => text,
        }
    }
}

/// The text of a file; `None` where there is none.
pub(super) fn text_of(path: &Path) -> Result<Option<String>> {
    if opener::look(path)?.is_none() {
        return Ok(None);
    }
    Ok(Some(String::from_utf8(opener::given(path)?)?))
}
