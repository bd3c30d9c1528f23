//! One run over one ledger: the book, the day, the language, and the way an answer is written.

use crate::arguments::{Format, OutputArgs};
use crate::edge::output;
use crate::settings::Settings;
use anyhow::Result;
use chrono::NaiveDate;
use duban::account::{Account, Basis, Figures, TaskRow};
use duban::diagnostic::Diagnostic;
use duban::ledger::Locale;
use duban::page::{Page, View, problem, reason};
use duban::render::{self, Canvas};
use duban::source::Sources;
use serde::Serialize;
use serde_json::{Map, Value, json};

/// A book that can be answered from.
pub(crate) struct Session<'b> {
    pub(crate) account: Account<'b>,
    pub(crate) lang: Locale,
    pub(crate) view: View,
    pub(crate) settings: &'b Settings,
}

impl<'b> Session<'b> {
    pub(crate) fn new(
        basis: Basis<'b>,
        as_of: NaiveDate,
        lang: Locale,
        settings: &'b Settings,
    ) -> Self {
        Self {
            account: basis.figures(as_of),
            lang,
            view: settings.view(lang),
            settings,
        }
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
            settings: self.settings,
        }
    }
}

/// What every answer says of itself, whether or not it is made from one book.
pub(crate) struct Answer<'a> {
    pub(crate) ledger: Option<&'a str>,
    pub(crate) as_of: NaiveDate,
    pub(crate) left_out: usize,
    pub(crate) settings: &'a Settings,
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
        let pager = self.settings.pager.as_deref();
        output::print(&text, pager.filter(|_| args.format == Format::Table))?;
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
        Ok(match args.format {
            Format::Table => render::terminal(&page(), self.settings.out),
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

/// Findings over their source, for standard error.
pub(crate) fn snippets(
    found: &[Diagnostic],
    sources: &Sources,
    lang: Locale,
    canvas: Canvas,
) -> String {
    let problems: Vec<_> = found
        .iter()
        .map(|one| problem::problem(one, sources, lang))
        .collect();
    let mut text = render::snippet(&problems, canvas);
    text.push('\n');
    text
}
