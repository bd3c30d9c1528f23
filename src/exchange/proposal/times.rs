//! The first day and the deadline of a task.

use super::deadline::{Said, opening, timing};
use super::draft::Draft;
use super::serial::serial_day;
use super::{CheckWhy, KeptWhy};
use crate::account::Address;
use crate::edit::Value;
use crate::exchange::plan::{CellShape, PlanCell, PlanColumn, PlanRow};
use crate::ledger::{TaskKey, Term};
use chrono::{Datelike, NaiveDate};

/// The days that a task has: its own, else those of its heading, else those of the ledger.
#[derive(Clone, Copy, Debug)]
pub(super) struct Days {
    pub start: NaiveDate,
    /// The deadline; without one, the last day of the ledger is not a deadline either.
    pub due: NaiveDate,
    /// Whether it has no deadline.
    pub standing: bool,
}

impl Days {
    pub(super) fn of_term(term: Term) -> Self {
        Self { start: term.first, due: term.last, standing: false }
    }
}

/// Sets the days of a task. `above`: those that it has where it states none; `last`: the day of its last level.
pub(super) fn times(
    row: &PlanRow,
    term: Term,
    (above, of_heading): (Days, bool),
    last: Option<(NaiveDate, Address)>,
    draft: &mut Draft<'_>,
) -> Days {
    let start =
        row.cell(&PlanColumn::Start).and_then(|cell| Some((cell, read_start(cell, term, draft)?)));
    let due =
        row.cell(&PlanColumn::Due).and_then(|cell| Some((cell, read_due(cell, term, draft)?)));
    let mut days = above;
    if let Some((cell, (day, why))) = start {
        days.start = day;
        set(TaskKey::Start, day, cell, why, draft);
    }
    match due {
        Some((cell, Due { first, day: Some(day), why })) => {
            let why = why.or_else(|| is_far(day, term).then_some(CheckWhy::FromWords));
            (days.due, days.standing) = (day, false);
            set(TaskKey::Due, day, cell, why, draft);
            if let Some(first) = first.filter(|_| !draft.has(TaskKey::Start)) {
                days.start = first;
                set(TaskKey::Start, first, cell, why, draft);
            }
        }
        Some((cell, Due { day: None, .. })) => {
            days.standing = true;
            draft.put_text(TaskKey::Due, "standing");
            draft.check(TaskKey::Due, &cell.at, CheckWhy::FromWords);
        }
        None => {
            if let Some((day, at)) = last.filter(|(day, _)| *day >= days.start) {
                (days.due, days.standing) = (day, false);
                draft.put(TaskKey::Due, Value::Date(day));
                draft.check(TaskKey::Due, &at, CheckWhy::FromWords);
            } else if !of_heading {
                draft.check(TaskKey::Due, &row.at, CheckWhy::NotStated);
            }
        }
    }
    in_order(row, above, days, draft)
}

/// Whether a day lies so far from the ledger's term that a figure of its year may be wrong: 2108.
fn is_far(day: NaiveDate, term: Term) -> bool {
    const YEARS: i32 = 10;
    day.year() > term.last.year() + YEARS || day.year() < term.first.year() - YEARS
}

fn set(
    key: TaskKey,
    day: NaiveDate,
    cell: &PlanCell,
    why: Option<CheckWhy>,
    draft: &mut Draft<'_>,
) {
    draft.put(key, Value::Date(day));
    if let Some(why) = why {
        draft.check(key, &cell.at, why);
    }
}

/// A day before the one from which the task runs cannot be its deadline: what does not go together is kept in words.
fn in_order(row: &PlanRow, above: Days, mut days: Days, draft: &mut Draft<'_>) -> Days {
    if days.standing || days.start <= days.due {
        return days;
    }
    let mut drop = |key: TaskKey, column: PlanColumn| {
        draft.take(key);
        if let Some(cell) = row.cell(&column) {
            draft.keep(cell, KeptWhy::NotWithTheRest);
        }
        draft.check(key, &row.at, CheckWhy::Unfit);
    };
    if days.start > above.start {
        drop(TaskKey::Start, PlanColumn::Start);
        days.start = above.start;
    }
    if days.start > days.due {
        drop(TaskKey::Due, PlanColumn::Due);
        (days.due, days.standing) = (above.due, above.standing);
    }
    if days.start > days.due && !days.standing {
        drop(TaskKey::Start, PlanColumn::Start);
        days.start = above.start;
    }
    days
}

fn read_start(
    cell: &PlanCell,
    term: Term,
    draft: &mut Draft<'_>,
) -> Option<(NaiveDate, Option<CheckWhy>)> {
    if super::nodes::says_nothing(&cell.words) {
        return None;
    }
    if let Some(found) = by_serial(cell) {
        return Some(found);
    }
    match opening(&cell.words, term) {
        Some((day, exactly)) => Some((day, (!exactly).then_some(CheckWhy::FromWords))),
        None => {
            draft.keep(cell, KeptWhy::NoDay);
            None
        }
    }
}

/// A number that a cell kept as a day; typed as words it is to be looked at.
fn by_serial(cell: &PlanCell) -> Option<(NaiveDate, Option<CheckWhy>)> {
    let day = serial_day(cell.words.trim())?;
    let why = match cell.shape {
        CellShape::Number | CellShape::Words => Some(CheckWhy::FromWords),
        CellShape::Day => None,
    };
    Some((day, why))
}

/// What a cell says of the deadline.
struct Due {
    first: Option<NaiveDate>,
    day: Option<NaiveDate>,
    why: Option<CheckWhy>,
}

fn read_due(cell: &PlanCell, term: Term, draft: &mut Draft<'_>) -> Option<Due> {
    if super::nodes::says_nothing(&cell.words) {
        return None;
    }
    if let Some((day, why)) = by_serial(cell) {
        return Some(Due { first: None, day: Some(day), why });
    }
    // A bare number is a day to its program only where it is shown as one: 6.3 may be 3 June or 30 June.
    let worded =
        Some(cell).filter(|cell| cell.shape != CellShape::Number || !cell.words.contains('.'));
    let Some(timing) = worded.and_then(|cell| timing(&cell.words, term)) else {
        draft.keep(cell, KeptWhy::NoDay);
        return None;
    };
    let why = match timing.said {
        Said::Exactly => None,
        Said::InWords => Some(CheckWhy::FromWords),
        Said::AmongOthers => {
            draft.keep(cell, KeptWhy::MoreWords);
            Some(CheckWhy::OneOfSeveral)
        }
    };
    Some(Due { first: timing.start, day: timing.due, why })
}
