//! Typed values as an entry has them: who reports, evidence, numbers, figures.

use crate::changes::Before;
use crate::edge::files;
use crate::refusal::Refusal;
use chrono::NaiveDate;
use duban::account::replay;
use duban::edit::Value;
use duban::exchange;
use duban::ledger::{Quantity, QuantityProblem, Task};
use duban::page::refusals::entries::EntryRefused;
use std::path::Path;

/// Who reports: a department by its id, anybody else as written.
pub(crate) fn author(before: &Before<'_>, name: &str) -> Value {
    let known = before.book.departments.iter().find(|department| department.is_called(name));
    Value::Text(known.map_or_else(|| name.to_owned(), |department| department.id.clone()))
}

/// The path of a file of evidence, from the ledger's folder.
pub(crate) fn evidence(before: &Before<'_>, path: Option<&Path>) -> Option<Value> {
    let path = path?;
    Some(Value::Text(files::from_ledger(before.folder, path)))
}

/// A number as people type it.
pub(crate) fn number(before: &Before<'_>, typed: &str) -> Result<Quantity, Refusal> {
    exchange::typed(typed).map_err(|problem| not_a_number(before, typed, problem))
}

fn not_a_number(before: &Before<'_>, typed: &str, problem: QuantityProblem) -> Refusal {
    let typed = typed.to_owned();
    EntryRefused::NotANumber { typed, problem }.refusal(before.lang)
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
