//! Forms that came back: exactly what was filled in becomes entries, and all that cannot be taken is named at once.

mod taken;
mod task;

use super::entry::New;
use crate::changes::Before;
use crate::commands::against::issued_otherwise;
use crate::outcome::Outcome;
use crate::period::PeriodView;
use crate::refusal;
use duban::edit::NewEntry;
use duban::exchange::{FilledForm, FilledRow};
use duban::ledger::{Entry, TaskId};
use duban::page::refusals::entries::EntryRefused;
use duban::page::refusals::returned::{self, FormProblem, ReturnRefused};
use duban::render;
use std::collections::BTreeMap;
use task::{Filled, Wrong};

/// The entries of the forms; of the departments asked for where some are.
pub(super) fn entries(
    view: &PeriodView<'_>,
    before: &Before<'_>,
    forms: &[(String, FilledForm)],
    departments: &[String],
) -> Result<Vec<New>, Outcome> {
    let lang = before.lang;
    let refused = forms.iter().filter_map(|(file, form)| {
        issued_otherwise(view, form).map(|refused| refused.refusal(file, lang))
    });
    refusal::together(refused.collect(), lang)?;
    let mut lines = Vec::new();
    let mut found: BTreeMap<TaskId, (&str, New)> = BTreeMap::new();
    for (file, form) in forms {
        let mut wrong: Wrong = form.problems.clone();
        for rows in tasks(form, departments) {
            match task::filled(view, before, file, &rows, &mut wrong)? {
                None => {}
                Some(filled) => match found.get(&filled.id) {
                    Some((other, _)) => {
                        let id = rows.first().map(|row| row.issued.task.clone());
                        let (id, file) = (id.unwrap_or_default(), (*other).to_owned());
                        wrong.push((filled.at, FormProblem::OtherFile { id, file }));
                    }
                    None => {
                        let log = &before.book.task(filled.id).log;
                        let otherwise = taken::otherwise(log, &filled.entries, &rows, lang);
                        let new = unlogged(view, before, filled);
                        if new.entries.is_empty() || otherwise.is_empty() {
                            found.insert(new.id, (file, new));
                        } else {
                            wrong.extend(otherwise);
                        }
                    }
                },
            }
        }
        lines.extend(returned::lines(file, &wrong, lang));
    }
    if lines.is_empty() {
        return Ok(found.into_values().map(|(_, new)| new).collect());
    }
    let shown = render::safe_lines(&(lines.join("\n") + "\n")).into_owned();
    Err(Outcome::NotWritten(EntryRefused::WrongRows.refusal(lang).after(shown)))
}

/// The rows of each task, in their order.
fn tasks<'f>(form: &'f FilledForm, departments: &[String]) -> Vec<Vec<&'f FilledRow>> {
    let mut tasks: Vec<Vec<&FilledRow>> = Vec::new();
    let is_meant =
        |row: &&FilledRow| departments.is_empty() || departments.contains(&row.issued.department);
    for row in form.rows.iter().filter(is_meant) {
        let is_of = |rows: &&mut Vec<&FilledRow>| {
            rows.iter().any(|other| other.issued.task == row.issued.task)
        };
        match tasks.iter_mut().find(is_of) {
            Some(rows) => rows.push(row),
            None => tasks.push(vec![row]),
        }
    }
    tasks
}

/// The entries that the log of the period does not have yet.
fn unlogged(view: &PeriodView<'_>, before: &Before<'_>, filled: Filled) -> New {
    let log = &before.book.task(filled.id).log;
    let is_logged = |entry: &NewEntry| {
        let mut of_period = log.iter().filter(|logged| view.period.contains(logged.on));
        of_period.any(|logged: &Entry<'_>| taken::is_the_same(logged, entry))
    };
    let (there, entries) = filled.entries.into_iter().partition::<Vec<_>, _>(is_logged);
    New { id: filled.id, entries, there: there.len() }
}

/// Adds the entries of forms to those of tables. A task that both speak of is refused: nobody knows which is meant.
pub(super) fn join(
    found: &mut Vec<New>,
    of_forms: Vec<New>,
    before: &Before<'_>,
) -> Result<(), Outcome> {
    let is_there = |new: &&New| found.iter().any(|other| other.id == new.id);
    let both = of_forms.iter().filter(is_there).map(|new| before.book.task(new.id).id.to_string());
    let both: Vec<String> = both.collect();
    if !both.is_empty() {
        return Err(ReturnRefused::Both { ids: both }.refusal("", before.lang).into());
    }
    found.extend(of_forms);
    Ok(())
}
