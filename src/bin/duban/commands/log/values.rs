//! Typed values as an entry has them: who reports, evidence, numbers, figures.

use crate::changes::Before;
use crate::edge::files;
use crate::refusal::Refusal;
use chrono::NaiveDate;
use duban::account::replay;
use duban::edit::Value;
use duban::ledger::{Quantity, Task, half_width};
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
    let plain = narrow(typed);
    Quantity::parse(&plain).map_err(|_| {
        let typed = typed.to_owned();
        EntryRefused::NotANumber { typed }.refusal(before.lang)
    })
}

/// Full-width digits and signs as ASCII, without blanks and thousands separators.
fn narrow(typed: &str) -> String {
    typed.chars().map(half_width).filter(|c| !c.is_whitespace() && *c != ',').collect()
}

/// A figure: `36`, `36户`, or `+6`, which is added to the last one before that day.
pub(crate) fn figure(
    before: &Before<'_>,
    task: &Task<'_>,
    typed: &str,
    on: NaiveDate,
) -> Result<Quantity, Refusal> {
    let plain = narrow(typed);
    let plain = plain.strip_suffix(task.unit.as_ref()).unwrap_or(&plain);
    let Some(more) = plain.strip_prefix('+') else {
        return number(before, plain);
    };
    let last = replay(before.book, task, on).done(task);
    let sum = last.unwrap_or(task.base()).millionths() + number(before, more)?.millionths();
    Ok(Quantity::from_millionths(sum))
}
