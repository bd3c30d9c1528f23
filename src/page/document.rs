//! The parts of which every page is made; each format of `render` draws them in its own way.

use super::column::Column;
use super::glance::Glance;
use super::paper::Paper;
use super::rows::Rows;
use super::text::{Ink, Text};
use super::wide::{Wide, WideRows};
use super::words::{self, say};
use crate::ledger::Locale;
use chrono::NaiveDate;
use std::borrow::Cow;

/// A table; its renderer fits it to the page.
#[derive(Debug)]
pub struct TableOf<'a> {
    /// Heads, in the order shown.
    pub columns: Vec<Column>,
    /// Rows, in the order shown.
    pub rows: Rows<'a>,
    /// The same for a reader with room.
    pub wide: WideRows<'a>,
}

/// A table whose rows are its own.
pub type Table = TableOf<'static>;

impl TableOf<'_> {
    /// The table with all its rows.
    pub(super) fn ready(self) -> Table {
        let rows = Rows::Ready(self.rows.all().into_owned());
        TableOf { columns: self.columns, rows, wide: self.wide.ready() }
    }

    /// The table for a reader with room for every column.
    pub fn wide(&self) -> Cow<'_, Wide> {
        match &self.wide {
            WideRows::Same => Cow::Owned(Wide::of(&self.columns, &self.rows.all())),
            WideRows::Ready(wide) => Cow::Borrowed(wide),
            WideRows::Later(make) => Cow::Owned(make()),
        }
    }
}

/// Which columns a page has no room for, by their heads, in the language of a page.
pub fn not_shown(heads: &[&str], in_window: bool, lang: &str) -> String {
    let lang = Locale::parse(lang).unwrap_or_default();
    let heads: Vec<String> = heads.iter().map(|head| (*head).to_owned()).collect();
    let heads = words::list(&heads, lang);
    if in_window {
        say!(
            lang,
            "未列：{heads}；加宽窗口或 --format csv 可看",
            "Not shown: {heads}; widen the window or use --format csv"
        )
    } else {
        say!(lang, "未列：{heads}", "Not shown: {heads}")
    }
}

/// Which columns a table on paper has no room for, by their heads, in the language of a page.
pub fn left_out(heads: &[&str], lang: &str) -> String {
    let lang = Locale::parse(lang).unwrap_or_default();
    let heads: Vec<String> = heads.iter().map(|head| (*head).to_owned()).collect();
    let heads = words::list(&heads, lang);
    say!(lang, "本表未列：{heads}。", "Not shown in this table: {heads}.")
}

/// What the two colours of bars on paper mean, in the language of a page.
pub fn bars_legend(lang: &str) -> String {
    let lang = Locale::parse(lang).unwrap_or_default();
    say!(lang, "（蓝为实达，红线为应达）", "(Blue: done; red line: plan)")
}

/// A horizontal bar: `应达  81.3%  97.5户  ################----`.
#[derive(Clone, Debug)]
pub struct Bar {
    /// What it measures.
    pub label: String,
    /// Figures between the label and the bar, each a column of its own, set to the right.
    pub figures: Vec<String>,
    /// How much of it is filled, 0 to 1 (more is drawn as 1).
    pub filled: f64,
    /// How much should be, where that is to be seen on the same bar.
    pub mark: Option<f64>,
    /// Words behind the bar.
    pub remark: String,
    /// Ink of the filled part.
    pub ink: Ink,
}

/// A small curve over days: the plan against what was done.
#[derive(Clone, Debug)]
pub struct Curve {
    /// The days of the points, ascending, evenly spaced.
    pub days: Vec<NaiveDate>,
    /// Names of some days, below the axis (index into `days`, words).
    pub ticks: Vec<(usize, String)>,
    /// The series, each with as many values as there are days.
    pub series: Vec<Series>,
}

/// One line of a [`Curve`].
#[derive(Clone, Debug)]
pub struct Series {
    /// Its name in the legend.
    pub name: String,
    /// The character that draws it where only characters can be drawn.
    pub mark: char,
    /// Shares, 0 to 1 and beyond; `None` where there is none (days still to come).
    pub values: Vec<Option<f64>>,
    /// Ink of the line.
    pub ink: Ink,
    /// Whether it rises at once from one day to the next, like a stair, and not in between.
    pub is_stair: bool,
}

/// A part of a [`Sheet`].
#[derive(Debug)]
pub enum BlockOf<'a> {
    /// The document's own title and the lines below it, centred where the format can.
    Title(Vec<String>),
    /// A heading below the title.
    Heading(String),
    /// A line of text, wrapped where the page ends.
    Line(Text),
    /// A line in two halves, the second set to the far right when both fit.
    Spread(Text, Text),
    /// An empty line.
    Gap,
    /// One document ends and the next begins: a new sheet where there are sheets.
    Break,
    /// A table.
    Table(TableOf<'a>),
    /// Bars that share their columns.
    Bars(Vec<Bar>),
    /// A small curve.
    Curve(Curve),
    /// A finding over its lines of source.
    Problem(Problem),
    /// A part of an official paper.
    Paper(Paper),
    /// The last line: by which rule the figures were made (口径).
    Note(String),
}

/// A part of a [`Page`].
pub type Block = BlockOf<'static>;

/// What every format but csv and json renders; long tables may borrow what their rows are made of.
#[derive(Debug, Default)]
pub struct Sheet<'a> {
    /// For the head of a document; formats that print lines leave it out where the blocks say it.
    pub title: String,
    /// BCP 47 tag of its language: `zh-Hans`, `zh-Hant` or `en`.
    pub lang: &'static str,
    /// What it says at one glance, where it has such a thing to say.
    pub glance: Option<Glance>,
    /// The parts, in order.
    pub blocks: Vec<BlockOf<'a>>,
    /// The revision of the ledger that it was made from, for the properties of a file.
    pub revision: Option<String>,
}

/// A page that borrows nothing.
pub type Page = Sheet<'static>;

impl Sheet<'_> {
    /// The page with all rows of its tables.
    pub(super) fn ready(self) -> Page {
        let block = |block| match block {
            BlockOf::Table(table) => BlockOf::Table(table.ready()),
            BlockOf::Title(lines) => BlockOf::Title(lines),
            BlockOf::Heading(words) => BlockOf::Heading(words),
            BlockOf::Line(text) => BlockOf::Line(text),
            BlockOf::Spread(left, right) => BlockOf::Spread(left, right),
            BlockOf::Gap => BlockOf::Gap,
            BlockOf::Break => BlockOf::Break,
            BlockOf::Bars(bars) => BlockOf::Bars(bars),
            BlockOf::Curve(curve) => BlockOf::Curve(curve),
            BlockOf::Problem(problem) => BlockOf::Problem(problem),
            BlockOf::Paper(paper) => BlockOf::Paper(paper),
            BlockOf::Note(words) => BlockOf::Note(words),
        };
        let blocks = self.blocks.into_iter().map(block).collect();
        let Self { title, lang, glance, revision, .. } = self;
        Sheet { title, lang, glance, blocks, revision }
    }
}

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// A figure is impossible or ambiguous.
    Error,
    /// Irregular; the figures stand.
    Warning,
    /// A task is not ready to be supervised.
    Weakness,
}

/// A finding in words, ready to be drawn over its lines of source.
#[derive(Clone, Debug)]
pub struct Problem {
    /// How bad.
    pub level: Level,
    /// The word for that level in the page's language: `错误`, `error`.
    pub level_name: String,
    /// `due-before-start`.
    pub code: &'static str,
    /// What is wrong, with the values.
    pub title: String,
    /// Where: at least one, the first is the primary one.
    pub excerpts: Vec<Excerpt>,
    /// The ways out.
    pub help: Vec<String>,
}

/// Some whole lines of one file with marks under words of them.
#[derive(Clone, Debug)]
pub struct Excerpt {
    /// The file as the user knows it.
    pub file: String,
    /// Number of the first line, from 1.
    pub first_line: usize,
    /// Characters of the first line that stand before `lines`: of an absurdly long line only what is near its marks is kept.
    pub skipped: usize,
    /// Those lines, as they stand in the file; empty where the file has no text to show.
    pub lines: String,
    /// Marks, by byte range within `lines`.
    pub marks: Vec<Mark>,
}

impl Excerpt {
    /// `projects.toml:6:9`, the place of its first mark; the file alone where it has no text to show.
    pub fn place(&self) -> String {
        let primary = self.marks.iter().find(|mark| mark.primary);
        let file = &self.file;
        let mark = primary.or(self.marks.first());
        let Some(mark) = mark.filter(|_| !self.lines.is_empty()) else {
            return file.clone();
        };
        let before = self.lines.get(..mark.bytes.start).unwrap_or("");
        let line = self.first_line + before.matches('\n').count();
        let skipped = if before.contains('\n') { 0 } else { self.skipped };
        let column = skipped + before.chars().rev().take_while(|c| *c != '\n').count() + 1;
        format!("{file}:{line}:{column}")
    }
}

/// Words underlined in an [`Excerpt`].
#[derive(Clone, Debug)]
pub struct Mark {
    /// Bytes of `Excerpt::lines`, not empty, on character boundaries.
    pub bytes: std::ops::Range<usize>,
    /// Words beside it; may be empty.
    pub label: String,
    /// Whether this is the place of the problem (`^^^`) or one it has to do with (`---`).
    pub primary: bool,
}
