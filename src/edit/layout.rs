//! The layout of a text, as it stands: lines, indents, line ends, comments, spacing around signs.

use crate::ledger::Text;
use crate::read::{Decoder, Field, Tape};
use crate::source::{FileId, Span};
use std::ops::Range;

/// A block's text without a byte order mark, taken apart.
pub(crate) struct Parts<'t> {
    pub(crate) text: &'t str,
    tape: Tape,
}

impl<'t> Parts<'t> {
    pub(crate) fn of(text: &'t str) -> Self {
        let mut tape = Tape::default();
        tape.fill(text);
        Self { text, tape }
    }

    /// Whether the text is not TOML throughout.
    pub(crate) fn has_errors(&self) -> bool {
        !self.tape.errors.is_empty()
    }

    pub(crate) fn decoder(&self) -> Decoder<'t, '_> {
        Decoder { text: self.text, tape: &self.tape, file: FileId(0), base: 0, found: Vec::new() }
    }
}

/// A byte order mark, and the text after it.
pub(super) fn without_bom(text: &str) -> (&str, &str) {
    let inside = text.strip_prefix('\u{feff}').unwrap_or(text);
    text.split_at(text.len() - inside.len())
}

/// How lines of a text end; LF for a text of one line.
pub(super) fn newline(text: &str) -> &'static str {
    match text.find('\n') {
        Some(at) if text[..at].ends_with('\r') => "\r\n",
        _ => "\n",
    }
}

/// A block as an editor has saved it, in the dress of its file: no byte order mark but the one that the block had, and the
/// file's line ends.
pub fn dressed(text: &str, original: &str, file: &str) -> String {
    let (mark, _) = without_bom(original);
    let lines = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let end = newline(file);
    format!("{mark}{}", if end == "\n" { lines } else { lines.replace('\n', end) })
}

/// Where the line of a byte begins.
pub(crate) fn line_start(text: &str, at: usize) -> usize {
    text.get(..at).and_then(|head| head.rfind('\n')).map_or(0, |newline| newline + 1)
}

/// Where the line of a byte ends, before its line end.
pub(crate) fn line_end(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or("");
    let line = rest.split('\n').next().unwrap_or("");
    at + line.strip_suffix('\r').unwrap_or(line).len()
}

/// The blanks before a byte, if nothing else stands before it on its line.
pub(crate) fn indent(text: &str, at: usize) -> Option<&str> {
    let head = text.get(line_start(text, at)..at)?;
    head.bytes().all(|byte| byte == b' ' || byte == b'\t').then_some(head)
}

/// Moves up over the comment lines directly above the line that begins at `start`, not beyond `floor`.
pub(crate) fn above_comments(text: &str, start: usize, floor: usize) -> usize {
    let mut start = start;
    while start > floor {
        let above = line_start(text, start - 1);
        let is_comment =
            text.get(above..start).is_some_and(|line| line.trim_start().starts_with('#'));
        if above < floor || !is_comment {
            break;
        }
        start = above;
    }
    start
}

/// The spacing of an inline table.
#[derive(Clone, Copy)]
pub(super) struct Spacing {
    padded: bool,
    equals: &'static str,
    comma: &'static str,
}

impl Spacing {
    pub(super) const USUAL: Self = Self { padded: true, equals: " = ", comma: ", " };

    /// The spacing of a record of that span, whose first value begins at `value`.
    pub(super) fn of(text: &str, span: Range<usize>, value: usize) -> Self {
        let between = text.get(span.clone()).unwrap_or("");
        let head = text.get(span.start..value).unwrap_or("");
        Self {
            padded: between.starts_with("{ ") || between.starts_with("{\t"),
            equals: match head.trim_end().strip_suffix('=') {
                Some(key) if !key.ends_with([' ', '\t']) && head.ends_with('=') => "=",
                _ => " = ",
            },
            comma: match between.find(',') {
                Some(at) if !between[at + 1..].starts_with([' ', '\t', '\n', '\r']) => ",",
                _ => ", ",
            },
        }
    }

    /// An inline table.
    pub(super) fn table(self, fields: &[(&str, String)]) -> String {
        let fields: Vec<String> =
            fields.iter().map(|(key, value)| format!("{key}{}{value}", self.equals)).collect();
        let pad = if self.padded { " " } else { "" };
        format!("{{{pad}{}{pad}}}", fields.join(self.comma))
    }
}

/// A line `key = value`, its sign under those of its neighbours where they are aligned.
pub(super) fn field_line(text: &str, keys: &[(Span, Span)], key: &str, value: &str) -> String {
    let before_value = |(key, value): &(Span, Span)| -> &str {
        text.get(key.end as usize..value.start as usize).unwrap_or("")
    };
    let width = |(key, _): &(Span, Span)| -> usize {
        text.get(key.range()).map_or(0, |key| key.chars().count())
    };
    let column = |key: &(Span, Span)| {
        let gap = before_value(key).split('=').next().unwrap_or("");
        width(key) + gap.chars().count()
    };
    let tight = keys.last().is_some_and(|key| before_value(key) == "=");
    let first = keys.first().map(column);
    let aligned = keys.len() > 1 && keys.iter().all(|key| Some(column(key)) == first);
    let different = keys.iter().any(|key| Some(width(key)) != keys.first().map(width));
    match first {
        _ if tight => format!("{key}={value}"),
        Some(column) if aligned && different => {
            let fill = column.saturating_sub(key.chars().count()).max(1);
            format!("{key}{}= {value}", " ".repeat(fill))
        }
        _ => format!("{key} = {value}"),
    }
}

/// The spans of each key and its value between two nodes.
pub(crate) fn key_spans(decoder: &Decoder<'_, '_>, from: usize, to: usize) -> Vec<(Span, Span)> {
    let spans = |field: Field| (decoder.key_span(field), decoder.span(field.value));
    fields(decoder, from, to).into_iter().map(spans).collect()
}

/// The key of each field between two nodes.
pub(super) fn key_names<'t>(decoder: &Decoder<'t, '_>, from: usize, to: usize) -> Vec<Text<'t>> {
    let fields = fields(decoder, from, to).into_iter();
    fields.map(|field| decoder.key(field)).collect()
}

/// The fields between two nodes.
pub(super) fn fields(decoder: &Decoder<'_, '_>, from: usize, to: usize) -> Vec<Field> {
    let mut at = from;
    std::iter::from_fn(|| decoder.next_field(&mut at, to)).collect()
}

/// The comment lines of a text without values. Single blank lines between them stay.
pub(super) fn comments(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines().map(str::trim) {
        let again = lines.last().is_none_or(String::is_empty);
        if line.starts_with('#') || (line.is_empty() && !again) {
            lines.push(line.to_owned());
        }
    }
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines
}

/// A line with the comment that stands behind `end` on its own line.
pub(super) fn line_with_comment(text: &str, line: &str, end: usize) -> String {
    let rest = text.get(end..line_end(text, end)).unwrap_or("");
    match comment(rest) {
        Some(comment) => format!("{line} {comment}"),
        None => line.to_owned(),
    }
}

/// The comment in a line without values.
pub(super) fn comment(rest: &str) -> Option<&str> {
    rest.find('#').map(|at| rest.get(at..).unwrap_or("").trim_end())
}

/// A range of a text; empty if it does not lie in the text.
pub(super) fn slice(text: &str, range: Range<usize>) -> &str {
    text.get(range).unwrap_or("")
}
