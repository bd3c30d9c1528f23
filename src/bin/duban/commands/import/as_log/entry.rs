//! The entries of the rows of a task, and which of them the log has already.

use super::refused::goes_back;
use crate::changes::Before;
use crate::commands::accept;
use crate::commands::import::arguments::ImportArgs;
use crate::commands::log::values::evidence;
use crate::commands::updates::there;
use crate::outcome::Outcome;
use crate::period::PeriodView;
use crate::when::Day;
use duban::account::{Against, AgainstRow};
use duban::edit::{NewEntry, Value};
use duban::ledger::{Event, Quantity, TaskId};
use duban::page::entries::form;
use duban::page::typed;
use std::collections::BTreeMap;
use std::path::Path;

/// What entries are made with.
pub(super) struct Entries<'e, 'b> {
    pub(super) view: &'e PeriodView<'b>,
    pub(super) before: &'e Before<'e>,
    pub(super) against: &'e Against,
    pub(super) args: &'e ImportArgs,
}

/// The entries that a task gets.
pub(super) struct New {
    pub(super) id: TaskId,
    pub(super) entries: Vec<NewEntry>,
    /// Entries that the log of the period has already.
    pub(super) there: usize,
}

/// What an entry says, by key.
pub(super) type Fields = Vec<(&'static str, Value)>;

/// A blocker of a few words is its own name; the first clause of a longer one, with all of it beside.
pub(super) fn blocked(words: &str) -> Fields {
    let name = typed::blocker_name(words);
    let note = (name != words).then(|| ("note", Value::Text(words.to_owned())));
    [("blocked", Value::Text(name.to_owned()))].into_iter().chain(note).collect()
}

impl Entries<'_, '_> {
    /// What the rows say, as entries of the period's last day; the rows of one task are one report.
    pub(super) fn of_rows(&self, rows: &[(TaskId, &AgainstRow)]) -> Result<Vec<New>, Outcome> {
        let mut tasks: BTreeMap<TaskId, Vec<&AgainstRow>> = BTreeMap::new();
        for (id, row) in rows {
            tasks.entry(*id).or_default().push(row);
        }
        tasks.into_iter().map(|(id, rows)| self.of_task(id, &rows)).collect()
    }

    fn of_task(&self, id: TaskId, rows: &[&AgainstRow]) -> Result<New, Outcome> {
        let mut new = New { id, entries: Vec::new(), there: 0 };
        let mut notes = joined(rows.iter().filter_map(|row| row.note.as_deref()));
        for row in rows {
            for words in row.blockers.iter().flat_map(|(_, text)| typed::blockers(text)) {
                let blocker = self.blocker(row, &words);
                if self.is_open_by(id, &blocker) {
                    new.there += 1;
                } else if self.stands(id, &words) {
                    notes = joined([notes.as_deref(), Some(&words)].into_iter().flatten());
                } else {
                    new.entries.push(blocker);
                }
            }
        }
        if let Some(report) = self.report(id, rows, notes)? {
            match self.is_there(id, &report) {
                true => new.there += 1,
                false => new.entries.insert(0, report),
            }
        }
        Ok(new)
    }

    /// Whether the log of the period says the same: a file that is read again while the period runs is written once.
    fn is_there(&self, id: TaskId, entry: &NewEntry) -> bool {
        let log = self.before.book.task(id).log.iter();
        let mut of_period = log.filter(|logged| self.view.period.contains(logged.on));
        // Once it is written the figure goes back no more.
        let mut corrected = entry.clone();
        let why = self.args.figures.correction.clone().map(Value::Text);
        corrected.fields.extend(why.map(|why| ("correction", why)));
        of_period.any(|logged| {
            there::says(logged, entry, false) || there::says(logged, &corrected, false)
        })
    }

    fn blocker(&self, row: &AgainstRow, words: &str) -> NewEntry {
        let on = self.view.session.account.as_of;
        let by = accept::sender(self.view, self.against, row).map(Value::Text);
        let mut fields = blocked(words);
        fields.extend(by.map(|by| ("by", by)));
        NewEntry { on, fields }
    }

    /// Whether the log of the period opens just this blocker.
    fn is_open_by(&self, id: TaskId, entry: &NewEntry) -> bool {
        let text = |key| match there::field(entry, key) {
            Some(Value::Text(text)) => Some(text.as_str()),
            Some(_) | None => None,
        };
        let log = self.before.book.task(id).log.iter();
        let mut of_period = log.filter(|logged| self.view.period.contains(logged.on));
        of_period.any(|logged| {
            matches!(&logged.event, Event::Blocked(name) if Some(name.as_ref()) == text("blocked"))
                && logged.note.as_deref() == text("note")
        })
    }

    /// Whether a blocker that the words name stands already.
    fn stands(&self, id: TaskId, words: &str) -> bool {
        let figures = self.view.session.account.figures(id);
        figures.is_some_and(|figures| {
            figures.state.blockers.iter().any(|open| words.contains(open.name))
        })
    }

    /// The report: the figures, or the words alone; none where nothing is said.
    fn report(
        &self,
        id: TaskId,
        rows: &[&AgainstRow],
        notes: Option<String>,
    ) -> Result<Option<NewEntry>, Outcome> {
        let Some(first) = rows.first() else {
            return Ok(None);
        };
        let account = &self.view.session.account;
        let text = |value: Option<String>| value.map(Value::Text);
        let done = self.done(id, rows);
        let (step, notes) = self.step(id, rows, done.is_some(), notes);
        let invested = rows.iter().find_map(|row| row.invested.as_ref());
        let next = joined(rows.iter().filter_map(|row| row.next.as_deref()));
        // What is said twice is written once, as the promise that it is.
        let notes = notes.filter(|notes| next.as_ref() != Some(notes));
        // An entry without a figure needs words.
        let instead = || {
            let amount = invested.map(|worked| format!("{}{}", worked.heading.1, worked.text));
            let promised = next.as_ref().map(|_| form::next_words(self.before.lang));
            promised.or(amount)
        };
        let is_event = done.is_some() || step.is_some();
        let note = if is_event { notes } else { notes.or_else(instead) };
        if !is_event && note.is_none() {
            return Ok(None);
        }
        let back = rows.iter().any(|row| goes_back(account, id, row));
        let why = self.args.figures.correction.clone().filter(|_| back);
        let (on, file) = (account.as_of, first.file.as_deref().map(Path::new));
        let late = Day::of_report(self.before, self.before.book.task(id), on).got;
        let fields = [
            ("done", done),
            ("step", text(step)),
            ("invested", invested.map(|worked| Value::Number(worked.result))),
            ("correction", text(why)),
            ("note", text(note)),
            ("next", text(next)),
            ("by", text(accept::sender(self.view, self.against, first))),
            ("got", late.map(Value::Date)),
            ("evidence", evidence(self.before, file)?),
        ];
        let fields: Fields =
            fields.into_iter().filter_map(|(key, value)| Some((key, value?))).collect();
        Ok(Some(NewEntry { on, fields }))
    }

    /// The step that the rows name, where no figure says more; else it stands among the notes.
    fn step(
        &self,
        id: TaskId,
        rows: &[&AgainstRow],
        has_figure: bool,
        notes: Option<String>,
    ) -> (Option<String>, Option<String>) {
        let mut named = rows.iter().filter_map(|row| row.step.as_ref());
        let Some((_, named)) = named.next() else {
            return (None, notes);
        };
        let account = &self.view.session.account;
        let steps = account.figures(id).map(|figures| figures.steps(account.book));
        let is_step = steps.is_some_and(|steps| steps.contains(&named.as_str()));
        if is_step && !has_figure {
            return (Some(named.clone()), notes);
        }
        let words = form::step_words(named, self.before.lang);
        (None, joined([Some(words.as_str()), notes.as_deref()].into_iter().flatten()))
    }

    /// The figure, or those of the indicators.
    fn done(&self, id: TaskId, rows: &[&AgainstRow]) -> Option<Value> {
        let indicators = self.before.book.task(id).indicators();
        let mut worked = rows.iter().flat_map(|row| &row.worked).peekable();
        if indicators.is_empty() {
            return worked.next().map(|worked| Value::Number(worked.result));
        }
        worked.peek()?;
        let figures = worked.filter_map(|worked| {
            let indicator = indicators.get(worked.indicator?)?;
            Some((indicator.id.to_string(), worked.result))
        });
        Some(Value::Figures(figures.collect::<Vec<(String, Quantity)>>()))
    }
}

fn joined<'w>(words: impl IntoIterator<Item = &'w str>) -> Option<String> {
    let mut words: Vec<&str> = words.into_iter().collect();
    words.dedup();
    (!words.is_empty()).then(|| words.join(";"))
}
