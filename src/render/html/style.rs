//! The style of each part of a page: classes of a style sheet, or the styles themselves for mail clients, which drop style
//! sheets.

use crate::page::{Align, Hue, Ink};

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
    /// The title of a document.
    Title,
    /// That of a document that follows another.
    NextTitle,
    /// The first line of a page that is no document.
    FirstLine,
    Below,
    Heading,
    Line,
    /// A line that ends in a colon: what it announces stays with it.
    Announcing,
    Note,
    Detail,
    /// A figure with its unit, which no line parts.
    Figure,
    /// Lines of a file.
    Source,
    /// A table that stands as one on a phone too.
    Table,
    /// A table whose rows are cards on a phone.
    Cards(Room),
    /// The head of a column; `true` if its words may be broken over lines.
    Head(Align, bool),
    /// The cell of a column; `true` if its words may be broken over lines.
    Cell(Align, bool),
    /// A cell that says nothing.
    Nothing(Align),
    /// What a row is about; `true` if it takes what room there is.
    TitleCell(bool),
    /// The figure that leads a row.
    Lead,
    /// The cell of a light.
    Light,
    /// What stands below the first line of a card; `true` of a total.
    Rest(bool),
    Group,
    TotalRow,
    Ink(Ink),
}

/// How much room the columns of a table take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Room {
    Usual,
    /// More than fit a page easily.
    Wide,
    /// More than fit it with their heads lying.
    Vast,
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

/// The ground of an ink where it is drawn as a solid area, and the ink upon it.
pub(super) fn ground(ink: Ink) -> (&'static str, &'static str) {
    match ink {
        Ink::Chip(hue) => ground(hue.ink()),
        Ink::Red => ("#c8102e", "#ffffff"),
        Ink::Yellow => ("#f0ad00", "#3a2800"),
        Ink::Orange => ("#d35400", "#ffffff"),
        Ink::Green => ("#e6f4ea", "#1b6e20"),
        Ink::Blue => ("#e4eefb", "#0b57a4"),
        Ink::Plain | Ink::Bold | Ink::Faint => ("#eceef1", "#4d5158"),
    }
}

/// The pale ground of a tile, and its ink.
pub(super) fn pale(ink: Ink) -> (&'static str, &'static str) {
    match ink {
        Ink::Chip(hue) => pale(hue.ink()),
        Ink::Red => ("#fdecee", "#b00020"),
        Ink::Yellow => ("#fff3cd", "#7a5200"),
        Ink::Orange => ("#ffe8d6", "#b84a00"),
        Ink::Green => ("#e6f4ea", "#1b6e20"),
        Ink::Blue => ("#e4eefb", "#0b57a4"),
        Ink::Plain | Ink::Bold | Ink::Faint => ("#eceef1", "#1c1c1e"),
    }
}

fn class(part: Part) -> &'static str {
    match part {
        Part::Title | Part::Heading | Part::Line | Part::Table => "",
        Part::NextTitle => "title",
        Part::FirstLine => "first",
        Part::Announcing => "announcing",
        Part::Cards(Room::Usual) => "cards",
        Part::Cards(Room::Wide) => "cards wide",
        Part::Cards(Room::Vast) => "cards wide vast",
        Part::Below => "below",
        Part::Note => "note",
        Part::Detail => "detail",
        Part::Figure => "k",
        // Its style stands in its place, so that no document without one carries it.
        Part::Source => "",
        Part::Head(Align::Right, false) | Part::Cell(Align::Right, false) => "r",
        Part::Head(Align::Right, true) | Part::Cell(Align::Right, true) => "r long",
        Part::Head(Align::Left, true) => "long",
        Part::Cell(Align::Left, true) => "w",
        Part::Cell(Align::Left, false) => "n",
        Part::Nothing(Align::Left) => "o",
        Part::Nothing(Align::Right) => "o r",
        Part::TitleCell(true) => "t w",
        Part::TitleCell(false) => "t",
        Part::Lead => "k r",
        Part::Light => "l",
        Part::Head(Align::Left, false) | Part::Rest(_) => "",
        Part::Group => "group",
        Part::TotalRow => "total",
        Part::Ink(Ink::Chip(Hue::Red)) => "chip red",
        Part::Ink(Ink::Chip(Hue::Yellow)) => "chip yellow",
        Part::Ink(Ink::Chip(Hue::Green)) => "chip green",
        Part::Ink(Ink::Chip(Hue::Blue)) => "chip blue",
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
        Part::Title | Part::NextTitle => {
            " style=\"font-size:21px;line-height:1.35;text-align:center;margin:12px 0 4px\""
        }
        Part::FirstLine => " style=\"font-size:18px;line-height:1.4;margin:6px 0\"",
        Part::Below => " style=\"text-align:center;color:#595959;margin:4px 0\"",
        Part::Heading => " style=\"font-size:16px;margin:20px 0 6px\"",
        Part::Line | Part::Announcing => " style=\"margin:6px 0\"",
        Part::Note => " style=\"margin:6px 0;color:#595959;font-size:13px\"",
        Part::Detail => " style=\"color:#595959;font-size:13px\"",
        Part::Figure => " style=\"white-space:nowrap\"",
        Part::Source => {
            " style=\"border:1px solid #8e8e93;padding:6px;font-size:13px;white-space:pre-wrap\""
        }
        Part::Table | Part::Cards(_) => {
            " cellpadding=\"0\" cellspacing=\"0\" border=\"0\" width=\"100%\" style=\"border-collapse:collapse;font-size:14px\""
        }
        Part::Head(Align::Left, _) => {
            " align=\"left\" style=\"border-bottom:2px solid #595959;padding:4px 4px;text-align:left\""
        }
        Part::Head(Align::Right, _) => {
            " align=\"right\" style=\"border-bottom:2px solid #595959;padding:4px 4px;text-align:right\""
        }
        Part::Cell(Align::Left, true) | Part::Nothing(Align::Left) => {
            " align=\"left\" valign=\"top\" style=\"border-bottom:1px solid #d9d9de;padding:4px 4px\""
        }
        Part::Cell(Align::Left, false) => {
            " align=\"left\" valign=\"top\" style=\"border-bottom:1px solid #d9d9de;padding:4px 4px;white-space:nowrap\""
        }
        Part::Cell(Align::Right, _) | Part::Nothing(Align::Right) => {
            " align=\"right\" valign=\"top\" style=\"border-bottom:1px solid #d9d9de;padding:4px 4px;text-align:right;white-space:nowrap\""
        }
        Part::TitleCell(_) => {
            " width=\"100%\" align=\"left\" valign=\"top\" style=\"padding:8px 6px 0 0;font-size:15px;font-weight:bold;word-break:break-word\""
        }
        Part::Lead => {
            " align=\"right\" valign=\"top\" style=\"padding:8px 0 0;font-size:15px;font-weight:bold;text-align:right;white-space:nowrap\""
        }
        Part::Light => {
            " align=\"left\" valign=\"top\" style=\"padding:8px 8px 0 0;font-size:14px;white-space:nowrap\""
        }
        Part::Rest(false) => {
            " style=\"border-bottom:1px solid #d9d9de;padding:2px 0 8px;color:#595959;font-size:13px;word-break:break-word\""
        }
        Part::Rest(true) => {
            " style=\"border-bottom:2px solid #595959;padding:2px 0 8px;color:#1c1c1e;font-size:13px;word-break:break-word\""
        }
        Part::Group => " bgcolor=\"#f3f4f6\" style=\"font-weight:bold\"",
        Part::TotalRow => " style=\"font-weight:bold\"",
        Part::Ink(Ink::Plain) => "",
        Part::Ink(Ink::Bold) => " style=\"font-weight:bold\"",
        Part::Ink(Ink::Faint) => " style=\"color:#595959\"",
        Part::Ink(Ink::Red) => " style=\"color:#b00020\"",
        Part::Ink(Ink::Yellow) => " style=\"color:#7a5200\"",
        Part::Ink(Ink::Orange) => " style=\"color:#b84a00\"",
        Part::Ink(Ink::Green) => " style=\"color:#1b6e20\"",
        Part::Ink(Ink::Blue) => " style=\"color:#0b57a4\"",
        Part::Ink(Ink::Chip(Hue::Red)) => {
            " style=\"background:#c8102e;color:#ffffff;font-weight:bold\""
        }
        Part::Ink(Ink::Chip(Hue::Yellow)) => {
            " style=\"background:#f0ad00;color:#3a2800;font-weight:bold\""
        }
        Part::Ink(Ink::Chip(Hue::Green)) => {
            " style=\"background:#e6f4ea;color:#1b6e20;font-weight:bold\""
        }
        Part::Ink(Ink::Chip(Hue::Blue)) => {
            " style=\"background:#e4eefb;color:#0b57a4;font-weight:bold\""
        }
    }
}
