//! `done --from`: many entries from a CSV file, all or none.

use super::log::values::{author, evidence, figure};
use crate::changes::{Before, Edit};
use crate::edge::{files, terminal};
use crate::outcome::{Exit, Outcome};
use crate::refusal::Refusal;
use crate::resolve;
use crate::when;
use crate::writing::Writing;
use anyhow::Context;
use chrono::NaiveDate;
use duban::edit::{NewEntry, Value, add_entry};
use duban::ledger::{Locale, Task, TaskId};
use duban::page::refusals::entries::EntryRefused;
use duban::page::refusals::names::{NameOf, NameRefused};
use duban::page::typed::HEADS;
use duban::render;
use std::collections::BTreeMap;
use std::path::Path;

/// Writes an entry for every row.
pub(crate) fn run(writing: &Writing<'_>, from: &Path) -> Result<Exit, Outcome> {
    let bytes = if from.as_os_str() == "-" {
        terminal::input().map_err(anyhow::Error::from)?
    } else {
        files::bytes(from)?
    };
    let name = from.display().to_string();
    let text = String::from_utf8(bytes).with_context(|| format!("{name}: UTF-8"))?;
    writing.write(&mut |before: &Before<'_>| {
        let rows = Rows::read(&text, &name, before.lang)?;
        let mut blocks: BTreeMap<TaskId, String> = BTreeMap::new();
        let mut wrong: Vec<String> = Vec::new();
        for row in &rows.rows {
            let taken = rows.take(before, row, &mut blocks);
            if let Some(refusal) = taken.err().and_then(|outcome| outcome.refusal(before.lang)) {
                wrong.push(format!("{name}:{}: {}", row.line, refusal.message));
            }
        }
        if wrong.is_empty() {
            let edits = blocks.into_iter().map(|(id, text)| Edit::Block(id, text));
            return Ok(edits.collect());
        }
        let refusal = EntryRefused::WrongRows.refusal(before.lang);
        Err(refusal.after(render::safe_lines(&(wrong.join("\n") + "\n")).into_owned()).into())
    })
}

struct Row {
    line: u64,
    cells: Vec<String>,
}

/// A file of rows under one line of heads.
struct Rows {
    heads: Vec<&'static str>,
    rows: Vec<Row>,
}

impl Rows {
    fn read(text: &str, name: &str, lang: Locale) -> Result<Self, Refusal> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut reader =
            csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(text.as_bytes());
        let file = || name.to_owned();
        let bad = |error: csv::Error| {
            let why = error.to_string();
            EntryRefused::NotRows { file: file(), why }.refusal(lang)
        };
        let heads = reader.headers().map_err(bad)?.clone();
        let heads: Result<Vec<_>, _> = heads.iter().map(|head| known_head(head, lang)).collect();
        let heads = heads?;
        if !heads.contains(&"id") {
            return Err(EntryRefused::NoIdColumn { file: file() }.refusal(lang));
        }
        let mut rows = Vec::new();
        for record in reader.records() {
            let record = record.map_err(bad)?;
            let line = record.position().map_or(0, csv::Position::line);
            let cells = record.iter().map(str::to_owned).collect();
            rows.push(Row { line, cells });
        }
        Ok(Self { heads, rows })
    }

    fn cell<'r>(&self, row: &'r Row, head: &str) -> Option<&'r str> {
        let at = self.heads.iter().position(|known| *known == head)?;
        let cell = row.cells.get(at)?.as_str();
        (!cell.is_empty()).then_some(cell)
    }

    /// Adds the entry of a row to its task's block.
    fn take(
        &self,
        before: &Before<'_>,
        row: &Row,
        blocks: &mut BTreeMap<TaskId, String>,
    ) -> Result<(), Outcome> {
        let cell = |head: &str| self.cell(row, head);
        let id = resolve::own_task(before, cell("id").unwrap_or(""))?;
        let task = before.book.task(id);
        let day = when::day(before, task, cell("on"), cell("for"), true)?;
        when::not_closed(before, day.on)?;
        let known = blocks.contains_key(&id);
        let mut fields = self.progress(before, row, (task, known), day.on)?;
        let text = |head: &'static str| Some((head, Value::Text(cell(head)?.to_owned())));
        fields.extend(["correction", "note", "next"].into_iter().filter_map(text));
        let by = cell("by").map(|name| author(before, name)).transpose()?;
        fields.extend(by.map(|by| ("by", by)));
        let got = cell("got").map(|text| when::received(before, text, day.on));
        let got = got.transpose()?.or(day.got);
        fields.extend(got.map(|got| ("got", Value::Date(got))));
        let evidence = evidence(before, cell("evidence").map(Path::new))?;
        fields.extend(evidence.map(|value| ("evidence", value)));
        let entry = NewEntry { on: day.on, fields };
        let block = || before.block(task).to_owned();
        let block = blocks.entry(id).or_insert_with(block);
        *block = add_entry(block, &entry);
        Ok(())
    }

    /// The figure or the step of a row; neither where it has a note alone. `known`: the task has a row above.
    fn progress(
        &self,
        before: &Before<'_>,
        row: &Row,
        (task, known): (&Task<'_>, bool),
        on: NaiveDate,
    ) -> Result<Vec<(&'static str, Value)>, Refusal> {
        let refuse = |refused: EntryRefused| Err(refused.refusal(before.lang));
        let cell = |head: &str| self.cell(row, head);
        match (cell("done"), cell("step"), cell("note")) {
            (Some(_), Some(_), _) => refuse(EntryRefused::FigureAndStep),
            (Some(typed), ..) if known && typed.starts_with('+') => {
                refuse(EntryRefused::MoreInSeveralRows)
            }
            (Some(typed), ..) => {
                let figure = figure(before, task, typed, on)?;
                Ok(vec![("done", Value::Number(figure))])
            }
            (None, Some(step), _) => Ok(vec![("step", Value::Text(step.to_owned()))]),
            (None, None, Some(_)) => Ok(Vec::new()),
            (None, None, None) => refuse(EntryRefused::EmptyRow),
        }
    }
}

fn known_head(head: &str, lang: Locale) -> Result<&'static str, Refusal> {
    let known = HEADS.iter().find(|(_, names)| names.contains(&head));
    known.map(|(key, _)| *key).ok_or_else(|| {
        let all = HEADS.iter().flat_map(|(_, names)| names.iter().copied());
        let near = duban::diagnostic::nearest(head, all);
        let keys: Vec<&str> = HEADS.iter().map(|(key, _)| *key).collect();
        NameRefused::unknown(NameOf::Column, head, near, &keys).refusal(lang)
    })
}
