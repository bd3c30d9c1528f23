//! A page as one HTML document that needs nothing beside it, fit to be printed on A4.

use super::curve_svg::drawing;
use super::safe::safe;
use crate::page::{Align, Block, Ink, Page, Row, Table, Text};

const STYLE: &str = "body{font-family:system-ui,'Noto Sans CJK SC','Microsoft YaHei',sans-serif;margin:2em auto;max-width:64em;padding:0 1em;line-height:1.6}\
table{border-collapse:collapse;width:100%}th,td{border-bottom:1px solid #ddd;padding:.25em .6em;text-align:left;vertical-align:top}\
th.r,td.r{text-align:right;font-variant-numeric:tabular-nums}thead{display:table-header-group}tr{break-inside:avoid}\
tr.group td{font-weight:bold;background:#f4f4f4}tr.total td{font-weight:bold}.detail,.note,.faint{color:#595959;font-size:.92em}\
.red{color:#b00020}.yellow{color:#7a5200}.green{color:#1b6e20}.blue{color:#0b57a4}.bold{font-weight:bold}\
figure{margin:1em 0;break-inside:avoid}svg{width:100%;max-width:48em;height:auto;font-size:12px}svg text{fill:currentColor}\
svg path,svg polyline{fill:none;stroke:currentColor;stroke-width:2}svg .rule{stroke:#ddd;stroke-width:1}svg.key{width:2em;height:.6em}\
figcaption{font-size:.92em}";

/// Writes a page as a whole document.
pub fn html(page: &Page) -> String {
    let mut body = String::new();
    for block in &page.blocks {
        match block {
            Block::Heading(words) => body.push_str(&format!("<h2>{}</h2>\n", escaped(words))),
            Block::Line(text) => body.push_str(&format!("<p>{}</p>\n", inked(text))),
            Block::Spread(left, right) => {
                body.push_str(&format!("<p>{} — {}</p>\n", inked(left), inked(right)))
            }
            Block::Gap => {}
            Block::Curve(curve) => body.push_str(&drawing(curve)),
            Block::Table(own) => table(own, &mut body),
            Block::Bars(bars) => {
                for bar in bars {
                    let figures = escaped(&bar.figures.join(" "));
                    let (label, remark) = (escaped(&bar.label), escaped(&bar.remark));
                    let filled = bar.filled.clamp(0.0, 1.0);
                    body.push_str(&format!(
                        "<p>{label} {figures} <meter value=\"{filled:.4}\"></meter> {remark}</p>\n"
                    ));
                }
            }
            Block::Note(words) => {
                body.push_str(&format!("<p class=\"note\">{}</p>\n", escaped(words)))
            }
        }
    }
    let (lang, title) = (page.lang, escaped(&page.title));
    format!(
        "<!doctype html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n\
         <style>{STYLE}</style>\n</head>\n<body>\n{body}</body>\n</html>\n"
    )
}

fn table(table: &Table, body: &mut String) {
    let side = |at: usize| match table.columns.get(at).map(|own| own.align) {
        Some(Align::Right) => " class=\"r\"",
        _ => "",
    };
    body.push_str("<table>\n<thead><tr>");
    for (at, column) in table.columns.iter().enumerate() {
        body.push_str(&format!("<th{}>{}</th>", side(at), escaped(&column.header)));
    }
    body.push_str("</tr></thead>\n<tbody>\n");
    let span = table.columns.len();
    for row in &table.rows {
        match row {
            Row::Group(text) => {
                body.push_str(&format!(
                    "<tr class=\"group\"><td colspan=\"{span}\">{}</td></tr>\n",
                    inked(text)
                ));
            }
            Row::Cells { cells, details } => {
                body.push_str("<tr>");
                for (at, cell) in cells.iter().enumerate() {
                    let below: String = match at {
                        1 => details
                            .iter()
                            .map(|own| format!("<div class=\"detail\">{}</div>", inked(own)))
                            .collect(),
                        _ => String::new(),
                    };
                    body.push_str(&format!("<td{}>{}{below}</td>", side(at), inked(cell)));
                }
                body.push_str("</tr>\n");
            }
            Row::Total(cells) => {
                body.push_str("<tr class=\"total\">");
                for (at, cell) in cells.iter().enumerate() {
                    body.push_str(&format!("<td{}>{}</td>", side(at), inked(cell)));
                }
                body.push_str("</tr>\n");
            }
        }
    }
    body.push_str("</tbody>\n</table>\n");
}

fn inked(text: &Text) -> String {
    let piece = |(words, ink): &(String, Ink)| {
        let words = escaped(words);
        match class(*ink) {
            "" => words,
            class => format!("<span class=\"{class}\">{words}</span>"),
        }
    };
    text.0.iter().map(piece).collect()
}

/// The class of an ink; plain text has none.
pub(super) fn class(ink: Ink) -> &'static str {
    match ink {
        Ink::Plain => "",
        Ink::Bold => "bold",
        Ink::Faint => "faint",
        Ink::Red => "red",
        Ink::Yellow => "yellow",
        Ink::Green => "green",
        Ink::Blue => "blue",
    }
}

/// `&` goes first, or it would escape the entities that follow.
pub(super) fn escaped(words: &str) -> String {
    safe(words)
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
