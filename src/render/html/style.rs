//! The style of each part of a page: classes of a style sheet, or the styles themselves for mail clients, which drop style
//! sheets.

use crate::page::{Align, Ink};

/// Where the HTML is read. One walk over the page writes both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum HtmlStyle {
    /// In a browser, as a document of its own.
    Document,
    /// In a mail client, as the body of a mail.
    Mail,
}

/// A part of a page that can have a style.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Title,
    Below,
    Heading,
    Line,
    Note,
    Detail,
    /// Lines of a file.
    Source,
    /// A table; `true` if it has more columns than fit a page easily.
    Table(bool),
    Head(Align),
    /// The cell of a column; `true` if its words may be broken over lines.
    Cell(Align, bool),
    Group,
    TotalRow,
    Total(Align),
    Ink(Ink),
}

impl HtmlStyle {
    /// The attributes of a part, each with a blank before it.
    pub(super) fn attributes(self, part: Part) -> String {
        match (self, class(part)) {
            (Self::Document, "") if part == Part::Source => style(part).to_owned(),
            (Self::Document, "") => String::new(),
            (Self::Document, class) => format!(" class=\"{class}\""),
            (Self::Mail, _) => style(part).to_owned(),
        }
    }
}

fn class(part: Part) -> &'static str {
    match part {
        Part::Title | Part::Heading | Part::Line | Part::Table(false) => "",
        Part::Table(true) => "wide",
        Part::Below => "below",
        Part::Note => "note",
        Part::Detail => "detail",
        // Its style stands in its place, so that no document without one carries it.
        Part::Source => "",
        Part::Head(Align::Right) | Part::Cell(Align::Right, _) | Part::Total(Align::Right) => "r",
        Part::Cell(Align::Left, true) => "w",
        Part::Cell(Align::Left, false) => "n",
        Part::Head(Align::Left) | Part::Total(Align::Left) => "",
        Part::Group => "group",
        Part::TotalRow => "total",
        Part::Ink(ink) => of_ink(ink),
    }
}

/// The class of an ink; plain text has none.
pub(super) fn of_ink(ink: Ink) -> &'static str {
    match ink {
        Ink::Plain => "",
        Ink::Bold => "bold",
        Ink::Faint => "faint",
        Ink::Red => "red",
        Ink::Yellow => "yellow",
        Ink::Orange => "orange",
        Ink::Green => "green",
        Ink::Blue => "blue",
        Ink::Chip(hue) => of_ink(hue.ink()),
    }
}

fn style(part: Part) -> &'static str {
    match part {
        Part::Title => {
            " style=\"font-size:21px;line-height:1.35;text-align:center;margin:12px 0 4px\""
        }
        Part::Below => " style=\"text-align:center;color:#595959;margin:4px 0\"",
        Part::Heading => " style=\"font-size:16px;margin:20px 0 6px\"",
        Part::Line => " style=\"margin:6px 0\"",
        Part::Note => " style=\"margin:6px 0;color:#595959;font-size:13px\"",
        Part::Detail => " style=\"color:#595959;font-size:13px\"",
        Part::Source => {
            " style=\"border:1px solid #8e8e93;padding:6px;font-size:13px;white-space:pre-wrap\""
        }
        Part::Table(_) => {
            " cellpadding=\"0\" cellspacing=\"0\" border=\"0\" width=\"100%\" style=\"border-collapse:collapse;font-size:14px\""
        }
        Part::Head(Align::Left) => {
            " align=\"left\" style=\"border-bottom:2px solid #595959;padding:4px 6px;text-align:left\""
        }
        Part::Head(Align::Right) => {
            " align=\"right\" style=\"border-bottom:2px solid #595959;padding:4px 6px;text-align:right\""
        }
        Part::Cell(Align::Left, true) => {
            " align=\"left\" valign=\"top\" style=\"border-bottom:1px solid #d9d9de;padding:4px 6px\""
        }
        Part::Cell(Align::Left, false) => {
            " align=\"left\" valign=\"top\" style=\"border-bottom:1px solid #d9d9de;padding:4px 6px;white-space:nowrap\""
        }
        Part::Cell(Align::Right, _) => {
            " align=\"right\" valign=\"top\" style=\"border-bottom:1px solid #d9d9de;padding:4px 6px;text-align:right;white-space:nowrap\""
        }
        Part::Group => " bgcolor=\"#f3f4f6\" style=\"font-weight:bold\"",
        Part::TotalRow => " style=\"font-weight:bold\"",
        Part::Total(Align::Left) => " align=\"left\" style=\"padding:4px 6px\"",
        Part::Total(Align::Right) => " align=\"right\" style=\"padding:4px 6px;text-align:right\"",
        Part::Ink(Ink::Plain) => "",
        Part::Ink(Ink::Bold) => " style=\"font-weight:bold\"",
        Part::Ink(Ink::Faint) => " style=\"color:#595959\"",
        Part::Ink(Ink::Red) => " style=\"color:#b00020\"",
        Part::Ink(Ink::Yellow) => " style=\"color:#7a5200\"",
        Part::Ink(Ink::Orange) => " style=\"color:#b84a00\"",
        Part::Ink(Ink::Green) => " style=\"color:#1b6e20\"",
        Part::Ink(Ink::Blue) => " style=\"color:#0b57a4\"",
        Part::Ink(Ink::Chip(hue)) => style(Part::Ink(hue.ink())),
    }
}
