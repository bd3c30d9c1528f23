//! The parts of an official paper (GB/T 9704-2012): the red head, the office and the date below the text, annexes, the foot.

use super::escape::escaped;
use super::style::HtmlStyle;
use crate::page::{Paper, annex_lines};
use crate::render::PLAIN;
use crate::render::width::width;

/// Whether an annex is open: it lies across its own sheets until the next one.
#[derive(Default)]
pub(super) struct Annexed {
    is_open: bool,
}

impl Annexed {
    /// Ends the annex that is open.
    pub(super) fn end(&mut self) -> &'static str {
        if std::mem::take(&mut self.is_open) { "</section>\n" } else { "" }
    }
}

/// Draws one part.
pub(super) fn paper(paper: &Paper, html: HtmlStyle, annexed: &mut Annexed, body: &mut String) {
    let line = |tag: &str, look: Look, words: &str| tagged(tag, look, &escaped(words), html);
    body.push_str(&match paper {
        Paper::Masthead { agency, number, office, date } => {
            self::agency(agency, html)
                + &line("p", Look::Number, number)
                + &sides((office, date), Look::Issued, html)
        }
        Paper::Addressee(to) => line("p", Look::Addressee, to),
        Paper::Subheading(words) => line("h3", Look::Subheading, words),
        Paper::Item(words) => line("p", Look::Item, words),
        Paper::Signature { office, date } => {
            let both = [office, date].into_iter().filter(|words| !words.is_empty());
            let both: Vec<String> = both.map(|words| escaped(words)).collect();
            tagged("p", Look::Signature, &both.join("<br>"), html)
        }
        Paper::Annexes { label, titles } => annexes(label, titles, html),
        Paper::Annex { label, title } => {
            let begin = match html {
                HtmlStyle::Document => "<section class=\"annex\">\n",
                HtmlStyle::Mail => "",
            };
            let end = annexed.end();
            annexed.is_open = html == HtmlStyle::Document;
            format!(
                "{end}{begin}{}{}",
                line("p", Look::AnnexLabel, label),
                line("h2", Look::AnnexTitle, title)
            )
        }
        // It ends the last page, which is an annex's where there is one.
        Paper::Imprint { copies, office, date } => {
            let copies =
                copies.as_ref().map_or_else(String::new, |copies| line("p", Look::Copies, copies));
            copies + &sides((office, date), Look::Imprint, html)
        }
        Paper::Slip { title, heads, tasks, foot } => {
            line("h2", Look::AnnexTitle, title) + &slip((heads, tasks, foot), html)
        }
    });
}

/// A part of a paper that has a look of its own.
#[derive(Clone, Copy)]
enum Look {
    Agency,
    Number,
    Issued,
    Addressee,
    Subheading,
    Item,
    Signature,
    Annexes,
    AnnexLabel,
    AnnexTitle,
    Copies,
    Imprint,
    Slip,
    Asked,
    Answer,
}

impl Look {
    /// Its class in a document, its style in a letter.
    fn named(self) -> (&'static str, &'static str) {
        match self {
            Self::Agency => (
                "agency",
                "margin:8px 0;text-align:center;color:#c8102e;line-height:1.3;font-weight:bold",
            ),
            Self::Number => ("number", "margin:4px 0;text-align:center"),
            Self::Issued => ("issued", "border-bottom:2px solid #c8102e;padding:4px 0 6px"),
            Self::Addressee => ("addressee", "margin:14px 0 6px"),
            Self::Subheading => ("", "font-size:15px;margin:14px 0 4px"),
            Self::Item => ("item", "margin:8px 0 4px"),
            Self::Signature => ("signature", "margin:20px 24px 10px 0;text-align:right"),
            Self::Annexes => ("annexes", "margin:14px 0"),
            Self::AnnexLabel => ("annex-label", "margin:24px 0 0;font-weight:bold"),
            Self::AnnexTitle => (
                "annex-title",
                "font-size:17px;line-height:1.4;text-align:center;margin:12px 0 6px",
            ),
            Self::Copies => (
                "copies",
                "margin:20px 0 0;border-top:1px solid #1c1c1e;padding:4px 0;font-size:14px",
            ),
            Self::Imprint => (
                "imprint",
                "border-top:1px solid #1c1c1e;border-bottom:1px solid #1c1c1e;padding:4px 0;font-size:14px",
            ),
            Self::Slip => ("slip", "border-collapse:collapse;font-size:14px"),
            Self::Asked => ("", "border:1px solid #595959;padding:8px"),
            Self::Answer => ("", "border:1px solid #595959;padding:8px;height:40px"),
        }
    }

    fn attribute(self, html: HtmlStyle) -> String {
        let (class, style) = self.named();
        match html {
            HtmlStyle::Document if class.is_empty() => String::new(),
            HtmlStyle::Document => format!(" class=\"{class}\""),
            HtmlStyle::Mail => format!(" style=\"{style}\""),
        }
    }
}

fn tagged(tag: &str, look: Look, inside: &str, html: HtmlStyle) -> String {
    format!("<{tag}{}>{inside}</{tag}>\n", look.attribute(html))
}

/// Who issues it, as large as one line allows.
fn agency(words: &str, html: HtmlStyle) -> String {
    let characters = width(words, PLAIN).div_ceil(2).max(4);
    let words = escaped(words);
    match html {
        HtmlStyle::Document => {
            format!("<p class=\"agency\" style=\"--characters:{characters}\">{words}</p>\n")
        }
        HtmlStyle::Mail => {
            let size = (320 / characters).clamp(17, 30);
            let (_, style) = Look::Agency.named();
            format!("<p style=\"{style};font-size:{size}px\">{words}</p>\n")
        }
    }
}

/// Two words, the second at the far right.
fn sides((left, right): (&str, &str), look: Look, html: HtmlStyle) -> String {
    let (left, right) = (escaped(left), escaped(right));
    match html {
        HtmlStyle::Document => {
            let (class, _) = look.named();
            format!("<p class=\"spread {class}\"><span>{left}</span><span>{right}</span></p>\n")
        }
        HtmlStyle::Mail => {
            let style = look.attribute(html);
            format!(
                "<table width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\"><tr>\
                 <td align=\"left\" valign=\"top\"{style}>{left}</td><td align=\"right\" valign=\"top\"{style}>{right}</td></tr></table>\n"
            )
        }
    }
}

/// 附件： and its titles below each other, numbered where there are several.
fn annexes(label: &str, titles: &[String], html: HtmlStyle) -> String {
    let lines = annex_lines(label, titles);
    let Some((head, ..)) = lines.first() else {
        return String::new();
    };
    let titles = lines.iter().map(|(_, number, title)| format!("{number}{}", escaped(title)));
    let (head, titles) = (escaped(head), titles.collect::<Vec<String>>().join("<br>"));
    match html {
        HtmlStyle::Document => {
            tagged("p", Look::Annexes, &format!("<span>{head}</span><span>{titles}</span>"), html)
        }
        HtmlStyle::Mail => format!(
            "<table cellpadding=\"0\" cellspacing=\"0\" border=\"0\" style=\"margin:14px 0\"><tr>\
             <td valign=\"top\" style=\"white-space:nowrap\">{head}</td><td>{titles}</td></tr></table>\n"
        ),
    }
}

/// A table with room to write in: a row a task, then a row for each thing that is asked once.
fn slip((heads, tasks, foot): (&[String], &[String], &[String]), html: HtmlStyle) -> String {
    let (question, answer) = (Look::Asked.attribute(html), Look::Answer.attribute(html));
    let cell = |words: &String| format!("<td{question}>{}</td>", escaped(words));
    let room = format!("<td{answer}>&nbsp;</td>");
    let rooms = room.repeat(heads.len().saturating_sub(1));
    // A letter has no style sheet: what was done gets the most room by a width of its own.
    let head = heads.iter().enumerate().map(|(nth, words)| match (nth, html) {
        (1, HtmlStyle::Mail) => cell(words).replacen("<td", "<td width=\"40%\"", 1),
        (_, HtmlStyle::Mail | HtmlStyle::Document) => cell(words),
    });
    let head: String = head.collect();
    let task = |words: &String| format!("<tr>{}{rooms}</tr>\n", cell(words));
    let rows: String = tasks.iter().map(task).collect();
    let span = heads.len().saturating_sub(1).max(1);
    let asked = |words: &String| {
        format!("<tr>{}<td colspan=\"{span}\"{answer}>&nbsp;</td></tr>\n", cell(words))
    };
    let asked: String = foot.iter().map(asked).collect();
    let table = Look::Slip.attribute(html);
    format!("<table width=\"100%\"{table}>\n<tr>{head}</tr>\n{rows}{asked}</table>\n")
}
