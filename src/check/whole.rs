//! What only all tasks together tell: numbers of notices used twice, leaders whose names look alike.

use crate::diagnostic::{Bearer, Diagnostic, Finding, Naming, hidden, skeleton};
use crate::ledger::{Book, DepartmentId, Entry, Event, NoticeNumber, Task};
use crate::read::{Spot, locate};
use crate::source::Sources;
use chrono::NaiveDate;
use std::collections::HashMap;
use std::collections::hash_map::Entry as Slot;

/// A notice as one task has it.
struct Served<'b> {
    task: &'b Task<'b>,
    entry: &'b Entry<'b>,
    terms: Terms,
}

/// What all entries of one notice have in common: the day, to whom, until when.
type Terms = (NaiveDate, Option<DepartmentId>, Option<NaiveDate>);

/// Notices of one number that are not one notice: two branches have each counted on.
pub(super) fn notices_twice(book: &Book<'_>, sources: &Sources) -> Vec<Diagnostic> {
    let mut numbers: HashMap<(u16, NoticeNumber), Vec<Served<'_>>> = HashMap::new();
    let mut found = Vec::new();
    for served in book.tasks.iter().flat_map(served) {
        let Event::Urge(notice) = &served.entry.event else { continue };
        let Some(number) = NoticeNumber::parse(&notice.text) else { continue };
        let shown = number.to_string();
        let known = numbers.entry((served.task.ledger, number)).or_default();
        if known.iter().any(|known| known.terms == served.terms) {
            continue;
        }
        if let Some(first) = known.first() {
            let to = |served: &Served<'_>| {
                let department = served.terms.1.map(|id| book.department(id).name.clone());
                (served.terms.0, department)
            };
            let finding =
                Finding::NoticeTwice { number: shown, this: to(&served), first: to(first) };
            let place = |served: &Served<'_>| {
                locate(sources, served.task, Spot::Entry(served.entry.nth, Some("urge")))
            };
            let mut diagnostic = Diagnostic::new(finding, place(&served)).and(Some(place(first)));
            diagnostic.task = Some(served.task.id.to_string());
            found.push(diagnostic);
        }
        known.push(served);
    }
    found
}

/// The notices about a task, each to the department that led it then.
fn served<'b>(task: &'b Task<'b>) -> impl Iterator<Item = Served<'b>> {
    let mut owner = task.owner;
    task.log.iter().filter_map(move |entry| match &entry.event {
        Event::Adjust(change) => {
            owner = change.owner.or(owner);
            None
        }
        Event::Urge(notice) => Some(Served { task, entry, terms: (entry.on, owner, notice.reply) }),
        _ => None,
    })
}

/// Leaders whose names are not the same and look so.
pub(super) fn leaders(book: &Book<'_>, sources: &Sources) -> Vec<Diagnostic> {
    let mut known: HashMap<&str, ()> = HashMap::new();
    let mut looks: HashMap<String, &Task<'_>> = HashMap::new();
    let mut found = Vec::new();
    for task in &book.tasks {
        let Some(leader) = task.leader.as_deref() else { continue };
        if known.insert(leader, ()).is_some() {
            continue;
        }
        let (bearer, name) = (Bearer::Leader, leader.to_owned());
        let place = |task: &Task<'_>| locate(sources, task, Spot::Key("leader"));
        let mut report = |finding: Naming, also: Option<&Task<'_>>| {
            let finding = Finding::Naming(finding);
            let mut diagnostic = Diagnostic::new(finding, place(task)).and(also.map(place));
            diagnostic.task = Some(task.id.to_string());
            found.push(diagnostic);
        };
        match looks.entry(skeleton(leader)) {
            Slot::Vacant(free) => {
                free.insert(task);
                if let Some(found) = hidden(leader) {
                    report(Naming::Hidden { bearer, name, found }, None);
                }
            }
            Slot::Occupied(taken) => {
                let first = *taken.get();
                let other = first.leader.as_deref().unwrap_or("").to_owned();
                report(Naming::Lookalike { bearer, name, other }, Some(first));
            }
        }
    }
    found
}
