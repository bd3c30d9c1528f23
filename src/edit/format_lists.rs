//! Lists in the canonical layout: words on one line, one record per line, a log by date.

use super::keys::entry_rank;
use super::layout::{comment, comments, fields, line_end, line_start, line_with_comment, slice};
use super::value::Value;
use crate::ledger::{EntryKey, stable};
use crate::read::{Decoder, Field, Record, Section, records, sections, value};
use chrono::NaiveDate;

/// The order of a plan point's keys.
const POINT: [&str; 3] = ["by", "reach", "step"];

/// The order of an indicator's keys.
const INDICATOR: [&str; 7] = ["id", "name", "unit", "baseline", "target", "weight", "better"];

/// The longest line, in characters, that a list broken over lines is joined into.
const WIDE: usize = 100;

/// A value, on one line if it is a list of words without comments.
pub(super) fn one_line_list(decoder: &Decoder<'_, '_>, field: Field) -> String {
    let span = decoder.span(field.value);
    let raw = decoder.raw(span);
    let Some(items) = decoder.scalars(field.value) else {
        return raw.to_owned();
    };
    let mut from = span.start;
    let mut gaps = String::new();
    for item in &items {
        gaps.push_str(slice(decoder.text, from as usize..item.start as usize));
        from = item.end;
    }
    gaps.push_str(slice(decoder.text, from as usize..span.end as usize));
    if gaps.contains('#') {
        return raw.to_owned();
    }
    let items: Vec<&str> = items.iter().map(|item| decoder.raw(*item)).collect();
    let line = format!("[{}]", items.join(", "));
    if line.chars().count() > WIDE && raw.contains('\n') { raw.to_owned() } else { line }
}

/// One record with its comments.
struct Line {
    day: Option<NaiveDate>,
    above: Vec<String>,
    cells: Vec<(String, String)>,
    comment: Option<String>,
}

/// An entry spelled as a section, as an inline table: the comments in it and above it, and the table.
pub(crate) fn section_inline(decoder: &Decoder<'_, '_>, record: &Record) -> (Vec<String>, String) {
    let line = section(decoder, "log", record);
    (line.above, table(&line.cells, &0))
}

/// The lines of `indicators`, `plan` or `log`, however it is spelled.
pub(super) fn records_list(
    decoder: &Decoder<'_, '_>,
    all: &[Section<'_>],
    name: &str,
) -> Vec<String> {
    let text = decoder.text;
    let found = records(decoder, name);
    let field = all.first().and_then(|first| value(decoder, name, first.from, first.to));
    let list = field.map(|field| decoder.span(field.value).range());
    let mut at = list.as_ref().map_or(0, |list| list.start + 1);
    let mut opening = None;
    let mut lines: Vec<Line> = Vec::new();
    for record in found.iter().filter(|record| record.inline) {
        let gap = slice(text, at..record.span.start as usize);
        let (behind, above) = split_gap(gap);
        match lines.last_mut() {
            Some(last) => last.comment = behind,
            None => opening = behind,
        }
        let mut line = inline(decoder, name, record);
        let inner = std::mem::take(&mut line.above);
        line.above = above.into_iter().chain(inner).collect();
        lines.push(line);
        at = record.span.end as usize;
    }
    let mut end = Vec::new();
    if let Some(list) = &list {
        let (behind, last) = split_gap(slice(text, at..list.end - 1));
        match lines.last_mut() {
            Some(last) => last.comment = behind,
            None => opening = behind,
        }
        end = last;
    }
    let spelled = found.iter().filter(|record| !record.inline);
    lines.extend(spelled.map(|record| section(decoder, name, record)));
    if name == "log" {
        lines.sort_by_key(|line| line.day);
    }
    let closing = list.map_or("]".to_owned(), |list| line_with_comment(text, "]", list.end));
    if lines.is_empty() && end.is_empty() && opening.is_none() {
        return vec![format!("{name} = [{closing}")];
    }
    let opening = opening.map_or(String::new(), |comment| format!(" {comment}"));
    let mut written = vec![format!("{name} = [{opening}")];
    let width = widths(&lines);
    for line in lines {
        written.extend(line.above.iter().map(|comment| indented(comment)));
        let comment = line.comment.as_ref();
        let comment = comment.map_or(String::new(), |comment| format!(" {comment}"));
        written.push(format!("  {},{comment}", table(&line.cells, &width)));
    }
    written.extend(end.iter().map(|comment| indented(comment)));
    written.push(closing);
    written
}

fn indented(line: &str) -> String {
    match line {
        "" => String::new(),
        line => format!("  {line}"),
    }
}

/// Cuts the text between two records: the comment behind the first, and those above the second.
fn split_gap(gap: &str) -> (Option<String>, Vec<String>) {
    let (first, rest) = gap.split_once('\n').unwrap_or((gap, ""));
    let without_comma = |line: &str| line.trim().trim_start_matches(',').trim().to_owned();
    let rest: Vec<String> = rest.lines().map(without_comma).collect();
    (comment(first).map(str::to_owned), comments(&rest.join("\n")))
}

fn inline(decoder: &Decoder<'_, '_>, name: &str, record: &Record) -> Line {
    let fields = fields(decoder, record.from, record.to);
    let text = decoder.text;
    let mut at = record.span.start as usize;
    let mut above = Vec::new();
    for field in &fields {
        let gap = slice(text, at..decoder.key_span(*field).start as usize);
        above.extend(gap.lines().filter_map(comment).map(str::to_owned));
        at = decoder.span(field.value).end as usize;
    }
    let gap = slice(text, at..record.span.end as usize);
    above.extend(gap.lines().filter_map(comment).map(str::to_owned));
    Line {
        day: day(decoder, name, record),
        above,
        cells: cells(decoder, name, &fields),
        comment: None,
    }
}

fn section(decoder: &Decoder<'_, '_>, name: &str, record: &Record) -> Line {
    let text = decoder.text;
    let fields = fields(decoder, record.from, record.to);
    let header = record.span.start as usize;
    let before = end_before(decoder, header);
    let mut above = comments(slice(text, before..line_start(text, header)));
    let mut end = record.span.end as usize;
    above.extend(comment(slice(text, end..line_end(text, end))).map(str::to_owned));
    end = line_end(text, end);
    for field in &fields {
        let start = decoder.key_span(*field).start as usize;
        above.extend(comments(slice(text, end..start)));
        end = decoder.span(field.value).end as usize;
        above.extend(comment(slice(text, end..line_end(text, end))).map(str::to_owned));
        end = line_end(text, end);
    }
    Line {
        day: day(decoder, name, record),
        above,
        cells: cells(decoder, name, &fields),
        comment: None,
    }
}

/// The end of the line of the last key or header before a byte.
fn end_before(decoder: &Decoder<'_, '_>, at: usize) -> usize {
    let mut end = 0;
    for section in sections(decoder) {
        if section.span.start as usize >= at {
            break;
        }
        end = line_end(decoder.text, section.span.end as usize);
        if let Some(last) = fields(decoder, section.from, section.to).pop() {
            end = line_end(decoder.text, decoder.span(last.value).end as usize);
        }
    }
    end
}

fn day(decoder: &Decoder<'_, '_>, name: &str, record: &Record) -> Option<NaiveDate> {
    let key = if name == "log" { "on" } else { "by" };
    let field = value(decoder, key, record.from, record.to)?;
    decoder.raw(decoder.span(field.value)).get(..10)?.parse().ok()
}

fn cells(decoder: &Decoder<'_, '_>, name: &str, fields: &[Field]) -> Vec<(String, String)> {
    let mut sorted = fields.to_vec();
    if name == "log" {
        sorted.sort_by_key(|field| entry_rank(&decoder.key(*field)));
    } else {
        let order = if name == "plan" { POINT.as_slice() } else { INDICATOR.as_slice() };
        let rank = |key: &str| order.iter().position(|known| *known == key);
        sorted.sort_by_key(|field| rank(&decoder.key(*field)).unwrap_or(order.len()));
    }
    let cell = |field: &Field| {
        let raw = decoder.raw(decoder.span(field.value));
        let written = words(decoder, *field);
        let value = match (stable_word(&decoder.key(*field), written.as_deref()), written) {
            (Some(name), _) => Value::Text(name.to_owned()).toml(),
            (None, Some(words)) if raw.contains('\n') => Value::Text(words).toml(),
            (None, _) => figures(decoder, *field).unwrap_or_else(|| raw.to_owned()),
        };
        (decoder.raw(decoder.key_span(*field)).to_owned(), value)
    };
    sorted.iter().map(cell).collect()
}

/// The stable name of a value of an entry that is written as people call it.
fn stable_word(key: &str, word: Option<&str>) -> Option<&'static str> {
    let (key, word) = (EntryKey::parse(key)?, word?);
    stable(key.row().value, word).filter(|name| *name != word)
}

/// Figures by indicator in the usual spacing; `None` for anything else, and for figures with comments.
fn figures(decoder: &Decoder<'_, '_>, field: Field) -> Option<String> {
    let nodes = decoder.tape.inside_table(field.value).filter(|_| decoder.key(field) == "done")?;
    if decoder.raw(decoder.span(field.value)).contains('#') {
        return None;
    }
    let cell = |figure: Field| {
        let (id, done) = (decoder.key_span(figure), decoder.span(figure.value));
        (decoder.raw(id).to_owned(), decoder.raw(done).to_owned())
    };
    let cells = fields(decoder, nodes.start, nodes.end).into_iter().map(cell);
    Some(table(&cells.collect::<Vec<(String, String)>>(), &0))
}

/// The words of a string.
fn words(decoder: &Decoder<'_, '_>, field: Field) -> Option<String> {
    // The decoder collects problems while it reads, so a shared one cannot.
    let mut scratch = Decoder { found: Vec::new(), ..*decoder };
    scratch.text(field).map(|words| words.into_owned())
}

/// The width of the quantities of a plan, so that the names of its steps stand in one column.
fn widths(lines: &[Line]) -> usize {
    let reach = |line: &Line| {
        let cell = line.cells.iter().find(|(key, _)| key == "reach");
        cell.map_or(0, |(_, value)| value.chars().count())
    };
    lines.iter().map(reach).max().unwrap_or(0)
}

fn table(cells: &[(String, String)], width: &usize) -> String {
    let last = cells.len().saturating_sub(1);
    let mut line = String::from("{ ");
    for (nth, (key, value)) in cells.iter().enumerate() {
        line.push_str(&format!("{key} = {value}"));
        if nth != last {
            line.push_str(", ");
            if key == "reach" {
                line.push_str(&" ".repeat(width.saturating_sub(value.chars().count())));
            }
        }
    }
    line + " }"
}
