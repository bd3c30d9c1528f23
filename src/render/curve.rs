//! A small curve of characters: the series over one another, an axis with days, a legend.

mod braille;
mod points;

use super::Canvas;
use super::width::width;
use crate::page::words::percent_f64;
use crate::page::{Curve, Ink, Text};
use crate::source::visible::safe;
use points::{Cells, row_of, sampled};

const ROWS: usize = 8;
const COLUMNS: usize = 60;
/// Columns left of the curve: ` 100% |`.
const MARGIN: usize = 7;
/// The most lines of labels below the axis.
const LABEL_LINES: usize = 3;

/// Columns right of the curve, for the figure at the end of a line: ` 81.3%`.
const END: usize = 8;

/// The lines of a curve; empty for a curve without days.
pub(super) fn draw_curve(curve: &Curve, canvas: Canvas) -> Vec<Text> {
    let room = canvas.width.unwrap_or(usize::MAX);
    let columns = room.saturating_sub(MARGIN + END + 1).clamp(8, COLUMNS);
    if curve.days.is_empty() {
        return Vec::new();
    }
    let top = top(curve);
    let mut grid = match canvas.braille {
        true => braille::grid(curve, (ROWS, columns), top),
        false => grid(curve, columns, top),
    };
    // Braille draws half a character further.
    ends(curve, columns, (usize::from(canvas.braille), top), &mut grid);
    let mut lines: Vec<Text> = grid
        .into_iter()
        .enumerate()
        .map(|(row, cells)| {
            let level = (top * 100.0).round();
            let label = match row {
                0 => format!("{level:>4.0}% |"),
                row if row + 1 == ROWS => "   0% |".to_owned(),
                _ => "      |".to_owned(),
            };
            cells
                .into_iter()
                .fold(Text::from(label), |text, (mark, ink)| text.and(mark.to_string(), ink))
        })
        .collect();
    lines.extend(axis(curve, columns, canvas).into_iter().map(Text::from));
    lines.push(legend(curve, canvas));
    lines
}

/// Puts the last figure of each series behind the end of its line, in the nearest row where nothing is drawn.
fn ends(curve: &Curve, columns: usize, (gap, top): (usize, f64), grid: &mut Cells) {
    for row in &mut *grid {
        row.resize(columns + END, (' ', Ink::Plain));
    }
    for series in &curve.series {
        // The last figure may lie between two columns.
        let value = series.values.iter().rev().flatten().next().copied();
        let mut drawn = (0..columns).rev();
        let last = drawn.find(|at| sampled(curve, series, *at, columns).is_some());
        let Some((at, value)) = last.zip(value) else {
            continue;
        };
        let figure = percent_f64(value);
        let figure = format!(" {}%", figure.strip_suffix(".0").unwrap_or(&figure));
        let row = row_of(value, top, ROWS);
        let rows = (0..ROWS).map(|by| [row.checked_sub(by), Some(row + by)]);
        let place = at + gap + 1..at + gap + 1 + figure.len();
        let is_free = |row: &usize| {
            let cells = grid.get(*row).and_then(|cells| cells.get(place.clone()));
            cells.is_some_and(|cells| cells.iter().all(|(letter, _)| *letter == ' '))
        };
        let free = rows.flatten().flatten().find(is_free).unwrap_or(row);
        let cells = grid.get_mut(free).and_then(|cells| cells.get_mut(place));
        for (cell, letter) in cells.into_iter().flatten().zip(figure.chars()) {
            *cell = (letter, series.ink);
        }
    }
}

/// The highest share, at least 1.
pub(super) fn top(curve: &Curve) -> f64 {
    let values = curve.series.iter().flat_map(|series| series.values.iter().flatten());
    values.copied().fold(1.0, f64::max)
}

/// One mark per column for each series; a later series covers earlier ones.
fn grid(curve: &Curve, columns: usize, top: f64) -> Cells {
    let mut grid = vec![vec![(' ', Ink::Plain); columns]; ROWS];
    for series in &curve.series {
        let mut below = None;
        for column in 0..columns {
            let value = sampled(curve, series, column, columns);
            let Some(row) = value.map(|value| row_of(value, top, ROWS)) else {
                continue;
            };
            // A stair has a riser between its treads.
            let foot = below.filter(|foot| series.is_stair && *foot > row).unwrap_or(row + 1);
            for cells in grid.get_mut(row..foot).unwrap_or_default() {
                if let Some(cell) = cells.get_mut(column) {
                    *cell = (series.mark, series.ink);
                }
            }
            below = Some(row);
        }
    }
    grid
}

/// The axis with a stroke at each named day, and the names below it.
fn axis(curve: &Curve, columns: usize, canvas: Canvas) -> Vec<String> {
    let last = (curve.days.len() - 1).max(1);
    let column = |day: usize| (day * (columns - 1) + last / 2) / last;
    let mut rule: Vec<char> = vec!['-'; columns];
    let mut labels = Vec::new();
    for (day, name) in &curve.ticks {
        let at = column(*day);
        if let Some(sign) = rule.get_mut(at) {
            *sign = '|';
        }
        let name = safe(name).into_owned();
        labels.push((at, width(&name, canvas), name));
    }
    let rule: String = rule.into_iter().collect();
    let mut lines = vec![format!("{}+{rule}", " ".repeat(MARGIN - 1))];
    let sizes: Vec<(usize, usize)> = labels.iter().map(|(at, wide, _)| (*at, *wide)).collect();
    let mut below = vec![String::new(); LABEL_LINES];
    for ((line, start), (.., name)) in placed(&sizes, columns).into_iter().zip(labels) {
        let Some(below_line) = below.get_mut(line) else {
            continue;
        };
        let gap = (MARGIN + start).saturating_sub(width(below_line, canvas));
        below_line.push_str(&" ".repeat(gap));
        below_line.push_str(&name);
    }
    below.retain(|line| !line.is_empty());
    lines.extend(below);
    lines
}

/// Places labels, given as their column and width: a line and a first column for each, centred below its column. No label
/// touches another or runs beyond the last column.
fn placed(labels: &[(usize, usize)], columns: usize) -> Vec<(usize, usize)> {
    let mut ends: Vec<usize> = Vec::new();
    let place = |(at, wide): &(usize, usize)| {
        let start = at.saturating_sub(wide / 2).min(columns.saturating_sub(*wide));
        (free_line(&mut ends, start, *wide), start)
    };
    labels.iter().map(place).collect()
}

/// The first line on which a label touches no other; `ends` has where each line ends so far.
pub(super) fn free_line(ends: &mut Vec<usize>, start: usize, wide: usize) -> usize {
    let free = ends.iter().position(|end| *end <= start);
    let line = free.unwrap_or(ends.len());
    match ends.get_mut(line) {
        Some(end) => *end = start + wide + 1,
        None => ends.push(start + wide + 1),
    }
    line
}

fn legend(curve: &Curve, canvas: Canvas) -> Text {
    let mut text = Text::from(" ".repeat(MARGIN));
    for (nth, series) in curve.series.iter().enumerate() {
        let gap = if nth == 0 { "" } else { "   " };
        let mark = if canvas.braille { braille::mark(series) } else { series.mark };
        text = text
            .and(gap, Ink::Plain)
            .and(mark.to_string(), series.ink)
            .and(format!(" {}", safe(&series.name)), Ink::Plain);
    }
    text
}
