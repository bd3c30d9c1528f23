//! A table. Where it has room it stands as a table. On a phone, and in a letter, which may be read on one, a row is two lines: its
//! light, its title and the figure that leads it; below them the rest.

use super::chip::chip;
use super::escape::{escaped, inked};
use super::style::{HtmlStyle, Part, Room};
use crate::page::{Align, Column, Ink, Labels, Role, Row, Rows, TableOf, Text, details_column};
use crate::render::PLAIN;
use crate::render::width::width;
use std::io::{self, Write};

/// A table with more columns is set more closely.
const WIDE: usize = 9;
/// One with more still has its heads upright.
const VAST: usize = 14;
/// Columns of characters that stand beside each other on a phone.
const PHONE: usize = 40;
/// What lies between two columns, in columns of characters.
const BETWEEN: usize = 2;
/// A cell of words counts so much, and is broken where it is longer.
const WORDS: usize = 10;
/// A longer head may be broken over lines.
const SHORT: usize = 8;
/// A longer cell may be broken over lines, whatever its column says.
const UNBROKEN: usize = 12;
/// A longer figure may be.
const FIGURE: usize = 18;

pub(super) fn write_table(
    table: &TableOf<'_>,
    html: HtmlStyle,
    out: &mut dyn Write,
) -> io::Result<()> {
    let stands = fits_a_phone(table);
    let part = match (stands, table.columns.len() > WIDE) {
        (true, _) => Part::Table,
        (false, _) if table.columns.len() > VAST => Part::Cards(Room::Vast),
        (false, true) => Part::Cards(Room::Wide),
        (false, false) => Part::Cards(Room::Usual),
    };
    writeln!(out, "<table{}>", html.attributes(part))?;
    if html == HtmlStyle::Mail && !stands {
        table.rows.each(|row| out.write_all(card(row, &table.columns).as_bytes()))?;
        return out.write_all(b"</table>\n");
    }
    if table.columns.iter().any(|column| !column.header.is_empty()) {
        out.write_all(b"<thead><tr>")?;
        for column in &table.columns {
            let words = escaped(&column.header);
            let breaks = width(&column.header, PLAIN) > SHORT;
            write!(out, "<th{}>{words}</th>", html.attributes(Part::Head(column.align, breaks)))?;
        }
        out.write_all(b"</tr></thead>\n")?;
    }
    out.write_all(b"<tbody>\n")?;
    let title = (!stands).then(|| title_column(&table.columns));
    let row = |row: &Row| row_html(row, (&table.columns, title), html);
    table.rows.each(|each| out.write_all(row(each).as_bytes()))?;
    out.write_all(b"</tbody>\n</table>\n")
}

/// Whether all columns stand beside each other on a phone. Tasks do not: each has a line of its own there.
fn fits_a_phone(table: &TableOf<'_>) -> bool {
    let Rows::Ready(rows) = &table.rows else {
        return false;
    };
    if table.columns.iter().any(|column| column.role == Role::Title) {
        return false;
    }
    let taken = |(at, column): (usize, &Column)| {
        let cells = rows.iter().filter_map(|row| row.cells().get(at));
        let widest = cells.map(|cell| width(&cell.plain(), PLAIN)).max().unwrap_or(0);
        let held = if column.align == Align::Left { widest.min(WORDS) } else { widest };
        held.max(width(&column.header, PLAIN).min(WORDS)) + BETWEEN
    };
    table.columns.iter().enumerate().map(taken).sum::<usize>() <= PHONE
}

fn row_html(row: &Row, (columns, title): (&[Column], Option<usize>), html: HtmlStyle) -> String {
    let (cells, details, attributes) = match row {
        Row::Group(text) => {
            let (attributes, words) = (html.attributes(Part::Group), inked(text, html));
            let span = columns.len();
            return format!("<tr{attributes}><td colspan=\"{span}\">{words}</td></tr>\n");
        }
        Row::Cells { cells, details } => (cells, details.as_slice(), String::new()),
        Row::Total(cells) => (cells, [].as_slice(), html.attributes(Part::TotalRow)),
    };
    let cells = cells.iter().zip(columns).enumerate().map(|(at, (cell, column))| {
        let below = if at == details_column(columns) { details } else { &[] };
        cell_html(cell, below, (column, title == Some(at)), html)
    });
    format!("<tr{attributes}>{}</tr>\n", cells.collect::<String>())
}

/// The column that says what its row is about; the first where none says so.
fn title_column(columns: &[Column]) -> usize {
    columns.iter().position(|column| column.role == Role::Title).unwrap_or(0)
}

/// A cell. In a document it carries what stands before it and behind it on a phone, which shows no heads.
fn cell_html(
    cell: &Text,
    below: &[Text],
    (column, is_title): (&Column, bool),
    html: HtmlStyle,
) -> String {
    let cell = column.shown(cell);
    let cell = cell.as_ref();
    let line =
        |text: &Text| format!("<div{}>{}</div>", html.attributes(Part::Detail), inked(text, html));
    let below: String = below.iter().map(line).collect();
    let longest = if column.align == Align::Left { UNBROKEN } else { FIGURE };
    let breaks = column.wraps || width(&cell.plain(), PLAIN) > longest;
    let plain = Part::Cell(column.align, breaks);
    if html == HtmlStyle::Mail {
        return format!("<td{}>{}{below}</td>", html.attributes(plain), inked(cell, html));
    }
    let (part, words) = match &column.role {
        Role::Light => (Part::Light, chip(cell, html)),
        Role::Lead(_) if says_nothing(cell) => (Part::Nothing(column.align), inked(cell, html)),
        Role::Lead(labels) => {
            let (label, sign, figure) = led(cell, labels);
            let sign = if sign.is_empty() { sign } else { format!("<i>{sign}</i>") };
            let label = attribute("h", &label);
            let (words, attributes) = (inked(&figure, html), html.attributes(Part::Lead));
            return format!("<td{attributes}{label}>{sign}{words}{below}</td>");
        }
        Role::Rest | Role::Title if is_title => {
            (Part::TitleCell(column.wraps), format!("<span>{}</span>", inked(cell, html)))
        }
        Role::Rest | Role::Title if says_nothing(cell) => {
            (Part::Nothing(column.align), inked(cell, html))
        }
        Role::Rest | Role::Title => (plain, inked(cell, html)),
    };
    let labels = if is_title || column.role == Role::Light {
        String::new()
    } else {
        let (label, unit) = labelled(cell, column);
        attribute("h", label) + &attribute("u", unit)
    };
    format!("<td{}{labels}>{words}{below}</td>", html.attributes(part))
}

fn attribute(name: &str, words: &str) -> String {
    if words.is_empty() { String::new() } else { format!(" data-{name}=\"{}\"", escaped(words)) }
}

fn says_nothing(cell: &Text) -> bool {
    matches!(cell.plain().trim(), "" | "-" | "·" | "0")
}

/// What stands before a figure and behind it where its column has no head: 实达 66.7 %.
fn labelled<'c>(cell: &Text, column: &'c Column) -> (&'c str, &'static str) {
    if column.align == Align::Left || says_nothing(cell) {
        return ("", "");
    }
    match column.header.strip_suffix('%') {
        Some(name) if cell.plain().ends_with('%') => (name.trim_end(), ""),
        Some(name) => (name.trim_end(), "%"),
        None => (&column.header, ""),
    }
}

/// A leading figure: the words before it, the sign that they stand for, and the rest.
fn led(cell: &Text, labels: &Labels) -> (String, String, Text) {
    if says_nothing(cell) {
        return (String::new(), String::new(), cell.clone());
    }
    let mut figure = cell.clone();
    let Some((words, _)) = figure.0.iter_mut().find(|(words, _)| !words.is_empty()) else {
        return (String::new(), String::new(), figure);
    };
    let (label, sign) = match words.chars().next() {
        Some(sign @ '+') => (&labels.plus, sign),
        Some(sign @ '-') => (&labels.minus, sign),
        _ => return (labels.plain.clone(), String::new(), figure),
    };
    words.remove(0);
    (label.clone(), sign.to_string(), figure)
}

/// A row of a letter.
fn card(row: &Row, columns: &[Column]) -> String {
    let html = HtmlStyle::Mail;
    let (cells, details, is_total) = match row {
        Row::Group(text) => {
            let (attributes, words) = (html.attributes(Part::Group), inked(text, html));
            return format!(
                "<tr{attributes}><td colspan=\"3\" style=\"padding:4px 6px\">{words}</td></tr>\n"
            );
        }
        Row::Cells { cells, details } => (cells, details.as_slice(), false),
        Row::Total(cells) => (cells, [].as_slice(), true),
    };
    let (mut light, mut title, mut lead, mut rest) =
        (None, String::new(), String::new(), Vec::new());
    for (at, (cell, column)) in cells.iter().zip(columns).enumerate() {
        match &column.role {
            Role::Light => light = Some(chip(cell, html)),
            Role::Lead(labels) => {
                let (label, _, figure) = led(cell, labels);
                let ink = figure.0.iter().map(|(_, ink)| *ink).find(|ink| *ink != Ink::Plain);
                let label = Text::inked(label, ink.unwrap_or_default());
                lead = inked(&Text([label.0, figure.0].concat()), html);
            }
            Role::Rest | Role::Title if at == title_column(columns) => title = inked(cell, html),
            Role::Rest | Role::Title if says_nothing(cell) => {}
            Role::Rest | Role::Title => {
                let (label, unit) = labelled(cell, column);
                let label = if label.is_empty() { String::new() } else { escaped(label) + " " };
                rest.push(format!("{label}{}{unit}", inked(cell, html)));
            }
        }
    }
    let line = |text: &Text| format!("<br>{}", inked(text, html));
    let details: String = details.iter().map(line).collect();
    let span = if light.is_some() { 1 } else { 2 };
    let light = light.map_or_else(String::new, |chip| {
        format!("<td{}>{chip}</td>", html.attributes(Part::Light))
    });
    let (head, below) =
        (html.attributes(Part::TitleCell(true)), html.attributes(Part::Rest(is_total)));
    let figure = html.attributes(Part::Lead);
    format!(
        "<tr>{light}<td colspan=\"{span}\"{head}>{title}</td><td{figure}>{lead}</td></tr>\n\
         <tr><td colspan=\"3\"{below}>{}{details}</td></tr>\n",
        rest.join(" · ")
    )
}
