//! What a command wants to change, file by file, and the ledger it has seen.

use super::files;
use super::record::FileChange;
use super::{Ledger, Result};
use crate::account::{Account, Basis};
use crate::calendar::Period;
use crate::diagnostic::Diagnostic;
use crate::edit::{NewEntry, Splice, add_entry, difference};
use crate::ledger::{Book, Task, TaskId};
use crate::source::FileId;
use chrono::NaiveDate;
use std::path::{Path, PathBuf};

/// What a write is about to change.
pub enum Edit {
    /// The block of a task, which stays the same task.
    Block(TaskId, String),
    /// A whole file, or a new one.
    File(PathBuf, String),
}

/// The ledger as it is before the write.
pub struct Before<'b> {
    /// Its texts.
    pub loaded: &'b Ledger,
    /// What could be read of it.
    pub book: &'b Book<'b>,
    /// What was found while it was read.
    pub found: &'b [Diagnostic],
    /// The statements of its closed periods, in a request that asks for them.
    pub statements: &'b [FileId],
    /// Its folder.
    pub folder: &'b Path,
    /// The as-of day of the write.
    pub as_of: NaiveDate,
}

impl<'b> Before<'b> {
    /// What the figures are made from that a write is planned by. Errors of tasks do not stand in the way of a write, which may be
    /// what mends them.
    pub fn basis(&self) -> Basis<'b> {
        Basis::new(self.book, &self.loaded.work)
    }

    /// Every figure as of the day of the write.
    pub fn figures(&self) -> Account<'b> {
        self.basis().figures(self.as_of)
    }

    /// One more entry in the log of a task.
    pub fn entry(&self, id: TaskId, entry: &NewEntry) -> Edit {
        Edit::Block(id, add_entry(self.block(self.book.task(id)), entry))
    }

    /// The text of a task's block.
    pub fn block(&self, task: &Task<'b>) -> &'b str {
        let text = &self.loaded.sources.file(task.file).text;
        text.get(task.block.range()).unwrap_or("")
    }

    /// The periods that are closed, in the order in which they were. A file that is not named for a period closes none.
    ///
    /// # Errors
    /// They cannot be listed.
    pub fn closed_periods(&self) -> Result<Vec<Period>> {
        files::closed_periods(self.folder, &self.loaded.links, self.as_of)
    }

    /// The last day of the periods that are closed.
    ///
    /// # Errors
    /// They cannot be listed.
    pub fn closed(&self) -> Result<Option<NaiveDate>> {
        Ok(self.closed_periods()?.last().map(|period| period.last))
    }
}

/// The change of one file.
pub struct FileEdit {
    /// Relative to the ledger's folder.
    pub path: PathBuf,
    /// Its number in the sources; `None` for a new file.
    pub file: Option<FileId>,
    /// What is replaced, in the order of the places.
    pub splices: Vec<Splice>,
    /// Tasks whose blocks change and that stay what they are; `None` where anything may change.
    pub tasks: Option<Vec<TaskId>>,
}

impl FileEdit {
    /// The text before; `None` of a new file.
    pub fn before<'b>(&self, before: &Before<'b>) -> Option<&'b str> {
        self.file.map(|file| before.loaded.sources.file(file).text.as_str())
    }

    /// Whether tasks are read from it.
    pub fn holds_tasks(&self) -> bool {
        !self.path.starts_with("statements")
    }

    /// As the journal has it.
    pub fn record(&self, before: &Before<'_>) -> FileChange {
        FileChange::new(self.path.clone(), self.before(before), &self.splices)
    }
}

/// The edits by file, in the order of the places; those that change nothing are left out.
pub fn changes(before: &Before<'_>, edits: Vec<Edit>) -> Vec<FileEdit> {
    let mut files: Vec<FileEdit> = Vec::new();
    for edit in edits {
        match edit {
            Edit::File(path, text) => files.extend(whole_file(before, path, &text)),
            Edit::Block(id, text) => {
                let task = before.book.task(id);
                let Some(mut change) = difference(before.block(task), &text) else {
                    continue;
                };
                let start = task.block.start as usize;
                change.at = change.at.start + start..change.at.end + start;
                match files.iter_mut().find(|file| file.file == Some(task.file)) {
                    Some(file) => {
                        file.splices.push(change);
                        file.tasks.get_or_insert_default().push(id);
                    }
                    None => files.push(FileEdit {
                        path: relative(before, task.file),
                        file: Some(task.file),
                        splices: vec![change],
                        tasks: Some(vec![id]),
                    }),
                }
            }
        }
    }
    for file in &mut files {
        file.splices.sort_by_key(|change| change.at.start);
    }
    files
}

fn whole_file(before: &Before<'_>, path: PathBuf, text: &str) -> Option<FileEdit> {
    let ledger = before.loaded.ledgers.first()?;
    let known = ledger.tasks.iter().copied();
    let file = known.chain([ledger.config]).find(|file| relative(before, *file) == path);
    let old = file.map_or("", |file| before.loaded.sources.file(file).text.as_str());
    Some(FileEdit { path, file, splices: vec![difference(old, text)?], tasks: None })
}

/// A file's path below the ledger's folder.
pub fn relative(before: &Before<'_>, file: FileId) -> PathBuf {
    let name = before.loaded.path(file);
    name.strip_prefix(before.folder).unwrap_or(name).to_path_buf()
}
