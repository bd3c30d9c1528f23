//! What a form says of one task, as entries: a report, and a blocker where one is named.

use crate::changes::Before;
use crate::commands::against::is_as_issued;
use crate::commands::import::as_log::entry::{Fields, blocked};
use crate::commands::log::values::evidence;
use crate::outcome::Outcome;
use crate::period::PeriodView;
use crate::resolve;
use crate::when::Day;
use duban::account::{Address, Asked, Figures, Impossible, Levels};
use duban::diagnostic::nearest;
use duban::edit::{NewEntry, Value};
use duban::exchange::{FilledCell, FilledRow, FilledValue};
use duban::ledger::{INVESTED, Indicator, KeyType, Quantity, TaskId, Verdict, stable};
use duban::page::entries::form::{self, FormColumn, is_blocked, is_request, own_words};
use duban::page::refusals::returned::FormProblem;
use duban::page::typed;
use std::path::Path;

/// What a form cannot be taken for, cell by cell.
pub(super) type Wrong = Vec<(Address, FormProblem)>;

/// What was filled in of a task.
pub(super) struct Filled {
    pub(super) id: TaskId,
    /// Where it stands.
    pub(super) at: Address,
    pub(super) entries: Vec<NewEntry>,
}

/// The entries of a task's rows; `None` where something of it is wrong.
pub(super) fn filled(
    view: &PeriodView<'_>,
    before: &Before<'_>,
    file: &str,
    rows: &[&FilledRow],
    wrong: &mut Wrong,
) -> Result<Option<Filled>, Outcome> {
    let Some(first) = rows.first() else {
        return Ok(None);
    };
    let (name, at) = (first.issued.task.clone(), first.at.clone());
    let id = resolve::own_task(before, &name).ok();
    let known = id.and_then(|id| Some((id, view.session.account.figures(id)?)));
    let Some((id, figures)) = known else {
        wrong.push((at, FormProblem::NoTask { id: name }));
        return Ok(None);
    };
    let changed =
        rows.iter().filter(|row| !is_as_issued(&view.session.account, figures, &row.issued));
    let mut problems: Wrong =
        changed.map(|row| (row.at.clone(), FormProblem::Changed { id: name.clone() })).collect();
    let mut task = Task { view, figures, rows, problems: Vec::new() };
    let reports = if problems.is_empty() { task.reports() } else { Vec::new() };
    let blockers = task.words(FormColumn::Blocker).map(typed::blockers).unwrap_or_default();
    problems.append(&mut task.problems);
    if !problems.is_empty() {
        wrong.append(&mut problems);
        return Ok(None);
    }
    let on = view.session.account.as_of;
    let late = Day::of_report(before, figures.task, on).got;
    let by = Value::Text(first.issued.department.clone());
    let mut around = vec![("by", by)];
    around.extend(late.map(|got| ("got", Value::Date(got))));
    around.extend(evidence(before, Some(Path::new(file)))?.map(|path| ("evidence", path)));
    let blocked = blockers.iter().map(|words| blocked(words));
    let parts = reports.into_iter().filter(|fields| !fields.is_empty()).chain(blocked);
    let entries = parts.map(|mut fields| {
        fields.extend(around.iter().cloned());
        NewEntry { on, fields }
    });
    Ok(Some(Filled { id, at, entries: entries.collect() }))
}

struct Task<'t, 'b> {
    view: &'t PeriodView<'b>,
    figures: &'t Figures<'b>,
    rows: &'t [&'t FilledRow],
    problems: Wrong,
}

impl Task<'_, '_> {
    /// The row of the task itself; its indicators have rows of their own.
    fn cell(&self, column: FormColumn) -> Option<&FilledCell> {
        let own = self.rows.iter().find(|row| row.issued.indicator.is_empty());
        own.and_then(|row| row.cell(column))
    }

    fn words(&self, column: FormColumn) -> Option<&str> {
        let own = self.rows.iter().find(|row| row.issued.indicator.is_empty());
        own.and_then(|row| row.words(column))
    }

    fn wrong(&mut self, at: Option<Address>, problem: FormProblem) {
        let at = at.or_else(|| self.rows.first().map(|row| row.at.clone()));
        self.problems.extend(at.map(|at| (at, problem)));
    }

    /// The report, and a step beside figures of indicators: an entry is one of both.
    fn reports(&mut self) -> Vec<Fields> {
        self.only_where_asked();
        let book = self.view.session.account.book;
        let mut fields = Fields::new();
        let mut step = None;
        match self.figures.asked(book) {
            Asked::Figure => fields.extend(self.figure()),
            Asked::Indicators => {
                fields.extend(self.by_indicator());
                let steps = self.figures.asked_steps(book);
                step = self.step(&steps).filter(|_| !steps.is_empty());
            }
            Asked::Steps(steps) => fields.extend(self.step(&steps)),
            Asked::OwnWord => fields.extend(self.own_word()),
            Asked::Words => {}
        }
        if fields.is_empty() {
            fields.extend(step.take());
        }
        let report = self.report(fields);
        step.map(|step| vec![step]).into_iter().chain([report]).collect()
    }

    /// The report: how far the task has come, or words alone; empty where nothing is said but a blocker.
    fn report(&mut self, mut fields: Fields) -> Fields {
        let text = |words: &str| Value::Text(words.to_owned());
        let is_figure = fields.iter().any(|(key, _)| matches!(*key, "done" | "step"));
        let mut cells = self.rows.iter().filter_map(|row| row.cell(FormColumn::Correction));
        if let Some(at) = cells.next().filter(|_| !is_figure).map(|why| why.at.clone()) {
            self.wrong(Some(at), FormProblem::CorrectionAlone);
        }
        let request = self.request();
        let note = self.words(FormColumn::Note).map(str::to_owned);
        let next = self.words(FormColumn::Next).map(str::to_owned);
        let invested = self.invested();
        // An entry without a figure needs words.
        let judged = || self.words(FormColumn::State).filter(|word| !is_blocked(word));
        let instead = || {
            let lang = self.view.session.lang;
            let amount = invested.map(|amount| form::invested_words(amount, lang));
            let promised = next.as_ref().map(|_| form::next_words(lang));
            judged().map(str::to_owned).or(promised).or(amount)
        };
        let says = !fields.is_empty() || request.is_some();
        let judges = fields.iter().any(|(key, _)| *key == "judge");
        // What is said twice is written once, as the promise that it is.
        let note = note.filter(|note| next.as_ref() != Some(note));
        let note = note.or_else(|| if !says || judges { instead() } else { None });
        fields
            .extend(self.correction().filter(|_| is_figure).map(|why| ("correction", text(&why))));
        fields.extend(request.map(|words| ("request", text(&words))));
        fields.extend(note.map(|note| ("note", text(&note))));
        fields.extend(next.map(|next| ("next", text(&next))));
        fields.extend(invested.map(|amount| ("invested", Value::Number(amount))));
        fields
    }

    /// A figure where a step or a word is asked for, or the other way round.
    fn only_where_asked(&mut self) {
        let asked = self.figures.asked(self.view.session.account.book);
        let figure = matches!(asked, Asked::Figure);
        let book = self.view.session.account.book;
        let state = asked == Asked::OwnWord || !self.figures.asked_steps(book).is_empty();
        let shut = [(FormColumn::Done, figure), (FormColumn::State, state)];
        let shut = shut.into_iter().filter(|(_, asked)| !asked);
        let cells: Vec<FilledCell> =
            shut.filter_map(|(column, _)| self.cell(column).cloned()).collect();
        let of_indicators = self.rows.iter().filter(|row| !row.issued.indicator.is_empty());
        let beside = of_indicators.flat_map(|row| &row.cells);
        let beside =
            beside.filter(|cell| !matches!(cell.column, FormColumn::Done | FormColumn::Correction));
        let beside = beside.cloned();
        for cell in cells.into_iter().chain(beside.collect::<Vec<_>>()) {
            let text = match &cell.value {
                FilledValue::Number(number) => number.to_string(),
                FilledValue::Words(words) => words.clone(),
            };
            self.wrong(Some(cell.at), FormProblem::NotAsked { text });
        }
    }

    fn figure(&mut self) -> Option<(&'static str, Value)> {
        let cell = self.cell(FormColumn::Done)?.clone();
        let done = number(&cell)?;
        self.possible(None, &cell.at, done);
        let corrected = self.cell(FormColumn::Correction).is_some();
        if self.figures.goes_back_to(done) && !corrected {
            let (task, state) = (self.figures.task, &self.figures.state);
            let last = state.done(task).unwrap_or_default();
            let (last, to) = (format!("{last}{}", task.unit), format!("{done}{}", task.unit));
            self.wrong(Some(cell.at), FormProblem::Falls { last, to });
        }
        Some(("done", Value::Number(done)))
    }

    /// Refuses what cannot be.
    fn possible(&mut self, of: Option<&Indicator<'_>>, at: &Address, done: Quantity) {
        let unit = of.map_or(&self.figures.task.unit, |own| &own.unit).to_string();
        let figure = format!("{done}{unit}");
        let problem = match self.figures.impossible(of, done) {
            None => return,
            Some(Impossible::Negative) => FormProblem::Negative { figure },
            Some(Impossible::Parted) => FormProblem::Parted { figure, unit },
        };
        self.wrong(Some(at.clone()), problem);
    }

    fn by_indicator(&mut self) -> Option<(&'static str, Value)> {
        let corrected = self.cell(FormColumn::Correction).is_some();
        let says_why = |row: &&FilledRow| row.cell(FormColumn::Correction).is_some();
        let mut given = Vec::new();
        let indicated: Vec<_> = self.figures.state.indicated(self.figures.task).collect();
        for (indicator, last) in indicated {
            let row = self.rows.iter().find(|row| row.issued.indicator == *indicator.id);
            let cell = row.and_then(|row| row.cell(FormColumn::Done));
            let Some((at, done)) = cell.and_then(|cell| Some((cell.at.clone(), number(cell)?)))
            else {
                continue;
            };
            self.possible(Some(indicator), &at, done);
            let share = |done| indicator.share(Some(done));
            let last = last.filter(|last| !indicator.is_limit() && share(done) < share(*last));
            let corrected = corrected || row.is_some_and(&says_why);
            if let Some(last) = last.filter(|_| !corrected) {
                let (last, to) = (indicator.amount(last), indicator.amount(done));
                self.wrong(Some(at), FormProblem::Falls { last, to });
            }
            given.push((indicator.id.to_string(), done));
        }
        (!given.is_empty()).then_some(("done", Value::Figures(given)))
    }

    fn step(&mut self, steps: &[&str]) -> Option<(&'static str, Value)> {
        let cell = self.cell(FormColumn::State)?.clone();
        let FilledValue::Words(text) = &cell.value else {
            return None;
        };
        if !steps.contains(&text.as_str()) {
            let all = steps.iter().map(|step| (*step).to_owned()).collect();
            let nearest = nearest(text, steps.iter().copied()).map(str::to_owned);
            let text = text.clone();
            self.wrong(Some(cell.at), FormProblem::NoSuchStep { text, all, nearest });
            return None;
        }
        let (book, task) = (self.view.session.account.book, self.figures.task);
        let target = self.figures.state.target.unwrap_or_default();
        let share = |level: duban::ledger::Level| level.share(task.base(), target);
        let new = Levels::of(book, task).level(text).and_then(share);
        let reached = self.figures.state.reached.and_then(share);
        if new < reached && self.cell(FormColumn::Correction).is_none() {
            self.wrong(Some(cell.at.clone()), FormProblem::EarlierStep { step: text.clone() });
        }
        Some(("step", Value::Text(text.clone())))
    }

    /// The owner's own word; that the task is blocked is said by its blocker.
    fn own_word(&mut self) -> Option<(&'static str, Value)> {
        let cell = self.cell(FormColumn::State)?.clone();
        let FilledValue::Words(word) = &cell.value else {
            return None;
        };
        if is_blocked(word) {
            if self.cell(FormColumn::Blocker).is_none() {
                self.wrong(Some(cell.at), FormProblem::BlockedByNothing);
            }
            return None;
        }
        let verdict = stable(KeyType::Verdict, word).and_then(Verdict::parse);
        let Some(verdict) = verdict.filter(|verdict| *verdict != Verdict::None) else {
            let lang = self.view.session.lang;
            let all = own_words(lang).into_iter().map(str::to_owned).collect();
            let text = word.clone();
            self.wrong(Some(cell.at), FormProblem::NotAWord { text, all });
            return None;
        };
        Some(("judge", Value::Text(verdict.name().to_owned())))
    }

    fn invested(&mut self) -> Option<Quantity> {
        let (at, amount) = {
            let cell = self.cell(FormColumn::Invested)?;
            (cell.at.clone(), number(cell)?)
        };
        if amount < Quantity::default() {
            let figure = format!("{amount}{INVESTED}");
            self.wrong(Some(at), FormProblem::Negative { figure });
        }
        Some(amount)
    }

    /// Why figures go back: the words of the task's row and of its indicators'.
    fn correction(&self) -> Option<String> {
        let all = self.rows.iter().filter_map(|row| row.words(FormColumn::Correction));
        let mut all: Vec<&str> = all.collect();
        all.dedup();
        (!all.is_empty()).then(|| form::reasons(&all, self.view.session.lang))
    }

    /// The words by which strike-off is asked for.
    fn request(&mut self) -> Option<String> {
        let cell = self.cell(FormColumn::Request)?.clone();
        match &cell.value {
            FilledValue::Words(words) if is_request(words) => {
                Some(form::request_words(self.view.session.lang))
            }
            FilledValue::Words(words) => {
                let text = words.clone();
                self.wrong(Some(cell.at), FormProblem::NotARequest { text });
                None
            }
            FilledValue::Number(_) => None,
        }
    }
}

fn number(cell: &FilledCell) -> Option<Quantity> {
    match cell.value {
        FilledValue::Number(number) => Some(number),
        FilledValue::Words(_) => None,
    }
}
