//! The one canonical layout of a task block: order of keys, one line an entry, entries by date. Comments keep their text.

use super::format_lists::{one_line_list, records_list};
use super::keys::{Rank, rank};
use super::layout::{Parts, line_end, line_start, newline, without_bom};
use crate::read::{Decoder, Field, Section, sections};
use std::ops::Range;

/// A file of task blocks in the canonical layout; a block that cannot be read stays as it is.
pub fn format_file(text: &str) -> String {
    let cut = crate::blocks::cut(text);
    let mut formatted = text.get(cut.preamble.clone()).unwrap_or("").to_owned();
    let last = cut.tasks.len().saturating_sub(1);
    for (nth, block) in cut.tasks.into_iter().enumerate() {
        let own = text.get(block).unwrap_or("");
        match format_block(own) {
            Some(lines) => {
                formatted.push_str(&lines);
                if nth != last {
                    formatted.push_str(newline(text));
                }
            }
            None => formatted.push_str(own),
        }
    }
    formatted
}

/// A line or several of a block, with the comments above it.
struct Piece {
    rank: Rank,
    lines: Vec<String>,
}

/// The lines of one block; `None` where it cannot be read.
pub(super) fn format_block(block: &str) -> Option<String> {
    let (bom, text) = without_bom(block);
    let parts = Parts::of(text);
    let decoder = parts.decoder();
    let all = sections(&decoder);
    let known = |own: &Section<'_>| own.double && ["task.log", "task.plan"].contains(&&*own.name);
    if parts.has_errors() || all.is_empty() || !all.iter().skip(1).all(known) {
        return None;
    }
    let head = &all[0];
    let above = line_start(text, head.span.start as usize);
    let mut lines = comments(text.get(..above)?);
    lines.push(line_with_comment(text, "[[task]]", head.span.end as usize));
    let (mut pieces, end) = pieces(&decoder, &all)?;
    pieces.sort_by_key(|own| own.rank);
    lines.extend(pieces.into_iter().flat_map(|own| own.lines));
    lines.extend(tail(&decoder, &all, end));
    let nl = newline(text);
    Some(format!("{bom}{}{nl}", lines.join(nl)))
}

/// The keys of a block as they are written, and where the last one stood.
fn pieces(decoder: &Decoder<'_, '_>, all: &[Section<'_>]) -> Option<(Vec<Piece>, usize)> {
    let text = decoder.text;
    let head = all.first()?;
    let mut at = line_end(text, head.span.end as usize);
    let mut pieces = Vec::new();
    for field in fields(decoder, head.from, head.to) {
        let key = decoder.key_span(field);
        let end = decoder.span(field.value).end as usize;
        let mut lines = comments(text.get(at..key.start as usize)?);
        let name = decoder.key(field);
        if ["plan", "log"].contains(&name.as_ref()) {
            lines.extend(records_list(decoder, all, &name));
        } else {
            let line = format!("{} = {}", decoder.raw(key), one_line_list(decoder, field));
            lines.push(line_with_comment(text, &line, end));
        }
        let rank = rank(&name);
        pieces.push(Piece { rank, lines });
        at = line_end(text, end);
    }
    for name in ["plan", "log"] {
        let header = format!("task.{name}");
        let rank = rank(name);
        let spelled = all.iter().skip(1).any(|own| own.name == header);
        if spelled && !pieces.iter().any(|own| own.rank == rank) {
            let lines = records_list(decoder, all, name);
            pieces.push(Piece { rank, lines });
        }
    }
    Some((pieces, at))
}

/// The fields between two nodes.
pub(super) fn fields(decoder: &Decoder<'_, '_>, from: usize, to: usize) -> Vec<Field> {
    let mut at = from;
    std::iter::from_fn(|| decoder.next_field(&mut at, to)).collect()
}

/// The comments behind the last key, after a blank line if there was one.
fn tail(decoder: &Decoder<'_, '_>, all: &[Section<'_>], at: usize) -> Vec<String> {
    let text = decoder.text;
    let last = all.iter().skip(1).next_back();
    let from = last.map_or(at, |own| {
        let last = fields(decoder, own.from, own.to).pop();
        let end = last.map_or(own.span.end, |field| decoder.span(field.value).end);
        line_end(text, end as usize)
    });
    let rest = text.get(from..).unwrap_or("");
    let mut lines = comments(rest);
    let gap = rest.trim_start_matches(['\r', '\n', ' ', '\t']);
    let blank = rest.get(..rest.len() - gap.len()).unwrap_or("");
    if !lines.is_empty() && blank.matches('\n').count() > 1 {
        lines.insert(0, String::new());
    }
    lines
}

/// The comment lines of a stretch without values; single blank lines between them stay.
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

/// The comment of a stretch without values.
pub(super) fn comment(rest: &str) -> Option<&str> {
    rest.find('#')
        .map(|at| rest.get(at..).unwrap_or("").trim_end())
}

/// The letters of a range.
pub(super) fn slice(text: &str, range: Range<usize>) -> &str {
    text.get(range).unwrap_or("")
}
