//! What the parser's events let through and TOML does not have: numbers and days spelled otherwise, control characters,
//! keys that stand twice in the ledger's own values.
//!
//! A block that holds only what nearly every block holds is passed at a glance. Of any other the toml crate decides, so that
//! what is read here is what every other reader of TOML takes.

use super::decoder::{Decoder, ascii_meant, closed, date_shaped, parse_day, widened};
use super::tape::NodeKind;
use crate::diagnostic::{Finding, Severity, Syntax};
use crate::source::Span;
use memchr::{memchr, memchr_iter, memmem};
use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;
use toml::de::DeTable;
use toml_parser::Raw;
use toml_parser::decoder::Encoding;

/// Reports what is no TOML, on lines of which nothing worse is known. Runs last: a finding about a key says more.
pub(super) fn outside_toml(decoder: &mut Decoder<'_, '_>) {
    if !is_plain(decoder) {
        judge(decoder);
    }
}

/// The same of a short text, whatever it holds.
pub(super) fn outside_toml_at_all(decoder: &mut Decoder<'_, '_>) {
    judge(decoder);
}

fn judge(decoder: &mut Decoder<'_, '_>) {
    let text = decoder.text;
    let mut wrong: Vec<(Range<usize>, String)> = DeTable::parse_recoverable(text)
        .1
        .iter()
        .map(|error| (error.span().unwrap_or(0..0), error.message().to_owned()))
        .collect();
    wrong.extend(beyond_range(decoder));
    wrong.sort_by_key(|(at, _)| at.start);
    let ends: Vec<usize> = memchr_iter(b'\n', text.as_bytes()).collect();
    let line = |at: usize| ends.partition_point(|end| *end < at);
    let base = decoder.base as usize;
    let errors = decoder.found.iter().filter(|found| found.severity() == Severity::Error);
    let mut lines: HashSet<usize> =
        errors.map(|found| line((found.place.span.start as usize).saturating_sub(base))).collect();
    for (at, words) in wrong {
        let span = widened(text, at);
        if lines.insert(line(span.start as usize)) {
            let (syntax, span) = named(decoder, span, words);
            decoder.report(Finding::Syntax(syntax), span);
        }
    }
}

/// Numbers that are spelled well and that no reader of TOML can hold.
fn beyond_range(decoder: &Decoder<'_, '_>) -> Vec<(Range<usize>, String)> {
    let scalars = decoder.tape.nodes.iter().filter(|node| node.kind == NodeKind::Scalar(None));
    let problem = |span: Span| {
        let raw = decoder.raw(span);
        if is_plain_scalar(raw) || raw.contains('\n') {
            return None;
        }
        let table: Result<toml::Table, toml::de::Error> = format!("value = {raw}").parse();
        table.err().map(|error| (span.range(), error.message().to_owned()))
    };
    scalars.filter_map(|node| problem(node.span)).collect()
}

/// What a message of the toml crate is about, and the span that shows it.
fn named(decoder: &Decoder<'_, '_>, span: Span, words: String) -> (Syntax, Span) {
    let first = decoder.raw(span).chars().next().unwrap_or(' ');
    if first.is_control() && first != '\n' && first != '\t' {
        return (Syntax::Control { found: first }, span);
    }
    // The crate points behind the carriage return.
    let at = span.start as usize;
    if words.starts_with("carriage return")
        && decoder.text.get(..at).is_some_and(|head| head.ends_with('\r'))
    {
        return (Syntax::Control { found: '\r' }, Span::new(at - 1..at));
    }
    if first == '\u{feff}' {
        return (Syntax::ByteOrderMark, span);
    }
    let nodes = &decoder.tape.nodes;
    let before = nodes.partition_point(|node| node.span.start <= span.start);
    let scalar = before.checked_sub(1).and_then(|at| nodes.get(at));
    if let Some(NodeKind::Scalar(Some(encoding))) = scalar.map(|node| node.kind)
        && let Some(whole) = scalar.map(|node| node.span)
        && !closed(decoder.raw(whole), encoding)
    {
        return (Syntax::UnclosedString, whole);
    }
    let scalar = scalar.filter(|node| node.kind == NodeKind::Scalar(None)).map(|node| node.span);
    if let Some(whole) = scalar.filter(|whole| is_number_like(decoder.raw(*whole))) {
        let text = decoder.raw(whole).to_owned();
        let is_time = text.contains(':') || text.get(1..).is_some_and(|rest| rest.contains('-'));
        let is_time = is_time && !text.contains(['e', 'E']);
        return (if is_time { Syntax::Time { text } } else { Syntax::Number { text } }, whole);
    }
    let syntax = match ascii_meant(first) {
        Some(meant) => Syntax::FullWidth { found: first, meant },
        None if !first.is_ascii() && words.contains("key") => Syntax::StrangeKey,
        None if words.starts_with("invalid unquoted key") => Syntax::StrangeKey,
        None if words == "duplicate key" || words.starts_with("cannot extend") => {
            Syntax::Twice { key: decoder.raw(span).to_owned() }
        }
        None => Syntax::Other(words.into()),
    };
    (syntax, span)
}

fn is_number_like(raw: &str) -> bool {
    raw.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '.' | '_'))
}

/// Whether a block holds only what is TOML at a glance.
fn is_plain(decoder: &Decoder<'_, '_>) -> bool {
    let bytes = decoder.text.as_bytes();
    // Without a way out, so that it is compiled to whole words of bytes.
    let control = bytes.iter().fold(false, |seen, byte| {
        seen | ((*byte < b' ' && !matches!(byte, b'\n' | b'\r' | b'\t')) | (*byte == 0x7f))
    });
    !control
        && memchr_iter(b'\r', bytes).all(|at| bytes.get(at + 1) == Some(&b'\n'))
        && memmem::find(bytes, "\u{feff}".as_bytes()).is_none()
        && nodes_are_plain(decoder)
}

fn nodes_are_plain(decoder: &Decoder<'_, '_>) -> bool {
    let nodes = &decoder.tape.nodes;
    let mut lists = (false, false, false);
    let mut in_header = false;
    for (at, node) in nodes.iter().enumerate() {
        let raw = decoder.raw(node.span);
        let next = nodes.get(at + 1).map(|next| next.kind);
        let plain = match node.kind {
            NodeKind::Header => {
                in_header = true;
                true
            }
            NodeKind::HeaderClose => {
                in_header = false;
                true
            }
            NodeKind::Key(Some(_)) => false,
            NodeKind::Key(None) if in_header => {
                // A list spelled both ways is the only clash between a table and a header that the format's keys allow.
                let twice = match raw {
                    "log" => lists.0,
                    "plan" => lists.1,
                    "indicators" => lists.2,
                    _ => false,
                };
                is_bare_key(raw) && !twice
            }
            NodeKind::Key(None) => {
                lists = (
                    lists.0 || raw == "log",
                    lists.1 || raw == "plan",
                    lists.2 || raw == "indicators",
                );
                let dotted = matches!(next, Some(NodeKind::Key(_)));
                let has_parts = || raw.starts_with("x-") && holds_table(decoder, at + 1);
                is_bare_key(raw) && !dotted && !has_parts()
            }
            NodeKind::Scalar(None) => is_plain_scalar(raw),
            NodeKind::Scalar(Some(encoding)) => {
                is_plain_string(raw, encoding) || is_string(raw, encoding, node.span)
            }
            NodeKind::Array | NodeKind::Table | NodeKind::Close => true,
        };
        if !plain {
            return false;
        }
    }
    own_keys_stand_once(decoder)
}

/// Whether no table has a key of the user's own twice; each entry of a log may have the same.
fn own_keys_stand_once(decoder: &Decoder<'_, '_>) -> bool {
    let mut keys: Vec<(usize, &str)> = Vec::new();
    let mut tables: Vec<(usize, usize)> = Vec::new();
    for (at, node) in decoder.tape.nodes.iter().enumerate() {
        tables.pop_if(|(_, close)| *close < at);
        match node.kind {
            NodeKind::Header => tables = vec![(at, usize::MAX)],
            NodeKind::Table => tables.push((at, node.close as usize)),
            NodeKind::Key(_) => {
                let key = Some(decoder.raw(node.span)).filter(|key| key.starts_with("x-"));
                keys.extend(key.map(|key| (tables.last().map_or(0, |(table, _)| *table), key)));
            }
            NodeKind::Scalar(_) | NodeKind::Array | NodeKind::Close | NodeKind::HeaderClose => {}
        }
    }
    let count = keys.len();
    keys.sort_unstable();
    keys.dedup();
    keys.len() == count
}

/// Whether a value is a table or a list with one in it.
fn holds_table(decoder: &Decoder<'_, '_>, at: usize) -> bool {
    let inside = decoder.tape.nodes.get(at..decoder.tape.after(at)).unwrap_or_default();
    inside.iter().any(|node| node.kind == NodeKind::Table)
}

fn is_bare_key(raw: &str) -> bool {
    !raw.is_empty() && raw.bytes().all(|c| c.is_ascii_alphanumeric() || matches!(c, b'-' | b'_'))
}

/// One line without escapes; other control characters have been looked for in the whole text.
fn is_plain_string(raw: &str, encoding: Encoding) -> bool {
    match encoding {
        Encoding::BasicString => closed(raw, encoding) && memchr(b'\\', raw.as_bytes()).is_none(),
        Encoding::LiteralString => closed(raw, encoding),
        Encoding::MlBasicString | Encoding::MlLiteralString => false,
    }
}

/// Asked of the string alone: the toml crate would make a tree of the whole block for one escape in a long log.
fn is_string(raw: &str, encoding: Encoding, span: Span) -> bool {
    let span = toml_parser::Span::new_unchecked(span.start as usize, span.end as usize);
    let mut errors: Vec<toml_parser::ParseError> = Vec::new();
    let mut decoded = Cow::Borrowed("");
    let _kind =
        Raw::new_unchecked(raw, Some(encoding), span).decode_scalar(&mut decoded, &mut errors);
    closed(raw, encoding) && errors.is_empty()
}

fn is_plain_scalar(raw: &str) -> bool {
    if matches!(raw, "true" | "false") {
        return true;
    }
    if date_shaped(raw) {
        return parse_day(raw).is_some();
    }
    let unsigned = raw.strip_prefix(['+', '-']).unwrap_or(raw);
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
    let digits = |part: &str, most: usize| {
        (1..=most).contains(&part.len()) && part.bytes().all(|digit| digit.is_ascii_digit())
    };
    digits(whole, 18) && digits(fraction, 40) && (whole.len() == 1 || !whole.starts_with('0'))
}
