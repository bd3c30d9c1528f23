//! A log as its entries with the comments about them, and entries as a log again.

use super::comments::{comment_lines, mark};
use crate::edit::meaning;
use crate::edit::{indent, line_end, line_start, section_inline};
use crate::ledger::EventKind;
use crate::read::{Decoder, Field, Record, records, value};
use chrono::NaiveDate;

/// The log of one side.
#[derive(Default)]
pub(super) struct Log<'t> {
    /// All of its lines, as they stand.
    pub(super) raw: Vec<&'t str>,
    /// Everything up to its bracket; empty if every entry is a section of its own.
    opening: &'t str,
    indent: Option<&'t str>,
    pub(super) entries: Vec<Entry<'t>>,
    /// The lines between the last entry and the bracket.
    end: Vec<&'t str>,
    closing: &'t str,
}

/// An entry with the comments around it.
#[derive(Clone)]
pub(super) struct Entry<'t> {
    pub(super) above: Vec<&'t str>,
    pub(super) text: &'t str,
    /// The comment at the end of its line.
    pub(super) behind: Option<&'t str>,
    pub(super) day: Option<NaiveDate>,
    pub(super) meaning: String,
    /// Its place in the format's table of events.
    pub(super) rank: usize,
    /// The quantity or step that it reports, or the quantities by indicator: each by what it is of.
    pub(super) figures: Vec<(String, String)>,
    /// How it judges the task.
    pub(super) verdict: Option<String>,
    /// Whether it changes the state of the task, or what is asked of it.
    pub(super) changes_state: bool,
    /// For an entry spelled as `[[task.log]]`: the comments inside it, and the entry as an inline table.
    pub(super) spelled: Option<(Vec<String>, String)>,
}

/// The events that change the state of a task, or what is asked of it.
const STATES: [&str; 11] = [
    "request", "verify", "reject", "reopen", "ask", "refuse", "extend", "adjust", "suspend",
    "resume", "cancel",
];

impl<'t> Log<'t> {
    /// Reads `log = […]`, whose lines begin at `from`; `None` if it holds anything that is no entry.
    pub(super) fn of_list(decoder: &Decoder<'t, '_>, field: Field, from: usize) -> Option<Self> {
        let text = decoder.text;
        let list = decoder.span(field.value).range();
        let inline: Vec<Record> =
            records(decoder, "log").into_iter().filter(|record| record.inline).collect();
        if inline.len() != decoder.tape.items(field.value)?.count() {
            return None;
        }
        let end = line_end(text, list.end);
        let mut log = Self {
            raw: vec![text.get(from..end)?],
            opening: text.get(from..list.start + 1)?,
            closing: text.get(list.end - 1..end)?,
            indent: inline.first().and_then(|record| indent(text, record.span.start as usize)),
            ..Self::default()
        };
        let mut at = list.start + 1;
        for record in &inline {
            let gap = text.get(at..record.span.start as usize)?;
            let above = log.behind_last(gap);
            log.entries.push(entry(decoder, record, above, decoder.raw(record.span), None));
            at = record.span.end as usize;
        }
        log.end = log.behind_last(text.get(at..list.end - 1)?);
        Some(log)
    }

    /// Adds an entry spelled as a section, with the lines above it.
    pub(super) fn add_section(
        &mut self,
        decoder: &Decoder<'t, '_>,
        record: &Record,
        above: &'t str,
        lines: &'t str,
    ) {
        let above: Vec<&str> = above.lines().collect();
        self.raw.extend(above.iter().copied().chain([lines]));
        let spelled = Some(section_inline(decoder, record));
        self.entries.push(entry(decoder, record, above, lines, spelled));
    }

    /// Cuts the text between two entries: the comment behind the first is stored with it, the lines above the next are returned.
    fn behind_last(&mut self, gap: &'t str) -> Vec<&'t str> {
        let mut lines: Vec<&str> = gap.split('\n').collect();
        let first = lines.remove(0);
        // The last piece is the indent of the next entry.
        lines.pop();
        let behind = first.find('#').and_then(|at| first.get(at..)).map(str::trim_end);
        match self.entries.last_mut() {
            Some(last) => last.behind = behind,
            None => lines.splice(0..0, behind).for_each(drop),
        }
        lines.retain(|line| line.trim() != ",");
        lines
    }

    fn is_spelled(&self) -> bool {
        self.opening.is_empty()
    }
}

fn entry<'t>(
    decoder: &Decoder<'t, '_>,
    record: &Record,
    above: Vec<&'t str>,
    text: &'t str,
    spelled: Option<(Vec<String>, String)>,
) -> Entry<'t> {
    let field = |key: &str| value(decoder, key, record.from, record.to);
    let on = field("on").map(|field| decoder.raw(decoder.span(field.value)));
    let has = |key: &&str| field(key).is_some();
    // `request` and `note` may accompany another event, which then names the entry.
    let others =
        EventKind::ALL.iter().position(|(key, _)| !["note", "request"].contains(key) && has(key));
    let request = EventKind::ALL.iter().position(|(key, _)| *key == "request" && has(key));
    let note = EventKind::ALL.iter().position(|(key, _)| *key == "note");
    Entry {
        above,
        text,
        behind: None,
        day: on.and_then(|on| on.parse().ok()),
        meaning: meaning::of_fields(decoder, record.from, record.to),
        rank: others.or(request).or(note).unwrap_or_default(),
        figures: figures(decoder, record),
        verdict: field("judge").map(|found| meaning::of_value(decoder, found)),
        changes_state: STATES.iter().any(has) || has(&"rolled"),
        spelled,
    }
}

/// What an entry reports: of the whole task, or of each indicator.
fn figures(decoder: &Decoder<'_, '_>, record: &Record) -> Vec<(String, String)> {
    let found = ["done", "step"].into_iter().find_map(|key| {
        let field = value(decoder, key, record.from, record.to)?;
        Some((key, field))
    });
    let Some((key, field)) = found else {
        return Vec::new();
    };
    let Some(nodes) = decoder.tape.inside_table(field.value) else {
        let figure = format!("{key} = {}", meaning::of_value(decoder, field));
        return vec![(String::new(), figure)];
    };
    let (mut at, mut all) = (nodes.start, Vec::new());
    while let Some(field) = decoder.next_field(&mut at, nodes.end) {
        all.push((decoder.key(field).into_owned(), meaning::of_value(decoder, field)));
    }
    all
}

impl Entry<'_> {
    /// The comments above it and behind it.
    pub(super) fn comments(&self) -> Vec<&str> {
        let above = self.above.iter().flat_map(|line| comment_lines(line));
        above.chain(self.behind).collect()
    }

    /// The entry as an inline table.
    fn inline(&self) -> &str {
        self.spelled.as_ref().map_or(self.text, |(_, table)| table)
    }
}

/// An entry as it is to be written.
pub(super) struct MergedEntry<'e, 't> {
    pub(super) entry: &'e Entry<'t>,
    /// Comments that only the other side has.
    pub(super) more: Vec<&'e str>,
    /// What a person has to decide about it.
    pub(super) marks: Vec<Mark<'e, 't>>,
}

/// A conflict mark below an entry.
pub(super) enum Mark<'e, 't> {
    /// The other side's entry.
    Other(&'e Entry<'t>),
    /// One side has removed it.
    Removed,
}

/// Writes a log with the brackets of `frame`. If both sides spell all entries as sections, so does the result, and the flag is set.
pub(super) fn write(
    frame: &Log<'_>,
    other: Option<&Log<'_>>,
    written: &[MergedEntry<'_, '_>],
    orphans: &[&str],
) -> (String, bool) {
    let all_spelled = |log: &Log<'_>| log.is_spelled();
    if all_spelled(frame) && other.is_none_or(all_spelled) {
        return (as_sections(written, orphans), true);
    }
    let frame = match other {
        Some(other) if frame.is_spelled() => other,
        _ => frame,
    };
    let indent = frame.indent.unwrap_or("  ");
    let mut lines = vec![frame.opening.to_owned()];
    for merged in written {
        lines.extend(merged.entry.above.iter().map(|line| (*line).to_owned()));
        let inside = merged.entry.spelled.iter().flat_map(|(comments, _)| comments);
        lines.extend(inside.map(|line| format!("{indent}{line}")));
        lines.extend(merged.more.iter().map(|line| format!("{indent}{line}")));
        let behind = merged.entry.behind.map_or(String::new(), |comment| format!(" {comment}"));
        lines.push(format!("{indent}{},{behind}", merged.entry.inline()));
        lines.extend(merged.marks.iter().map(|conflict| match conflict {
            Mark::Other(entry) => mark(indent, &format!("{},", entry.inline())),
            Mark::Removed => mark(indent, "removed"),
        }));
    }
    lines.extend(orphans.iter().map(|line| format!("{indent}{line}")));
    lines.extend(frame.end.iter().map(|line| (*line).to_owned()));
    let lost = other.map_or(&[][..], |log| &log.end);
    lines.extend(
        lost.iter().filter(|line| !frame.end.contains(line)).map(|line| (*line).to_owned()),
    );
    let closing_indent = match frame.indent {
        Some(_) => line_indent(frame.opening),
        None => "",
    };
    lines.push(format!("{closing_indent}{}", frame.closing));
    (lines.join("\n"), false)
}

/// The indent of the last line of a text.
fn line_indent(text: &str) -> &str {
    let line = text.get(line_start(text, text.len())..).unwrap_or("");
    line.get(..line.len() - line.trim_start().len()).unwrap_or("")
}

fn as_sections(written: &[MergedEntry<'_, '_>], orphans: &[&str]) -> String {
    let mut lines: Vec<String> = orphans.iter().map(|line| (*line).to_owned()).collect();
    for merged in written {
        lines.extend(merged.entry.above.iter().map(|line| (*line).to_owned()));
        lines.extend(merged.more.iter().map(|line| (*line).to_owned()));
        lines.push(merged.entry.text.to_owned());
        lines.extend(merged.marks.iter().map(|conflict| match conflict {
            Mark::Other(entry) => mark("", entry.text),
            Mark::Removed => mark("", "removed"),
        }));
    }
    lines.join("\n")
}
