//! A new entry in the array-of-tables spelling, `[[task.log]]`.

use super::Splice;
use super::entry::NewEntry;
use super::layout::{above_comments, field_line, indent, key_spans, line_end, line_start, newline};
use crate::read::{Decoder, Record, sections};

/// A section after the entry `earlier`, or before all others.
pub(super) fn add_section(
    decoder: &Decoder<'_, '_>,
    all: &[Record],
    earlier: Option<usize>,
    entry: &NewEntry,
) -> Vec<Splice> {
    let text = decoder.text;
    let nl = newline(text);
    let near = all.get(earlier.unwrap_or(0)).filter(|own| !own.inline);
    let own = section(decoder, near, entry);
    let (place, added) = match (near, earlier) {
        (Some(near), Some(_)) => {
            let end = end_of(decoder, near);
            let blank = nl.repeat(blank_lines(decoder, near));
            (end, format!("{nl}{blank}{own}"))
        }
        (Some(near), None) => {
            let line = line_start(text, near.span.start as usize);
            let start = above_comments(text, line, 0);
            let blank = nl.repeat(blank_lines(decoder, near));
            (start, format!("{own}{nl}{blank}"))
        }
        (None, _) => (end_of_last(decoder), format!("{nl}{nl}{own}")),
    };
    vec![Splice {
        at: place..place,
        text: added,
    }]
}

/// The lines of the new section, the last without its line end.
fn section(decoder: &Decoder<'_, '_>, near: Option<&Record>, entry: &NewEntry) -> String {
    let text = decoder.text;
    let near = near.copied().or_else(|| {
        let last = sections(decoder).into_iter().next_back()?;
        Some(Record {
            span: last.span,
            from: last.from,
            to: last.to,
            inline: false,
        })
    });
    let keys = near.map_or(Vec::new(), |own| key_spans(decoder, own.from, own.to));
    let header = near
        .and_then(|own| indent(text, own.span.start as usize))
        .unwrap_or("");
    let inner = keys
        .first()
        .and_then(|(key, _)| indent(text, key.start as usize))
        .unwrap_or(header);
    let mut lines = vec![format!("{header}[[task.log]]")];
    for (key, value) in entry.written() {
        lines.push(format!("{inner}{}", field_line(text, &keys, key, &value)));
    }
    lines.join(newline(text))
}

/// How many blank lines stand above a section, its comments not counted; 1 at most.
fn blank_lines(decoder: &Decoder<'_, '_>, own: &Record) -> usize {
    let line = line_start(decoder.text, own.span.start as usize);
    let start = above_comments(decoder.text, line, 0);
    let above = line_start(decoder.text, start.saturating_sub(1));
    let blank = decoder
        .text
        .get(above..start)
        .is_some_and(|line| line.trim().is_empty());
    usize::from(start > 0 && blank)
}

/// The end of a section's last line with a key, or of its header.
fn end_of(decoder: &Decoder<'_, '_>, own: &Record) -> usize {
    let last = key_spans(decoder, own.from, own.to);
    let end = last.last().map_or(own.span.end, |(_, value)| value.end);
    line_end(decoder.text, end as usize)
}

fn end_of_last(decoder: &Decoder<'_, '_>) -> usize {
    let last = sections(decoder)
        .into_iter()
        .next_back()
        .map(|last| Record {
            span: last.span,
            from: last.from,
            to: last.to,
            inline: false,
        });
    last.map_or(decoder.text.len(), |last| end_of(decoder, &last))
}
