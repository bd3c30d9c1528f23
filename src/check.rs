//! What is wrong or weak in a book that could be read: dates, plans, logs, readiness.
//!
//! The whole log is judged, whatever the as-of date. This room never opens a file: it asks a function that it is given
//! whether a piece of evidence exists.

mod dates;
mod indicators;
mod progress;
mod readiness;
mod rolled;
mod sound;
mod statements;
mod whole;

pub use sound::{Leave, Sound, Unsound};
pub use statements::statements;

use crate::account::Levels;
use crate::diagnostic::{Diagnostic, Finding, Severity};
use crate::ledger::{Book, Task, TaskId};
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
    for parent in book.tasks.iter().filter_map(|task| task.parent) {
        parts[parent.0 as usize] += 1;
    }
    let mut found: Vec<Diagnostic> = book
        .tasks
        .par_iter()
        .zip(&parts)
        .with_min_len(256)
        .flat_map_iter(|(task, parts)| judged(book, sources, task, *parts, depth))
        .collect();
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
    let parts = book.tasks.iter().filter(|part| part.parent == Some(id));
    let parts = u32::try_from(parts.count()).unwrap_or(u32::MAX);
    judged(book, sources, book.task(id), parts, depth)
}

fn judged(
    book: &Book<'_>,
    sources: &Sources,
    task: &Task<'_>,
    parts: u32,
    depth: Depth<'_>,
) -> Vec<Diagnostic> {
    let levels = Levels::of(book, task);
    let mut judge =
        Judge { book, sources, task, depth, levels, places: OnceCell::new(), found: Vec::new() };
    judge.task(parts);
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
    /// Made for the first finding.
    places: OnceCell<Places<'b>>,
    found: Vec<Diagnostic>,
}

impl Judge<'_, '_> {
    fn task(&mut self, parts: u32) {
        self.dates();
        self.rolled();
        self.plan();
        self.target();
        self.log();
        if self.depth.exists().is_some() {
            self.full_width();
        }
        if let Some(declared) = self.task.parts.filter(|declared| *declared != parts) {
            self.report(Finding::PartsDiffer { declared, found: parts }, Spot::Key("parts"));
        }
        if matches!(self.depth, Depth::Readiness(_)) {
            self.readiness();
        }
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
