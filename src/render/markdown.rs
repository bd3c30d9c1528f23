//! A page as GitHub Markdown.

mod escape;

use super::curve::draw_curve;
use super::snippet::excerpts;
use super::{PLAIN, in_memory};
use crate::page::{
    Align, Bar, BlockOf, Column, Curve, Problem, Row, Sheet, TableOf, Text, details_column,
};
use escape::{begun, escaped};
use std::io::{self, Write};

/// Writes a page as Markdown.
pub fn markdown(page: &Sheet<'_>) -> String {
    in_memory(|out| write_markdown(page, out))
}

/// Writes a page as Markdown, its tables row by row.
///
/// # Errors
/// Those of the writer.
pub(super) fn write_markdown(page: &Sheet<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut parts = Parts { out, begun: false };
    page.each_without_paper(|block| {
        match block {
            BlockOf::Title(lines) => {
                for (nth, words) in lines.iter().enumerate() {
                    match nth {
                        0 => parts.push(&format!("# {}", escaped(words)))?,
                        _ => parts.push(&begun(words))?,
                    }
                }
            }
            BlockOf::Heading(words) => parts.push(&format!("## {}", escaped(words)))?,
            BlockOf::Line(text) => parts.push(&begun(&text.plain()))?,
            BlockOf::Spread(left, right) if left.is_empty() => {
                parts.push(&begun(&right.plain()))?;
            }
            BlockOf::Spread(left, right) => {
                let (left, right) = (begun(&left.plain()), escaped(&right.plain()));
                parts.push(&format!("{left} — {right}"))?;
            }
            BlockOf::Gap | BlockOf::Paper(_) => {}
            BlockOf::Curve(curve) => parts.push(&fenced(curve))?,
            BlockOf::Break => parts.push("---")?,
            BlockOf::Table(table) => tables(table, &mut parts)?,
            BlockOf::Bars(bars) => {
                let line = |bar: &Bar| {
                    let words = [bar.label.clone(), bar.figures.join(" "), bar.remark.clone()];
                    format!("- {}", begun(words.join(" ").trim_end()))
                };
                parts.push(&bars.iter().map(line).collect::<Vec<String>>().join("\n"))?;
            }
            BlockOf::Problem(found) => problem(found, &mut parts)?,
            BlockOf::Note(words) => parts.push(&format!("_{}_", escaped(words)))?,
        }
        Ok::<(), io::Error>(())
    })?;
    out.write_all(b"\n")
}

/// The parts of a page, an empty line between each two.
struct Parts<'o> {
    out: &'o mut dyn Write,
    begun: bool,
}

impl Parts<'_> {
    fn push(&mut self, part: &str) -> io::Result<()> {
        if self.begun {
            self.out.write_all(b"\n\n")?;
        }
        self.begun = true;
        self.out.write_all(part.as_bytes())
    }
}

/// A finding under its own heading, its lines as they stand on a terminal.
fn problem(problem: &Problem, parts: &mut Parts<'_>) -> io::Result<()> {
    let (level, code, title) = (&problem.level_name, problem.code, escaped(&problem.title));
    parts.push(&format!("## {level} `{code}` {title}"))?;
    let places = problem.excerpts.iter().map(|excerpt| begun(&excerpt.place()));
    parts.push(&places.collect::<Vec<String>>().join(", "))?;
    let lines = excerpts(problem);
    // A fence is longer than any run of backticks within it.
    let ticks = lines.split(|letter| letter != '`').map(str::len).max();
    let fence = "`".repeat(ticks.unwrap_or(0).max(2) + 1);
    parts.push(&format!("{fence}text\n{lines}\n{fence}"))?;
    problem.help.iter().try_for_each(|help| parts.push(&format!("- {}", begun(help))))
}

/// A curve of characters, as on a terminal.
fn fenced(curve: &Curve) -> String {
    let lines = draw_curve(curve, PLAIN).into_iter();
    let lines: Vec<String> = lines.map(|line| line.plain().trim_end().to_owned()).collect();
    format!("```text\n{}\n```", lines.join("\n"))
}

/// Writes a table. A group becomes a heading, since a Markdown table cannot hold one.
fn tables(table: &TableOf<'_>, parts: &mut Parts<'_>) -> io::Result<()> {
    let mut open = false;
    table.rows.each(|row| match row {
        Row::Group(text) => {
            open = false;
            parts.push(&format!("### {}", escaped(&text.plain())))
        }
        Row::Cells { cells, details } => {
            begin(&mut open, &table.columns, parts)?;
            let below: String =
                details.iter().map(|detail| format!("<br>{}", escaped(&detail.plain()))).collect();
            add(parts, (cells, &table.columns), (details_column(&table.columns), &below))
        }
        Row::Total(cells) => {
            begin(&mut open, &table.columns, parts)?;
            add(parts, (cells, &table.columns), (0, ""))
        }
    })?;
    if table.rows.is_empty() { begin(&mut open, &table.columns, parts) } else { Ok(()) }
}

fn begin(open: &mut bool, columns: &[Column], parts: &mut Parts<'_>) -> io::Result<()> {
    if std::mem::replace(open, true) {
        return Ok(());
    }
    let heads: Vec<String> = columns.iter().map(|column| escaped(&column.header)).collect();
    let rules: Vec<&str> = columns
        .iter()
        .map(|column| match column.align {
            Align::Left => "---",
            Align::Right => "---:",
        })
        .collect();
    parts.push(&format!("| {} |\n| {} |", heads.join(" | "), rules.join(" | ")))
}

/// A row; `below` stands in the cell of that column.
fn add(
    parts: &mut Parts<'_>,
    (cells, columns): (&[Text], &[Column]),
    (column, below): (usize, &str),
) -> io::Result<()> {
    let cells = cells.iter().zip(columns).map(|(cell, column)| column.shown(cell));
    let mut words: Vec<String> = cells.map(|cell| escaped(&cell.plain())).collect();
    if let Some(cell) = words.get_mut(column) {
        cell.push_str(below);
    }
    write!(parts.out, "\n| {} |", words.join(" | "))
}
