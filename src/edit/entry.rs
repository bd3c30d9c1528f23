//! A new log entry, to its place by date, in the layout of its neighbours.

use super::keys::entry_rank;
use super::layout::{
    Parts, Spacing, above_comments, field_line, indent, key_spans, line_end, line_start, newline,
    without_bom,
};
use super::sections::add_section;
use super::value::Value;
use super::{Splice, splice};
use crate::read::{Decoder, Record, records, sections, value};
use chrono::NaiveDate;
use std::ops::Range;

/// An entry to be written, its keys in any order.
#[derive(Clone, Debug)]
pub struct NewEntry {
    /// The day that it is about.
    pub on: NaiveDate,
    /// Keys and values.
    pub fields: Vec<(&'static str, Value)>,
}

impl NewEntry {
    /// Every key with its value as TOML, in the order of the format.
    pub(super) fn written(&self) -> Vec<(&'static str, String)> {
        let day = ("on", Value::Date(self.on).toml());
        let rest = self.fields.iter().map(|(key, value)| (*key, value.toml()));
        let mut all: Vec<_> = std::iter::once(day).chain(rest).collect();
        all.sort_by_key(|(key, _)| entry_rank(key));
        all
    }

    /// As one line of a log.
    pub fn line(&self) -> String {
        Spacing::USUAL.table(&self.written())
    }
}

/// The text of a task block with one more entry, after those of earlier days and of the same day.
pub fn add_entry(block: &str, entry: &NewEntry) -> String {
    let (bom, text) = without_bom(block);
    let parts = Parts::of(text);
    let mut decoder = parts.decoder();
    let all = records(&decoder, "log");
    let earlier =
        all.iter().rposition(|record| day(&mut decoder, record).is_none_or(|on| on <= entry.on));
    let uses_sections = sections(&decoder).iter().skip(1).any(|part| part.double);
    let list = list(&decoder);
    let spelled = match earlier.or((!all.is_empty()).then_some(0)) {
        Some(near) => !all[near].inline,
        None => uses_sections && list.is_none(),
    };
    let change = match (spelled, list) {
        (true, _) => add_section(&decoder, &all, earlier, &entry.written()),
        (false, Some(list)) => {
            let inline: Vec<Record> = all.iter().filter(|record| record.inline).copied().collect();
            add_inline(&decoder, list, &inline, earlier, entry)
        }
        (false, None) => add_list(&decoder, entry),
    };
    format!("{bom}{}", splice(text, &change))
}

fn day(decoder: &mut Decoder<'_, '_>, record: &Record) -> Option<NaiveDate> {
    let field = value(decoder, "on", record.from, record.to)?;
    decoder.date(field)
}

/// The array `log = […]`.
fn list(decoder: &Decoder<'_, '_>) -> Option<Range<usize>> {
    let first = sections(decoder).into_iter().next()?;
    let field = value(decoder, "log", first.from, first.to)?;
    Some(decoder.span(field.value).range())
}

fn at(range: Range<usize>, text: String) -> Vec<Splice> {
    vec![Splice { at: range, text }]
}

/// Adds the entry to an existing array.
fn add_inline(
    decoder: &Decoder<'_, '_>,
    list: Range<usize>,
    all: &[Record],
    earlier: Option<usize>,
    entry: &NewEntry,
) -> Vec<Splice> {
    let text = decoder.text;
    let Some(near) = all.get(earlier.unwrap_or(0)) else {
        return into_empty(text, list, entry);
    };
    let first_value = value(decoder, "on", near.from, near.to)
        .map_or(near.span.start as usize, |field| decoder.span(field.value).start as usize);
    let table = Spacing::of(text, near.span.range(), first_value).table(&entry.written());
    let Some(earlier) = earlier else {
        return before_first(text, near.span.range(), list.start, &table);
    };
    let next = all.get(earlier + 1).map(|record| record.span.range());
    after(text, near.span.range(), next, list.end - 1, &table)
}

fn before_first(text: &str, first: Range<usize>, open: usize, table: &str) -> Vec<Splice> {
    match indent(text, first.start) {
        Some(indent) => {
            let floor = line_end(text, open) + newline(text.get(open..).unwrap_or("")).len();
            let line = above_comments(text, line_start(text, first.start), floor);
            at(line..line, format!("{indent}{table},{}", newline(text)))
        }
        None => at(first.start..first.start, format!("{table}, ")),
    }
}

/// Adds a table after the entry at `here`; `next` is the entry that follows it, `close` the bracket that ends the array.
fn after(
    text: &str,
    here: Range<usize>,
    next: Option<Range<usize>>,
    close: usize,
    table: &str,
) -> Vec<Splice> {
    let until = next.as_ref().map_or(close, |next| next.start);
    let gap = text.get(here.end..until).unwrap_or("");
    let comma = comma(gap).map(|at| here.end + at);
    let rest_from = comma.map_or(here.end, |at| at + 1);
    let end = line_end(text, here.end);
    let own_indent = indent(text, here.start);
    let next_indent = next.and_then(|next| indent(text, next.start));
    let indent = own_indent.or(next_indent);
    let alone = rest_from <= end && {
        let rest = text.get(rest_from..end).unwrap_or("").trim_start();
        rest.is_empty() || rest.starts_with('#')
    };
    let nl = newline(text);
    match (indent, alone, comma) {
        (Some(indent), true, Some(_)) => at(end..end, format!("{nl}{indent}{table},")),
        (Some(indent), true, None) => vec![
            Splice { at: here.end..here.end, text: ",".to_owned() },
            Splice { at: end..end, text: format!("{nl}{indent}{table}") },
        ],
        (Some(indent), false, _) if own_indent.is_some() => {
            at(here.end..here.end, format!(",{nl}{indent}{table}"))
        }
        _ => at(here.end..here.end, format!(", {table}")),
    }
}

/// The comma in the text between two values. Commas in comments do not count.
fn comma(gap: &str) -> Option<usize> {
    let mut from = 0;
    for line in gap.split_inclusive('\n') {
        let code = line.split('#').next().unwrap_or("");
        if let Some(at) = code.find(',') {
            return Some(from + at);
        }
        from += line.len();
    }
    None
}

/// Adds the first entry to an array, which may hold comments.
fn into_empty(text: &str, list: Range<usize>, entry: &NewEntry) -> Vec<Splice> {
    let (nl, table) = (newline(text), Spacing::USUAL.table(&entry.written()));
    let close = list.end - 1;
    let key_indent = indent_of_line(text, list.start);
    match indent(text, close) {
        Some(indent) => {
            let line = line_start(text, close);
            at(line..line, format!("{indent}  {table},{nl}"))
        }
        None => {
            let inner = format!("{nl}{key_indent}  {table},{nl}{key_indent}");
            at(list.start + 1..close, inner)
        }
    }
}

fn indent_of_line(text: &str, at: usize) -> &str {
    let line = text.get(line_start(text, at)..).unwrap_or("");
    &line[..line.len() - line.trim_start_matches([' ', '\t']).len()]
}

/// Adds `log` with its first entry to a task without one.
fn add_list(decoder: &Decoder<'_, '_>, entry: &NewEntry) -> Vec<Splice> {
    let text = decoder.text;
    let nl = newline(text);
    let Some(first) = sections(decoder).into_iter().next() else {
        return Vec::new();
    };
    let keys = key_spans(decoder, first.from, first.to);
    let last = keys.last().map_or(first.span.range(), |(_, value)| value.range());
    let indent = keys.last().and_then(|(key, _)| indent(text, key.start as usize)).unwrap_or("");
    let table = Spacing::USUAL.table(&entry.written());
    let list = format!("[{nl}{indent}  {table},{nl}{indent}]");
    let end = line_end(text, last.end);
    at(end..end, format!("{nl}{indent}{}", field_line(text, &keys, "log", &list)))
}
