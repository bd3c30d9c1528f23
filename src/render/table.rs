//! A table fitted to its page: columns dropped by priority, then titles wrapped, then set by comfy-table.
//!
//! Widths are computed here over all rows, so that the groups of one table line up. comfy-table sets each run of rows with
//! these widths and never breaks a cell: it does not know the rules for Chinese (no line begins with “，。”).

use super::fit::{GUTTER, Need, widths};
use super::width::{width, wrap};
use super::{Canvas, chipped, inked, safe_text};
use crate::page::{Align, Column, Ink, Row, TableOf, Text, not_shown};
use crate::source::visible;
use comfy_table::{Cell, CellAlignment, ColumnConstraint, ContentArrangement, Width, presets};
use rayon::prelude::*;
use std::borrow::Cow;
use unicode_segmentation::UnicodeSegmentation;

/// The number of rows set together; a longer table is set by all cores.
const RUN: usize = 400;
/// A text of more pieces than this, none of them longer than `SHORT`, is a list.
const SEVERAL: usize = 3;
const SHORT: usize = 24;
/// Stands behind a character of ambiguous width if the terminal gives it two columns: comfy-table counts one, and one for
/// this filler, which is removed at the end.
const FILLER: char = '\u{f8ff}';

/// Draws a table; every line ends with a newline. What the page has no room for is named below, in its language.
pub(super) fn draw(table: &TableOf<'_>, lang: &str, canvas: Canvas) -> String {
    let rows = table.rows.all();
    let columns = table.columns.as_slice();
    let shown = |row| shown_row(row, columns, canvas);
    let rows: Vec<Cow<'_, Row>> = rows.par_iter().with_min_len(512).map(shown).collect();
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
    let dropped = all.dropped();
    if !dropped.is_empty() {
        let words = Text::inked(not_shown(&dropped, canvas.is_window, lang), Ink::Faint);
        all.wide(&words, 0, &mut drawn);
    }
    drawn
}

fn heading(words: &str) -> Text {
    Text::inked(visible::safe(words).into_owned(), Ink::Bold)
}

/// The row as it is, or a copy as the canvas shows it: with hidden characters made visible, lights as chips, and a dot
/// for a count of nothing.
fn shown_row<'r>(row: &'r Row, columns: &[Column], canvas: Canvas) -> Cow<'r, Row> {
    let plain = |texts: &[Text]| texts.iter().all(|text| is_plain(text, canvas));
    let safe = |text: &Text| chipped(safe_text(text), canvas);
    let has_zero = |cells: &[Text]| {
        let mut cells = cells.iter().zip(columns);
        cells.any(|(cell, column)| column.align == Align::Right && cell.is_zero())
    };
    let shown = |cells: &[Text]| {
        let cells = cells.iter().zip(columns);
        let shown = cells.map(|(cell, column)| safe(&column.shown(cell)));
        shown.collect()
    };
    match row {
        Row::Group(text) if !is_plain(text, canvas) => Cow::Owned(Row::Group(safe(text))),
        Row::Cells { cells, details } if !plain(cells) || !plain(details) || has_zero(cells) => {
            let details = details.iter().map(safe).collect();
            Cow::Owned(Row::Cells { cells: shown(cells), details })
        }
        Row::Total(cells) if !plain(cells) || has_zero(cells) => {
            Cow::Owned(Row::Total(shown(cells)))
        }
        _ => Cow::Borrowed(row),
    }
}

/// Whether a text is shown as it is.
fn is_plain(text: &Text, canvas: Canvas) -> bool {
    let has_chip = || text.0.iter().any(|(_, ink)| matches!(ink, Ink::Chip(_)));
    is_safe(text) && !(canvas.colour && has_chip())
}

fn is_safe(text: &Text) -> bool {
    let unchanged = |words: &str| words.len() <= super::LONGEST && visible::is_safe(words);
    text.0.iter().all(|(words, _)| unchanged(words))
}

struct Layout<'t> {
    columns: &'t [Column],
    /// The width of each column; `None` if the column is dropped.
    widths: Vec<Option<usize>>,
    /// Whether a column is narrower than some cell of it.
    narrowed: Vec<bool>,
    canvas: Canvas,
}

impl<'t> Layout<'t> {
    fn fit(columns: &'t [Column], rows: &[Cow<'_, Row>], canvas: Canvas) -> Self {
        let need = |at: usize| {
            let cells = rows.iter().filter_map(|row| row.cells().get(at));
            let cells = cells.map(|cell| text_width(cell, canvas)).max().unwrap_or(0);
            let header = &columns[at].header;
            // Only words parted by blanks stand below one another.
            let pieces = header.split(' ').map(|piece| width(piece, canvas));
            Need { cells, head: width(header, canvas), head_piece: pieces.max().unwrap_or(0) }
        };
        let needs: Vec<Need> = (0..columns.len()).into_par_iter().map(need).collect();
        let widths = widths(columns, &needs, canvas.width);
        let narrowed = widths.iter().zip(&needs);
        let narrowed =
            narrowed.map(|(width, need)| width.is_some_and(|width| width < need.cells)).collect();
        Self { columns, widths, narrowed, canvas }
    }

    /// The heads of the columns that there is no room for.
    fn dropped(&self) -> Vec<&'t str> {
        let columns = self.columns.iter().zip(&self.widths);
        let dropped = columns.filter(|(_, width)| width.is_none());
        dropped.map(|(column, _)| column.header.as_str()).collect()
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
                self.wide(&bold(text), 0, &mut drawn);
                continue;
            }
            drawn.push_str(&set.next().unwrap_or_default());
            if let Row::Cells { details, .. } = row.as_ref() {
                for detail in details {
                    self.wide(detail, indent, &mut drawn);
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
        let columns = self.columns.iter().zip(&self.widths).zip(&self.narrowed);
        let cells = columns.zip(row).filter(|((_, narrowed), _)| **narrowed);
        let cells = cells.map(|((column, _), text)| (column, text));
        let heights = cells.filter_map(|((column, width), text)| {
            let width = width.filter(|_| !column.one_line)?;
            Some(wrap_text(text, width, self.canvas).len())
        });
        heights.max().unwrap_or(1)
    }

    /// A line over the whole width of the table but an indent.
    fn wide(&self, words: &Text, indent: usize, drawn: &mut String) {
        let limit =
            self.canvas.width.map_or(usize::MAX, |limit| limit.saturating_sub(indent).max(20));
        for line in wrap_text(words, limit, self.canvas) {
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
        let lines = match self.columns[at].one_line {
            true => vec![cut(text, width, self.canvas)],
            false => wrap_text(text, width, self.canvas),
        };
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
        Ink::Plain => (words.clone(), Ink::Bold),
        ink => (words.clone(), *ink),
    });
    Text(pieces.collect())
}

/// The text on one line, with a sign where it was cut.
fn cut(text: &Text, limit: usize, canvas: Canvas) -> Text {
    if text_width(text, canvas) <= limit {
        return text.clone();
    }
    let mut left = limit.saturating_sub(width("…", canvas));
    let mut kept = Vec::new();
    for (words, ink) in &text.0 {
        let fits = |letter: &&str| {
            let columns = width(letter, canvas);
            let fits = columns <= left;
            left = if fits { left - columns } else { 0 };
            fits
        };
        let words: String = words.graphemes(true).take_while(fits).collect();
        kept.push((words.trim_end().to_owned(), *ink));
    }
    Text(kept).and("…", Ink::Plain)
}

pub(super) fn text_width(text: &Text, canvas: Canvas) -> usize {
    text.0.iter().map(|(words, _)| width(words, canvas)).sum()
}

/// Whether a text is a list of short pieces, like counts each with its word, none of which is broken.
fn is_list(text: &Text, limit: usize, canvas: Canvas) -> bool {
    let mut pieces = text.0.iter().map(|(words, _)| words);
    let last = pieces.next_back();
    let is_short = |words: &&String| width(words.trim_end(), canvas) <= SHORT.min(limit);
    let mut several = pieces.clone();
    several.len() >= SEVERAL
        && several.all(|words| words.ends_with([' ', '｜']))
        && pieces.chain(last).all(|words| is_short(&words))
}

/// The pieces of a list, as many on a line as there is room for.
fn in_pieces(text: &Text, limit: usize, canvas: Canvas) -> Vec<Text> {
    let mut lines = vec![Text::default()];
    let mut taken = 0;
    for (words, ink) in &text.0 {
        let is_over = taken > 0 && taken + width(words.trim_end(), canvas) > limit;
        if is_over {
            lines.push(Text::default());
            taken = 0;
        }
        let words = if taken == 0 { words.trim_start() } else { words };
        taken += width(words, canvas);
        if let Some(line) = lines.last_mut() {
            line.0.push((words.to_owned(), *ink));
        }
    }
    lines
}

/// Wraps a text and gives each character its ink again.
pub(super) fn wrap_text(text: &Text, limit: usize, canvas: Canvas) -> Vec<Text> {
    if limit == usize::MAX || text_width(text, canvas) <= limit {
        return vec![text.clone()];
    }
    if is_list(text, limit, canvas) {
        return in_pieces(text, limit, canvas);
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
            let mut pieces: Vec<(String, Ink)> = Vec::new();
            for letter in line.chars() {
                let ink = loop {
                    match inks.next() {
                        Some((next, ink)) if next == letter => break ink,
                        Some(_) => {}
                        None => break Ink::Plain,
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
