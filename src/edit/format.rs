//! The canonical layout of a task block: keys in order, one line per entry, entries by date. Comments keep their text.

use super::format_lists::{one_line_list, records_list};
use super::keys::{Rank, rank};
use super::layout::{
    Parts, comments, fields, line_end, line_start, line_with_comment, newline, without_bom,
};
use super::value::Value;
use crate::ledger::{TaskKey, stable};
use crate::read::{Decoder, Field, Section, sections};

/// A task file in the canonical layout. A block that cannot be read stays as it is.
pub fn format_file(text: &str) -> String {
    let cut = crate::blocks::cut(text);
    let mut formatted = text.get(cut.preamble.clone()).unwrap_or("").to_owned();
    let last = cut.tasks.len().saturating_sub(1);
    for (nth, block) in cut.tasks.into_iter().enumerate() {
        let block_text = text.get(block).unwrap_or("");
        match format_block(block_text) {
            Some(lines) => {
                formatted.push_str(&lines);
                if nth != last {
                    formatted.push_str(newline(text));
                }
            }
            None => formatted.push_str(block_text),
        }
    }
    formatted
}

/// The keys whose values are lists of records, which may be spelled as sections.
const LISTS: [&str; 3] = ["indicators", "plan", "log"];

/// One or more lines of a block, with the comments above them.
struct Piece {
    rank: Rank,
    lines: Vec<String>,
}

/// One block in the canonical layout; `None` if it cannot be read.
pub(super) fn format_block(block: &str) -> Option<String> {
    let (bom, text) = without_bom(block);
    let parts = Parts::of(text);
    let decoder = parts.decoder();
    let all = sections(&decoder);
    let known = |section: &Section<'_>| {
        section.double && ["task.log", "task.plan", "task.indicators"].contains(&&*section.name)
    };
    if parts.has_errors() || all.is_empty() || !all.iter().skip(1).all(known) {
        return None;
    }
    let head = &all[0];
    let above = line_start(text, head.span.start as usize);
    let mut lines = comments(text.get(..above)?);
    lines.push(line_with_comment(text, "[[task]]", head.span.end as usize));
    let (mut pieces, end) = pieces(&decoder, &all)?;
    pieces.sort_by_key(|piece| piece.rank);
    lines.extend(pieces.into_iter().flat_map(|piece| piece.lines));
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
        if LISTS.contains(&name.as_ref()) {
            lines.extend(records_list(decoder, all, &name));
        } else {
            let value = stable_name(decoder, &name, field);
            let value = value.unwrap_or_else(|| one_line_list(decoder, field));
            let line = format!("{} = {value}", decoder.raw(key));
            lines.push(line_with_comment(text, &line, end));
        }
        let rank = rank(&name);
        pieces.push(Piece { rank, lines });
        at = line_end(text, end);
    }
    for name in LISTS {
        let header = format!("task.{name}");
        let rank = rank(name);
        let spelled = all.iter().skip(1).any(|section| section.name == header);
        if spelled && !pieces.iter().any(|piece| piece.rank == rank) {
            let lines = records_list(decoder, all, name);
            pieces.push(Piece { rank, lines });
        }
    }
    Some((pieces, at))
}

/// The stable name of a value that is written as people call it.
fn stable_name(decoder: &Decoder<'_, '_>, key: &str, field: Field) -> Option<String> {
    let value_type = TaskKey::parse(key)?.row().value;
    // The decoder collects problems while it reads, so a shared one cannot.
    let mut scratch = Decoder { found: Vec::new(), ..*decoder };
    let word = scratch.text(field)?;
    let name = stable(value_type, &word).filter(|name| *name != word)?;
    Some(Value::Text(name.to_owned()).toml())
}

/// The comments behind the last key, after a blank line if there was one.
fn tail(decoder: &Decoder<'_, '_>, all: &[Section<'_>], at: usize) -> Vec<String> {
    let text = decoder.text;
    let last = all.iter().skip(1).next_back();
    let from = last.map_or(at, |section| {
        let last = fields(decoder, section.from, section.to).pop();
        let end = last.map_or(section.span.end, |field| decoder.span(field.value).end);
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
