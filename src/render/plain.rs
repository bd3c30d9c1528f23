//! A page as plain lines: one row per line, cells separated by tabs, for grep, cut and awk.

use super::snippet::snippet;
use super::{PLAIN, in_memory};
use crate::page::words::percent_f64;
use crate::page::{BlockOf, Curve, Row, Series, Sheet, TableOf, Text};
use crate::source::visible::{safe, safe_joined};
use std::io::{self, Write};
use std::slice;

/// Writes a page without layout.
pub fn plain(page: &Sheet<'_>) -> String {
    in_memory(|out| write_plain(page, out))
}

/// Writes a page without layout, its tables row by row.
///
/// # Errors
/// Those of the writer.
pub(super) fn write_plain(page: &Sheet<'_>, out: &mut dyn Write) -> io::Result<()> {
    page.each_without_paper(|block| {
        let mut line = |words: &str| writeln!(out, "{words}");
        match block {
            BlockOf::Title(lines) => lines.iter().try_for_each(|words| line(&safe(words)))?,
            BlockOf::Heading(words) | BlockOf::Note(words) => line(&safe(words))?,
            BlockOf::Line(text) => line(&safe_joined(&text.plain()))?,
            BlockOf::Spread(left, right) => line(&tabbed(&[left.clone(), right.clone()]))?,
            BlockOf::Gap | BlockOf::Paper(_) => {}
            BlockOf::Curve(curve) => named_days(curve, &mut line)?,
            BlockOf::Break => line("")?,
            BlockOf::Problem(problem) => {
                line(snippet(slice::from_ref(problem), PLAIN).trim_end())?;
            }
            BlockOf::Table(table) => rows(table, &mut line)?,
            BlockOf::Bars(bars) => {
                for bar in bars {
                    let cells =
                        std::iter::once(&bar.label).chain(&bar.figures).chain([&bar.remark]);
                    let cells: Vec<Text> = cells.map(|cell| Text::from(cell.as_str())).collect();
                    line(&tabbed(&cells))?;
                }
            }
        }
        Ok(())
    })
}

/// One row for each named day of a curve, one cell for each series, in percent.
fn named_days(curve: &Curve, line: &mut impl FnMut(&str) -> io::Result<()>) -> io::Result<()> {
    for (day, name) in &curve.ticks {
        let value = |series: &Series| {
            let value = series.values.get(*day).copied().flatten();
            let percent = value.map_or("-".to_owned(), |share| percent_f64(share) + "%");
            Text::from(format!("{} {percent}", series.name))
        };
        let cells =
            std::iter::once(Text::from(name.as_str())).chain(curve.series.iter().map(value));
        line(&tabbed(&cells.collect::<Vec<Text>>()))?;
    }
    Ok(())
}

fn rows(table: &TableOf<'_>, line: &mut impl FnMut(&str) -> io::Result<()>) -> io::Result<()> {
    let head: Vec<Text> =
        table.columns.iter().map(|column| Text::from(column.header.as_str())).collect();
    line(&tabbed(&head))?;
    table.rows.each(|row| match row {
        Row::Group(text) => line(&safe_joined(&text.plain())),
        Row::Total(cells) => line(&tabbed(cells)),
        Row::Cells { cells, details } => {
            line(&tabbed(cells))?;
            details
                .iter()
                .try_for_each(|detail| line(&format!("  {}", safe_joined(&detail.plain()))))
        }
    })
}

fn tabbed(cells: &[Text]) -> String {
    let cells: Vec<String> =
        cells.iter().map(|cell| safe_joined(&cell.plain()).into_owned()).collect();
    cells.join("\t").trim_end().to_owned()
}
