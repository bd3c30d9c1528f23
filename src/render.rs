//! Writes a page or an answer in a format: terminal, plain lines, Markdown, HTML; and findings over their source.
//!
//! This room knows no account: it is given only pages. Escaping for a format happens here, once.

mod answer;
mod board;
mod cell;
mod chat;
mod curve;
mod fit;
mod html;
mod json;
mod lines;
mod manual;
mod markdown;
mod plain;
mod snippet;
mod table;
mod width;

pub use crate::source::visible::{is_safe, safe, safe_drawn, safe_joined, safe_json, safe_lines};
pub use answer::{About, Answer, Csv, Format, Named, csv, json};
pub use board::{write_board, write_index};
pub use chat::{LONGEST_CHAT, chat};
pub use html::html_mail;
pub use lines::terminal;
pub use manual::{Around, PageParts, help, man};
pub use markdown::markdown;
pub use plain::plain;
pub use snippet::snippet;

use crate::page::{Hue, Ink, Text};
use crate::source::visible;
use anstyle::{Ansi256Color, AnsiColor, Style};
use std::io::{self, Write};

/// What a text page is drawn on.
#[derive(Clone, Copy, Debug)]
pub struct Canvas {
    /// Display columns; `None`: no limit (piped).
    pub width: Option<usize>,
    /// Whether colour is written.
    pub colour: bool,
    /// Whether characters of ambiguous width (“ ” … ①) take two columns.
    pub wide_ambiguous: bool,
    /// Whether it shows braille, whose dots draw a finer curve.
    pub braille: bool,
    /// Whether its reader can make it wider; nobody can widen a letter.
    pub is_window: bool,
}

/// No terminal: neither colour nor a line end.
const PLAIN: Canvas =
    Canvas { width: None, colour: false, wide_ambiguous: false, braille: false, is_window: false };

/// What is written, as a text: a writer into memory has no errors, and all formats are UTF-8.
fn in_memory(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> String {
    let mut bytes = Vec::new();
    let written = write(&mut bytes);
    written.map_or_else(|_| String::new(), |()| String::from_utf8(bytes).unwrap_or_default())
}

/// The most characters shown of one piece of text, so that no cell fills a thousand screens.
const LONGEST: usize = 4_000;

/// The text with hidden characters made visible, cut if it is absurdly long.
fn safe_text(text: &Text) -> Text {
    let shown = |words: &str| match words.char_indices().nth(LONGEST) {
        Some((at, _)) => visible::safe_joined(words.get(..at).unwrap_or("")).into_owned() + "…",
        None => visible::safe_joined(words).into_owned(),
    };
    let pieces = text.0.iter().map(|(words, ink)| (shown(words), *ink));
    Text(pieces.collect())
}

/// The text as a canvas shows it: a chip has a blank at either end of its word.
fn chipped(text: Text, canvas: Canvas) -> Text {
    let chip = |(words, ink): (String, Ink)| match ink {
        Ink::Chip(_) if canvas.colour => (format!(" {words} "), ink),
        _ => (words, ink),
    };
    Text(text.0.into_iter().map(chip).collect())
}

/// The text with its colours, if the canvas has colour.
fn inked(text: &Text, canvas: Canvas) -> String {
    let mut drawn = String::new();
    for (words, ink) in &text.0 {
        match style(*ink).filter(|_| canvas.colour && !words.is_empty()) {
            Some(style) => drawn.push_str(&format!("{style}{words}{style:#}")),
            None => drawn.push_str(words),
        }
    }
    drawn
}

/// Light words on a dark ground, dark words on a light one.
fn chip(hue: Hue) -> Style {
    let (words, ground) = match hue {
        Hue::Red => (AnsiColor::BrightWhite, AnsiColor::Red),
        Hue::Yellow => (AnsiColor::Black, AnsiColor::Yellow),
        Hue::Green => (AnsiColor::Black, AnsiColor::Green),
        Hue::Blue => (AnsiColor::BrightWhite, AnsiColor::Blue),
    };
    words.on(ground)
}

fn style(ink: Ink) -> Option<Style> {
    let colour = |colour: AnsiColor| Some(colour.on_default());
    match ink {
        Ink::Plain => None,
        Ink::Bold => Some(Style::new().bold()),
        Ink::Faint => Some(Style::new().dimmed()),
        Ink::Red => colour(AnsiColor::Red),
        Ink::Yellow => colour(AnsiColor::Yellow),
        // Orange of the 256 colours: the sixteen have none.
        Ink::Orange => Some(Ansi256Color(208).on_default()),
        Ink::Green => colour(AnsiColor::Green),
        Ink::Blue => colour(AnsiColor::Blue),
        Ink::Chip(hue) => Some(chip(hue)),
    }
}
