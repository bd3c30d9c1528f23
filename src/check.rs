//! What is wrong or weak in a book that could be read: dates, plans, logs, readiness.
//!
//! The whole log is judged, whatever the as-of date. This room never opens a file: it asks a function that it is given
//! whether a piece of evidence exists.

mod dates;
mod doubtful;
mod indicators;
mod progress;
mod readiness;
mod rolled;
mod sound;
mod statements;
mod taken_over;
mod whole;

pub use sound::{Leave, LedgersLeftOut, Sound, Unsound};
pub use statements::statements;
pub use taken_over::taken_over;

use crate::account::Levels;
use crate::diagnostic::{Diagnostic, Finding, Including, Severity};
use crate::ledger::{AilingTask, Book, Task, TaskId, TaskKey, is_blank};
use crate::read::{Places, Spot, leave_out};
use crate::source::Sources;
use rayon::prelude::*;
use std::cell::OnceCell;
use std::collections::HashSet;

/// Tells whether a file named in a ledger exists: the number of the ledger, the path as written.
pub type Exists<'f> = &'f (dyn Fn(u16, &str) -> bool + Sync);

/// What `check` looks for.
#[derive(Clone, Copy)]
pub enum Depth<'f> {
    /// Only errors: what makes a figure impossible or ambiguous.
    Errors,
    /// Errors, and what is irregular.
    Warnings(Exists<'f>),
    /// Errors and warnings, and what is not ready to be supervised.
    Readiness(Exists<'f>),
}

impl<'f> Depth<'f> {
    fn sees(self, severity: Severity) -> bool {
        match self {
            Self::Errors => severity == Severity::Error,
            Self::Warnings(_) => severity <= Severity::Warning,
            Self::Readiness(_) => true,
        }
    }

    fn exists(self) -> Option<Exists<'f>> {
        match self {
            Self::Errors => None,
            Self::Warnings(exists) | Self::Readiness(exists) => Some(exists),
        }
    }
}

/// Judges every task. The findings stand in the order of files and places.
pub fn check(book: &Book<'_>, sources: &Sources, depth: Depth<'_>) -> Vec<Diagnostic> {
    let mut parts = vec![0u32; book.tasks.len()];
    for parent in book.tasks.iter().flat_map(Task::above) {
        parts[parent.0 as usize] += 1;
    }
    let mut found: Vec<Diagnostic> = book
        .tasks
        .par_iter()
        .zip(&parts)
        .with_min_len(256)
        .flat_map_iter(|(task, parts)| judged(book, sources, task, *parts, depth))
        .collect();
    found.extend(book.ailing.iter().flat_map(|ailing| ailing_judged(book, sources, ailing, depth)));
    if depth.exists().is_some() {
        found.extend(whole::notices_twice(book, sources));
        found.extend(whole::leaders(book, sources));
    }
    found.sort_by_key(|diagnostic| (diagnostic.place.file, diagnostic.place.span.start));
    found
}

/// Judges one task.
pub fn check_task(
    book: &Book<'_>,
    sources: &Sources,
    id: TaskId,
    depth: Depth<'_>,
) -> Vec<Diagnostic> {
    let parts = book.tasks.iter().filter(|part| part.above().any(|above| above == id));
    let parts = u32::try_from(parts.count()).unwrap_or(u32::MAX);
    judged(book, sources, book.task(id), parts, depth)
}

fn judged<'b>(
    book: &'b Book<'b>,
    sources: &'b Sources,
    task: &'b Task<'b>,
    parts: u32,
    depth: Depth<'_>,
) -> Vec<Diagnostic> {
    let mut judge = Judge::new(book, sources, task, depth);
    judge.task();
    judge.parts(parts);
    if matches!(depth, Depth::Readiness(_)) {
        judge.readiness();
    }
    judge.found
}

/// Judges what could be read of a task with an error: one mistake does not hide another.
fn ailing_judged<'b>(
    book: &'b Book<'b>,
    sources: &'b Sources,
    ailing: &'b AilingTask<'b>,
    depth: Depth<'_>,
) -> Vec<Diagnostic> {
    let mut judge = Judge::new(book, sources, &ailing.task, depth);
    judge.ailing = Some(ailing);
    judge.task();
    judge.found
}

/// Removes the tasks that have an error from a book.
pub fn without_errors(book: &mut Book<'_>, found: &[Diagnostic]) {
    let wrong = |diagnostic: &&Diagnostic| diagnostic.severity() == Severity::Error;
    let ids: HashSet<&str> =
        found.iter().filter(wrong).filter_map(|diagnostic| diagnostic.task.as_deref()).collect();
    let number = |at: usize| TaskId(u32::try_from(at).unwrap_or(u32::MAX));
    let tasks = book.tasks.iter().enumerate();
    let bad = tasks
        .filter(|(_, task)| ids.contains(task.id.as_ref()))
        .map(|(at, _)| number(at))
        .collect();
    leave_out(book, &bad);
}

/// Collects what is found in one task.
struct Judge<'b, 'f> {
    book: &'b Book<'b>,
    sources: &'b Sources,
    task: &'b Task<'b>,
    depth: Depth<'f>,
    levels: Levels<'b>,
    /// What is not known of a task with an error.
    ailing: Option<&'b AilingTask<'b>>,
    /// Made for the first finding.
    places: OnceCell<Places<'b>>,
    found: Vec<Diagnostic>,
}

impl<'b, 'f> Judge<'b, 'f> {
    fn new(book: &'b Book<'b>, sources: &'b Sources, task: &'b Task<'b>, depth: Depth<'f>) -> Self {
        let (levels, places) = (Levels::of(book, task), OnceCell::new());
        Self { book, sources, task, depth, levels, ailing: None, places, found: Vec::new() }
    }

    fn task(&mut self) {
        use TaskKey as K;
        self.names();
        self.dates();
        if self.knows(&[K::Rolls, K::OriginalDue, K::Extensions, K::Due]) {
            self.rolled();
        }
        if self.knows_figures() && self.knows(&[K::Start, K::Due]) {
            self.plan();
        }
        if self.knows_figures() {
            self.target();
        }
        self.log();
        if self.depth.exists().is_some() {
            self.full_width();
            self.twice();
        }
    }

    /// Reports names that show nothing.
    fn names(&mut self) {
        let task = self.task;
        for (key, name) in [("title", Some(&task.title)), ("leader", task.leader.as_ref())] {
            if name.is_some_and(|name| is_blank(name)) {
                self.report(Finding::BlankName { key }, Spot::Key(key));
            }
        }
    }

    fn parts(&mut self, parts: u32) {
        if let Some(declared) = self.task.parts.filter(|declared| *declared != parts) {
            self.report(Finding::PartsDiffer { declared, found: parts }, Spot::Key("parts"));
        }
        // A heading of its own parts has none, which is an error.
        if self.task.heading && !self.task.log.is_empty() {
            let parts = usize::try_from(parts).unwrap_or(usize::MAX);
            let finding = Including::LogBrokenDown { parts, entries: self.task.log.len() };
            self.report(Finding::Including(finding), Spot::Key("log"));
        }
    }

    /// Whether the values of some keys are known.
    fn knows(&self, keys: &[TaskKey]) -> bool {
        self.ailing.is_none_or(|ailing| !ailing.unsure.iter().any(|key| keys.contains(key)))
    }

    /// Whether it is known what the task is measured by. Of its log the entries before the first that cannot be read are.
    fn knows_figures(&self) -> bool {
        let measures = |key: &TaskKey| {
            *key == TaskKey::Kind || (*key != TaskKey::Log && TaskKey::FIGURES.contains(key))
        };
        self.ailing.is_none_or(|ailing| !ailing.unsure.iter().any(measures))
    }

    /// Whether the state that an entry meets is known: all before it could be read, and what it is measured by.
    fn knows_state(&self, nth: u32) -> bool {
        let read = self.ailing.and_then(|ailing| ailing.unread_from).is_none_or(|from| nth < from);
        read && self.knows_figures() && self.knows(&[TaskKey::Due])
    }

    fn report(&mut self, finding: Finding, spot: Spot<'_>) {
        self.report_both(finding, spot, None);
    }

    fn report_both(&mut self, finding: Finding, spot: Spot<'_>, also: Option<Spot<'_>>) {
        if !self.depth.sees(finding.severity()) {
            return;
        }
        let places = self.places.get_or_init(|| Places::of(self.sources, self.task));
        let place = places.find(spot);
        let also = also.map(|spot| places.find(spot));
        let mut diagnostic =
            Diagnostic::new(finding, place).and(also.filter(|also| *also != place));
        diagnostic.task = Some(self.task.id.to_string());
        self.found.push(diagnostic);
    }
}
