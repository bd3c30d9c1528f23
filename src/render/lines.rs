//! A page on a terminal, or in a file that is read as one: lines, tables, bars, a curve of characters.

use super::safe::safe;
use super::table::{draw, text_width, wrap_text};
use super::width::width;
use super::{Canvas, inked, safe_text};
use crate::page::{Bar, Block, Curve, Ink, Page, Text};

/// Width that a line in two halves takes where there is no limit.
const USUAL: usize = 80;
const BAR: usize = 20;
const CURVE_ROWS: usize = 8;
const CURVE_COLUMNS: usize = 60;

/// Draws a page; every line ends with a newline and none with a blank.
pub fn terminal(page: &Page, canvas: Canvas) -> String {
    let mut drawn = String::new();
    for block in &page.blocks {
        match block {
            Block::Heading(words) => {
                line(&Text::inked(words.as_str(), Ink::Bold), canvas, &mut drawn)
            }
            Block::Line(text) => line(text, canvas, &mut drawn),
            Block::Spread(left, right) => spread(left, right, canvas, &mut drawn),
            Block::Gap => drawn.push('\n'),
            Block::Table(table) => drawn.push_str(&draw(table, canvas)),
            Block::Bars(bars) => draw_bars(bars, canvas, &mut drawn),
            Block::Curve(curve) => draw_curve(curve, canvas, &mut drawn),
            Block::Note(words) => {
                line(&Text::inked(words.as_str(), Ink::Faint), canvas, &mut drawn)
            }
        }
    }
    drawn
}

fn line(text: &Text, canvas: Canvas, drawn: &mut String) {
    let limit = canvas.width.unwrap_or(usize::MAX);
    for part in wrap_text(&safe_text(text), limit, canvas) {
        drawn.push_str(inked(&part, canvas).trim_end());
        drawn.push('\n');
    }
}

fn spread(left: &Text, right: &Text, canvas: Canvas, drawn: &mut String) {
    let (left, right) = (safe_text(left), safe_text(right));
    let taken = text_width(&left, canvas) + text_width(&right, canvas);
    let limit = canvas.width.unwrap_or(USUAL).min(100);
    if taken + 2 <= limit || canvas.width.is_none() {
        let gap = limit.saturating_sub(taken).max(2);
        drawn.push_str(&inked(&left, canvas));
        drawn.extend(std::iter::repeat_n(' ', gap));
        drawn.push_str(inked(&right, canvas).trim_end());
        drawn.push('\n');
    } else {
        line(&left, canvas, drawn);
        line(&right, canvas, drawn);
    }
}

fn draw_bars(bars: &[Bar], canvas: Canvas, drawn: &mut String) {
    let widest = |cells: &mut dyn Iterator<Item = &str>| {
        cells.map(|cell| width(cell, canvas)).max().unwrap_or(0)
    };
    let labels = widest(&mut bars.iter().map(|bar| bar.label.as_str()));
    let columns = bars.iter().map(|bar| bar.figures.len()).max().unwrap_or(0);
    let figures: Vec<usize> = (0..columns)
        .map(|at| {
            widest(
                &mut bars
                    .iter()
                    .filter_map(|bar| bar.figures.get(at))
                    .map(String::as_str),
            )
        })
        .collect();
    for bar in bars {
        let mut text = Text::from(padded(&bar.label, labels, false, canvas));
        for (at, own) in figures.iter().enumerate() {
            let figure = bar.figures.get(at).map_or("", String::as_str);
            text = text
                .and("  ", Ink::Plain)
                .and(padded(figure, *own, true, canvas), Ink::Plain);
        }
        let filled = (bar.filled.clamp(0.0, 1.0) * BAR as f64).round() as usize;
        text = text
            .and("  ", Ink::Plain)
            .and("#".repeat(filled), bar.ink)
            .and("-".repeat(BAR - filled), Ink::Faint);
        if !bar.remark.is_empty() {
            text = text
                .and("  ", Ink::Plain)
                .and(bar.remark.as_str(), Ink::Plain);
        }
        line(&text, canvas, drawn);
    }
}

fn padded(words: &str, columns: usize, right: bool, canvas: Canvas) -> String {
    let words = safe(words);
    let blank = " ".repeat(columns.saturating_sub(width(&words, canvas)));
    if right {
        format!("{blank}{words}")
    } else {
        format!("{words}{blank}")
    }
}

fn draw_curve(curve: &Curve, canvas: Canvas, drawn: &mut String) {
    let columns = curve.days.len().min(CURVE_COLUMNS);
    if columns == 0 {
        return;
    }
    let day_of = |column: usize| match columns {
        1 => 0,
        _ => column * (curve.days.len() - 1) / (columns - 1),
    };
    let values = curve
        .series
        .iter()
        .flat_map(|series| series.values.iter().flatten().copied());
    let top = values.fold(1.0, f64::max);
    let mut grid = vec![vec![(' ', Ink::Plain); columns]; CURVE_ROWS];
    for series in &curve.series {
        for column in 0..columns {
            let value = series.values.get(day_of(column)).copied().flatten();
            let row = value.map(|value| {
                let height = value.clamp(0.0, top) / top * (CURVE_ROWS - 1) as f64;
                CURVE_ROWS - 1 - height.round() as usize
            });
            let cell = row.and_then(|row| grid.get_mut(row)?.get_mut(column));
            if let Some(cell) = cell {
                *cell = (series.mark, series.ink);
            }
        }
    }
    for (row, cells) in grid.iter().enumerate() {
        let level = top * (CURVE_ROWS - 1 - row) as f64 / (CURVE_ROWS - 1) as f64;
        let label = match row {
            0 => format!("{:>4.0}%", level * 100.0),
            row if row + 1 == CURVE_ROWS => "   0%".to_owned(),
            _ => "     ".to_owned(),
        };
        let mut text = Text::from(format!("{label} |"));
        for (mark, ink) in cells {
            text = text.and(mark.to_string(), *ink);
        }
        drawn.push_str(inked(&text, canvas).trim_end());
        drawn.push('\n');
    }
    ticks(curve, columns, canvas, drawn);
    let legend: Vec<String> = curve
        .series
        .iter()
        .map(|series| format!("{} {}", series.mark, series.name))
        .collect();
    line(
        &Text::from(format!("       {}", legend.join("   "))),
        canvas,
        drawn,
    );
}

fn ticks(curve: &Curve, columns: usize, canvas: Canvas, drawn: &mut String) {
    let mut axis = " ".repeat(7);
    for (day, name) in &curve.ticks {
        let column = day * columns.saturating_sub(1) / curve.days.len().saturating_sub(1).max(1);
        let at = 7 + column;
        let taken = width(&axis, canvas);
        if taken == 7 || taken < at {
            axis.extend(std::iter::repeat_n(' ', at.saturating_sub(taken)));
            axis.push_str(&safe(name));
        }
    }
    drawn.push_str(axis.trim_end());
    drawn.push('\n');
}
