//! `done --from`: many entries from a table, all or none.

mod row;
pub(super) mod there;

use crate::changes::{Before, Edit};
use crate::edge::{files, output, terminal};
use crate::outcome::{Exit, Outcome};
use crate::refusal::Refusal;
use crate::replies;
use crate::writing::Writing;
use duban::diagnostic::nearest;
use duban::edit::{NewEntry, add_entry};
use duban::exchange::{NoUpdates, Units, UpdateRow, Updates, updates};
use duban::ledger::{Locale, Task, TaskId};
use duban::page::refusals::entries::EntryRefused;
use duban::page::refusals::notes::Note;
use duban::page::refusals::rows::RowRefused;
use duban::page::typed::HEADS;
use duban::render;
use row::Taken;
use std::collections::BTreeMap;
use std::path::Path;

/// Writes an entry for every row that the log does not have yet.
pub(crate) fn run(writing: &Writing<'_>, from: &Path) -> Result<Exit, Outcome> {
    let bytes = if from.as_os_str() == "-" {
        terminal::input().map_err(anyhow::Error::from)?
    } else {
        files::bytes(from)?
    };
    let file = from.display().to_string();
    let writing = Writing { by_options: false, ..*writing };
    writing.write_agreed(&mut |before: &Before<'_>| {
        let lang = before.lang;
        let units = Units::of(before.book.tasks.iter().flat_map(Task::units));
        let sheets = replies::sheets(&bytes).map_err(|refused| refused.refusal(&file, lang));
        let sheets = sheets.map_err(Outcome::NotWritten)?;
        let found = updates(&sheets, &units).map_err(|none| no_rows(none, &file, lang))?;
        let entries = entries(before, &found, &file)?;
        before.not_far_beyond(entries.unlogged(before))?;
        let (edits, there) = entries.edits(before);
        if there > 0 {
            output::say(&Note::AlreadyThere { count: there }.words(lang));
        }
        if !found.passed_over.is_empty() {
            let sheets = found.passed_over.clone();
            output::say(&Note::SheetsNotRead { sheets }.words(lang));
        }
        Ok(edits)
    })
}

/// The entries of all rows, by task; what was wrong with any row refuses them all.
fn entries(before: &Before<'_>, found: &Updates, file: &str) -> Result<Entries, Outcome> {
    let mut entries = Entries::default();
    let mut wrong: Vec<String> = Vec::new();
    for row in &found.rows {
        let place = place(file, row);
        let taken = row::take(before, row).and_then(|taken| {
            let added = entries.add(taken, place.clone(), before.lang);
            added.map_err(Outcome::from)
        });
        if let Some(refusal) = taken.err().and_then(|outcome| outcome.refusal(before.lang)) {
            wrong.push(format!("{place}: {}", refusal.message));
        }
    }
    if wrong.is_empty() {
        return Ok(entries);
    }
    let refusal = EntryRefused::WrongRows.refusal(before.lang);
    Err(Outcome::NotWritten(
        refusal.after(render::safe_lines(&(wrong.join("\n") + "\n")).into_owned()),
    ))
}

/// Where a row stands: `表.csv:3`, `表.xlsx Sheet1!A3`.
fn place(file: &str, row: &UpdateRow) -> String {
    match &row.at.sheet {
        Some(_) => format!("{file} {}", row.at),
        None => format!("{file}:{}", u64::from(row.at.row) + 1),
    }
}

/// The entries of a file by their tasks, each with its place.
#[derive(Default)]
struct Entries(BTreeMap<TaskId, Vec<(Taken, String)>>);

impl Entries {
    /// Adds an entry. Two figures of one task and day are refused: nobody knows which is meant.
    fn add(&mut self, taken: Taken, place: String, lang: Locale) -> Result<(), Refusal> {
        let list = self.0.entry(taken.task).or_default();
        let figure = |entry: &NewEntry| there::field(entry, "done").cloned();
        let new = figure(&taken.entry);
        let of_one = |own: &Taken| {
            let both = figure(&own.entry).zip(new.clone());
            both.is_some_and(|(one, other)| there::is_of_one(&one, &other))
        };
        let figures = list.iter().filter(|(own, _)| of_one(own));
        let figures: Vec<&Taken> = figures.map(|(own, _)| own).collect();
        let more = taken.is_more || figures.iter().any(|own| own.is_more);
        if more && !figures.is_empty() {
            return Err(EntryRefused::MoreInSeveralRows.refusal(lang));
        }
        let other = list.iter().find(|(own, _)| {
            let both = figure(&own.entry).zip(figure(&taken.entry));
            own.entry.on == taken.entry.on
                && both.is_some_and(|(one, other)| there::contradicts(&one, &other))
        });
        if let Some((_, other)) = other {
            return Err(RowRefused::TwoFigures { other: other.clone() }.refusal(lang));
        }
        list.push((taken, place));
        Ok(())
    }

    /// Those that the log does not have yet, each with its task.
    fn unlogged<'e>(
        &'e self,
        before: &'e Before<'e>,
    ) -> impl Iterator<Item = (&'e Task<'e>, &'e NewEntry)> {
        let all =
            self.0.iter().flat_map(|(id, rows)| rows.iter().map(move |(taken, _)| (id, taken)));
        let tasked = all.map(|(id, taken)| (before.book.task(*id), taken));
        let new =
            tasked.filter(|(task, taken)| !there::is_logged(task, &taken.entry, taken.got_typed));
        new.map(|(task, taken)| (task, &taken.entry))
    }

    /// What is to be written, and how many rows the log has already, or the file has twice.
    fn edits(self, before: &Before<'_>) -> (Vec<Edit>, usize) {
        let mut there = 0;
        let mut edits = Vec::new();
        for (id, rows) in self.0 {
            let task = before.book.task(id);
            let mut block = before.block(task).to_owned();
            let mut new: Vec<NewEntry> = Vec::new();
            for (taken, _) in rows {
                let entry = taken.entry;
                let logged = there::is_logged(task, &entry, taken.got_typed);
                if logged || new.iter().any(|own| there::is_same(own, &entry)) {
                    there += 1;
                    continue;
                }
                block = add_entry(&block, &entry);
                new.push(entry);
            }
            if !new.is_empty() {
                edits.push(Edit::Block(id, block));
            }
        }
        (edits, there)
    }
}

/// Why there are no rows, in words.
fn no_rows(none: NoUpdates, file: &str, lang: Locale) -> Outcome {
    let file = file.to_owned();
    let refused = match none {
        NoUpdates::Empty => RowRefused::EmptyFile { file },
        NoUpdates::NoTasks => {
            return Outcome::NotWritten(EntryRefused::NoIdColumn { file }.refusal(lang));
        }
        NoUpdates::NothingToEnter => RowRefused::NothingToEnter { file },
        NoUpdates::Twice([(at, name), (other, again)]) => RowRefused::ColumnTwice {
            file,
            first: (at.to_string(), name),
            second: (other.to_string(), again),
        },
        NoUpdates::Unknown(at, name) => {
            let all = HEADS.iter().flat_map(|(_, names)| names.iter().copied());
            let nearest = nearest(&name, all).map(str::to_owned);
            let all = HEADS.iter().map(|(key, _)| (*key).to_owned()).collect();
            RowRefused::UnknownColumn { file, at: at.to_string(), name, nearest, all }
        }
    };
    Outcome::NotWritten(refused.refusal(lang))
}
