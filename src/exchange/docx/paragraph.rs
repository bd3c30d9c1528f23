//! Paragraphs and runs. The properties of each stand in the order that the schema demands.

use crate::page::{Ink, Text};
use crate::render::safe;

/// A paragraph stays on the page of the next one.
pub(super) const KEEP: &str = "<w:keepNext/>";

/// The style of a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    Title,
    Below,
    /// Who issues it, in red.
    Agency,
    /// The number below it.
    Number,
    Imprint,
    Spread,
    Addressee,
    Heading,
    Subheading,
    Item,
    Body,
    Note,
    Signature,
    Annexes,
    AnnexLabel,
    AnnexTitle,
    /// Who gets a copy.
    Copies,
    /// Who printed it, and when.
    Printed,
    SlipTitle,
    /// In a cell; `true` aligns it to the right.
    Cell(bool),
    /// In a cell whose row stays on one page with the next.
    Kept,
    /// In a cell of an annex.
    Small(bool),
}

impl Style {
    /// Its id in `styles.xml`.
    fn id(self) -> &'static str {
        match self {
            Self::Title => "Title",
            Self::Below => "Below",
            Self::Agency => "Agency",
            Self::Number => "Number",
            Self::Imprint => "Imprint",
            Self::Spread => "Spread",
            Self::Addressee => "Addressee",
            Self::Heading => "Heading1",
            Self::Subheading => "Heading2",
            Self::Item => "Heading3",
            Self::Body => "Body",
            Self::Note => "Note",
            Self::Signature => "Signature",
            Self::Annexes => "Annexes",
            Self::AnnexLabel => "AnnexLabel",
            Self::AnnexTitle => "AnnexTitle",
            Self::Copies => "Copies",
            Self::Printed => "Printed",
            Self::SlipTitle => "SlipTitle",
            Self::Cell(_) | Self::Kept => "Cell",
            Self::Small(_) => "Small",
        }
    }

    fn is_right(self) -> bool {
        matches!(self, Self::Cell(true) | Self::Small(true))
    }
}

/// A paragraph around its runs; `above` is left free, in twentieths of a point.
pub(super) fn paragraph(style: Style, above: usize, runs: &str) -> String {
    if above == 0 {
        return placed(style, "", runs);
    }
    placed(style, &format!("<w:spacing w:before=\"{above}\"/>"), runs)
}

/// A paragraph with looks of its own: `<w:keepNext/>`, `<w:tabs>`, `<w:spacing>`, `<w:ind>`, in this order.
pub(super) fn placed(style: Style, looks: &str, runs: &str) -> String {
    let keep = if matches!(style, Style::Kept | Style::Annexes) { KEEP } else { "" };
    let side = if style.is_right() { "<w:jc w:val=\"right\"/>" } else { "" };
    let id = style.id();
    format!("<w:p><w:pPr><w:pStyle w:val=\"{id}\"/>{keep}{looks}{side}</w:pPr>{runs}</w:p>\n")
}

/// Keeps the last words on the page of what follows, with the notes and the list of annexes between them.
pub(super) fn keep_end(body: &mut String) {
    const BEGIN: &str = "<w:p><w:pPr><w:pStyle w:val=\"";
    let mut end = body.len();
    while body.get(..end).is_some_and(|written| written.ends_with("</w:p>\n")) {
        let Some(start) = body.get(..end).and_then(|written| written.rfind(BEGIN)) else {
            return;
        };
        let behind = body.get(start + BEGIN.len()..).unwrap_or("");
        let id = behind.split('"').next().unwrap_or("");
        let goes_on = [Style::Note.id(), Style::Annexes.id()].contains(&id);
        let at = start + BEGIN.len() + id.len() + "\"/>".len();
        if !body.get(at..).is_some_and(|properties| properties.starts_with(KEEP)) {
            body.insert_str(at, KEEP);
        }
        if !goes_on {
            return;
        }
        end = start;
    }
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
        Ink::Orange => "<w:rPr><w:color w:val=\"C45100\"/></w:rPr>",
        Ink::Green => "<w:rPr><w:color w:val=\"1B6E20\"/></w:rPr>",
        Ink::Blue => "<w:rPr><w:color w:val=\"0B57A4\"/></w:rPr>",
        Ink::Chip(hue) => return run(words, hue.ink()),
    };
    let lines = words.lines().map(escaped);
    let lines: Vec<String> =
        lines.map(|line| format!("<w:t xml:space=\"preserve\">{line}</w:t>")).collect();
    format!("<w:r>{look}{}</w:r>", lines.join("<w:br/>"))
}

/// A run in a size of its own, in half points.
pub(super) fn sized(words: &str, size: usize) -> String {
    let words = escaped(words);
    format!(
        "<w:r><w:rPr><w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/></w:rPr><w:t xml:space=\"preserve\">{words}</w:t></w:r>"
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
