//! Typed values as an entry has them: who reports, evidence, numbers, figures.

use crate::changes::Before;
use crate::edge::files;
use crate::outcome::Outcome;
use crate::refusal::Refusal;
use chrono::NaiveDate;
use duban::account::{State, replay, replay_with};
use duban::diagnostic::nearest;
use duban::edit::Value;
use duban::exchange::{self, NotGiven};
use duban::ledger::{Department, Quantity, QuantityProblem, Task};
use duban::page::refusals::entries::EntryRefused;
use duban::page::refusals::figures::FigureRefused;
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

/// What was typed for `done`: one figure, or a figure for each of some indicators.
pub(crate) fn figures(
    before: &Before<'_>,
    task: &Task<'_>,
    typed: &[&str],
    state: &State<'_>,
) -> Result<Value, Refusal> {
    let refuse = |refused: FigureRefused| Err(refused.refusal(before.lang));
    let words = typed.join(" ");
    if task.indicators().is_empty() {
        return match typed {
            [only] if !only.contains(['=', '＝']) => {
                whole(before, task, only, state).map(Value::Number)
            }
            [_, more, ..] if !words.contains(['=', '＝']) => {
                refuse(FigureRefused::OneTooMany { typed: (*more).to_owned() })
            }
            _ => refuse(FigureRefused::NoIndicators { id: task.id.to_string(), typed: words }),
        };
    }
    // A name may have blanks in it: what stands in one word of the command line stays one where it says what is what.
    let several = |word: &str| word.matches(['=', '＝']).count() != 1 || word.contains('、');
    let apart = typed.iter().flat_map(|word| -> Vec<&str> {
        if several(word) { exchange::apart(word).collect() } else { vec![*word] }
    });
    let given = exchange::by_indicator(task, &state.indicators, apart);
    let given = given.map_err(|why| not_given(before, task, why))?;
    if given.is_empty() {
        return Err(not_given(before, task, NotGiven::OfWhich(words)));
    }
    Ok(Value::Figures(given))
}

fn not_given(before: &Before<'_>, task: &Task<'_>, why: NotGiven) -> Refusal {
    let id = task.id.to_string();
    let all = || task.indicators().iter().map(|indicator| indicator.name.to_string()).collect();
    let refused = match why {
        NotGiven::NotANumber(typed, problem) => return not_a_number(before, &typed, problem),
        NotGiven::OfWhich(typed) => FigureRefused::OfWhich { id, typed, all: all() },
        NotGiven::Unknown(name, nearest) => {
            FigureRefused::Unknown { id, name, nearest, all: all() }
        }
        NotGiven::Twice(name) => FigureRefused::Twice { name },
    };
    refused.refusal(before.lang)
}

/// The state before the last figure of that day; `None` where the day has none.
pub(crate) fn before_last_figure<'b>(
    before: &Before<'b>,
    task: &'b Task<'b>,
    on: NaiveDate,
) -> Option<State<'b>> {
    let last = task.log.iter().rev().find(|entry| entry.on <= on && entry.event.is_figure());
    let last = last.filter(|last| last.on == on)?;
    let mut earlier = None;
    replay_with(before.book, task, on, |entry, state, _| {
        if std::ptr::eq(entry, last) {
            earlier = Some(state.clone());
        }
    });
    earlier
}

/// A figure: `36`, `36户`, or `+6`, which is added to the last one before that day.
pub(crate) fn figure(
    before: &Before<'_>,
    task: &Task<'_>,
    typed: &str,
    on: NaiveDate,
) -> Result<Quantity, Refusal> {
    whole(before, task, typed, &replay(before.book, task, on))
}

fn whole(
    before: &Before<'_>,
    task: &Task<'_>,
    typed: &str,
    state: &State<'_>,
) -> Result<Quantity, Refusal> {
    let refused = |problem| not_a_number(before, typed, problem);
    let Some(more) = typed.trim().strip_prefix(['+', '＋']) else {
        return exchange::measured(typed, &task.unit).map_err(refused);
    };
    let more = exchange::measured(more, &task.unit).map_err(refused)?;
    if more.millionths() < 0 {
        return Err(refused(QuantityProblem::NotANumber));
    }
    let last = state.done(task).unwrap_or(task.base());
    last.plus(more).map_err(refused)
}
