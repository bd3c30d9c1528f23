//! What a changed ledger would be like: read again where it changed, and judged against what it was.

use super::files;
use super::{Before, FileEdit};
use crate::account::{Account, Basis, Figures};
use crate::calendar::WorkCalendar;
use crate::check::{self, Depth};
use crate::diagnostic::{Diagnostic, Finding, Severity};
use crate::edit::splice;
use crate::ledger::{Book, TaskId};
use crate::read::{self, LedgerFiles, Reading};
use crate::source::{FileId, SourceFile, Sources};
use std::collections::{HashMap, HashSet};

/// The ledger after a change, as far as it had to be read again.
pub struct Judgement {
    /// The texts afterwards.
    pub sources: Sources,
    ledgers: Vec<LedgerFiles>,
    /// Where blocks must be read; `None`: all of them.
    wanted: Option<HashSet<(FileId, usize)>>,
    /// What is wrong afterwards and was not before.
    pub found: Vec<Diagnostic>,
    /// Whether that is worse than what the ledger may have.
    pub refused: bool,
}

/// Refused in a write although a ledger that has it can be read: the office would not accept it without a reason. `check` only
/// warns of it, since a ledger edited by hand may have it.
const NEEDS_REASON: [&str; 6] = [
    "no-approval",
    "figure-falls",
    "struck-by-owner",
    "blank-text",
    "event-out-of-place",
    "log-broken-down",
];

/// Whether a finding is worse than what a write may bring.
pub fn refuses(found: &Diagnostic) -> bool {
    found.severity() == Severity::Error || NEEDS_REASON.contains(&found.finding.code())
}

/// Reads what changes again and says what would be wrong.
pub fn judge(before: &Before<'_>, changes: &[FileEdit]) -> Judgement {
    let mut judgement = changed(before, changes);
    // A finding is known again by its task and its evidence: a change moves its place.
    let mut known: HashMap<(Option<String>, Finding), usize> = HashMap::new();
    for old in old_findings(before, changes) {
        *known.entry((old.task, old.finding)).or_default() += 1;
    }
    let mut found = judgement.findings(before);
    found.retain(|new| match known.get_mut(&(new.task.clone(), new.finding.clone())) {
        Some(count) if *count > 0 => {
            *count -= 1;
            false
        }
        Some(_) | None => true,
    });
    judgement.refused = found.iter().any(refuses);
    judgement.found = found;
    judgement
}

/// The book after a change: all of it, or the tasks that changed and their parts.
pub struct After<'t> {
    /// The book.
    pub book: Book<'t>,
    work: &'t WorkCalendar,
}

impl After<'_> {
    /// What the figures are made from that are told of the write.
    pub fn basis(&self) -> Basis<'_> {
        Basis::new(&self.book, self.work)
    }
}

impl Judgement {
    /// The book after the change.
    pub fn read<'t>(&'t self, work: &'t WorkCalendar) -> After<'t> {
        After { book: self.reading().book, work }
    }

    fn reading(&self) -> Reading<'_> {
        match &self.wanted {
            Some(wanted) => read::read_blocks(&self.sources, &self.ledgers, wanted),
            None => read::read(&self.sources, &self.ledgers),
        }
    }

    fn findings(&self, before: &Before<'_>) -> Vec<Diagnostic> {
        let reading = self.reading();
        let mut found = reading.found;
        found.extend(check_all(&reading.book, &self.sources, before));
        found.sort_by_key(|diagnostic| (diagnostic.place.file, diagnostic.place.span.start));
        found
    }
}

fn check_all(book: &Book<'_>, sources: &Sources, before: &Before<'_>) -> Vec<Diagnostic> {
    check::check(book, sources, Depth::Warnings(&exists(before)))
}

fn exists<'b>(before: &Before<'b>) -> impl Fn(u16, &str) -> bool + Sync + use<'b> {
    let folders = &before.loaded.folders;
    |ledger, path| {
        let folder = folders.get(usize::from(ledger));
        folder.is_some_and(|folder| files::exists(&folder.join(path)))
    }
}

fn old_findings(before: &Before<'_>, changes: &[FileEdit]) -> Vec<Diagnostic> {
    let sources = &before.loaded.sources;
    let Some(tasks) = only_blocks(changes).map(|touched| with_parts(before.book, &touched)) else {
        let mut found = before.found.to_vec();
        found.extend(check_all(before.book, sources, before));
        return found;
    };
    let exists = exists(before);
    let judged = tasks
        .iter()
        .map(|id| check::check_task(before.book, sources, *id, Depth::Warnings(&exists)));
    // What is wrong with the duban.toml of an included ledger stands in the way of no write here.
    let is_config = |found: &&Diagnostic| {
        before.loaded.ledgers.iter().any(|ledger| ledger.config == found.place.file)
    };
    judged.flatten().chain(before.found.iter().filter(is_config).cloned()).collect()
}

/// The tasks that change, where nothing else does.
fn only_blocks(changes: &[FileEdit]) -> Option<Vec<TaskId>> {
    let tasks: Option<Vec<&Vec<TaskId>>> =
        changes.iter().map(|change| change.tasks.as_ref()).collect();
    Some(tasks?.into_iter().flatten().copied().collect())
}

/// The texts after the change.
fn changed(before: &Before<'_>, changes: &[FileEdit]) -> Judgement {
    let touched = only_blocks(changes);
    let tasks = touched.map(|touched| with_parts(before.book, &touched));
    let needed = |file: FileId| {
        let Some(tasks) = &tasks else { return true };
        // What a heading in another file states of its parts must be read there.
        let has_parent = |id: &TaskId| before.book.task(*id).parent.is_some();
        tasks.iter().any(has_parent) || tasks.iter().any(|id| before.book.task(*id).file == file)
    };
    let mut sources = Sources::default();
    let mut renumbered: HashMap<FileId, FileId> = HashMap::new();
    let mut ledgers = Vec::new();
    for ledger in &before.loaded.ledgers {
        let mut take = |file: FileId| {
            let old = before.loaded.sources.file(file);
            let change = changes.iter().find(|ledger| ledger.file == Some(file));
            let text = change
                .map_or_else(|| old.text.clone(), |change| splice(&old.text, &change.splices));
            let new = sources.push(SourceFile::new(old.name.clone(), text));
            renumbered.insert(file, new);
            new
        };
        let config = take(ledger.config);
        let tasks = ledger.tasks.iter().copied().filter(|file| needed(*file));
        let tasks = tasks.map(&mut take).collect();
        ledgers.push(LedgerFiles { config, tasks, prefix: ledger.prefix.clone() });
    }
    let new = |change: &&FileEdit| change.file.is_none() && change.holds_tasks();
    for new in changes.iter().filter(new) {
        let name = before.folder.join(&new.path).display().to_string();
        let text = splice("", &new.splices);
        let file = sources.push(SourceFile::new(name, text));
        if let Some(first) = ledgers.first_mut() {
            first.tasks.push(file);
        }
    }
    let wanted = tasks.map(|tasks| {
        let place = |id: &TaskId| {
            let task = before.book.task(*id);
            let start = task.block.start as usize;
            let file = renumbered.get(&task.file).copied()?;
            Some((file, moved(start, task.file, changes)))
        };
        tasks.iter().filter_map(place).collect()
    });
    Judgement { sources, ledgers, wanted, found: Vec::new(), refused: false }
}

/// The tasks and, where they are headings, all that is below them: they would not be known as headings without it, and it
/// takes from them what it does not state.
fn with_parts(book: &Book<'_>, touched: &[TaskId]) -> Vec<TaskId> {
    let mut all = touched.to_vec();
    let mut headings: HashSet<TaskId> =
        touched.iter().copied().filter(|id| book.task(*id).heading).collect();
    while !headings.is_empty() {
        let numbered = (0..).map(TaskId).zip(&book.tasks);
        let below = numbered
            .filter(|(id, task)| {
                task.above().any(|heading| headings.contains(&heading)) && !all.contains(id)
            })
            .map(|(id, _)| id);
        let below: Vec<TaskId> = below.collect();
        headings = below.iter().copied().filter(|id| book.task(*id).heading).collect();
        all.extend(below);
    }
    all
}

/// Where a block begins afterwards. A change that ends where the block begins belongs to the block above.
fn moved(at: usize, file: FileId, changes: &[FileEdit]) -> usize {
    let change = changes.iter().filter(|change| change.file == Some(file));
    change
        .flat_map(|change| &change.splices)
        .filter(|change| change.at.end <= at)
        .fold(at, |at, change| at + change.text.len() - change.at.len())
}

/// The figures of some tasks in an account of the book after the change.
pub fn figures<'a, 'b>(account: &'a Account<'b>, ids: &[String]) -> Vec<&'a Figures<'b>> {
    ids.iter()
        .filter_map(|id| account.tasks.iter().find(|figures| figures.task.id == id.as_str()))
        .collect()
}
