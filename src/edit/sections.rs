//! A new entry in the array-of-tables spelling, `[[task.log]]`.

use super::Splice;
use super::layout::{above_comments, field_line, indent, key_spans, line_end, line_start, newline};
use crate::read::{Decoder, Record, sections};

/// Adds a section of these keys and values after the entry `earlier`, or before all others.
pub(super) fn add_section(
    decoder: &Decoder<'_, '_>,
    all: &[Record],
    earlier: Option<usize>,
    fields: &[(&str, String)],
) -> Vec<Splice> {
    let text = decoder.text;
    let nl = newline(text);
    let near = all.get(earlier.unwrap_or(0)).filter(|record| !record.inline);
    let lines = section(decoder, near, fields);
    let (place, added) = match (near, earlier) {
        (Some(near), Some(_)) => {
            let end = end_of(decoder, near);
            let blank = nl.repeat(blank_lines(decoder, near));
            (end, format!("{nl}{blank}{lines}"))
        }
        (Some(near), None) => {
            let line = line_start(text, near.span.start as usize);
            let start = above_comments(text, line, 0);
            let blank = nl.repeat(blank_lines(decoder, near));
            (start, format!("{lines}{nl}{blank}"))
        }
        (None, _) => (end_of_last(decoder), format!("{nl}{nl}{lines}")),
    };
    vec![Splice { at: place..place, text: added }]
}

/// The lines of the new section, the last without its line end.
fn section(decoder: &Decoder<'_, '_>, near: Option<&Record>, fields: &[(&str, String)]) -> String {
    let text = decoder.text;
    let near = near.copied().or_else(|| {
        let last = sections(decoder).into_iter().next_back()?;
        Some(Record { span: last.span, from: last.from, to: last.to, inline: false })
    });
    let keys = near.map_or(Vec::new(), |record| key_spans(decoder, record.from, record.to));
    let header = near.and_then(|record| indent(text, record.span.start as usize)).unwrap_or("");
    let inner =
        keys.first().and_then(|(key, _)| indent(text, key.start as usize)).unwrap_or(header);
    let mut lines = vec![format!("{header}[[task.log]]")];
    for (key, value) in fields {
        lines.push(format!("{inner}{}", field_line(text, &keys, key, value)));
    }
    lines.join(newline(text))
}

/// The number of blank lines above a section and its comments: 0 or 1.
fn blank_lines(decoder: &Decoder<'_, '_>, record: &Record) -> usize {
    let line = line_start(decoder.text, record.span.start as usize);
    let start = above_comments(decoder.text, line, 0);
    let above = line_start(decoder.text, start.saturating_sub(1));
    let blank = decoder.text.get(above..start).is_some_and(|line| line.trim().is_empty());
    usize::from(start > 0 && blank)
}

/// The end of a section's last line with a key, or of its header.
fn end_of(decoder: &Decoder<'_, '_>, record: &Record) -> usize {
    let last = key_spans(decoder, record.from, record.to);
    let end = last.last().map_or(record.span.end, |(_, value)| value.end);
    line_end(decoder.text, end as usize)
}

fn end_of_last(decoder: &Decoder<'_, '_>) -> usize {
    let last = sections(decoder).into_iter().next_back().map(|last| Record {
        span: last.span,
        from: last.from,
        to: last.to,
        inline: false,
    });
    last.map_or(decoder.text.len(), |last| end_of(decoder, &last))
}
