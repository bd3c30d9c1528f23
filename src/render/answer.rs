//! An answer in a format: rows and totals for machines, a page for people.

use super::cell::cell;
use super::html::write_html;
use super::json::{compact, pretty};
use super::markdown::write_markdown;
use super::plain::write_plain;
use super::{Canvas, terminal};
use crate::page::{HeadWords, LeftOutLedger, Sheet, TasksLeftOut};
use crate::variants::variants;
use chrono::NaiveDate;
use serde::{Serialize, Serializer};
use serde_json::Map;
use std::cell::Cell;
use std::io::{self, Write};

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

/// How CSV is written.
#[derive(Clone, Copy, Debug, Default)]
pub struct Csv {
    /// For Excel: with a byte order mark, its line ends, and without words that begin like a formula.
    pub for_spreadsheet: bool,
    /// The words of the heads; `None`: the names of JSON.
    pub heads: Option<HeadWords>,
}

/// An answer; only what its format needs of rows, totals and page is made.
pub struct Answer<'a, Rows, Totals> {
    /// The command that it answers.
    pub command: &'a str,
    /// What it says of the ledger.
    pub about: About<'a>,
    /// What machines read; each row is made when it is its turn to be written.
    pub figures: Box<dyn FnOnce() -> (Rows, Totals) + 'a>,
    /// What people read.
    pub page: Box<dyn FnOnce() -> Sheet<'a> + 'a>,
}

/// Of which ledger an answer is, and as of when.
#[derive(Clone, Debug, Serialize)]
pub struct About<'a> {
    /// The day it holds for; `None` where the answer depends on no day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of: Option<NaiveDate>,
    /// Title of the first ledger.
    pub ledger: Option<&'a str>,
    /// Tasks left out because of their errors; `None` where none ever is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub left_out: Option<usize>,
    /// Of which of several ledgers those are.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tasks_left_out: Vec<TasksLeftOut>,
    /// Included ledgers left out as a whole, because they cannot be read.
    #[serde(skip_serializing_if = "<[LeftOutLedger]>::is_empty")]
    pub ledgers_left_out: &'a [LeftOutLedger],
    /// Years in which Monday to Friday were counted, for want of a calendar of holidays.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub years_without_holidays: Vec<i32>,
}

impl<Rows, Totals: Serialize> Answer<'_, Rows, Totals>
where
    Rows: IntoIterator<Item: Serialize>,
{
    /// The answer in a format.
    ///
    /// # Errors
    /// What cannot be serialized.
    pub fn text(self, format: Format, csv: Csv, canvas: Canvas) -> io::Result<String> {
        let mut bytes = Vec::new();
        self.write(format, csv, canvas, &mut bytes)?;
        String::from_utf8(bytes).map_err(io::Error::other)
    }

    /// Writes the answer in a format, row by row; only an aligned table must have seen its last row before its first.
    ///
    /// # Errors
    /// What cannot be serialized, and those of the writer.
    pub fn write(
        self,
        format: Format,
        csv: Csv,
        canvas: Canvas,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        match format {
            Format::Table => out.write_all(terminal(&(self.page)(), canvas).as_bytes()),
            Format::Plain => write_plain(&(self.page)(), out),
            Format::Md => write_markdown(&(self.page)(), out),
            Format::Html => write_html(&(self.page)(), out),
            Format::Csv => write_csv((self.figures)().0, csv, out),
            Format::Ndjson => ndjson((self.figures)().0, out),
            Format::Json => {
                let (rows, totals) = (self.figures)();
                let (about, rows) = (self.about, InTurn(Cell::new(Some(rows))));
                write_json(self.command, &Body { about, rows, totals }, out)
            }
        }
    }
}

#[derive(Serialize)]
struct Body<'a, Rows: Serialize, Totals> {
    #[serde(flatten)]
    about: About<'a>,
    rows: Rows,
    totals: Totals,
}

/// Rows that are written one after the other. They can be written once.
struct InTurn<Rows>(Cell<Option<Rows>>);

impl<Rows> Serialize for InTurn<Rows>
where
    Rows: IntoIterator<Item: Serialize>,
{
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.take().into_iter().flatten())
    }
}

/// The envelope of all JSON: which format of answers it is, whose answer, then the answer's own keys.
///
/// # Errors
/// What cannot be serialized.
pub fn json(command: &str, body: &impl Serialize) -> io::Result<String> {
    let mut bytes = Vec::new();
    write_json(command, body, &mut bytes)?;
    String::from_utf8(bytes).map_err(io::Error::other)
}

fn write_json(command: &str, body: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    #[derive(Serialize)]
    struct Envelope<'a, T> {
        duban: u8,
        command: &'a str,
        #[serde(flatten)]
        body: &'a T,
    }
    let envelope = Envelope { duban: 1, command, body };
    pretty(&envelope, out)?;
    out.write_all(b"\n")
}

fn ndjson(rows: impl IntoIterator<Item: Serialize>, out: &mut dyn Write) -> io::Result<()> {
    for row in rows {
        compact(&row, out)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

/// Rows as CSV.
///
/// # Errors
/// What cannot be serialized.
pub fn csv(rows: impl IntoIterator<Item: Serialize>, csv: Csv) -> io::Result<String> {
    let mut bytes = Vec::new();
    write_csv(rows, csv, &mut bytes)?;
    String::from_utf8(bytes).map_err(io::Error::other)
}

fn write_csv(
    rows: impl IntoIterator<Item: Serialize>,
    style: Csv,
    out: &mut dyn Write,
) -> io::Result<()> {
    let Csv { for_spreadsheet, heads } = style;
    let terminator = match for_spreadsheet {
        true => csv::Terminator::CRLF,
        false => csv::Terminator::Any(b'\n'),
    };
    if for_spreadsheet {
        out.write_all("\u{feff}".as_bytes())?;
    }
    let mut writer = csv::WriterBuilder::new().terminator(terminator).from_writer(out);
    for (nth, row) in rows.into_iter().enumerate() {
        let value = serde_json::to_value(row)?;
        let empty = Map::new();
        let fields = value.as_object().unwrap_or(&empty);
        if nth == 0 {
            let head = |key: &String| heads.map_or_else(|| key.clone(), |heads| heads.of(key));
            writer.write_record(fields.keys().map(head)).map_err(unwrapped)?;
        }
        let cells = fields.values().map(|value| cell(value, for_spreadsheet));
        writer.write_record(cells).map_err(unwrapped)?;
    }
    writer.flush()
}

/// The writer's own error, by which a closed pipe is told from a full disk.
fn unwrapped(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
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
