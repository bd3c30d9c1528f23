//! A page as HTML that needs no other file: a document for a phone, a screen and A4, or the body of a mail.

mod charts;
mod chip;
mod curve;
mod escape;
mod head;
mod paper;
mod problem;
mod style;
mod table;

use super::in_memory;
use crate::page::{BlockOf, Sheet, Text};
pub(super) use escape::escaped;
use escape::{inked, prose};
use head::{Head, glance, preheader};
use paper::Annexed;
use std::io::{self, Write};
use style::{HtmlStyle, Part};

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
    let (lang, title, font) = (page.lang, escaped(&page.title), font(page.lang));
    let preheader = preheader(page);
    // Outlook gives the font of a cell to no table inside it.
    format!(
        "<!doctype html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light\">\n<title>{title}</title>\n\
         <!--[if mso]><style>table,td,th,p,h1,h2,h3{{font-family:{font}!important}}</style><![endif]-->\n</head>\n\
         <body style=\"margin:0;padding:0;background:#ffffff\">\n{preheader}\
         <table cellpadding=\"0\" cellspacing=\"0\" border=\"0\" width=\"100%\"><tr><td align=\"center\">\n\
         <table cellpadding=\"0\" cellspacing=\"0\" border=\"0\" width=\"100%\" style=\"max-width:720px\"><tr>\
         <td align=\"left\" style=\"padding:12px;color:#1c1c1e;font-family:{font};font-size:15px;line-height:1.65;word-break:break-word\">\n\
         {body}</td></tr></table>\n</td></tr></table>\n</body>\n</html>\n"
    )
}

/// What every system has of its own. Outlook looks at the first alone.
fn font(lang: &str) -> &'static str {
    match lang {
        "zh-Hant" => {
            "'Microsoft JhengHei','PingFang TC','Microsoft YaHei','Noto Sans CJK TC',sans-serif"
        }
        "en" => "'Segoe UI',Roboto,'Helvetica Neue','Microsoft YaHei','PingFang SC',sans-serif",
        _ => "'Microsoft YaHei','PingFang SC','Noto Sans CJK SC',sans-serif",
    }
}

fn body(page: &Sheet<'_>, html: HtmlStyle, out: &mut dyn Write) -> io::Result<()> {
    let head = Head::of(page);
    let mut annexed = Annexed::default();
    if let Some(title) = head.own {
        out.write_all(tagged("h1", Part::FirstLine, &escaped(title), html).as_bytes())?;
    }
    for (at, block) in page.blocks.iter().enumerate() {
        if at == head.end {
            out.write_all(glance(page, html).as_bytes())?;
        }
        let mut body = String::new();
        match block {
            BlockOf::Table(table) => table::write_table(table, html, out)?,
            BlockOf::Title(lines) => title(lines, head.at == Some(at), html, &mut body),
            BlockOf::Line(text) if head.at == Some(at) => {
                body.push_str(&tagged("h1", Part::FirstLine, &inked(text, html), html));
            }
            BlockOf::Line(text) => {
                body.push_str(&tagged("p", announces(text), &prose(text, html), html))
            }
            BlockOf::Spread(left, right) if head.at == Some(at) => {
                body.push_str(&tagged("h1", Part::FirstLine, &inked(left, html), html));
                body.push_str(&tagged("p", Part::Note, &inked(right, html), html));
            }
            BlockOf::Spread(left, right) => spread(left, right, html, &mut body),
            BlockOf::Heading(words) => {
                body.push_str(&tagged("h2", Part::Heading, &escaped(words), html));
            }
            BlockOf::Gap => {}
            BlockOf::Break => {
                body.push_str(annexed.end());
                body.push_str("<hr style=\"border:0;break-after:page\">\n");
            }
            BlockOf::Bars(bars) => charts::bars(bars, html, &mut body),
            // Mail clients show no drawing.
            BlockOf::Curve(_) if html == HtmlStyle::Mail => {}
            BlockOf::Curve(curve) => body.push_str(&curve::drawing(curve)),
            BlockOf::Problem(found) => problem::problem(found, html, &mut body),
            BlockOf::Paper(paper) => paper::paper(paper, html, &mut annexed, &mut body),
            BlockOf::Note(words) => body.push_str(&tagged("p", Part::Note, &escaped(words), html)),
        }
        out.write_all(body.as_bytes())?;
    }
    if head.end >= page.blocks.len() {
        out.write_all(glance(page, html).as_bytes())?;
    }
    out.write_all(annexed.end().as_bytes())
}

/// The title of a document; only the first is the page's own.
fn title(lines: &[String], is_first: bool, html: HtmlStyle, body: &mut String) {
    for (nth, words) in lines.iter().enumerate() {
        let (tag, part) = match nth {
            0 if is_first => ("h1", Part::Title),
            0 => ("h2", Part::NextTitle),
            _ => ("p", Part::Below),
        };
        body.push_str(&tagged(tag, part, &escaped(words), html));
    }
}

fn tagged(tag: &str, part: Part, inside: &str, html: HtmlStyle) -> String {
    format!("<{tag}{}>{inside}</{tag}>\n", html.attributes(part))
}

fn announces(text: &Text) -> Part {
    let ends = text.plain().trim_end().ends_with(['：', ':']);
    if ends { Part::Announcing } else { Part::Line }
}

fn spread(left: &Text, right: &Text, html: HtmlStyle, body: &mut String) {
    let (left, right) = (inked(left, html), inked(right, html));
    body.push_str(&match html {
        HtmlStyle::Document => {
            format!("<p class=\"spread\"><span>{left}</span><span>{right}</span></p>\n")
        }
        HtmlStyle::Mail => format!(
            "<table width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\"><tr>\
             <td align=\"left\" valign=\"top\">{left}</td><td align=\"right\" valign=\"top\">{right}</td></tr></table>\n"
        ),
    });
}
