//! What becomes of tasks that a ledger breaks down to those it includes: who has taken over none, and what `of` leads nowhere.

use crate::diagnostic::{Diagnostic, Finding, Including, nearest};
use crate::ledger::{Book, Task, TaskId};
use crate::read::{Spot, locate};
use crate::source::Sources;
use std::collections::{BTreeMap, BTreeSet};

/// The parts of a task in the included ledgers.
#[derive(Default)]
struct Parts {
    count: usize,
    ledgers: BTreeSet<u16>,
}

/// Judges `of` of the included ledgers.
pub(super) fn found(book: &Book<'_>, sources: &Sources) -> Vec<Diagnostic> {
    let mut parts: BTreeMap<TaskId, Parts> = BTreeMap::new();
    let mut found = Vec::new();
    for task in book.tasks.iter().filter(|task| task.ledger > 0) {
        match task.taken_over() {
            Some(above) => parts.entry(above).or_default().add(task),
            None => found.extend(unknown(book, sources, task)),
        }
    }
    for (above, mut parts) in parts {
        let above = book.task(above);
        let ailing = book.ailing.iter().map(|ailing| &ailing.task);
        let is_part = |task: &&Task<'_>| {
            task.ledger > 0 && task.details().of.as_deref() == Some(above.id.as_ref())
        };
        ailing.filter(is_part).for_each(|part| parts.add(part));
        found.extend(judged(book, sources, above, &parts));
    }
    found
}

impl Parts {
    fn add(&mut self, part: &Task<'_>) {
        self.count += 1;
        self.ledgers.insert(part.ledger);
    }
}

/// A task that is broken down: the ledgers that lack in it, unless it says that there are no more, and a log of its own.
fn judged(book: &Book<'_>, sources: &Sources, above: &Task<'_>, parts: &Parts) -> Vec<Diagnostic> {
    let report = |finding: Including, key: &str| {
        let place = locate(sources, above, Spot::Key(key));
        let mut diagnostic = Diagnostic::new(Finding::Including(finding), place);
        diagnostic.task = Some(above.id.to_string());
        diagnostic
    };
    let taken = parts.count;
    let all = above.parts.is_some_and(|parts| usize::try_from(parts) == Ok(taken));
    let included = (0..=u16::MAX).zip(&book.ledgers).skip(1);
    let lacking = included.filter(|(nth, _)| !all && !parts.ledgers.contains(nth));
    let named = |prefix: &str| prefix.trim_end_matches('/').to_owned();
    let lacking: Vec<(String, String)> =
        lacking.map(|(_, ledger)| (named(&ledger.prefix), ledger.title.clone())).collect();
    let mut found = Vec::new();
    if !lacking.is_empty() {
        found.push(report(Including::NotTakenOver { ledgers: lacking, taken }, "id"));
    }
    if !above.log.is_empty() {
        found.push(report(Including::LogBrokenDown { parts: taken }, "log"));
    }
    found
}

/// An `of` that leads nowhere; of a task with an error it is not known.
fn unknown(book: &Book<'_>, sources: &Sources, task: &Task<'_>) -> Option<Diagnostic> {
    let of = task.details().of.as_deref()?;
    if book.unread.iter().any(|unread| unread.id == of) {
        return None;
    }
    let known = book.tasks.iter().filter(|task| task.ledger == 0).map(|task| task.id.as_ref());
    let near = nearest(of, known);
    let finding = Including::UnknownOf { id: of.to_owned(), nearest: near.map(str::to_owned) };
    let place = locate(sources, task, Spot::Key("of"));
    let mut diagnostic = Diagnostic::new(Finding::Including(finding), place);
    diagnostic.task = Some(task.id.to_string());
    Some(diagnostic)
}
