//! When each event of one task was typed, by whom, and what became of those that are not there any more.

use super::{Comparison, Fact, Typed, What, Written};
use crate::account::closed;
use crate::ledger::{Book, Entry, Task};
use chrono::NaiveDate;
use serde::Serialize;

/// An event with the commit that brought it.
#[derive(Debug)]
pub struct Traced<'c> {
    /// The entry.
    pub entry: Entry<'static>,
    /// All it says, in a fixed order.
    pub text: String,
    /// Whether it still stands.
    pub state: Recorded,
    /// The commit that brought it; `None`: not committed, or older than what can be seen.
    pub commit: Option<&'c Typed>,
    /// The commit that took it away.
    pub erased: Option<&'c Typed>,
}

/// Whether an event is in git.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Recorded {
    /// It is committed.
    Committed,
    /// It stands in the files and is not committed yet.
    Uncommitted,
    /// A clone that does not hold all its history cannot say.
    Unknown,
    /// It was deleted, or rewritten into another one.
    Erased,
}

impl Traced<'_> {
    /// Whole days from the event to the day on which it was typed.
    pub fn days(&self) -> Option<i64> {
        self.commit.map(|own| (own.day - self.entry.on).num_days())
    }

    /// As a row for machines.
    pub fn row(&self, task: &str) -> TraceRow {
        TraceRow {
            task: task.to_owned(),
            on: self.entry.on,
            event: self.entry.event.kind().name(),
            text: self.text.clone(),
            state: self.state,
            commit: self.commit.map(|own| own.name.clone()),
            typed: self.commit.map(|own| own.day),
            days: self.days(),
            author: self.commit.map(|own| own.author.clone()),
            subject: self.commit.map(|own| own.subject.clone()),
            erased_by: self.erased.map(|own| own.name.clone()),
            erased_on: self.erased.map(|own| own.day),
        }
    }
}

/// An event for machines; what does not apply is null.
#[derive(Clone, Debug, Serialize)]
#[allow(
    missing_docs,
    reason = "the names are the machine interface, documented there"
)]
pub struct TraceRow {
    pub task: String,
    pub on: NaiveDate,
    pub event: &'static str,
    pub text: String,
    pub state: Recorded,
    pub commit: Option<String>,
    pub typed: Option<NaiveDate>,
    pub days: Option<i64>,
    pub author: Option<String>,
    pub subject: Option<String>,
    pub erased_by: Option<String>,
    pub erased_on: Option<NaiveDate>,
}

/// The events of a task, the latest first. `steps` are the commits in their order with what each changed, `beside` is what is
/// not committed.
pub fn trace<'c>(
    book: &Book<'_>,
    task: &Task<'_>,
    steps: &'c [(Typed, Option<Comparison>)],
    beside: Option<&Comparison>,
) -> Vec<Traced<'c>> {
    let all = facts(&task.id, steps);
    let is_new = |fact: &Fact, text: &str| brought(fact).is_some_and(|own| own.text == text);
    let begun = all
        .iter()
        .rev()
        .find(|(_, fact)| matches!(fact.what, What::Entered));
    let begun = begun.map(|(typed, _)| *typed);
    let waiting: Vec<&Fact> = beside.map_or(Vec::new(), |made| of_task(&task.id, made));
    let new_task = waiting
        .iter()
        .any(|fact| matches!(fact.what, What::Entered));
    let mut traced: Vec<Traced<'c>> = Vec::new();
    for entry in &task.log {
        let text = closed::entry(book, entry);
        let commit = all.iter().rev().find(|(_, fact)| is_new(fact, &text));
        let commit = commit.map(|(typed, _)| *typed).or(begun);
        let own = waiting.iter().any(|fact| is_new(fact, &text)) || new_task;
        traced.push(Traced {
            entry: entry.to_static(),
            state: match (own, commit) {
                (true, _) => Recorded::Uncommitted,
                (false, Some(_)) => Recorded::Committed,
                (false, None) => Recorded::Unknown,
            },
            commit: commit.filter(|_| !own),
            text,
            erased: None,
        });
    }
    for (at, (typed, fact)) in all.iter().enumerate() {
        let Some(gone) = erased(fact) else { continue };
        // One that was put back later stands above.
        if traced.iter().any(|own| own.text == gone.text) {
            continue;
        }
        let earlier = all
            .iter()
            .take(at)
            .rev()
            .find(|(_, fact)| is_new(fact, &gone.text));
        traced.push(Traced {
            entry: gone.entry.clone(),
            text: gone.text.clone(),
            state: Recorded::Erased,
            commit: earlier.map(|(typed, _)| *typed).or(begun),
            erased: Some(typed),
        });
    }
    traced.sort_by_key(|own| own.entry.on);
    traced.reverse();
    traced
}

/// What each commit changed of a task, under whatever id it had then.
fn facts<'c>(id: &str, steps: &'c [(Typed, Option<Comparison>)]) -> Vec<(&'c Typed, &'c Fact)> {
    let mut ids = vec![id.to_owned()];
    let mut all = Vec::new();
    for (typed, made) in steps.iter().rev() {
        let Some(made) = made else { continue };
        let own: Vec<&Fact> = ids.iter().flat_map(|id| of_task(id, made)).collect();
        let renamed = own.iter().find_map(|fact| match &fact.what {
            What::Renamed { from } => Some(from.clone()),
            _ => None,
        });
        ids.extend(renamed);
        all.extend(own.into_iter().map(|fact| (typed, fact)));
    }
    all.reverse();
    all
}

fn of_task<'c>(id: &str, made: &'c Comparison) -> Vec<&'c Fact> {
    let own = made.tasks.iter().filter(|own| own.id == id);
    own.flat_map(|own| &own.facts).collect()
}

/// The entry that a change brought.
fn brought(fact: &Fact) -> Option<&Written> {
    match &fact.what {
        What::Logged(own) | What::Rewritten(_, own) => Some(&own.own),
        _ => None,
    }
}

/// The entry that a change took away.
fn erased(fact: &Fact) -> Option<&Written> {
    match &fact.what {
        What::Erased(own) | What::Rewritten(own, _) => Some(own),
        _ => None,
    }
}
