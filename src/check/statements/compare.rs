//! Compares the lines of a closed statement with the same lines written again: which task, which figure, which entry.
//!
//! A closed statement is compared as text. Only lines that differ are read.

use super::kept::Kept;
use crate::account::{Statement, StatementSums, closed};
use crate::diagnostic::{Changed, Closing, Diagnostic, EntryChange, Finding, How};
use crate::ledger::{Book, Task};
use crate::read::{Spot, locate};
use crate::source::{Place, Sources, Span};
use chrono::NaiveDate;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, HashMap, HashSet};
use toml::{Table, Value};

/// What was reported for an earlier statement: the same change is not reported again for each later one.
#[derive(Default)]
pub(super) struct Reported {
    figures: HashSet<(String, String, Option<String>, Option<String>)>,
    logs: HashSet<String>,
    /// Tasks whose figures in an older statement are others by today's rules, though nothing of them was changed.
    pub(super) recounted: HashSet<String>,
}

/// Finds the tasks that are no longer as they were closed; returns whether there is none.
pub(super) fn tasks(
    sources: &Sources,
    kept: &Kept<'_>,
    statement: &Statement<'_, '_>,
    reported: &mut Reported,
    found: &mut Vec<Diagnostic>,
) -> bool {
    let mut agrees = true;
    let (mut closed, extra) = closed_lines(kept);
    found.extend(extra);
    let book = statement.account.book;
    let by_id: HashMap<&str, &Task<'_>> = statement
        .lines
        .iter()
        .map(|line| (line.figures.task.id.as_ref(), line.figures.task))
        .collect();
    for (id, now) in closed::lines(statement) {
        let Some(task) = by_id.get(id) else { continue };
        match closed.remove(id) {
            Some((was, _)) if was == now => {}
            Some((was, place)) => {
                agrees = false;
                let differences = Differences::of((was, &now), kept, &task.id, reported);
                let diagnostic = differences
                    .map(|differences| differences.diagnostic(sources, kept, task, book, place));
                found.extend(diagnostic);
            }
            None => {
                agrees = false;
                let place = locate(sources, task, Spot::Key("id"));
                let finding = Closing::TaskNew { period: kept.period };
                found.push(of_task(finding, place, id));
            }
        }
    }
    for (id, (_, place)) in closed {
        agrees = false;
        let finding = Closing::TaskGone { period: kept.period, id: id.to_owned() };
        found.push(of_task(finding, place, id));
    }
    agrees
}

/// Compares the totals; asked only if every task agrees.
pub(super) fn account(kept: &Kept<'_>, sums: &StatementSums) -> Option<Diagnostic> {
    let now = closed::account(sums);
    let was = |key: &str| kept.head.account.get(key).map(Value::to_string);
    let changes = now.into_iter().filter_map(|(key, now)| {
        let was = was(&key);
        // 1 and 1.0 are the same figure, whichever way it is written.
        let number = |text: &str| text.parse::<f64>().ok();
        let same = was.as_deref().and_then(number) == number(&now);
        (!same).then_some(Changed { key, was, now: Some(now) })
    });
    let changes: Vec<Changed> = changes.collect();
    if changes.is_empty() {
        return None;
    }
    let finding = Closing::Differs { period: kept.period, entries: Vec::new(), changes };
    Some(Diagnostic::new(Finding::Closing(finding), kept.place("[account]")))
}

fn of_task(finding: Closing, place: Place, id: &str) -> Diagnostic {
    let mut diagnostic = Diagnostic::new(Finding::Closing(finding), place);
    diagnostic.task = Some(id.to_owned());
    diagnostic
}

/// The kept lines by id, each with the place of the id.
type Lines<'k> = BTreeMap<&'k str, (&'k str, Place)>;

/// The kept lines, and those that no closing has written: a task's second one, and whatever is no task's.
fn closed_lines<'k>(kept: &'k Kept<'_>) -> (Lines<'k>, Vec<Diagnostic>) {
    let (mut lines, mut extra) = (BTreeMap::new(), Vec::new());
    let Some(head) = kept.text.find("\n[tasks]") else {
        return (lines, extra);
    };
    let mut at = head + 1;
    for line in kept.text.get(at..).unwrap_or("").split_inclusive('\n') {
        let text = line.trim_end_matches(['\n', '\r']);
        let id = text.strip_prefix('"').and_then(|rest| rest.split_once("\" = "));
        if let Some((id, _)) = id {
            let span = Span::new(at..at + id.len() + 2);
            let file = kept.file;
            match lines.entry(id) {
                Entry::Vacant(free) => drop(free.insert((text, Place { file, span }))),
                Entry::Occupied(_) => extra.push(too_much(kept, text, at)),
            }
        } else if !text.trim().is_empty() && text.trim_end() != closed::TASKS {
            extra.push(too_much(kept, text, at));
        }
        at += line.len();
    }
    (lines, extra)
}

/// A line that no closing has written.
fn too_much(kept: &Kept<'_>, line: &str, at: usize) -> Diagnostic {
    let place = Place { file: kept.file, span: Span::new(at..at + line.len()) };
    let line = line.chars().take(80).collect();
    let finding = Closing::Extra { period: kept.period, line };
    Diagnostic::new(Finding::Closing(finding), place)
}

/// Lines above the tasks that no closing has written: comments, and keys of a section that it does not have.
pub(super) fn head(
    kept: &Kept<'_>,
    book: &Book<'_>,
    sums: Option<&StatementSums>,
) -> Vec<Diagnostic> {
    let mut known: HashSet<String> = HashSet::from(["ledger".to_owned()]);
    let rules = book.ledgers.first().map(|ledger| closed::rules(&ledger.rules));
    known.extend(rules.into_iter().flatten().map(|(key, _)| key.to_owned()));
    let mut known_sums: HashSet<String> = HashSet::new();
    known_sums.extend(sums.map(closed::account).into_iter().flatten().map(|(key, _)| key));
    let (mut at, mut section, mut found) = (0, "", Vec::new());
    for line in kept.text.split_inclusive('\n') {
        let text = line.trim_start_matches('\u{feff}').trim_end();
        match text {
            closed::TASKS => break,
            _ if text.starts_with('[') => section = text,
            _ if text.starts_with('#') && at > 0 => found.push(too_much(kept, text, at)),
            _ => {
                let key = text.split_once(" = ").map(|(key, _)| key);
                let is_known = key.is_none_or(|key| match section {
                    "[account]" => sums.is_none() || known_sums.contains(key),
                    "[[rules]]" => known.contains(key),
                    _ => true,
                });
                if !is_known {
                    found.push(too_much(kept, text, at));
                }
            }
        }
        at += line.len();
    }
    found
}

/// What differs in the line of one task and was not reported before.
struct Differences {
    was: Table,
    changes: Vec<Changed>,
    entries: Vec<EntryChange>,
}

impl Differences {
    fn of(
        (was, now): (&str, &str),
        kept: &Kept<'_>,
        id: &str,
        reported: &mut Reported,
    ) -> Option<Self> {
        let (was, now) = (fields(was), fields(now));
        let keys = was.keys().chain(now.keys().filter(|key| !was.contains_key(*key)));
        let changes = keys
            .filter(|key| was.get(*key) != now.get(*key))
            .filter(|key| !matches!(key.as_str(), "log" | "earlier"))
            .map(|key| Changed {
                key: key.clone(),
                was: was.get(key).map(plain),
                now: now.get(key).map(plain),
            });
        let mut changes: Vec<Changed> = changes.collect();
        if kept.is_older() {
            changes.retain(|change| closed::is_promised(&change.key));
        }
        let mut entries = entries(&was, &now, kept);
        if kept.is_older() && changes.is_empty() && entries.is_empty() {
            reported.recounted.insert(id.to_owned());
        }
        changes.retain(|change| {
            let (key, was, now) = (change.key.clone(), change.was.clone(), change.now.clone());
            reported.figures.insert((id.to_owned(), key, was, now))
        });
        entries.retain(|entry| entry.how != How::Earlier || !reported.logs.contains(id));
        if !entries.is_empty() {
            reported.logs.insert(id.to_owned());
        }
        let any = !(changes.is_empty() && entries.is_empty());
        any.then_some(Self { was, changes, entries })
    }

    fn diagnostic(
        self,
        sources: &Sources,
        kept: &Kept<'_>,
        task: &Task<'_>,
        book: &Book<'_>,
        kept_at: Place,
    ) -> Diagnostic {
        let spot = spot(task, book, &self.changes, &self.entries, &self.was);
        let place = locate(sources, task, spot);
        let finding =
            Closing::Differs { period: kept.period, entries: self.entries, changes: self.changes };
        of_task(finding, place, &task.id).and(Some(kept_at))
    }
}

fn fields(line: &str) -> Table {
    let table: Option<Table> = toml::from_str(line).ok();
    let first_table = table.and_then(|table| table.into_iter().next());
    match first_table {
        Some((_, Value::Table(fields))) => fields,
        _ => Table::new(),
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        value => value.to_string(),
    }
}

/// The entries that were changed, removed or added.
fn entries(was: &Table, now: &Table, kept: &Kept<'_>) -> Vec<EntryChange> {
    let marks = |fields: &Table| -> Vec<String> {
        let list = fields.get("log").and_then(Value::as_array);
        let all = list.into_iter().flatten().filter_map(Value::as_str);
        all.map(str::to_owned).collect()
    };
    let (was_marks, mut added) = (marks(was), marks(now));
    let mut gone: Vec<String> = Vec::new();
    for mark in was_marks {
        match added.iter().position(|new| *new == mark) {
            Some(at) => drop(added.remove(at)),
            None => gone.push(mark),
        }
    }
    let day = |mark: &str| mark.get(..10).and_then(|day| day.parse::<NaiveDate>().ok());
    let mut changes = Vec::new();
    if was.get("earlier") != now.get("earlier") {
        changes.push(EntryChange { on: kept.period.first, how: How::Earlier });
    }
    for mark in gone {
        let Some(on) = day(&mark) else { continue };
        let again = added.iter().position(|mark| day(mark) == Some(on));
        let how = match again {
            Some(at) => {
                added.remove(at);
                How::Changed
            }
            None => How::Removed,
        };
        changes.push(EntryChange { on, how });
    }
    let put_in = added.iter().filter_map(|mark| day(mark));
    changes.extend(put_in.map(|on| EntryChange { on, how: How::Added }));
    changes.sort_by_key(|entry| entry.on);
    changes
}

/// The place of the change, as far as the ledger shows it: the entry, else the key, else the log.
fn spot<'k>(
    task: &Task<'_>,
    book: &Book<'_>,
    changes: &[Changed],
    entries: &[EntryChange],
    was: &Table,
) -> Spot<'k> {
    let marks = was.get("log").and_then(Value::as_array);
    let known = |mark: &str| {
        let mut marks = marks.into_iter().flatten().filter_map(Value::as_str);
        marks.any(|kept| kept == mark)
    };
    let changed = task.log.iter().find(|entry| {
        let mut changed = entries.iter().filter(|change| change.how != How::Earlier);
        changed.any(|change| change.on == entry.on) && !known(&closed::mark(book, entry))
    });
    if let Some(entry) = changed {
        return Spot::Entry(entry.nth, None);
    }
    let first = changes.iter().find_map(|change| match change.key.as_str() {
        "area" => Some("area"),
        "owner" => Some("owner"),
        "leader" => Some("leader"),
        "weight" => Some("weight"),
        "start" => Some("start"),
        "original_due" | "due" => Some("due"),
        "unit" => Some("unit"),
        "baseline" => Some("baseline"),
        "target" => Some("target"),
        "indicators" => Some("indicators"),
        "invest" => Some("invest"),
        "cadence" => Some("cadence"),
        _ => None,
    });
    Spot::Key(first.unwrap_or("log"))
}
