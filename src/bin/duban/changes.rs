//! What a command wants to change, file by file, and the ledger it has seen.

use crate::edge::files::{self, Loaded};
use crate::edge::journal::FileChange;
use crate::settings::Settings;
use chrono::NaiveDate;
use duban::calendar::{Period, parse_period};
use duban::diagnostic::Diagnostic;
use duban::edit::{Splice, difference};
use duban::ledger::{Book, Locale, Task, TaskId};
use duban::source::FileId;
use std::cmp::Reverse;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// What a write is about to change.
pub(crate) enum Edit {
    /// The block of a task, which stays the same task.
    Block(TaskId, String),
    /// A whole file, or a new one.
    File(PathBuf, String),
}

/// The ledger as it is before the write.
pub(crate) struct Before<'b> {
    pub(crate) loaded: &'b Loaded,
    pub(crate) book: &'b Book<'b>,
    pub(crate) found: &'b [Diagnostic],
    pub(crate) folder: &'b Path,
    pub(crate) as_of: NaiveDate,
    pub(crate) lang: Locale,
    pub(crate) settings: &'b Settings,
}

impl<'b> Before<'b> {
    /// The text of a task's block.
    pub(crate) fn block(&self, task: &Task<'b>) -> &'b str {
        let text = &self.loaded.sources.file(task.file).text;
        text.get(task.block.range()).unwrap_or("")
    }

    /// The periods that are closed, in the order in which they were. A file that is not named for a period closes none.
    pub(crate) fn closed_periods(&self) -> Vec<Period> {
        // Where they cannot be listed nothing is written at all (`Writing::attempt`).
        let names = files::statements(self.folder).unwrap_or_default();
        let periods = names.iter().filter_map(|name| {
            let period = parse_period(name, self.as_of, None).ok()?;
            (period.to_string() == *name).then_some(period)
        });
        let mut periods: Vec<Period> = periods.collect();
        periods.sort_by_key(|own| (own.last, Reverse(own.first)));
        periods
    }

    /// The last day of the periods that are closed.
    pub(crate) fn closed(&self) -> Option<NaiveDate> {
        self.closed_periods().last().map(|period| period.last)
    }
}

/// Where a task stands, whether or not it can be read.
pub(crate) struct AnyTask<'b> {
    pub(crate) id: String,
    pub(crate) file: FileId,
    pub(crate) at: Range<usize>,
    pub(crate) block: &'b str,
}

/// The change of one file.
pub(crate) struct FileEdit {
    /// Relative to the ledger's folder.
    pub(crate) path: PathBuf,
    /// Its number in the sources; `None` for a new file.
    pub(crate) file: Option<FileId>,
    pub(crate) splices: Vec<Splice>,
    /// Tasks whose blocks change and that stay what they are; `None` where anything may change.
    pub(crate) tasks: Option<Vec<TaskId>>,
}

impl FileEdit {
    pub(crate) fn before<'b>(&self, before: &Before<'b>) -> Option<&'b str> {
        self.file
            .map(|file| before.loaded.sources.file(file).text.as_str())
    }

    /// Whether tasks are read from it.
    pub(crate) fn holds_tasks(&self) -> bool {
        !self.path.starts_with("statements")
    }

    pub(crate) fn record(&self, before: &Before<'_>) -> FileChange {
        FileChange::new(self.path.clone(), self.before(before), &self.splices)
    }
}

/// The edits by file, in the order of the places; those that change nothing are left out.
pub(crate) fn changes(before: &Before<'_>, edits: Vec<Edit>) -> Vec<FileEdit> {
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
                match files.iter_mut().find(|own| own.file == Some(task.file)) {
                    Some(own) => {
                        own.splices.push(change);
                        own.tasks.get_or_insert_default().push(id);
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
    for own in &mut files {
        own.splices.sort_by_key(|change| change.at.start);
    }
    files
}

fn whole_file(before: &Before<'_>, path: PathBuf, text: &str) -> Option<FileEdit> {
    let ledger = before.loaded.ledgers.first()?;
    let known = ledger.tasks.iter().copied();
    let file = known
        .chain([ledger.config])
        .find(|file| relative(before, *file) == path);
    let old = file.map_or("", |file| before.loaded.sources.file(file).text.as_str());
    Some(FileEdit {
        path,
        file,
        splices: vec![difference(old, text)?],
        tasks: None,
    })
}

/// A file's path below the ledger's folder.
pub(crate) fn relative(before: &Before<'_>, file: FileId) -> PathBuf {
    let name = Path::new(&before.loaded.sources.file(file).name);
    name.strip_prefix(before.folder)
        .unwrap_or(name)
        .to_path_buf()
}
