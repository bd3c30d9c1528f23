//! A page as HTML that needs nothing beside it: a document for a phone, a screen and A4, or the body of a mail.

mod charts;
mod dress;
mod problem;

use super::curve_svg::drawing;
use super::safe::safe;
use crate::page::{Align, Block, Column, Page, Row, Table, Text};
pub(super) use dress::of_ink as class;
use dress::{Dress, Part};

/// A table with more columns is set closer.
const WIDE: usize = 9;

const STYLE: &str = include_str!("html/document.css");

/// Writes a page as a whole document. Nothing in it runs, and nothing is fetched.
pub fn html(page: &Page) -> String {
    let body = body(page, Dress::Document);
    let (lang, title, style) = (page.lang, escaped(&page.title), STYLE.trim_end());
    format!(
        "<!doctype html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <title>{title}</title>\n<style>\n{style}\n</style>\n</head>\n<body>\n<main>\n{body}</main>\n</body>\n</html>\n"
    )
}

/// Writes a page for mail clients: tables and styles in each place, no style sheet, no picture.
pub fn html_mail(page: &Page) -> String {
    let body = body(page, Dress::Mail);
    let (lang, title) = (page.lang, escaped(&page.title));
    format!(
        "<!doctype html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n</head>\n\
         <body style=\"margin:0;padding:0;background:#ffffff\">\n\
         <table cellpadding=\"0\" cellspacing=\"0\" border=\"0\" width=\"100%\"><tr><td align=\"center\">\n\
         <table cellpadding=\"0\" cellspacing=\"0\" border=\"0\" width=\"100%\" style=\"max-width:720px\"><tr>\
         <td style=\"padding:12px;color:#1c1c1e;font-family:'PingFang SC','Microsoft YaHei',sans-serif;font-size:15px;line-height:1.65\">\n\
         {body}</td></tr></table>\n</td></tr></table>\n</body>\n</html>\n"
    )
}

fn body(page: &Page, dress: Dress) -> String {
    let mut body = String::new();
    for block in &page.blocks {
        let line = |tag: &str, part, inside: &str| {
            format!("<{tag}{}>{inside}</{tag}>\n", dress.wears(part))
        };
        match block {
            Block::Title(lines) => {
                for (nth, words) in lines.iter().enumerate() {
                    let (tag, part) = match nth {
                        0 => ("h1", Part::Title),
                        _ => ("p", Part::Below),
                    };
                    body.push_str(&line(tag, part, &escaped(words)));
                }
            }
            Block::Heading(words) => body.push_str(&line("h2", Part::Heading, &escaped(words))),
            Block::Line(text) => body.push_str(&line("p", Part::Line, &inked(text, dress))),
            Block::Spread(left, right) => spread(left, right, dress, &mut body),
            Block::Gap => {}
            Block::Break => body.push_str("<hr style=\"border:0;break-after:page\">\n"),
            Block::Table(own) => table(own, dress, &mut body),
            Block::Bars(own) => charts::bars(own, dress, &mut body),
            // Mail clients show no drawing.
            Block::Curve(_) if dress == Dress::Mail => {}
            Block::Curve(own) => body.push_str(&drawing(own)),
            Block::Problem(own) => problem::problem(own, dress, &mut body),
            Block::Note(words) => body.push_str(&line("p", Part::Note, &escaped(words))),
        }
    }
    body
}

fn spread(left: &Text, right: &Text, dress: Dress, body: &mut String) {
    let (left, right) = (inked(left, dress), inked(right, dress));
    body.push_str(&match dress {
        Dress::Document => {
            format!("<p class=\"spread\"><span>{left}</span><span>{right}</span></p>\n")
        }
        Dress::Mail => format!(
            "<table width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\"><tr>\
             <td align=\"left\">{left}</td><td align=\"right\">{right}</td></tr></table>\n"
        ),
    });
}

fn table(table: &Table, dress: Dress, body: &mut String) {
    body.push_str(&format!(
        "<table{}>\n",
        dress.wears(Part::Table(table.columns.len() > WIDE))
    ));
    if table.columns.iter().any(|own| !own.header.is_empty()) {
        body.push_str("<thead><tr>");
        for column in &table.columns {
            let (wears, words) = (
                dress.wears(Part::Head(column.align)),
                escaped(&column.header),
            );
            body.push_str(&format!("<th{wears}>{words}</th>"));
        }
        body.push_str("</tr></thead>\n");
    }
    body.push_str("<tbody>\n");
    body.extend(table.rows.iter().map(|own| row(own, &table.columns, dress)));
    body.push_str("</tbody>\n</table>\n");
}

fn row(row: &Row, columns: &[Column], dress: Dress) -> String {
    let side = |at: usize| columns.get(at).map_or(Align::Left, |own| own.align);
    match row {
        Row::Group(text) => {
            let (wears, words) = (dress.wears(Part::Group), inked(text, dress));
            let span = columns.len();
            format!("<tr{wears}><td colspan=\"{span}\">{words}</td></tr>\n")
        }
        Row::Cells { cells, details } => {
            let cell = |(at, cell)| {
                let below: &[Text] = if at == 1 { details } else { &[] };
                let column = columns.get(at);
                let part = Part::Cell(side(at), column.is_some_and(|own| own.wraps));
                a_cell(cell, below, part, column, dress)
            };
            let cells: String = cells.iter().enumerate().map(cell).collect();
            format!("<tr>{cells}</tr>\n")
        }
        Row::Total(cells) => {
            let cell =
                |(at, cell)| a_cell(cell, &[], Part::Total(side(at)), columns.get(at), dress);
            let cells: String = cells.iter().enumerate().map(cell).collect();
            format!("<tr{}>{cells}</tr>\n", dress.wears(Part::TotalRow))
        }
    }
}

/// A cell; in a document it carries the head of its column, for phones, where rows are not set as a table.
fn a_cell(
    cell: &Text,
    below: &[Text],
    part: Part,
    column: Option<&Column>,
    dress: Dress,
) -> String {
    let head = column.filter(|own| {
        let told = own.align == Align::Right && !own.header.is_empty();
        dress == Dress::Document && told && !cell.is_empty()
    });
    let head = head.map_or_else(String::new, |own| {
        format!(" data-h=\"{}\"", escaped(&own.header))
    });
    let detail = dress.wears(Part::Detail);
    let below: String = below
        .iter()
        .map(|own| format!("<div{detail}>{}</div>", inked(own, dress)))
        .collect();
    format!(
        "<td{}{head}>{}{below}</td>",
        dress.wears(part),
        inked(cell, dress)
    )
}

fn inked(text: &Text, dress: Dress) -> String {
    let piece = |(words, ink): &(String, crate::page::Ink)| {
        let words = escaped(words);
        match dress.wears(Part::Ink(*ink)) {
            wears if wears.is_empty() => words,
            wears => format!("<span{wears}>{words}</span>"),
        }
    };
    text.0.iter().map(piece).collect()
}

/// `&` goes first, or it would escape the entities that follow.
pub(super) fn escaped(words: &str) -> String {
    safe(words)
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
