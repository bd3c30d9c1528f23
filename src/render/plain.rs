//! A page as plain lines: a row a line, its cells parted by tabs, for grep, cut and awk.

use super::safe::safe;
use crate::page::{Block, Page, Row, Table, Text};

/// Writes a page without layout.
pub fn plain(page: &Page) -> String {
    let mut written = String::new();
    let mut line = |words: &str| {
        written.push_str(words);
        written.push('\n');
    };
    for block in &page.blocks {
        match block {
            Block::Heading(words) | Block::Note(words) => line(&safe(words)),
            Block::Line(text) => line(&safe(&text.plain())),
            Block::Spread(left, right) => line(&tabbed(&[left.clone(), right.clone()])),
            Block::Gap | Block::Curve(_) => {}
            Block::Table(table) => rows(table, &mut line),
            Block::Bars(bars) => {
                for bar in bars {
                    let cells = std::iter::once(&bar.label)
                        .chain(&bar.figures)
                        .chain([&bar.remark]);
                    let cells: Vec<Text> = cells.map(|cell| Text::from(cell.as_str())).collect();
                    line(&tabbed(&cells));
                }
            }
        }
    }
    written
}

fn rows(table: &Table, line: &mut impl FnMut(&str)) {
    let head: Vec<Text> = table
        .columns
        .iter()
        .map(|own| Text::from(own.header.as_str()))
        .collect();
    line(&tabbed(&head));
    for row in &table.rows {
        match row {
            Row::Group(text) => line(&safe(&text.plain())),
            Row::Total(cells) => line(&tabbed(cells)),
            Row::Cells { cells, details } => {
                line(&tabbed(cells));
                for detail in details {
                    line(&format!("  {}", safe(&detail.plain())));
                }
            }
        }
    }
}

fn tabbed(cells: &[Text]) -> String {
    let cells: Vec<String> = cells
        .iter()
        .map(|cell| safe(&cell.plain()).into_owned())
        .collect();
    cells.join("\t").trim_end().to_owned()
}
