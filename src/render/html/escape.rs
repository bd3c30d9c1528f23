//! The one place where text is escaped for HTML.

use super::style::{HtmlStyle, Part};
use crate::page::{Ink, Text};
use crate::render::width::runs;
use crate::source::visible::safe;

/// Escapes a text for HTML, attributes included.
pub(in crate::render) fn escaped(words: &str) -> String {
    let shown = safe(words);
    let mut rest: &str = &shown;
    let mut escaped = String::with_capacity(rest.len());
    while let Some(at) = rest.find(['&', '<', '>', '"']) {
        let (before, from) = rest.split_at(at);
        escaped.push_str(before);
        escaped.push_str(match from.as_bytes().first() {
            Some(b'&') => "&amp;",
            Some(b'<') => "&lt;",
            Some(b'>') => "&gt;",
            _ => "&quot;",
        });
        rest = from.get(1..).unwrap_or("");
    }
    escaped.push_str(rest);
    escaped
}

/// The same of a paragraph, in which no figure is parted from its unit.
pub(super) fn prose(text: &Text, html: HtmlStyle) -> String {
    let kept = html.attributes(Part::Figure);
    let run = |(words, is_figure): (&str, bool)| match is_figure {
        true => format!("<span{kept}>{}</span>", escaped(words)),
        false => escaped(words),
    };
    pieces(text, html, |line| runs(line).into_iter().map(run).collect())
}

/// A line of text with its colours.
pub(super) fn inked(text: &Text, html: HtmlStyle) -> String {
    pieces(text, html, escaped)
}

fn pieces(text: &Text, html: HtmlStyle, line: impl Fn(&str) -> String) -> String {
    let piece = |(words, ink): &(String, Ink)| {
        let lines: Vec<String> = words.lines().map(&line).collect();
        // `lines` leaves out the break at the end, where nothing follows.
        let words = lines.join("<br>");
        match html.attributes(Part::Ink(*ink)) {
            attributes if attributes.is_empty() => words,
            attributes => format!("<span{attributes}>{words}</span>"),
        }
    };
    text.0.iter().map(piece).collect()
}
