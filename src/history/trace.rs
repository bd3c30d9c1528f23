//! When each event of one task was typed and by whom, including events that are gone.

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
    /// Everything that it says, in a fixed order.
    pub text: String,
    /// Whether it is in git.
    pub state: Recorded,
    /// The commit that brought it; `None` if it is not committed, or older than the history at hand.
    pub commit: Option<&'c Typed>,
    /// The commit that removed it.
    pub erased: Option<&'c Typed>,
}

/// Whether an event is in git.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Recorded {
    /// It is committed.
    Committed,
    /// It stands in the files but is not committed yet.
    Uncommitted,
    /// Unknown, since the clone does not hold the whole history.
    Unknown,
    /// It was deleted, or rewritten into another event.
    Erased,
}

impl Traced<'_> {
    /// Whole days from the event to the day on which it was typed.
    pub fn days(&self) -> Option<i64> {
        self.commit.map(|commit| (commit.day - self.entry.on).num_days())
    }

    /// As a row for machines.
    pub fn row(&self, task: &str) -> TraceRow {
        TraceRow {
            task: task.to_owned(),
            on: self.entry.on,
            event: self.entry.event.kind().name(),
            text: self.text.clone(),
            state: self.state,
            commit: self.commit.map(|commit| commit.name.clone()),
            typed: self.commit.map(|commit| commit.day),
            days: self.days(),
            author: self.commit.map(|commit| commit.author.clone()),
            subject: self.commit.map(|commit| commit.subject.clone()),
            erased_by: self.erased.map(|commit| commit.name.clone()),
            erased_on: self.erased.map(|commit| commit.day),
        }
    }
}

/// An event for machines; what does not apply is null.
#[derive(Clone, Debug, Serialize)]
#[allow(missing_docs, reason = "the names are the machine interface, documented there")]
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

/// The events of a task, the latest first. `steps` are the commits in order, each with its changes; `beside` holds the
/// uncommitted changes.
pub fn trace<'c>(
    book: &Book<'_>,
    task: &Task<'_>,
    steps: &'c [(Typed, Option<Comparison>)],
    beside: Option<&Comparison>,
) -> Vec<Traced<'c>> {
    let all = facts(&task.id, steps);
    let is_new =
        |fact: &Fact, text: &str| brought(fact).is_some_and(|written| written.text == text);
    let begun = all.iter().rev().find(|(_, fact)| matches!(fact.what, What::Entered));
    let begun = begun.map(|(typed, _)| *typed);
    let waiting: Vec<&Fact> = beside.map_or(Vec::new(), |comparison| of_task(&task.id, comparison));
    let new_task = waiting.iter().any(|fact| matches!(fact.what, What::Entered));
    let mut traced: Vec<Traced<'c>> = Vec::new();
    for entry in &task.log {
        let text = closed::entry(book, entry);
        let commit = all.iter().rev().find(|(_, fact)| is_new(fact, &text));
        let commit = commit.map(|(typed, _)| *typed).or(begun);
        let uncommitted = waiting.iter().any(|fact| is_new(fact, &text)) || new_task;
        traced.push(Traced {
            entry: entry.to_static(),
            state: match (uncommitted, commit) {
                (true, _) => Recorded::Uncommitted,
                (false, Some(_)) => Recorded::Committed,
                (false, None) => Recorded::Unknown,
            },
            commit: commit.filter(|_| !uncommitted),
            text,
            erased: None,
        });
    }
    for (at, (typed, fact)) in all.iter().enumerate() {
        let Some(gone) = erased(fact) else { continue };
        // An entry that was restored later is in the list already.
        if traced.iter().any(|row| row.text == gone.text) {
            continue;
        }
        let earlier = all.iter().take(at).rev().find(|(_, fact)| is_new(fact, &gone.text));
        traced.push(Traced {
            entry: gone.entry.clone(),
            text: gone.text.clone(),
            state: Recorded::Erased,
            commit: earlier.map(|(typed, _)| *typed).or(begun),
            erased: Some(typed),
        });
    }
    traced.sort_by_key(|row| row.entry.on);
    traced.reverse();
    traced
}

/// The changes of a task in each commit, under the id that it had then.
fn facts<'c>(id: &str, steps: &'c [(Typed, Option<Comparison>)]) -> Vec<(&'c Typed, &'c Fact)> {
    let mut ids = vec![id.to_owned()];
    let mut all = Vec::new();
    for (typed, comparison) in steps.iter().rev() {
        let Some(comparison) = comparison else {
            continue;
        };
        let facts: Vec<&Fact> = ids.iter().flat_map(|id| of_task(id, comparison)).collect();
        let renamed = facts.iter().find_map(|fact| match &fact.what {
            What::Renamed { from } => Some(from.clone()),
            _ => None,
        });
        ids.extend(renamed);
        all.extend(facts.into_iter().map(|fact| (typed, fact)));
    }
    all.reverse();
    all
}

fn of_task<'c>(id: &str, comparison: &'c Comparison) -> Vec<&'c Fact> {
    let tasks = comparison.tasks.iter().filter(|task| task.id == id);
    tasks.flat_map(|task| &task.facts).collect()
}

/// The entry that a change brought.
fn brought(fact: &Fact) -> Option<&Written> {
    match &fact.what {
        What::Logged(logged) | What::Rewritten(_, logged) => Some(&logged.written),
        What::Entered
        | What::Gone { .. }
        | What::Renamed { .. }
        | What::Unreadable
        | What::Readable
        | What::Moved
        | What::Key(_)
        | What::Erased(_)
        | What::Rule(_)
        | What::Waiver(..)
        | What::Closed(_)
        | What::Statement(_)
        | What::Stranger(..) => None,
    }
}

/// The entry that a change removed.
fn erased(fact: &Fact) -> Option<&Written> {
    match &fact.what {
        What::Erased(written) | What::Rewritten(written, _) => Some(written),
        What::Entered
        | What::Gone { .. }
        | What::Renamed { .. }
        | What::Unreadable
        | What::Readable
        | What::Moved
        | What::Key(_)
        | What::Logged(_)
        | What::Rule(_)
        | What::Waiver(..)
        | What::Closed(_)
        | What::Statement(_)
        | What::Stranger(..) => None,
    }
}
