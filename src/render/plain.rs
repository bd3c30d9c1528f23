//! A page as plain lines: one row per line, cells separated by tabs, for grep, cut and awk.

use super::PLAIN;
use super::snippet::snippet;
use crate::page::{Block, Curve, Page, Row, Series, Table, Text};
use crate::source::visible::{safe, safe_joined};
use std::slice;

/// Writes a page without layout.
pub fn plain(page: &Page) -> String {
    let mut written = String::new();
    let mut line = |words: &str| {
        written.push_str(words);
        written.push('\n');
    };
    for block in &page.blocks {
        match block {
            Block::Title(lines) => lines.iter().for_each(|words| line(&safe(words))),
            Block::Heading(words) | Block::Note(words) => line(&safe(words)),
            Block::Line(text) => line(&safe_joined(&text.plain())),
            Block::Spread(left, right) => line(&tabbed(&[left.clone(), right.clone()])),
            Block::Gap => {}
            Block::Curve(curve) => named_days(curve, &mut line),
            Block::Break => line(""),
            Block::Problem(problem) => line(snippet(slice::from_ref(problem), PLAIN).trim_end()),
            Block::Table(table) => rows(table, &mut line),
            Block::Bars(bars) => {
                for bar in bars {
                    let cells =
                        std::iter::once(&bar.label).chain(&bar.figures).chain([&bar.remark]);
                    let cells: Vec<Text> = cells.map(|cell| Text::from(cell.as_str())).collect();
                    line(&tabbed(&cells));
                }
            }
        }
    }
    written
}

/// One row for each named day of a curve, one cell for each series, in percent.
fn named_days(curve: &Curve, line: &mut impl FnMut(&str)) {
    for (day, name) in &curve.ticks {
        let value = |series: &Series| {
            let value = series.values.get(*day).copied().flatten();
            let tenths = |value: f64| format!("{:.1}%", (value * 1000.0).round() / 10.0);
            let percent = value.map_or("-".to_owned(), tenths);
            Text::from(format!("{} {percent}", series.name))
        };
        let cells =
            std::iter::once(Text::from(name.as_str())).chain(curve.series.iter().map(value));
        line(&tabbed(&cells.collect::<Vec<Text>>()));
    }
}

fn rows(table: &Table, line: &mut impl FnMut(&str)) {
    let head: Vec<Text> =
        table.columns.iter().map(|column| Text::from(column.header.as_str())).collect();
    line(&tabbed(&head));
    for row in &table.rows {
        match row {
            Row::Group(text) => line(&safe_joined(&text.plain())),
            Row::Total(cells) => line(&tabbed(cells)),
            Row::Cells { cells, details } => {
                line(&tabbed(cells));
                for detail in details {
                    line(&format!("  {}", safe_joined(&detail.plain())));
                }
            }
        }
    }
}

fn tabbed(cells: &[Text]) -> String {
    let cells: Vec<String> =
        cells.iter().map(|cell| safe_joined(&cell.plain()).into_owned()).collect();
    cells.join("\t").trim_end().to_owned()
}
