//! Lines typed at a terminal: each is judged as it is typed, and said again as it is understood.

use super::line::STROKES;
use super::piped::Ids;
use super::{Answer, Round};
use crate::edge::{output, terminal};
use crate::refusal::Refusal;
use duban::account::Figures;
use duban::diagnostic::nearest;
use duban::edit::{NewEntry, Value};
use duban::exchange;
use duban::ledger::{Indicator, Quantity, is_blank};
use duban::page::entries::enter::{self, Doubt};
use duban::page::typed;

impl Round<'_, '_> {
    /// Asks for each answer until it can be read. `<` goes back, `s` ends, `q` gives all up.
    pub(super) fn asked(&self) -> Vec<Answer> {
        let lang = self.before.lang;
        let ids = Ids::of(self);
        let mut answers: Vec<Option<Answer>> = self.owing.iter().map(|_| None).collect();
        let mut others: Vec<Answer> = Vec::new();
        let mut nth = 0;
        while let Some(figures) = self.owing.get(nth) {
            let typed = terminal::ask(&self.prompt(nth));
            match typed.as_deref().map(str::trim) {
                None | Some("s") => break,
                Some("q") => return Vec::new(),
                Some("?" | "\u{ff1f}") => output::say(&enter::help(self.steps(figures.task), lang)),
                Some("<" | "\u{ff1c}" | "\u{300a}") => nth = nth.saturating_sub(1),
                Some("") => nth += 1,
                Some(line) if ids.names(line) => match self.other(line) {
                    Ok(None) => {}
                    Ok(Some(answer)) => {
                        others.retain(|known| known.id != answer.id);
                        others.push(answer);
                    }
                    Err(refusal) => output::say(&output::Drawn(refusal.text(lang))),
                },
                Some(line) => match self.entry(figures.task, line) {
                    Ok(entry) => {
                        if let Some(entry) = self.settled(figures, entry) {
                            self.echo(figures, &entry);
                            let id = figures.task.id.to_string();
                            answers[nth] = Some(Answer { id, line: line.to_owned(), entry });
                            nth += 1;
                        }
                    }
                    Err(refusal) => output::say(&output::Drawn(refusal.text(lang))),
                },
            }
        }
        let mut all: Vec<Answer> = answers.into_iter().flatten().collect();
        all.retain(|answer| !others.iter().any(|other| other.id == answer.id));
        all.extend(others);
        all
    }

    /// A line that names another task goes to that one; `None` to type it again.
    fn other(&self, line: &str) -> Result<Option<Answer>, Refusal> {
        let (name, rest) = line.split_once(STROKES).unwrap_or((line, ""));
        let answer = self.named(name.trim(), rest);
        let mut answer = answer.map_err(|outcome| {
            outcome.refusal(self.before.lang).unwrap_or_else(|| Refusal::new(String::new()))
        })?;
        let mut all = self.account.tasks.iter();
        if let Some(figures) = all.find(|figures| figures.task.id == answer.id.as_str()) {
            let Some(entry) = self.settled(figures, answer.entry) else {
                return Ok(None);
            };
            answer.entry = entry;
            self.echo(figures, &answer.entry);
        }
        Ok(Some(answer))
    }

    fn echo(&self, figures: &Figures<'_>, entry: &NewEntry) {
        output::say(&enter::understood(figures.task, entry, self.before.lang));
    }

    /// The entry, once what is doubtful about it is settled; `None` to type it again.
    fn settled(&self, figures: &Figures<'_>, mut entry: NewEntry) -> Option<NewEntry> {
        let ask =
            |doubt: &Doubt<'_>| terminal::ask(&doubt.question(figures.task, self.before.lang));
        if let Some(done) = number(&entry, "done") {
            if figures.goes_back_to(done) {
                let from = figures.state.done(figures.task);
                let why = ask(&Doubt::Falls { from, to: done })?;
                if is_blank(&why) || is_line(&why, &figures.task.unit) {
                    return None;
                }
                entry.fields.push(("correction", Value::Text(why.trim().to_owned())));
            } else if figures.state.far_beyond(figures.task, done).is_some()
                && let Some(target) = figures.state.target
            {
                let reply = ask(&Doubt::Beyond { done, target })?;
                if !typed::agrees(&reply) {
                    return None;
                }
            }
        }
        for (indicator, from, done) in by_indicator(figures, &entry) {
            let share = |done| indicator.share(Some(done));
            if !indicator.is_limit() && from.is_some_and(|from| share(done) < share(from)) {
                let why = ask(&Doubt::IndicatorFalls { indicator, from, to: done })?;
                if is_blank(&why) || is_line(&why, &indicator.unit) {
                    return None;
                }
                entry.fields.push(("correction", Value::Text(why.trim().to_owned())));
                break;
            }
        }
        let has_progress = entry.fields.iter().any(|(key, _)| *key == "done");
        let note = entry.fields.iter_mut().find(|(key, _)| *key == "note");
        if let Some((key, Value::Text(words))) = note.filter(|_| !has_progress)
            && let Some(step) = nearest(words, self.steps(figures.task))
        {
            let reply = ask(&Doubt::Step { words, step })?;
            if typed::agrees(&reply) {
                *words = step.to_owned();
                *key = "step";
            } else if reply.trim() != "n" {
                return None;
            }
        }
        Some(entry)
    }
}

/// Whether words asked for are a line of their own: a figure, parts between strokes, a sign to this program.
fn is_line(words: &str, unit: &str) -> bool {
    let words = words.trim();
    let is_sign = matches!(words, "?" | "\u{ff1f}" | "<" | "\u{ff1c}" | "\u{300a}" | "s" | "q");
    is_sign || words.contains(STROKES) || exchange::measured(words, unit).is_ok()
}

fn number(entry: &NewEntry, key: &str) -> Option<Quantity> {
    entry.fields.iter().find_map(|(known, value)| match value {
        Value::Number(number) => (*known == key).then_some(*number),
        Value::Text(_)
        | Value::Texts(_)
        | Value::Date(_)
        | Value::Figures(_)
        | Value::Flag(_)
        | Value::Raw(_) => None,
    })
}

/// The indicators that an entry gives figures for, each with the figure before and the new one.
fn by_indicator<'f>(
    figures: &'f Figures<'_>,
    entry: &NewEntry,
) -> Vec<(&'f Indicator<'f>, Option<Quantity>, Quantity)> {
    let given = entry.fields.iter().find_map(|(key, value)| match value {
        Value::Figures(given) => (*key == "done").then_some(given),
        Value::Number(_)
        | Value::Text(_)
        | Value::Texts(_)
        | Value::Date(_)
        | Value::Flag(_)
        | Value::Raw(_) => None,
    });
    let new = |id: &str| given?.iter().find(|(known, _)| known == id).map(|(_, done)| *done);
    let all = figures.state.indicated(figures.task);
    all.filter_map(|(indicator, from)| Some((indicator, from, new(&indicator.id)?))).collect()
}
