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

/// Judges `of` of the included ledgers: `check` alone asks, a write does not.
pub fn taken_over(book: &Book<'_>, sources: &Sources) -> Vec<Diagnostic> {
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
        found.extend(lacking(book, sources, above, &parts));
    }
    found
}

impl Parts {
    fn add(&mut self, part: &Task<'_>) {
        self.count += 1;
        self.ledgers.insert(part.ledger);
    }
}

/// The ledgers that have taken over none of a task, unless it says that it has no more parts.
fn lacking(
    book: &Book<'_>,
    sources: &Sources,
    above: &Task<'_>,
    parts: &Parts,
) -> Option<Diagnostic> {
    let taken = parts.count;
    if above.parts.is_some_and(|parts| usize::try_from(parts) == Ok(taken)) {
        return None;
    }
    let included = (0..=u16::MAX).zip(&book.ledgers).skip(1);
    let lacking = included.filter(|(nth, _)| !parts.ledgers.contains(nth));
    let named = |prefix: &str| prefix.trim_end_matches('/').to_owned();
    let ledgers: Vec<(String, String)> =
        lacking.map(|(_, ledger)| (named(&ledger.prefix), ledger.title.clone())).collect();
    if ledgers.is_empty() {
        return None;
    }
    let finding = Including::NotTakenOver { ledgers, taken };
    Some(at(sources, above, finding, "id"))
}

fn at(sources: &Sources, task: &Task<'_>, finding: Including, key: &str) -> Diagnostic {
    let place = locate(sources, task, Spot::Key(key));
    let mut diagnostic = Diagnostic::new(Finding::Including(finding), place);
    diagnostic.task = Some(task.id.to_string());
    diagnostic
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
    Some(at(sources, task, finding, "of"))
}
