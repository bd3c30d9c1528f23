//! A table fitted to its page: columns dropped by priority, then titles wrapped, then set by comfy-table.
//!
//! Widths are computed here over all rows, so that the groups of one table line up. comfy-table sets each run of rows with
//! these widths and never breaks a cell: it does not know the rules for Chinese (no line begins with “，。”).

use super::width::{width, wrap};
use super::{Canvas, inked, safe_text};
use crate::page::{Align, Column, Row, TableOf, Text};
use crate::source::visible;
use comfy_table::{Cell, CellAlignment, ColumnConstraint, ContentArrangement, Width, presets};
use rayon::prelude::*;
use std::borrow::Cow;

const GUTTER: usize = 2;
const NARROWEST: usize = 12;
/// The number of rows set together; a longer table is set by all cores.
const RUN: usize = 400;
/// Stands behind a character of ambiguous width if the terminal gives it two columns: comfy-table counts one, and one for
/// this filler, which is removed at the end.
const FILLER: char = '\u{f8ff}';

/// Draws a table; every line ends with a newline.
pub(super) fn draw(table: &TableOf<'_>, canvas: Canvas) -> String {
    let rows = table.rows.all();
    let rows: Vec<Cow<'_, Row>> = rows.par_iter().with_min_len(512).map(safe_row).collect();
    let all = Layout::fit(&table.columns, &rows, canvas);
    let mut drawn = String::new();
    let header: Vec<Text> = table.columns.iter().map(|column| heading(&column.header)).collect();
    if table.columns.iter().any(|column| !column.header.is_empty()) {
        drawn.push_str(&all.set(&[&header]));
    }
    let runs = rows.par_chunks(RUN);
    let parts: Vec<String> = runs.map(|run| all.run(run)).collect();
    for part in parts {
        drawn.push_str(&part);
    }
    drawn
}

fn heading(words: &str) -> Text {
    Text::inked(visible::safe(words).into_owned(), crate::page::Ink::Bold)
}

/// The row as it is, or a copy with hidden characters made visible.
fn safe_row(row: &Row) -> Cow<'_, Row> {
    let plain = |texts: &[Text]| texts.iter().all(is_safe);
    let safe = |texts: &[Text]| texts.iter().map(safe_text).collect();
    match row {
        Row::Group(text) if !is_safe(text) => Cow::Owned(Row::Group(safe_text(text))),
        Row::Cells { cells, details } if !plain(cells) || !plain(details) => {
            Cow::Owned(Row::Cells { cells: safe(cells), details: safe(details) })
        }
        Row::Total(cells) if !plain(cells) => Cow::Owned(Row::Total(safe(cells))),
        _ => Cow::Borrowed(row),
    }
}

fn is_safe(text: &Text) -> bool {
    let unchanged = |words: &str| words.len() <= super::LONGEST && visible::is_safe(words);
    text.0.iter().all(|(words, _)| unchanged(words))
}

struct Layout<'t> {
    columns: &'t [Column],
    /// The width of each column; `None` if the column is dropped.
    widths: Vec<Option<usize>>,
    canvas: Canvas,
}

impl<'t> Layout<'t> {
    fn fit(columns: &'t [Column], rows: &[Cow<'_, Row>], canvas: Canvas) -> Self {
        let widths = (0..columns.len())
            .into_par_iter()
            .map(|at| {
                let cells = rows.iter().filter_map(|row| match row.as_ref() {
                    Row::Cells { cells, .. } | Row::Total(cells) => cells.get(at),
                    Row::Group(_) => None,
                });
                let widest = cells.map(|cell| text_width(cell, canvas)).max().unwrap_or(0);
                Some(widest.max(width(&columns[at].header, canvas)))
            })
            .collect();
        let mut layout = Self { columns, widths, canvas };
        if let Some(limit) = canvas.width {
            layout.drop_columns(limit);
            layout.narrow(limit);
        }
        layout
    }

    fn total(&self) -> usize {
        let shown = self.widths.iter().flatten();
        shown.map(|width| width + GUTTER).sum::<usize>().saturating_sub(GUTTER)
    }

    /// Drops the least important columns until the others can be narrowed enough.
    fn drop_columns(&mut self, limit: usize) {
        loop {
            let slack: usize = self
                .columns
                .iter()
                .zip(&self.widths)
                .filter(|(column, _)| column.wraps)
                .filter_map(|(_, width)| *width)
                .map(|width| width.saturating_sub(NARROWEST.max(width / 2)))
                .sum();
            if self.total() - slack.min(self.total()) <= limit {
                return;
            }
            let shown = self
                .columns
                .iter()
                .enumerate()
                .filter(|(at, column)| column.drop > 0 && self.widths[*at].is_some());
            match shown.max_by_key(|(_, column)| column.drop).map(|(at, _)| at) {
                Some(at) => self.widths[at] = None,
                None => return,
            }
        }
    }

    /// Narrows the widest columns that may wrap until the table fits.
    fn narrow(&mut self, limit: usize) {
        while self.total() > limit {
            let wrapping =
                self.columns.iter().zip(&mut self.widths).filter(|(column, _)| column.wraps);
            let widest = wrapping.filter_map(|(_, width)| width.as_mut()).max();
            match widest.filter(|width| **width > NARROWEST) {
                Some(width) => *width -= 1,
                None => return,
            }
        }
    }

    fn run(&self, rows: &[Cow<'_, Row>]) -> String {
        let cells = rows.iter().filter_map(|row| match row.as_ref() {
            Row::Cells { cells, .. } | Row::Total(cells) => Some(cells.as_slice()),
            Row::Group(_) => None,
        });
        let mut set = self.set_apart(&cells.collect::<Vec<&[Text]>>()).into_iter();
        let indent = self.widths.first().copied().flatten().map_or(0, |width| width + GUTTER);
        let mut drawn = String::new();
        for row in rows {
            if let Row::Group(text) = row.as_ref() {
                drawn.push_str(inked(&bold(text), self.canvas).trim_end());
                drawn.push('\n');
                continue;
            }
            drawn.push_str(&set.next().unwrap_or_default());
            if let Row::Cells { details, .. } = row.as_ref() {
                for detail in details {
                    self.detail(detail, indent, &mut drawn);
                }
            }
        }
        drawn
    }

    /// Sets rows together and returns the lines of each.
    fn set_apart(&self, rows: &[&[Text]]) -> Vec<String> {
        let heights: Vec<usize> = rows.iter().map(|row| self.height(row)).collect();
        let together = self.set(rows);
        let mut lines = together.split_inclusive('\n');
        if heights.iter().sum::<usize>() != together.matches('\n').count() {
            // A word longer than its column was broken by comfy-table, and made its row higher.
            return rows.iter().map(|row| self.set(&[row])).collect();
        }
        heights.iter().map(|height| lines.by_ref().take(*height).collect()).collect()
    }

    /// The number of lines of the highest cell in a row.
    fn height(&self, row: &[Text]) -> usize {
        let cells = self.columns.iter().zip(&self.widths).zip(row);
        let wrapped = cells.filter(|((column, _), _)| column.wraps);
        let heights = wrapped.filter_map(|((_, width), text)| {
            width.map(|width| wrap_text(text, width, self.canvas).len())
        });
        heights.max().unwrap_or(1)
    }

    fn detail(&self, detail: &Text, indent: usize, drawn: &mut String) {
        let limit =
            self.canvas.width.map_or(usize::MAX, |limit| limit.saturating_sub(indent).max(20));
        for line in wrap_text(detail, limit, self.canvas) {
            drawn.extend(std::iter::repeat_n(' ', indent));
            drawn.push_str(inked(&line, self.canvas).trim_end());
            drawn.push('\n');
        }
    }

    /// Sets rows of cells with comfy-table.
    fn set(&self, rows: &[&[Text]]) -> String {
        let shown: Vec<(usize, usize)> = self
            .widths
            .iter()
            .enumerate()
            .filter_map(|(at, width)| width.map(|width| (at, width)))
            .collect();
        let mut table = comfy_table::Table::new();
        table.load_style(presets::NOTHING);
        table.set_content_arrangement(ContentArrangement::Disabled);
        if self.canvas.colour {
            table.enforce_styling();
        } else {
            table.force_no_tty();
        }
        for row in rows {
            table.add_row(
                shown
                    .iter()
                    .map(|(at, width)| self.cell(row.get(*at), *at, *width))
                    .collect::<Vec<Cell>>(),
            );
        }
        for (nth, (at, width)) in shown.iter().enumerate() {
            if let Some(column) = table.column_mut(nth) {
                let gutter = if nth + 1 < shown.len() { GUTTER } else { 0 };
                let clip = |columns: usize| u16::try_from(columns).unwrap_or(u16::MAX);
                column.set_padding((0, clip(gutter)));
                column
                    .set_constraint(ColumnConstraint::Absolute(Width::Fixed(clip(width + gutter))));
                column.set_cell_alignment(match self.columns[*at].align {
                    Align::Left => CellAlignment::Left,
                    Align::Right => CellAlignment::Right,
                });
            }
        }
        let mut set = String::new();
        for line in table.lines() {
            let line = line.replace(FILLER, "");
            set.push_str(line.trim_end());
            set.push('\n');
        }
        set
    }

    fn cell(&self, text: Option<&Text>, at: usize, width: usize) -> Cell {
        let Some(text) = text else {
            return Cell::new("");
        };
        let limit = if self.columns[at].wraps { width } else { usize::MAX };
        let lines = wrap_text(text, limit, self.canvas);
        let lines: Vec<String> = lines.iter().map(|line| inked(line, self.canvas)).collect();
        let content = lines.join("\n");
        Cell::new(if self.canvas.wide_ambiguous { filled(&content, self.canvas) } else { content })
    }
}

fn filled(content: &str, canvas: Canvas) -> String {
    let narrow = Canvas { wide_ambiguous: false, ..canvas };
    let mut filled = String::with_capacity(content.len());
    let mut buffer = [0; 4];
    for letter in content.chars() {
        filled.push(letter);
        let encoded = letter.encode_utf8(&mut buffer);
        if width(encoded, canvas) > width(encoded, narrow) {
            filled.push(FILLER);
        }
    }
    filled
}

fn bold(text: &Text) -> Text {
    let pieces = text.0.iter().map(|(words, ink)| match ink {
        crate::page::Ink::Plain => (words.clone(), crate::page::Ink::Bold),
        ink => (words.clone(), *ink),
    });
    Text(pieces.collect())
}

pub(super) fn text_width(text: &Text, canvas: Canvas) -> usize {
    text.0.iter().map(|(words, _)| width(words, canvas)).sum()
}

/// Wraps a text and gives each character its ink again.
pub(super) fn wrap_text(text: &Text, limit: usize, canvas: Canvas) -> Vec<Text> {
    if limit == usize::MAX || text_width(text, canvas) <= limit {
        return vec![text.clone()];
    }
    let whole = text.plain();
    let mut inks = text
        .0
        .iter()
        .flat_map(|(words, ink)| words.chars().map(|letter| (letter, *ink)))
        .peekable();
    wrap(&whole, limit, canvas)
        .into_iter()
        .map(|line| {
            let mut pieces: Vec<(String, crate::page::Ink)> = Vec::new();
            for letter in line.chars() {
                let ink = loop {
                    match inks.next() {
                        Some((next, ink)) if next == letter => break ink,
                        Some(_) => {}
                        None => break crate::page::Ink::Plain,
                    }
                };
                match pieces.last_mut() {
                    Some((words, last)) if *last == ink => words.push(letter),
                    _ => pieces.push((letter.to_string(), ink)),
                }
            }
            Text(pieces)
        })
        .collect()
}
