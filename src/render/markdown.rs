//! A page as GitHub Markdown.

mod escape;

use super::PLAIN;
use super::curve::draw_curve;
use super::snippet::excerpts;
use crate::page::{
    Align, Bar, Block, Column, Curve, Page, Problem, Row, Table, Text, details_column,
};
use escape::{begun, escaped};

/// Writes a page as Markdown.
pub fn markdown(page: &Page) -> String {
    let mut parts: Vec<String> = Vec::new();
    for block in &page.blocks {
        match block {
            Block::Title(lines) => parts.extend(lines.iter().enumerate().map(|(nth, words)| {
                if nth == 0 { format!("# {}", escaped(words)) } else { begun(words) }
            })),
            Block::Heading(words) => parts.push(format!("## {}", escaped(words))),
            Block::Line(text) => parts.push(begun(&text.plain())),
            Block::Spread(left, right) if left.is_empty() => {
                parts.push(begun(&right.plain()));
            }
            Block::Spread(left, right) => {
                parts.push(format!("{} — {}", begun(&left.plain()), escaped(&right.plain())));
            }
            Block::Gap => {}
            Block::Curve(curve) => parts.push(fenced(curve)),
            Block::Break => parts.push("---".to_owned()),
            Block::Table(table) => tables(table, &mut parts),
            Block::Bars(bars) => {
                let line = |bar: &Bar| {
                    let words = [bar.label.clone(), bar.figures.join(" "), bar.remark.clone()];
                    format!("- {}", begun(words.join(" ").trim_end()))
                };
                parts.push(bars.iter().map(line).collect::<Vec<String>>().join("\n"));
            }
            Block::Problem(own) => problem(own, &mut parts),
            Block::Note(words) => parts.push(format!("_{}_", escaped(words))),
        }
    }
    let mut written = parts.join("\n\n");
    written.push('\n');
    written
}

/// A finding under its own heading, its lines as they stand on a terminal.
fn problem(problem: &Problem, parts: &mut Vec<String>) {
    let (level, code, title) = (&problem.level_name, problem.code, escaped(&problem.title));
    parts.push(format!("## {level} `{code}` {title}"));
    let places = problem.excerpts.iter().map(|excerpt| begun(&excerpt.place()));
    parts.push(places.collect::<Vec<String>>().join(", "));
    let lines = excerpts(problem);
    // A fence is longer than any run of backticks within it.
    let ticks = lines.split(|letter| letter != '`').map(str::len).max();
    let fence = "`".repeat(ticks.unwrap_or(0).max(2) + 1);
    parts.push(format!("{fence}text\n{lines}\n{fence}"));
    parts.extend(problem.help.iter().map(|help| format!("- {}", begun(help))));
}

/// A curve of characters, as on a terminal.
fn fenced(curve: &Curve) -> String {
    let lines = draw_curve(curve, PLAIN).into_iter();
    let lines: Vec<String> = lines.map(|line| line.plain().trim_end().to_owned()).collect();
    format!("```text\n{}\n```", lines.join("\n"))
}

/// Writes a table. A group becomes a heading, since a Markdown table cannot hold one.
fn tables(table: &Table, parts: &mut Vec<String>) {
    let mut open = String::new();
    for row in &table.rows {
        match row {
            Row::Group(text) => {
                close(&mut open, parts);
                parts.push(format!("### {}", escaped(&text.plain())));
            }
            Row::Cells { cells, details } => {
                begin(&mut open, &table.columns);
                let below: String = details
                    .iter()
                    .map(|detail| format!("<br>{}", escaped(&detail.plain())))
                    .collect();
                add(&mut open, cells, (details_column(&table.columns), &below));
            }
            Row::Total(cells) => {
                begin(&mut open, &table.columns);
                add(&mut open, cells, (0, ""));
            }
        }
    }
    if table.rows.is_empty() {
        begin(&mut open, &table.columns);
    }
    close(&mut open, parts);
}

fn close(open: &mut String, parts: &mut Vec<String>) {
    if !open.is_empty() {
        parts.push(std::mem::take(open).trim_end().to_owned());
    }
}

fn begin(open: &mut String, columns: &[Column]) {
    if !open.is_empty() {
        return;
    }
    let heads: Vec<String> = columns.iter().map(|column| escaped(&column.header)).collect();
    let rules: Vec<&str> = columns
        .iter()
        .map(|column| match column.align {
            Align::Left => "---",
            Align::Right => "---:",
        })
        .collect();
    open.push_str(&format!("| {} |\n| {} |\n", heads.join(" | "), rules.join(" | ")));
}

/// A row; `below` stands in the cell of that column.
fn add(open: &mut String, cells: &[Text], (column, below): (usize, &str)) {
    let mut words: Vec<String> = cells.iter().map(|cell| escaped(&cell.plain())).collect();
    if let Some(cell) = words.get_mut(column) {
        cell.push_str(below);
    }
    open.push_str(&format!("| {} |\n", words.join(" | ")));
}
