//! Typed values as an entry has them: who reports, evidence, numbers, figures.

use crate::changes::Before;
use crate::edge::files;
use crate::outcome::Outcome;
use crate::refusal::Refusal;
use chrono::NaiveDate;
use duban::account::{replay, replay_with};
use duban::diagnostic::nearest;
use duban::edit::Value;
use duban::exchange;
use duban::ledger::{Department, Event, Quantity, QuantityProblem, Task};
use duban::page::refusals::entries::EntryRefused;
use std::path::Path;

/// Who reports: a department by its id, or the office.
pub(crate) fn author(before: &Before<'_>, name: &str) -> Result<Value, Refusal> {
    let departments = &before.book.departments;
    if let Some(known) = departments.iter().find(|department| department.is_called(name)) {
        return Ok(Value::Text(known.id.clone()));
    }
    let office = before.book.first_ledger().and_then(|ledger| ledger.office.as_deref());
    if office == Some(name) {
        return Ok(Value::Text(name.to_owned()));
    }
    let called = departments.iter().flat_map(Department::names).chain(office);
    let nearest = nearest(name, called).map(str::to_owned);
    let name = name.to_owned();
    Err(EntryRefused::UnknownAuthor { name, nearest }.refusal(before.lang))
}

/// The path of a file of evidence, from the ledger's folder.
pub(crate) fn evidence(before: &Before<'_>, path: Option<&Path>) -> Result<Option<Value>, Outcome> {
    let Some(path) = path else {
        return Ok(None);
    };
    let written = files::from_ledger(before.folder, path);
    if written.is_empty() {
        return Err(Outcome::NotWritten(EntryRefused::FolderAsEvidence.refusal(before.lang)));
    }
    Ok(Some(Value::Text(written)))
}

/// A number as people type it.
pub(crate) fn number(before: &Before<'_>, typed: &str) -> Result<Quantity, Refusal> {
    exchange::typed(typed).map_err(|problem| not_a_number(before, typed, problem))
}

fn not_a_number(before: &Before<'_>, typed: &str, problem: QuantityProblem) -> Refusal {
    let typed = typed.to_owned();
    EntryRefused::NotANumber { typed, problem }.refusal(before.lang)
}

/// What `+6` would have been before the last figure of that day; `None` of any other figure.
pub(crate) fn figure_before_last(
    before: &Before<'_>,
    task: &Task<'_>,
    typed: &str,
    on: NaiveDate,
) -> Option<Quantity> {
    let more = typed.trim().strip_prefix(['+', '＋'])?;
    let more = exchange::measured(more, &task.unit).ok()?;
    let last = task
        .log
        .iter()
        .rev()
        .find(|entry| entry.on <= on && matches!(entry.event, Event::Done(_) | Event::Step(_)));
    let last = last.filter(|last| last.on == on)?;
    let book = before.book;
    let mut earlier = None;
    replay_with(book, task, on, |entry, state, _| {
        if std::ptr::eq(entry, last) {
            earlier = Some(state.done(task).unwrap_or(task.base()));
        }
    });
    earlier?.plus(more).ok()
}

/// A figure: `36`, `36户`, or `+6`, which is added to the last one before that day.
pub(crate) fn figure(
    before: &Before<'_>,
    task: &Task<'_>,
    typed: &str,
    on: NaiveDate,
) -> Result<Quantity, Refusal> {
    let refused = |problem| not_a_number(before, typed, problem);
    let Some(more) = typed.trim().strip_prefix(['+', '＋']) else {
        return exchange::measured(typed, &task.unit).map_err(refused);
    };
    let more = exchange::measured(more, &task.unit).map_err(refused)?;
    if more.millionths() < 0 {
        return Err(refused(QuantityProblem::NotANumber));
    }
    let last = replay(before.book, task, on).done(task).unwrap_or(task.base());
    last.plus(more).map_err(refused)
}
