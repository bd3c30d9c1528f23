//! Merges two changes of one file, against the version both started from: task by task, key by key, event by event.
//!
//! This room works on texts alone: it never opens a file, and it never chooses between two sides. A conflict is marked in
//! comments where it stands. Git's own markers would break a line, and with it the whole task and every figure; a comment
//! leaves the file readable, and `check` makes it an error that says what to decide.

mod block;
mod comments;
mod conflict;
mod file;
mod judge;
mod log;
mod log_text;
mod pieces;
mod sides;
mod units;
mod weave;

pub use conflict::{About, Conflict, Merged};
pub use sides::Sides;

use std::borrow::Cow;

/// Merges two changes of a task file. `config` is the text of its duban.toml: the result is judged by its rules.
///
/// A merge driver is given one file, so duban.toml is taken as it lies in the working tree.
pub fn tasks(sides: Sides<&str>, config: &str) -> Merged {
    join(sides, pieces::tasks, |text| judge::of_tasks(text, config))
}

/// Merges two changes of a duban.toml.
pub fn book(sides: Sides<&str>) -> Merged {
    join(sides, pieces::book, judge::of_book)
}

fn join(
    sides: Sides<&str>,
    cut: fn(&str) -> pieces::Pieces<'_>,
    errors: impl Fn(&str) -> Vec<judge::Error>,
) -> Merged {
    let whole = |text: &str| Merged { text: text.to_owned(), conflicts: Vec::new() };
    if let Some(same) = sides.settled() {
        return whole(same);
    }
    let style = TextStyle::of(sides);
    let bare = sides.each(TextStyle::strip);
    let texts = bare.by_ref().each(|text| text.as_ref());
    let mut merged = match texts.settled() {
        Some(same) => whole(same),
        None => {
            let mut merged = file::join(texts.each(cut));
            judge::together(&mut merged, texts, cut, errors);
            merged
        }
    };
    merged.text = style.apply(merged.text);
    merged
}

/// What the text of a file has besides its lines: a byte order mark, and how the lines end.
#[derive(Clone, Copy)]
struct TextStyle {
    bom: bool,
    crlf: bool,
}

impl TextStyle {
    /// The style of the result: that of the side which changed it.
    fn of(sides: Sides<&str>) -> Self {
        // Of two values, two of three sides always agree: `settled` finds one.
        let decided =
            |property: fn(&str) -> bool| sides.each(property).settled().unwrap_or_default();
        Self { bom: decided(|text| text.starts_with('\u{feff}')), crlf: decided(ends_in_crlf) }
    }

    fn strip(text: &str) -> Cow<'_, str> {
        let inside = text.strip_prefix('\u{feff}').unwrap_or(text);
        if ends_in_crlf(text) {
            Cow::Owned(inside.replace("\r\n", "\n"))
        } else {
            Cow::Borrowed(inside)
        }
    }

    fn apply(self, text: String) -> String {
        let text = if self.crlf { text.replace('\n', "\r\n") } else { text };
        if self.bom { format!("\u{feff}{text}") } else { text }
    }
}

/// Whether every line ends with CR LF. A text with both kinds of line ends is left as it is.
fn ends_in_crlf(text: &str) -> bool {
    let lines = text.matches('\n').count();
    lines > 0 && lines == text.matches("\r\n").count()
}
