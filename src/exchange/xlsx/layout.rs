//! Which sheets a page becomes: one a table, with the lines of the page above and below it.

use crate::page::words::percent_f64;
use crate::page::{Bar, BlockOf, Curve, Ink, Problem, Sheet, TableOf, Text, Wide};
use std::borrow::Cow;

/// What a line is, which decides how it looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    /// The title of the page.
    Title,
    /// The heading of a table.
    Heading,
    /// Any other.
    Line,
    /// Below the table: by which rule the figures were made.
    Note,
}

/// A line over the whole width.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) kind: Kind,
    pub(super) left: String,
    /// What stands to the far right.
    pub(super) right: String,
}

/// A sheet: lines, at most one table, lines.
#[derive(Debug, Default)]
pub(super) struct Part<'p> {
    pub(super) name: String,
    pub(super) above: Vec<Line>,
    pub(super) table: Option<Cow<'p, Wide>>,
    pub(super) below: Vec<Line>,
}

impl<'p> Part<'p> {
    fn say(&mut self, line: Line) {
        let lines = if self.table.is_some() { &mut self.below } else { &mut self.above };
        lines.push(line);
    }

    fn take(&mut self, table: Cow<'p, Wide>) {
        if !table.name.is_empty() {
            self.name.clone_from(&table.name);
        }
        self.table = Some(table);
    }
}

/// The sheets of a page.
pub(super) fn parts<'p>(page: &'p Sheet<'_>) -> Vec<Part<'p>> {
    let mut parts = vec![titled(page)];
    let mut heading: Option<&str> = None;
    for block in &page.blocks {
        let table = if let BlockOf::Table(table) = block {
            table_of(table)
        } else if let BlockOf::Curve(curve) = block {
            Some(Cow::Owned(curved(curve)))
        } else {
            None
        };
        match (table, block) {
            (Some(table), _) => {
                if parts.last().is_none_or(|part| part.table.is_some()) {
                    parts.push(titled(page));
                }
                let words = heading.take();
                if let Some(part) = parts.last_mut() {
                    if let Some(words) = words {
                        words.clone_into(&mut part.name);
                        part.say(line(Kind::Heading, words));
                    }
                    part.take(table);
                }
            }
            (None, BlockOf::Heading(words)) => {
                flush(&mut heading, &mut parts);
                heading = Some(words);
            }
            (None, BlockOf::Note(words)) => {
                flush(&mut heading, &mut parts);
                // The rules hold for the whole page.
                if let Some(first) = parts.first_mut() {
                    first.below.push(line(Kind::Note, words));
                }
            }
            (None, block) => {
                let lines = lines(block, page);
                if !lines.is_empty() {
                    flush(&mut heading, &mut parts);
                }
                if let Some(part) = parts.last_mut() {
                    lines.into_iter().for_each(|line| part.say(line));
                }
            }
        }
    }
    flush(&mut heading, &mut parts);
    parts
}

/// A heading that no table followed is a line.
fn flush(heading: &mut Option<&str>, parts: &mut [Part<'_>]) {
    if let (Some(words), Some(part)) = (heading.take(), parts.last_mut()) {
        part.say(line(Kind::Heading, words));
    }
}

fn titled<'p>(page: &Sheet<'_>) -> Part<'p> {
    let above = vec![line(Kind::Title, &page.title)];
    Part { name: page.title.clone(), above, ..Part::default() }
}

fn line(kind: Kind, words: &str) -> Line {
    Line { kind, left: words.to_owned(), right: String::new() }
}

/// The table; `None` where it has neither heads nor more than lines of words.
fn table_of<'p>(table: &'p TableOf<'_>) -> Option<Cow<'p, Wide>> {
    let has_heads = table.columns.iter().any(|column| !column.header.is_empty());
    has_heads.then(|| table.wide())
}

/// What is no table, as lines.
fn lines(block: &BlockOf<'_>, page: &Sheet<'_>) -> Vec<Line> {
    let said = |words: String| line(Kind::Line, &words);
    match block {
        BlockOf::Title(lines) => {
            let lines = lines.iter().filter(|words| **words != page.title);
            lines.map(|words| said(words.clone())).collect()
        }
        BlockOf::Line(text) => {
            let words = text.plain();
            let is_said = words.trim().is_empty() || words == page.title;
            let is_head = matches!(text.0.as_slice(), [(_, Ink::Bold)]);
            let kind = if is_head { Kind::Heading } else { Kind::Line };
            if is_said { Vec::new() } else { vec![line(kind, &words)] }
        }
        BlockOf::Spread(left, right) => {
            let (left, right) = (left.plain(), right.plain());
            let left = if left == page.title { String::new() } else { left };
            vec![Line { kind: Kind::Line, left, right }]
        }
        // A table without heads is lines of words, of which the first names the others.
        BlockOf::Table(table) => {
            let rows = table.rows.all();
            let words = |row: &crate::page::Row| match row {
                crate::page::Row::Group(words) => words.plain(),
                crate::page::Row::Cells { cells, details } => {
                    let cells = cells.iter().chain(details).map(Text::plain);
                    cells.filter(|words| !words.is_empty()).collect::<Vec<String>>().join("　")
                }
                crate::page::Row::Total(cells) => {
                    cells.iter().map(Text::plain).collect::<Vec<String>>().join("　")
                }
            };
            rows.iter().map(|row| said(words(row))).collect()
        }
        BlockOf::Bars(bars) => bars.iter().map(|bar| said(barred(bar))).collect(),
        BlockOf::Problem(problem) => problem_lines(problem).map(said).collect(),
        BlockOf::Paper(paper) => {
            let plain = paper.plain();
            let said = plain.iter().flat_map(|block| match block {
                BlockOf::Heading(words) => vec![line(Kind::Heading, words)],
                block => lines(block, page),
            });
            said.collect()
        }
        BlockOf::Heading(_)
        | BlockOf::Note(_)
        | BlockOf::Curve(_)
        | BlockOf::Gap
        | BlockOf::Break => Vec::new(),
    }
}

fn barred(bar: &Bar) -> String {
    let words = std::iter::once(&bar.label).chain(&bar.figures).chain([&bar.remark]);
    let words: Vec<&str> = words.map(String::as_str).filter(|words| !words.is_empty()).collect();
    words.join("　")
}

fn problem_lines(problem: &Problem) -> impl Iterator<Item = String> {
    let (level, code, title) = (&problem.level_name, problem.code, &problem.title);
    let places = problem.excerpts.iter().map(crate::page::Excerpt::place);
    let head = std::iter::once(format!("{level}[{code}] {title}"));
    head.chain(places).chain(problem.help.iter().cloned())
}

/// A curve as a table: a row a day, a column a line.
fn curved(curve: &Curve) -> Wide {
    use crate::page::{Align, Cell, Column, Value};
    let lines = curve.series.iter().map(|series| Column::new(&series.name, Align::Right));
    let days = curve.days.iter().enumerate();
    let rows = days.map(|(nth, day)| {
        let values = curve.series.iter().map(|series| series.values.get(nth).copied().flatten());
        let shares = values.map(|value| match value {
            Some(share) => Cell {
                text: percent_f64(share).into(),
                value: Value::Share((share * 1_000.0).round() / 1_000.0),
            },
            None => Cell::default(),
        });
        let day = Cell { text: day.to_string().into(), value: Value::Day(*day) };
        std::iter::once(day).chain(shares).collect()
    });
    let columns = std::iter::once(Column::new("", Align::Left)).chain(lines).collect();
    Wide { columns, rows: rows.collect(), ..Wide::default() }
}
