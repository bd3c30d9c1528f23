//! A page as fixed-width text, for a terminal or a file: lines, tables, bars, a curve of characters.

use super::curve::draw_curve;
use super::snippet::snippet;
use super::table::{draw, text_width, wrap_text};
use super::width::width;
use super::{Canvas, chipped, inked, safe_text};
use crate::page::{Bar, BlockOf, Ink, Sheet, Text};
use crate::source::visible::safe;
use std::slice;

/// The width of a line in two halves if the canvas has no limit.
const USUAL: usize = 80;
const BAR: usize = 20;
const SHORTEST_BAR: usize = 8;
/// Blanks between two columns of bars.
const BETWEEN: usize = 2;

/// Draws a page. Every line ends with a newline, none with a blank.
pub fn terminal(page: &Sheet<'_>, canvas: Canvas) -> String {
    let mut drawn = String::new();
    let all = page.each_without_paper(|block| {
        match block {
            BlockOf::Title(lines) => {
                lines.iter().for_each(|words| centred(words, canvas, &mut drawn))
            }
            BlockOf::Heading(words) => {
                line(&Text::inked(words.as_str(), Ink::Bold), canvas, &mut drawn)
            }
            BlockOf::Line(text) => line(text, canvas, &mut drawn),
            BlockOf::Spread(left, right) => spread(left, right, canvas, &mut drawn),
            BlockOf::Paper(_) => {}
            BlockOf::Gap => drawn.push('\n'),
            BlockOf::Break => {
                let columns = canvas.width.unwrap_or(USUAL).min(USUAL);
                drawn.push_str(&format!("\n{}\n\n", "-".repeat(columns)));
            }
            BlockOf::Table(table) => drawn.push_str(&draw(table, page.lang, canvas)),
            BlockOf::Bars(bars) => draw_bars(bars, canvas, &mut drawn),
            BlockOf::Curve(curve) => {
                for row in draw_curve(curve, canvas) {
                    drawn.push_str(inked(&row, canvas).trim_end());
                    drawn.push('\n');
                }
            }
            BlockOf::Problem(problem) => drawn.push_str(&snippet(slice::from_ref(problem), canvas)),
            BlockOf::Note(words) => {
                line(&Text::inked(words.as_str(), Ink::Faint), canvas, &mut drawn)
            }
        }
        Ok::<(), std::convert::Infallible>(())
    });
    let Ok(()) = all;
    drawn
}

fn line(text: &Text, canvas: Canvas, drawn: &mut String) {
    flowed(&chipped(safe_text(text), canvas), canvas, drawn);
}

/// A text that may be shown, in lines.
fn flowed(text: &Text, canvas: Canvas, drawn: &mut String) {
    let limit = canvas.width.unwrap_or(usize::MAX);
    for part in wrap_text(text, limit, canvas) {
        drawn.push_str(inked(&part, canvas).trim_end());
        drawn.push('\n');
    }
}

/// Centres a line. A line that is too long stays as it is.
fn centred(words: &str, canvas: Canvas, drawn: &mut String) {
    let limit = canvas.width.unwrap_or(USUAL).min(100);
    let blank = limit.saturating_sub(width(&safe(words), canvas)) / 2;
    let text = Text::from(" ".repeat(blank));
    line(&text.and(words, Ink::Bold), canvas, drawn);
}

fn spread(left: &Text, right: &Text, canvas: Canvas, drawn: &mut String) {
    let (left, right) = (safe_text(left), safe_text(right));
    let (left, right) = (chipped(left, canvas), chipped(right, canvas));
    let taken = text_width(&left, canvas) + text_width(&right, canvas);
    let limit = canvas.width.unwrap_or(USUAL).min(100);
    if taken + 2 <= limit || canvas.width.is_none() {
        let gap = limit.saturating_sub(taken).max(2);
        drawn.push_str(&inked(&left, canvas));
        drawn.extend(std::iter::repeat_n(' ', gap));
        drawn.push_str(inked(&right, canvas).trim_end());
        drawn.push('\n');
    } else {
        flowed(&left, canvas, drawn);
        flowed(&right, canvas, drawn);
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
            widest(&mut bars.iter().filter_map(|bar| bar.figures.get(at)).map(String::as_str))
        })
        .collect();
    let remarks = widest(&mut bars.iter().map(|bar| bar.remark.as_str()));
    let before = labels + figures.iter().map(|width| BETWEEN + width).sum::<usize>() + BETWEEN;
    let limit = canvas.width.unwrap_or(usize::MAX);
    // Where a short bar leaves no room for the remark either, it stands below.
    let beside = before + SHORTEST_BAR + BETWEEN + remarks <= limit;
    let behind = if beside && remarks > 0 { BETWEEN + remarks } else { 0 };
    let length = BAR.min(limit.saturating_sub(before + behind)).max(SHORTEST_BAR);
    for bar in bars {
        let mut text = Text::from(padded(&bar.label, labels, false, canvas));
        for (at, width) in figures.iter().enumerate() {
            let figure = bar.figures.get(at).map_or("", String::as_str);
            text = text.and("  ", Ink::Plain).and(padded(figure, *width, true, canvas), Ink::Plain);
        }
        let filled = (bar.filled.clamp(0.0, 1.0) * length as f64).round() as usize;
        text = text.and("  ", Ink::Plain);
        let mark = bar.mark.map(|mark| {
            let at = (mark.clamp(0.0, 1.0) * length as f64).round() as usize;
            at.min(length - 1)
        });
        let run = |text: Text, from: usize, to: usize| {
            let full = filled.clamp(from, to);
            text.and("#".repeat(full - from), bar.ink).and("-".repeat(to - full), Ink::Faint)
        };
        text = match mark {
            None => run(text, 0, length),
            Some(at) => run(run(text, 0, at).and("|", Ink::Bold), at + 1, length),
        };
        if beside && !bar.remark.is_empty() {
            text = text.and("  ", Ink::Plain).and(bar.remark.as_str(), Ink::Plain);
        }
        line(&text, canvas, drawn);
        if !beside && !bar.remark.is_empty() {
            line(&format!("{}{}", " ".repeat(labels + BETWEEN), bar.remark).into(), canvas, drawn);
        }
    }
}

fn padded(words: &str, columns: usize, right: bool, canvas: Canvas) -> String {
    let words = safe(words);
    let blank = " ".repeat(columns.saturating_sub(width(&words, canvas)));
    if right { format!("{blank}{words}") } else { format!("{words}{blank}") }
}
