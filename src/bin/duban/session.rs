//! One run over one ledger: the book, the day, the language, and the way an answer is written.

use crate::changes::Before;
use crate::cli::{Cli, FilterArgs, Format, OutputArgs};
use crate::edge::environment::{self, Color};
use crate::edge::files::Loaded;
use crate::edge::output;
use crate::refusal::{Refusal, Stop};
use crate::resolve;
use anyhow::Result;
use chrono::NaiveDate;
use duban::account::{Account, Basis, Figures, Filter, Matter, Sort, TaskRow};
use duban::check::{Leave, Sound};
use duban::diagnostic::Diagnostic;
use duban::ledger::Locale;
use duban::page::{Page, View, problem, reason};
use duban::render;
use duban::source::Sources;
use serde::Serialize;
use serde_json::{Map, Value, json};

/// What the program ends with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    Done = 0,
    Found = 1,
    Usage = 2,
    Unreadable = 3,
    Failed = 4,
}

impl Exit {
    /// 1 where something was found that was asked about.
    pub(crate) fn found_if(found: bool) -> Self {
        if found { Self::Found } else { Self::Done }
    }
}

/// A book that can be answered from.
pub(crate) struct Session<'b> {
    pub(crate) account: Account<'b>,
    pub(crate) lang: Locale,
    pub(crate) view: View,
    pub(crate) color: Color,
}

impl<'b> Session<'b> {
    pub(crate) fn new(basis: Basis<'b>, as_of: NaiveDate, lang: Locale, cli: &Cli) -> Self {
        Self {
            account: basis.figures(as_of),
            lang,
            view: cli.view(lang),
            color: cli.color,
        }
    }

    /// The tasks of a matter that fit the filters, in order.
    pub(crate) fn select<'a>(
        &'a self,
        args: &FilterArgs,
        matter: Matter,
        sort: Sort,
    ) -> Result<Vec<&'a Figures<'b>>, Refusal> {
        let account = &self.account;
        let filter: Filter = resolve::filter(account, args, self.lang)?;
        let all = account.tasks.iter();
        let mut tasks: Vec<&Figures<'b>> = all
            .filter(|task| matter.fits(account, task) && filter.fits(account, task))
            .collect();
        sort.apply(&mut tasks);
        Ok(tasks)
    }

    /// The machine's rows of some tasks.
    pub(crate) fn rows(&self, tasks: &[&Figures<'b>]) -> Vec<TaskRow> {
        let words = |own: &Figures<'b>| reason::reason(&self.account, own, self.lang);
        tasks
            .iter()
            .map(|own| self.account.row(own, words(own)))
            .collect()
    }

    /// Writes an answer.
    pub(crate) fn answer<R: Serialize>(
        &self,
        command: &str,
        rows: impl FnOnce() -> (Vec<R>, Value),
        page: impl FnOnce() -> Page,
        args: &OutputArgs,
    ) -> Result<()> {
        self.said().write(command, rows, page, args)
    }

    /// An answer as it is written.
    pub(crate) fn text<R: Serialize>(
        &self,
        command: &str,
        rows: impl FnOnce() -> (Vec<R>, Value),
        page: impl FnOnce() -> Page,
        args: &OutputArgs,
    ) -> Result<String> {
        self.said().text(command, rows, page, args)
    }

    fn said(&self) -> Answer<'_> {
        let first = self.account.book.first_ledger();
        Answer {
            ledger: first.map(|own| own.title.as_str()),
            as_of: self.account.as_of,
            left_out: self.account.book.left_out,
            color: self.color,
        }
    }
}

/// What every answer says of itself, whether or not it is made from one book.
pub(crate) struct Answer<'a> {
    pub(crate) ledger: Option<&'a str>,
    pub(crate) as_of: NaiveDate,
    pub(crate) left_out: usize,
    pub(crate) color: Color,
}

impl Answer<'_> {
    /// Writes it.
    pub(crate) fn write<R: Serialize>(
        &self,
        command: &str,
        rows: impl FnOnce() -> (Vec<R>, Value),
        page: impl FnOnce() -> Page,
        args: &OutputArgs,
    ) -> Result<()> {
        let text = self.text(command, rows, page, args)?;
        let pager = environment::pager().filter(|_| args.format == Format::Table);
        output::print(&text, pager.as_deref())?;
        Ok(())
    }

    /// As it is written: json and csv the rows as they are, every other format the page.
    fn text<R: Serialize>(
        &self,
        command: &str,
        rows: impl FnOnce() -> (Vec<R>, Value),
        page: impl FnOnce() -> Page,
        args: &OutputArgs,
    ) -> Result<String> {
        let canvas = environment::canvas(self.color, false);
        Ok(match args.format {
            Format::Table => render::terminal(&page(), canvas),
            Format::Plain => render::plain(&page()),
            Format::Md => render::markdown(&page()),
            Format::Html => render::html(&page()),
            Format::Json => self.json(command, rows())?,
            Format::Ndjson => ndjson(&rows().0)?,
            Format::Csv => csv(&rows().0, args.bom)?,
        })
    }

    fn json<R: Serialize>(&self, command: &str, (rows, totals): (Vec<R>, Value)) -> Result<String> {
        let answer = json!({
            "duban": 1,
            "command": command,
            "as_of": self.as_of,
            "ledger": self.ledger,
            "left_out": self.left_out,
            "rows": rows,
            "totals": totals,
        });
        Ok(serde_json::to_string_pretty(&answer)? + "\n")
    }
}

/// Rows as one object a line.
pub(crate) fn ndjson<R: Serialize>(rows: &[R]) -> Result<String> {
    let mut text = String::new();
    for row in rows {
        text.push_str(&serde_json::to_string(row)?);
        text.push('\n');
    }
    Ok(text)
}

/// Rows as CSV with the names of JSON; lists are joined by `;`, what does not apply is empty.
pub(crate) fn csv<R: Serialize>(rows: &[R], bom: bool) -> Result<String> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(if bom {
            csv::Terminator::CRLF
        } else {
            csv::Terminator::Any(b'\n')
        })
        .from_writer(Vec::new());
    for (nth, row) in rows.iter().enumerate() {
        let value = serde_json::to_value(row)?;
        let empty = Map::new();
        let fields = value.as_object().unwrap_or(&empty);
        if nth == 0 {
            writer.write_record(fields.keys())?;
        }
        writer.write_record(fields.values().map(cell))?;
    }
    let text = String::from_utf8(writer.into_inner()?)?;
    Ok(if bom { format!("\u{feff}{text}") } else { text })
}

fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(item).collect::<Vec<String>>().join(";"),
        other => other.to_string(),
    }
}

/// An item of a list in a cell: a blocker by its name.
fn item(value: &Value) -> String {
    value.get("name").map_or_else(|| cell(value), cell)
}

/// A book that figures may be made from; errors are printed and, unless asked to go on, end the run.
pub(crate) fn book<'t>(loaded: &'t Loaded, lang: Locale, cli: &Cli) -> Result<Sound<'t>, Exit> {
    let leave = if cli.keep_going {
        Leave::TasksWithErrors
    } else {
        Leave::Nothing
    };
    let book = loaded.book(leave);
    let (found, stop) = match &book {
        Ok(book) if book.left_out().is_empty() => (&[][..], None),
        Ok(book) => (book.left_out(), Some(Stop::GoesOn(book.left_out))),
        Err(unsound) if cli.keep_going => (unsound.found.as_slice(), Some(Stop::NotByTask)),
        Err(unsound) => (unsound.found.as_slice(), Some(Stop::Stops)),
    };
    if let Some(stop) = stop {
        output::say(&snippets(found, &loaded.sources, lang, cli.color));
        output::say(&crate::refusal::stopped(found.len(), stop, lang));
    }
    book.map_err(|_| Exit::Unreadable)
}

/// Findings over their source, for standard error.
pub(crate) fn snippets(
    found: &[Diagnostic],
    sources: &Sources,
    lang: Locale,
    color: Color,
) -> String {
    let problems: Vec<_> = found
        .iter()
        .map(|one| problem::problem(one, sources, lang))
        .collect();
    let mut text = render::snippet(&problems, environment::canvas(color, true));
    text.push('\n');
    text
}

/// Findings of a ledger that is about to be written to.
pub(crate) fn snippets_of(found: &[Diagnostic], before: &Before<'_>, lang: Locale) -> String {
    snippets(found, &before.loaded.sources, lang, Color::Auto)
}
