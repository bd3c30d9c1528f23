//! An answer in a format: rows and totals for machines, a page for people.

use super::cell::cell;
use super::{Canvas, html, markdown, plain, terminal};
use crate::page::Page;
use crate::source::visible::safe_json;
use crate::variants::variants;
use chrono::NaiveDate;
use serde::{Serialize, Serializer};
use serde_json::Map;
use std::io;

variants! {
    /// The formats that every answer has, by the names they are asked for by.
    #[derive(Default)]
    pub enum Format {
        /// A page on a terminal, or in a file that is read as one.
        #[default]
        Table = "table",
        /// A row a line, its cells parted by tabs.
        Plain = "plain",
        /// GitHub Markdown.
        Md = "md",
        /// The rows with the names of JSON.
        Csv = "csv",
        /// Rows and totals in one object.
        Json = "json",
        /// The rows, an object a line.
        Ndjson = "ndjson",
        /// A document of its own.
        Html = "html",
    }
}

/// An answer; only what its format needs of rows, totals and page is made.
pub struct Answer<'a, Row, Totals> {
    /// The command that it answers.
    pub command: &'a str,
    /// What it says of the ledger.
    pub about: About<'a>,
    /// What machines read.
    pub figures: Box<dyn FnOnce() -> (Vec<Row>, Totals) + 'a>,
    /// What people read.
    pub page: Box<dyn FnOnce() -> Page + 'a>,
}

/// Of which ledger an answer is, and as of when.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct About<'a> {
    /// The day it holds for; `None` where the answer depends on no day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of: Option<NaiveDate>,
    /// Title of the first ledger.
    pub ledger: Option<&'a str>,
    /// Tasks left out because of their errors; `None` where none ever is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub left_out: Option<usize>,
}

impl<Row: Serialize, Totals: Serialize> Answer<'_, Row, Totals> {
    /// The answer in a format; `bom` is for CSV that Excel opens.
    ///
    /// # Errors
    /// What cannot be serialized.
    pub fn text(self, format: Format, bom: bool, canvas: Canvas) -> io::Result<String> {
        Ok(match format {
            Format::Table => terminal(&(self.page)(), canvas),
            Format::Plain => plain(&(self.page)()),
            Format::Md => markdown(&(self.page)()),
            Format::Html => html(&(self.page)()),
            Format::Csv => csv(&(self.figures)().0, bom)?,
            Format::Ndjson => ndjson(&(self.figures)().0)?,
            Format::Json => {
                let (rows, totals) = (self.figures)();
                let about = self.about;
                let body = Body { about, rows, totals };
                json(self.command, &body)?
            }
        })
    }
}

#[derive(Serialize)]
struct Body<'a, Row, Totals> {
    #[serde(flatten)]
    about: About<'a>,
    rows: Vec<Row>,
    totals: Totals,
}

/// The envelope of all JSON: which format of answers it is, whose answer, then the answer's own keys.
///
/// # Errors
/// What cannot be serialized.
pub fn json(command: &str, body: &impl Serialize) -> io::Result<String> {
    #[derive(Serialize)]
    struct Envelope<'a, T> {
        duban: u8,
        command: &'a str,
        #[serde(flatten)]
        body: &'a T,
    }
    let envelope = Envelope { duban: 1, command, body };
    Ok(safe_json(&serde_json::to_string_pretty(&envelope)?).into_owned() + "\n")
}

fn ndjson<Row: Serialize>(rows: &[Row]) -> io::Result<String> {
    let mut text = String::new();
    for row in rows {
        text.push_str(&safe_json(&serde_json::to_string(row)?));
        text.push('\n');
    }
    Ok(text)
}

/// Rows as CSV, for Excel with a BOM, and then without words that begin like a formula.
///
/// # Errors
/// What cannot be serialized.
pub fn csv<Row: Serialize>(rows: &[Row], bom: bool) -> io::Result<String> {
    let terminator = match bom {
        true => csv::Terminator::CRLF,
        false => csv::Terminator::Any(b'\n'),
    };
    let mut writer = csv::WriterBuilder::new().terminator(terminator).from_writer(Vec::new());
    for (nth, row) in rows.iter().enumerate() {
        let value = serde_json::to_value(row)?;
        let empty = Map::new();
        let fields = value.as_object().unwrap_or(&empty);
        if nth == 0 {
            writer.write_record(fields.keys())?;
        }
        writer.write_record(fields.values().map(|value| cell(value, bom)))?;
    }
    let bytes = writer.into_inner().map_err(|error| error.into_error())?;
    let text = String::from_utf8(bytes).map_err(io::Error::other)?;
    Ok(if bom { format!("\u{feff}{text}") } else { text })
}

/// Figures by their names, in this order.
#[derive(Clone, Debug)]
pub struct Named<T>(Vec<(String, T)>);

impl<T> Named<T> {
    /// These, with the strokes of the names as JSON has them.
    pub fn of(figures: impl IntoIterator<Item = (&'static str, T)>) -> Self {
        let figures = figures.into_iter();
        Self(figures.map(|(name, figure)| (name.replace('-', "_"), figure)).collect())
    }
}

impl<T: Serialize> Serialize for Named<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, figure)| (name, figure)))
    }
}
