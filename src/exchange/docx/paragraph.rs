//! Paragraphs and runs. The properties of each stand in the order that the schema demands.

use crate::page::{Ink, Text};
use crate::render::safe;

/// The style of a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    Title,
    Below,
    Imprint,
    Spread,
    Heading,
    Body,
    Note,
    /// In a cell; `true` aligns it to the right.
    Cell(bool),
    /// In a cell whose row stays on one page with the next.
    Kept(bool),
}

impl Style {
    /// Its id in `styles.xml`.
    fn id(self) -> &'static str {
        match self {
            Self::Title => "Title",
            Self::Below => "Below",
            Self::Imprint => "Imprint",
            Self::Spread => "Spread",
            Self::Heading => "Heading1",
            Self::Body => "Body",
            Self::Note => "Note",
            Self::Cell(_) | Self::Kept(_) => "Cell",
        }
    }
}

/// A paragraph around its runs.
pub(super) fn paragraph(style: Style, below_table: bool, runs: &str) -> String {
    let keep = if matches!(style, Style::Kept(_)) { "<w:keepNext/>" } else { "" };
    let spacing = if below_table { "<w:spacing w:before=\"160\"/>" } else { "" };
    let is_right = matches!(style, Style::Cell(true) | Style::Kept(true));
    let side = if is_right { "<w:jc w:val=\"right\"/>" } else { "" };
    let id = style.id();
    format!("<w:p><w:pPr><w:pStyle w:val=\"{id}\"/>{keep}{spacing}{side}</w:pPr>{runs}</w:p>\n")
}

/// The runs of a text, one per ink.
pub(super) fn text(text: &Text) -> String {
    let pieces = text.0.iter().filter(|(words, _)| !words.is_empty());
    pieces.map(|(words, ink)| run(words, *ink)).collect()
}

fn run(words: &str, ink: Ink) -> String {
    let look = match ink {
        Ink::Plain => "",
        Ink::Bold => "<w:rPr><w:b/></w:rPr>",
        Ink::Faint => "<w:rPr><w:color w:val=\"595959\"/></w:rPr>",
        Ink::Red => "<w:rPr><w:color w:val=\"B00020\"/></w:rPr>",
        Ink::Yellow => "<w:rPr><w:color w:val=\"7A5200\"/></w:rPr>",
        Ink::Green => "<w:rPr><w:color w:val=\"1B6E20\"/></w:rPr>",
        Ink::Blue => "<w:rPr><w:color w:val=\"0B57A4\"/></w:rPr>",
        Ink::Chip(hue) => return run(words, hue.ink()),
    };
    let lines = words.lines().map(escaped);
    let lines: Vec<String> =
        lines.map(|line| format!("<w:t xml:space=\"preserve\">{line}</w:t>")).collect();
    format!("<w:r>{look}{}</w:r>", lines.join("<w:br/>"))
}

/// A run in one colour and size; the size in half points.
pub(super) fn painted(words: &str, colour: &str, size: u32) -> String {
    if words.is_empty() {
        return String::new();
    }
    let words = escaped(words);
    format!(
        "<w:r><w:rPr><w:color w:val=\"{colour}\"/><w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/></w:rPr>\
         <w:t xml:space=\"preserve\">{words}</w:t></w:r>"
    )
}

/// Escapes a text for XML and drops the control characters that XML forbids.
///
/// `&` goes first, or it would escape the entities that follow.
pub(super) fn escaped(words: &str) -> String {
    safe(words)
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}")
}
