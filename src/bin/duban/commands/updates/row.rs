//! One row of `done --from` as an entry.

use super::there;
use crate::changes::Before;
use crate::commands::log::values::{author, evidence, figure, figures};
use crate::outcome::Outcome;
use crate::refusal::Refusal;
use crate::{resolve, when};
use chrono::NaiveDate;
use duban::account::{CellValue, replay};
use duban::edit::{NewEntry, Value};
use duban::exchange::{Cell, Units, UpdateRow, said};
use duban::ledger::{
    Event, INVESTED, Quantity, QuantityProblem, Task, TaskId, half_width, in_unit, same_unit,
    title_key,
};
use duban::page::refusals::entries::EntryRefused;
use duban::page::refusals::rows::{CellProblem, RowRefused};
use std::path::Path;

/// An entry of a row, before it is written.
pub(super) struct Taken {
    pub(super) task: TaskId,
    pub(super) entry: NewEntry,
    /// Whether the day received was typed, and so belongs to the entry.
    pub(super) got_typed: bool,
    /// Whether its figure was typed as so many more.
    pub(super) is_more: bool,
}

/// Whether a figure is added to the last one.
fn is_more(typed: &str) -> bool {
    typed.chars().next().map(half_width) == Some('+')
}

/// Reads a row.
pub(super) fn take(before: &Before<'_>, row: &UpdateRow) -> Result<Taken, Outcome> {
    let cells = Cells { before, row };
    if let Some((at, text)) = &row.beyond {
        let (at, text) = (at.to_string(), text.clone());
        return Err(RowRefused::Beyond { at, text }.refusal(before.lang).into());
    }
    let id = cells.task()?;
    let task = before.book.task(id);
    let (on, of) = (cells.text("on")?, cells.text("for")?);
    let day = when::day(before, task, on.as_deref(), of.as_deref(), true)?;
    when::not_closed(before, day.on)?;
    let mut fields = cells.progress(task, day.on)?;
    for key in ["correction", "note", "next"] {
        fields.extend(cells.text(key)?.map(|text| (key, Value::Text(text))));
    }
    let request = cells.text("request")?.filter(|text| !duban::page::typed::denies(text));
    fields.extend(request.map(|text| ("request", Value::Text(text))));
    let by = cells.text("by")?.map(|name| author(before, &name)).transpose()?;
    fields.extend(by.map(|by| ("by", by)));
    let typed = cells.text("got")?.map(|text| when::received(before, &text, day.on)).transpose()?;
    fields.extend(typed.or(day.got).map(|got| ("got", Value::Date(got))));
    let evidence = evidence(before, cells.text("evidence")?.as_deref().map(Path::new))?;
    fields.extend(evidence.map(|value| ("evidence", value)));
    let entry = NewEntry { on: day.on, fields };
    let several = !task.indicators().is_empty();
    let more = |typed: &String| is_more(typed) || several && typed.contains(['+', '＋']);
    let is_more = cells.text("done")?.as_ref().is_some_and(more);
    Ok(Taken { task: id, entry, got_typed: typed.is_some(), is_more })
}

struct Cells<'r, 'b> {
    before: &'r Before<'b>,
    row: &'r UpdateRow,
}

impl Cells<'_, '_> {
    fn refuse<T>(&self, refused: &RowRefused) -> Result<T, Refusal> {
        Err(refused.refusal(self.before.lang))
    }

    fn not_a_number<T>(&self, typed: &str, problem: QuantityProblem) -> Result<T, Refusal> {
        let typed = typed.to_owned();
        Err(EntryRefused::NotANumber { typed, problem }.refusal(self.before.lang))
    }

    /// The text of a cell; none where it is blank.
    fn text(&self, key: &str) -> Result<Option<String>, Refusal> {
        let Some(cell) = self.row.cell(key) else {
            return Ok(None);
        };
        let why = match cell {
            Cell::Text(text) | Cell::Number(text) => {
                let text = text.trim();
                return Ok((!text.is_empty()).then(|| text.to_owned()));
            }
            // A day without its time.
            Cell::Date(date) if matches!(key, "on" | "got") => {
                return Ok(date.split([' ', 'T']).next().map(str::to_owned));
            }
            Cell::Date(date) if matches!(key, "note" | "next" | "for") => {
                return Ok(Some(date.to_string()));
            }
            Cell::Date(_) => CellProblem::Day,
            Cell::Struck(_) => CellProblem::Struck,
            Cell::Error(_) => CellProblem::Error,
            Cell::Unvalued => CellProblem::NoValue,
            Cell::Flag(_) => CellProblem::Flag,
        };
        self.refuse(&RowRefused::Cell { text: cell.text().to_owned(), why })
    }

    /// The task by its id, else by its whole title; the id of one task beside the title of another is refused.
    fn task(&self) -> Result<TaskId, Outcome> {
        let (id, title) = (self.text("id")?, self.text("title")?);
        let titled = |title: &str| {
            let key = title_key(title);
            let tasks = (0..).map(TaskId).zip(&self.before.book.tasks);
            let fitting = tasks.filter(move |(_, task)| title_key(&task.title) == key);
            fitting.map(|(id, _)| id).collect::<Vec<TaskId>>()
        };
        match (id, title) {
            // `*` marks a key task on our own lists, which people copy.
            (Some(id), title) => {
                let id = resolve::own_task(self.before, id.trim_end_matches('*'))?;
                let named = title.as_deref().map(titled).unwrap_or_default();
                match title.filter(|_| !named.is_empty() && !named.contains(&id)) {
                    Some(title) => Ok(self.refuse(&RowRefused::IdAndTitle { title })?),
                    None => Ok(id),
                }
            }
            (None, Some(title)) => match titled(&title).as_slice() {
                [only] => resolve::own_task(self.before, &self.before.book.task(*only).id),
                [] => resolve::own_task(self.before, &title),
                _ => Ok(self.refuse(&RowRefused::SeveralTitles { title })?),
            },
            (None, None) => Ok(self.refuse(&RowRefused::NoTask)?),
        }
    }

    /// The figure or the step of a row, with the investment; neither where it has a note alone.
    fn progress(
        &self,
        task: &Task<'_>,
        on: NaiveDate,
    ) -> Result<Vec<(&'static str, Value)>, Refusal> {
        let invested = self.text("invested")?;
        let invested =
            invested.map(|typed| self.amount("invested", &typed, INVESTED)).transpose()?;
        let invested = invested.map(|amount| ("invested", Value::Number(amount)));
        let mut fields = match (self.text("done")?, self.text("step")?) {
            (Some(_), Some(_)) => return Err(EntryRefused::FigureAndStep.refusal(self.before.lang)),
            (Some(typed), None) => {
                vec![("done", self.figure(task, &typed, on)?)]
            }
            (None, Some(step)) => vec![("step", Value::Text(step))],
            (None, None) if self.text("note")?.is_some() => Vec::new(),
            (None, None) => return Err(EntryRefused::EmptyRow.refusal(self.before.lang)),
        };
        fields.extend(invested);
        Ok(fields)
    }

    /// The figure of the task, or those of its indicators: that of the column of indicators, or as the cell names them.
    fn figure(&self, task: &Task<'_>, typed: &str, on: NaiveDate) -> Result<Value, Refusal> {
        let indicator = self.text("indicator")?;
        let of_task = |name: &String| title_key(name) == title_key(&task.title);
        let indicator = indicator.filter(|name| !of_task(name));
        if task.indicators().is_empty() && indicator.is_none() {
            return self.reached(task, typed, on).map(Value::Number);
        }
        let words = indicator.map_or_else(|| typed.to_owned(), |name| format!("{name}={typed}"));
        let day_before = on.pred_opt().unwrap_or(on);
        let state = replay(self.before.book, task, day_before);
        let given = figures(self.before, task, &[&words], &state)?;
        if words.contains(['+', '＋']) {
            let of_that_day = task.log.iter().filter(|entry| entry.on == on);
            let mut others = of_that_day.filter_map(|entry| there::figure(&entry.event));
            if others.any(|other| there::contradicts(&other, &given)) {
                return self.refuse(&RowRefused::MoreOnThatDay { on });
            }
        }
        Ok(given)
    }

    /// The figure reached. `+6` is added to the last one before that day, so that the same row comes to the same figure again.
    fn reached(&self, task: &Task<'_>, typed: &str, on: NaiveDate) -> Result<Quantity, Refusal> {
        if !is_more(typed) {
            return self.amount("done", typed, &task.unit);
        }
        let day_before = on.pred_opt().unwrap_or(on);
        let sum = figure(self.before, task, typed, day_before)?;
        let of_that_day = task.log.iter().filter(|entry| entry.on == on);
        let other = of_that_day
            .filter(|entry| matches!(entry.event, Event::Done(reached) if reached != sum));
        match other.count() {
            0 => Ok(sum),
            _ => self.refuse(&RowRefused::MoreOnThatDay { on }),
        }
    }

    /// A number in its unit, or that of its column; amounts in 亿元 or 百户 are taken over into the unit asked for.
    fn amount(&self, key: &str, typed: &str, unit: &str) -> Result<Quantity, Refusal> {
        let read = said(Some(&Cell::Text(typed.into())), &Units::of([unit]));
        if let CellValue::Number(quantity, written) = read
            && let Some(written) = written.as_deref().or(self.row.unit(key))
        {
            if same_unit(written, unit) {
                return Ok(quantity);
            }
            return match in_unit(quantity, written, unit) {
                Some(Ok(quantity)) => Ok(quantity),
                Some(Err(problem)) => self.not_a_number(typed, problem),
                None => {
                    let (written, unit) = (written.to_owned(), unit.to_owned());
                    self.refuse(&RowRefused::OtherUnit { written, unit })
                }
            };
        }
        duban::exchange::measured(typed, unit).or_else(|problem| self.not_a_number(typed, problem))
    }
}
