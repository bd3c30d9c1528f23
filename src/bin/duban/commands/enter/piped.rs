//! Lines from standard input: each with the id of its task before it, or none, and then in the order of the questions.
//!
//! A line goes to the task it names and nowhere else. What cannot be placed is refused with its line, and nothing is written.

use super::line::STROKES;
use super::{Answer, Round};
use crate::edge::{output, terminal};
use crate::outcome::Outcome;
use crate::refusal::Refusal;
use crate::resolve;
use duban::ledger::{Locale, folded};
use duban::page::entries::enter;
use duban::page::refusals::entries::EntryRefused;
use duban::page::words;
use std::collections::HashSet;

/// A line that says something, with its number in the file.
#[derive(Clone, Copy)]
struct Line<'l> {
    nth: usize,
    text: &'l str,
}

/// What is wrong, line by line.
#[derive(Default)]
struct Wrong(String);

impl Wrong {
    fn add(&mut self, name: &str, refusal: &Refusal, lang: Locale) {
        self.0.push_str(&words::with_reason(name, &refusal.message, lang));
        self.0.push('\n');
        self.0.extend(refusal.help.iter().map(|help| format!("  = help: {help}\n")));
    }
}

impl Round<'_, '_> {
    pub(super) fn piped(&self) -> Result<Vec<Answer>, Outcome> {
        let bytes = terminal::input().map_err(anyhow::Error::from)?;
        let text = String::from_utf8(bytes).map_err(anyhow::Error::from)?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        let lines = (1..).zip(text.lines()).map(|(nth, text)| Line { nth, text: text.trim() });
        let lines: Vec<Line<'_>> = lines.collect();
        let mut wrong = Wrong::default();
        let ids = Ids::of(self);
        let answers = if lines.iter().any(|line| ids.names(line.text)) {
            self.by_name(&lines, &ids, &mut wrong)
        } else {
            self.in_turn(&lines, &mut wrong)
        };
        if wrong.0.is_empty() {
            return Ok(answers);
        }
        let refusal = EntryRefused::WrongLines.refusal(self.before.lang);
        Err(refusal.after(format!("\n{}", wrong.0)).into())
    }

    /// Each line says whose it is.
    fn by_name(&self, lines: &[Line<'_>], ids: &Ids, wrong: &mut Wrong) -> Vec<Answer> {
        let lang = self.before.lang;
        let mut answers: Vec<Answer> = Vec::new();
        for line in lines.iter().filter(|line| !line.text.is_empty()) {
            let Some((name, rest)) = line.text.split_once(STROKES).filter(|_| ids.names(line.text))
            else {
                let refused = EntryRefused::NoTaskNamed { nth: line.nth };
                wrong.add(line.text, &refused.refusal(lang), lang);
                continue;
            };
            match self.named(name.trim(), rest) {
                Ok(answer) if answers.iter().any(|known| known.id == answer.id) => {
                    let refused = EntryRefused::NamedTwice { nth: line.nth };
                    wrong.add(&answer.id, &refused.refusal(lang), lang);
                }
                Ok(answer) => answers.push(answer),
                Err(outcome) => {
                    outcome
                        .refusal(lang)
                        .iter()
                        .for_each(|refusal| wrong.add(name.trim(), refusal, lang));
                }
            }
        }
        answers
    }

    /// The answer of a line that names its task; where no report is owed, why it is taken is said.
    pub(super) fn named(&self, name: &str, rest: &str) -> Result<Answer, Outcome> {
        let before = self.before;
        let id = resolve::own_task(before, name)?;
        let task = before.book.task(id);
        let entry = self.entry(task, rest.trim())?;
        let figures = self.account.figures(id);
        if let Some(why) =
            figures.and_then(|figures| figures.not_owed(before.book, self.period, before.as_of))
        {
            output::say(&enter::not_owed(task, why, before.as_of, before.lang));
        }
        Ok(Answer { id: task.id.to_string(), line: rest.trim().to_owned(), entry })
    }

    /// No line says whose it is: one for each question, an empty one to pass over it, `s` to end.
    fn in_turn(&self, lines: &[Line<'_>], wrong: &mut Wrong) -> Vec<Answer> {
        let lang = self.before.lang;
        let said = lines.iter().rposition(|line| !line.text.is_empty()).map_or(0, |at| at + 1);
        let mut lines = lines[..said].iter();
        let mut answers = Vec::new();
        for (nth, figures) in self.owing.iter().enumerate() {
            output::say(&self.prompt(nth));
            let Some(line) = lines.next() else {
                if said > 0 {
                    let (lines, owed) = (said, self.owing.len());
                    let refused = EntryRefused::TooFewLines { lines, owed };
                    wrong.add(&figures.task.id, &refused.refusal(lang), lang);
                }
                break;
            };
            match line.text {
                "s" => break,
                "q" => return Vec::new(),
                "" => {}
                text => match self.entry(figures.task, text) {
                    Ok(entry) => {
                        let id = figures.task.id.to_string();
                        answers.push(Answer { id, line: text.to_owned(), entry });
                    }
                    Err(refusal) => wrong.add(&figures.task.id, &refusal, lang),
                },
            }
        }
        output::say("\n");
        for line in lines.filter(|line| !line.text.is_empty()) {
            let (nth, owed) = (line.nth, self.owing.len());
            wrong.add(line.text, &EntryRefused::LineTooMany { nth, owed }.refusal(lang), lang);
        }
        answers
    }
}

/// The ids of the ledger, and how they are built.
pub(super) struct Ids {
    names: HashSet<String>,
    shapes: HashSet<String>,
}

impl Ids {
    pub(super) fn of(round: &Round<'_, '_>) -> Self {
        let book = round.before.book;
        let ids = book.tasks.iter().map(|task| task.id.as_ref());
        let ids = ids.chain(book.unread.iter().map(|task| task.id.as_str()));
        let titles = book.tasks.iter().map(|task| task.title.as_ref());
        // An id of digits alone reads as a figure.
        let has_letter = |id: &&str| id.contains(char::is_alphabetic);
        let ids = ids.filter(has_letter);
        Self {
            names: ids.clone().chain(titles).map(folded).collect(),
            shapes: ids.map(shape).collect(),
        }
    }

    /// Whether a line begins with what is, or is built as, the name of a task.
    pub(super) fn names(&self, line: &str) -> bool {
        let first = line.split(STROKES).next().unwrap_or("");
        let word = |letter: char| {
            letter.is_whitespace() || ":,;\u{3001}\u{ff0c}\u{ff1a}\u{ff1b}".contains(letter)
        };
        let start = first.trim().split(word).next().unwrap_or("");
        let is_id = |text: &str| !text.is_empty() && self.shapes.contains(&shape(text));
        self.names.contains(&folded(first)) || is_id(first) || is_id(start)
    }
}

/// An id with a sign in the place of each run of digits: P-07 and P-99 are built alike.
fn shape(id: &str) -> String {
    let mut shape = String::new();
    for letter in folded(id).chars() {
        let sign = if letter.is_ascii_digit() { '#' } else { letter };
        if sign != '#' || !shape.ends_with('#') {
            shape.push(sign);
        }
    }
    shape
}
