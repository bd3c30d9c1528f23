//! A page as HTML that needs no other file: a document for a phone, a screen and A4, or the body of a mail.

mod charts;
mod curve;
mod escape;
mod problem;
mod style;

use super::in_memory;
use crate::page::{Align, BlockOf, Column, Row, Sheet, TableOf, Text, details_column};
use curve::drawing;
use escape::{escaped, inked};
use std::borrow::Cow;
use std::io::{self, Write};
use style::{HtmlStyle, Part};

/// A table with more columns is set more closely.
const WIDE: usize = 9;

const STYLE_SHEET: &str = include_str!("html/document.css");

/// Writes a page as a whole document. Nothing in it runs, and nothing is fetched.
///
/// # Errors
/// Those of the writer.
pub(super) fn write_html(page: &Sheet<'_>, out: &mut dyn Write) -> io::Result<()> {
    let (lang, title, style) = (page.lang, escaped(&page.title), STYLE_SHEET.trim_end());
    write!(
        out,
        "<!doctype html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <title>{title}</title>\n<style>\n{style}\n</style>\n</head>\n<body>\n<main>\n"
    )?;
    body(page, HtmlStyle::Document, out)?;
    out.write_all(b"</main>\n</body>\n</html>\n")
}

/// Writes a page for mail clients: tables and styles in each place, no style sheet, no picture.
pub fn html_mail(page: &Sheet<'_>) -> String {
    let body = in_memory(|out| body(page, HtmlStyle::Mail, out));
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

fn body(page: &Sheet<'_>, html: HtmlStyle, out: &mut dyn Write) -> io::Result<()> {
    page.each_without_paper(|block| {
        let mut body = String::new();
        let line = |tag: &str, part, inside: &str| {
            format!("<{tag}{}>{inside}</{tag}>\n", html.attributes(part))
        };
        match block {
            BlockOf::Title(lines) => {
                for (nth, words) in lines.iter().enumerate() {
                    let (tag, part) = match nth {
                        0 => ("h1", Part::Title),
                        _ => ("p", Part::Below),
                    };
                    body.push_str(&line(tag, part, &escaped(words)));
                }
            }
            BlockOf::Heading(words) => body.push_str(&line("h2", Part::Heading, &escaped(words))),
            BlockOf::Line(text) => body.push_str(&line("p", Part::Line, &inked(text, html))),
            BlockOf::Spread(left, right) => spread(left, right, html, &mut body),
            BlockOf::Gap | BlockOf::Paper(_) => {}
            BlockOf::Break => body.push_str("<hr style=\"border:0;break-after:page\">\n"),
            BlockOf::Table(table) => write_table(table, html, out)?,
            BlockOf::Bars(bars) => charts::bars(bars, html, &mut body),
            // Mail clients show no drawing.
            BlockOf::Curve(_) if html == HtmlStyle::Mail => {}
            BlockOf::Curve(curve) => body.push_str(&drawing(curve)),
            BlockOf::Problem(found) => problem::problem(found, html, &mut body),
            BlockOf::Note(words) => body.push_str(&line("p", Part::Note, &escaped(words))),
        }
        out.write_all(body.as_bytes())
    })
}

fn spread(left: &Text, right: &Text, html: HtmlStyle, body: &mut String) {
    let (left, right) = (inked(left, html), inked(right, html));
    body.push_str(&match html {
        HtmlStyle::Document => {
            format!("<p class=\"spread\"><span>{left}</span><span>{right}</span></p>\n")
        }
        HtmlStyle::Mail => format!(
            "<table width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\"><tr>\
             <td align=\"left\">{left}</td><td align=\"right\">{right}</td></tr></table>\n"
        ),
    });
}

fn write_table(table: &TableOf<'_>, html: HtmlStyle, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<table{}>", html.attributes(Part::Table(table.columns.len() > WIDE)))?;
    if table.columns.iter().any(|column| !column.header.is_empty()) {
        out.write_all(b"<thead><tr>")?;
        for column in &table.columns {
            let (attributes, words) =
                (html.attributes(Part::Head(column.align)), escaped(&column.header));
            write!(out, "<th{attributes}>{words}</th>")?;
        }
        out.write_all(b"</tr></thead>\n")?;
    }
    out.write_all(b"<tbody>\n")?;
    table.rows.each(|row| out.write_all(row_html(row, &table.columns, html).as_bytes()))?;
    out.write_all(b"</tbody>\n</table>\n")
}

fn row_html(row: &Row, columns: &[Column], html: HtmlStyle) -> String {
    let side = |at: usize| columns.get(at).map_or(Align::Left, |column| column.align);
    match row {
        Row::Group(text) => {
            let (attributes, words) = (html.attributes(Part::Group), inked(text, html));
            let span = columns.len();
            format!("<tr{attributes}><td colspan=\"{span}\">{words}</td></tr>\n")
        }
        Row::Cells { cells, details } => {
            let cell = |(at, cell): (usize, &Text)| {
                let below: &[Text] = if at == details_column(columns) { details } else { &[] };
                let column = columns.get(at);
                let part = Part::Cell(side(at), column.is_some_and(|column| column.wraps));
                let cell = column.map_or(Cow::Borrowed(cell), |column| column.shown(cell));
                cell_html(&cell, below, part, column, html)
            };
            let cells: String = cells.iter().enumerate().map(cell).collect();
            format!("<tr>{cells}</tr>\n")
        }
        Row::Total(cells) => {
            let cell = |(at, cell): (usize, &Text)| {
                let column = columns.get(at);
                let cell = column.map_or(Cow::Borrowed(cell), |column| column.shown(cell));
                cell_html(&cell, &[], Part::Total(side(at)), column, html)
            };
            let cells: String = cells.iter().enumerate().map(cell).collect();
            format!("<tr{}>{cells}</tr>\n", html.attributes(Part::TotalRow))
        }
    }
}

/// A cell. In a document it carries the head of its column, since phones do not show rows as a table.
fn cell_html(
    cell: &Text,
    below: &[Text],
    part: Part,
    column: Option<&Column>,
    html: HtmlStyle,
) -> String {
    let head = column.filter(|column| {
        let labelled = column.align == Align::Right && !column.header.is_empty();
        html == HtmlStyle::Document && labelled && !cell.is_empty()
    });
    let head =
        head.map_or_else(String::new, |column| format!(" data-h=\"{}\"", escaped(&column.header)));
    let detail = html.attributes(Part::Detail);
    let below: String =
        below.iter().map(|text| format!("<div{detail}>{}</div>", inked(text, html))).collect();
    format!("<td{}{head}>{}{below}</td>", html.attributes(part), inked(cell, html))
}
