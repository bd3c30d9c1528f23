//! Values of one block by type: words, days, numbers, lists. A value of another type is reported at its place.
//!
//! The decoder knows the types of the format and not its keys.

use super::tape::{NodeKind, Tape};
use crate::diagnostic::{Diagnostic, Expected, Finding, Severity, Syntax};
use crate::ledger::{Quantity, Text, spoken};
use crate::source::{FileId, Place, Span};
use chrono::{Datelike, NaiveDate};
use std::borrow::Cow;
use std::ops::Range;
use toml_parser::Raw;
use toml_parser::decoder::Encoding;

/// A key with its value.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Field {
    /// First node of the key.
    key: usize,
    /// The node of the value.
    pub(crate) value: usize,
}

impl Field {
    /// The same key with another value: an item of its list.
    pub(crate) fn at(self, value: usize) -> Self {
        Self { value, ..self }
    }
}

/// Reads the values of one block and collects what is wrong with them.
pub(crate) struct Decoder<'t, 'a> {
    pub(crate) text: &'t str,
    pub(crate) tape: &'a Tape,
    pub(crate) file: FileId,
    /// Where the block begins in its file.
    pub(crate) base: u32,
    pub(crate) found: Vec<Diagnostic>,
}

impl<'t> Decoder<'t, '_> {
    /// The fields between two nodes, those of nested values not included.
    pub(crate) fn next_field(&self, at: &mut usize, to: usize) -> Option<Field> {
        while *at < to {
            let node = self.tape.nodes.get(*at)?;
            if !matches!(node.kind, NodeKind::Key(_)) {
                if node.kind == NodeKind::Header {
                    return None;
                }
                *at = self.tape.after(*at);
                continue;
            }
            let key = *at;
            while *at < to && matches!(self.kind(*at), Some(NodeKind::Key(_))) {
                *at += 1;
            }
            let value = *at;
            if *at < to
                && matches!(
                    self.kind(*at),
                    Some(NodeKind::Scalar(_) | NodeKind::Array | NodeKind::Table)
                )
            {
                *at = self.tape.after(*at);
                return Some(Field { key, value });
            }
        }
        None
    }

    fn kind(&self, at: usize) -> Option<NodeKind> {
        self.tape.nodes.get(at).map(|node| node.kind)
    }

    /// The span of a node within the block.
    pub(crate) fn span(&self, at: usize) -> Span {
        self.tape.nodes.get(at).map(|node| node.span).unwrap_or_default()
    }

    /// Where the key of a field stands.
    pub(crate) fn key_span(&self, field: Field) -> Span {
        let first = self.span(field.key);
        let last = self.span(field.value.saturating_sub(1).max(field.key));
        Span { start: first.start, end: last.end }
    }

    /// The key of a field, the parts of a dotted one joined.
    pub(crate) fn key(&self, field: Field) -> Cow<'t, str> {
        if field.value == field.key + 1 {
            return self.key_part(field.key);
        }
        let parts: Vec<Cow<'t, str>> =
            (field.key..field.value).map(|at| self.key_part(at)).collect();
        Cow::Owned(parts.join("."))
    }

    /// One part of a key.
    pub(crate) fn key_part(&self, at: usize) -> Cow<'t, str> {
        let span = self.span(at);
        let raw = self.raw(span);
        match self.kind(at) {
            Some(NodeKind::Key(Some(encoding))) => {
                let mut decoded = Cow::Borrowed("");
                let span = toml_parser::Span::new_unchecked(span.start as usize, span.end as usize);
                Raw::new_unchecked(raw, Some(encoding), span).decode_key(&mut decoded, &mut ());
                decoded
            }
            _ => Cow::Borrowed(raw),
        }
    }

    /// The letters of a span.
    pub(crate) fn raw(&self, span: Span) -> &'t str {
        self.text.get(span.range()).unwrap_or("")
    }

    /// A place in the file.
    pub(crate) fn place(&self, span: Span) -> Place {
        Place { file: self.file, span: span.shifted(self.base) }
    }

    /// Reports a finding at a span of the block.
    pub(crate) fn report(&mut self, finding: Finding, span: Span) {
        let place = self.place(span);
        self.found.push(Diagnostic::new(finding, place));
    }

    /// Whether an error has been found since there were so many findings.
    pub(super) fn failed_since(&self, before: usize) -> bool {
        self.found.iter().skip(before).any(|found| found.severity() == Severity::Error)
    }

    fn wrong_type<T>(&mut self, field: Field, at: usize, expected: Expected) -> Option<T> {
        let key = self.key(field).into_owned();
        let span = self.span(at);
        let raw = self.raw(span);
        let syntax = match self.kind(at) {
            Some(NodeKind::Scalar(None)) => bare_syntax(raw),
            _ => None,
        };
        let finding = match syntax {
            Some(syntax) => Finding::Syntax(syntax),
            None => Finding::WrongType { key, expected },
        };
        self.report(finding, span);
        None
    }

    /// Words: any TOML string.
    pub(crate) fn text(&mut self, field: Field) -> Option<Text<'t>> {
        self.text_at(field, field.value, Expected::Text)
    }

    fn text_at(&mut self, field: Field, at: usize, expected: Expected) -> Option<Text<'t>> {
        let Some(NodeKind::Scalar(Some(encoding))) = self.kind(at) else {
            return self.wrong_type(field, at, expected);
        };
        let span = self.span(at);
        let raw = self.raw(span);
        if !closed(raw, encoding) {
            self.report(Finding::Syntax(Syntax::UnclosedString), span);
            return None;
        }
        let single = matches!(encoding, Encoding::BasicString | Encoding::LiteralString);
        let plain = single
            && !raw.bytes().any(|byte| {
                byte == b'\\' && encoding == Encoding::BasicString
                    || byte < b' ' && byte != b'\t'
                    || byte == 0x7f
            });
        if plain {
            return raw.get(1..raw.len() - 1).map(Cow::Borrowed);
        }
        let mut errors: Vec<toml_parser::ParseError> = Vec::new();
        let mut decoded = Cow::Borrowed("");
        let whole = toml_parser::Span::new_unchecked(span.start as usize, span.end as usize);
        let _string =
            Raw::new_unchecked(raw, Some(encoding), whole).decode_scalar(&mut decoded, &mut errors);
        for error in &errors {
            let at = error.unexpected().or(error.context()).unwrap_or(whole);
            let span = widened(self.text, at.start()..at.end());
            let words = error.description().to_owned();
            self.report(Finding::Syntax(Syntax::Other(Cow::Owned(words))), span);
        }
        errors.is_empty().then_some(decoded)
    }

    /// The items of a list without parts of their own.
    pub(crate) fn scalars(&self, at: usize) -> Option<Vec<Span>> {
        let nodes = &self.tape.nodes;
        let (array, items) = (nodes.get(at)?, nodes.get(at + 1..self.tape.after(at) - 1)?);
        let plain = array.kind == NodeKind::Array
            && items.iter().all(|item| matches!(item.kind, NodeKind::Scalar(_)));
        plain.then(|| items.iter().map(|item| item.span).collect())
    }

    /// A list of words.
    pub(crate) fn texts(&mut self, field: Field) -> Vec<Text<'t>> {
        let items = self.items(field, Expected::Texts);
        // Exactly as many: a hundred thousand short lists add up.
        let mut texts = Vec::with_capacity(items.len());
        for at in items {
            texts.extend(self.text_at(field, at, Expected::Text));
        }
        texts
    }

    /// The nodes of a list's items; reports what is no list.
    pub(crate) fn items(&mut self, field: Field, expected: Expected) -> Vec<usize> {
        let items = self.tape.items(field.value).map(Iterator::collect);
        items.unwrap_or_else(|| {
            self.wrong_type::<()>(field, field.value, expected);
            Vec::new()
        })
    }

    /// The inside of an inline table; reports anything else.
    pub(crate) fn record(
        &mut self,
        field: Field,
        at: usize,
        expected: Expected,
    ) -> Option<Range<usize>> {
        let inside = self.tape.inside_table(at);
        inside.or_else(|| self.wrong_type(field, at, expected))
    }

    /// A day.
    pub(crate) fn date(&mut self, field: Field) -> Option<NaiveDate> {
        let at = field.value;
        let span = self.span(at);
        let raw = self.raw(span);
        if self.kind(at) != Some(NodeKind::Scalar(None)) || !date_shaped(raw) {
            return self.wrong_type(field, at, Expected::Date);
        }
        let date = parse_day(raw);
        if date.is_none() {
            let text = raw.to_owned();
            let last = last_of_month(raw);
            self.report(Finding::InvalidDate { text, last }, span);
        }
        date
    }

    /// A day, or `standing`: that there is none.
    pub(crate) fn deadline(&mut self, field: Field) -> Option<Option<NaiveDate>> {
        if !matches!(self.kind(field.value), Some(NodeKind::Scalar(Some(_)))) {
            return self.date(field).map(Some);
        }
        let text = self.text_at(field, field.value, Expected::Deadline)?;
        match spoken(&text, ["standing"]) {
            Some(_) => Some(None),
            None if date_shaped(&text) => self.wrong_type(field, field.value, Expected::Date),
            None => self.wrong_type(field, field.value, Expected::Deadline),
        }
    }

    /// A decimal number.
    pub(crate) fn quantity(&mut self, field: Field) -> Option<Quantity> {
        let at = field.value;
        let span = self.span(at);
        let raw = self.raw(span);
        let numeric = raw.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c))
            || matches!(raw, "nan" | "inf");
        if self.kind(at) != Some(NodeKind::Scalar(None)) || !numeric || date_shaped(raw) {
            return self.wrong_type(field, at, Expected::Number);
        }
        match Quantity::parse(raw) {
            Ok(quantity) => Some(quantity),
            Err(why) => {
                let text = raw.to_owned();
                self.report(Finding::InvalidNumber { text, why }, span);
                None
            }
        }
    }

    /// A number that is not below zero.
    pub(crate) fn amount(&mut self, field: Field, key: &'static str) -> Option<Quantity> {
        let quantity = self.quantity(field)?;
        if quantity < Quantity::default() {
            let span = self.span(field.value);
            let text = self.raw(span).to_owned();
            self.report(Finding::NegativeNumber { key, text }, span);
            return None;
        }
        Some(quantity)
    }

    /// A whole number from 0.
    pub(crate) fn count(&mut self, field: Field) -> Option<u32> {
        let raw = self.raw(self.span(field.value));
        let number: Option<u32> = raw.replace('_', "").parse().ok();
        if number.is_none() || !matches!(self.kind(field.value), Some(NodeKind::Scalar(None))) {
            return self.wrong_type(field, field.value, Expected::Count);
        }
        number
    }

    /// `true` or `false`.
    pub(crate) fn flag(&mut self, field: Field) -> Option<bool> {
        match (self.kind(field.value), self.raw(self.span(field.value))) {
            (Some(NodeKind::Scalar(None)), "true") => Some(true),
            (Some(NodeKind::Scalar(None)), "false") => Some(false),
            _ => self.wrong_type(field, field.value, Expected::Flag),
        }
    }
}

pub(super) fn closed(raw: &str, encoding: Encoding) -> bool {
    let quote = match encoding {
        Encoding::BasicString => "\"",
        Encoding::LiteralString => "'",
        Encoding::MlBasicString => "\"\"\"",
        Encoding::MlLiteralString => "'''",
    };
    raw.len() >= 2 * quote.len() && raw.ends_with(quote)
}

/// What is wrong with bare letters that are no value of TOML at all.
fn bare_syntax(raw: &str) -> Option<Syntax> {
    let first = raw.chars().next()?;
    if let Some(meant) = ascii_meant(first).filter(|meant| !meant.is_ascii_alphabetic()) {
        return Some(Syntax::FullWidth { found: first, meant });
    }
    let is_value = matches!(raw, "true" | "false" | "nan" | "inf")
        || first.is_ascii_digit()
        || matches!(first, '+' | '-');
    (!is_value).then_some(Syntax::UnquotedText)
}

/// The ASCII character that a full-width one stands for.
pub(crate) fn ascii_meant(found: char) -> Option<char> {
    match found {
        '！'..='～' => char::from_u32(u32::from(found) - 0xFEE0),
        '“' | '”' | '„' => Some('"'),
        '‘' | '’' => Some('\''),
        '。' => Some('.'),
        '、' => Some(','),
        '【' => Some('['),
        '】' => Some(']'),
        '\u{3000}' => Some(' '),
        _ => None,
    }
}

pub(super) fn date_shaped(raw: &str) -> bool {
    let bytes = raw.as_bytes();
    bytes.len() == 10
        && bytes[4] == b'-'
        && bytes[7] == b'-'
        && bytes.iter().enumerate().all(|(at, byte)| at == 4 || at == 7 || byte.is_ascii_digit())
}

pub(super) fn parse_day(raw: &str) -> Option<NaiveDate> {
    let digits = |range: Range<usize>| {
        raw.as_bytes()[range].iter().fold(0u32, |number, byte| number * 10 + u32::from(byte - b'0'))
    };
    let year = i32::try_from(digits(0..4)).ok().filter(|year| *year > 0)?;
    NaiveDate::from_ymd_opt(year, digits(5..7), digits(8..10))
}

fn last_of_month(raw: &str) -> Option<NaiveDate> {
    let first = parse_day(&format!("{}-01", raw.get(..7)?))?;
    first.with_day(crate::calendar::days_in_month(first))
}

/// A span of at least one whole character, so that there is something to underline.
pub(crate) fn widened(text: &str, mut range: Range<usize>) -> Span {
    range.start = range.start.min(text.len());
    while range.start > 0 && !text.is_char_boundary(range.start) {
        range.start -= 1;
    }
    range.end = range.end.clamp(range.start, text.len());
    while !text.is_char_boundary(range.end) {
        range.end += 1;
    }
    if range.is_empty() {
        match text.get(range.start..).and_then(|rest| rest.chars().next()) {
            Some(next) if next != '\n' && next != '\r' => range.end += next.len_utf8(),
            _ => {
                let before = text.get(..range.start).and_then(|head| head.chars().next_back());
                range.start -= before.filter(|c| *c != '\n').map_or(0, char::len_utf8);
            }
        }
    }
    Span::new(range)
}
