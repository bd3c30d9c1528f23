//! A piece as its units: the header, each key with the comments above it, the log, the comments at the end.

use super::comments::comment_lines;
use super::log_text::Log;
use crate::edit::meaning;
use crate::edit::{Parts, line_end, line_start};
use crate::read::{Decoder, Field, Section, records, sections};
use std::borrow::Cow;

/// A piece taken apart. Its units, joined by line ends, are the whole text again.
#[derive(Default)]
pub(super) struct Units<'t> {
    /// The header with the comments above it; `None` for a preamble.
    pub(super) head: Option<&'t str>,
    pub(super) keys: Vec<Unit<'t>>,
    pub(super) log: Option<Log<'t>>,
    /// What stands below the last key.
    pub(super) tail: Option<&'t str>,
}

/// A key with its value.
pub(super) struct Unit<'t> {
    pub(super) name: Cow<'t, str>,
    /// Its lines with the comments above it.
    pub(super) text: String,
    /// Its lines without the comments above it.
    pub(super) lines: String,
    pub(super) meaning: String,
    /// Whether it is spelled as `[[task.plan]]` or `[[task.indicators]]`: then no key can follow it.
    pub(super) spelled: bool,
}

impl Unit<'_> {
    /// The comments above it.
    pub(super) fn above(&self) -> &str {
        self.text.strip_suffix(&self.lines).unwrap_or("")
    }

    /// The comments above it and within its value.
    pub(super) fn comments(&self) -> Vec<&str> {
        comment_lines(&self.text)
    }
}

/// Takes a piece apart; `None` if it cannot be read.
pub(super) fn units(text: &str) -> Option<Units<'_>> {
    let parts = Parts::of(text);
    let decoder = parts.decoder();
    if parts.has_errors() {
        return None;
    }
    let all = sections(&decoder);
    let mut cut = Cutter { decoder: &decoder, text, at: 0, units: Units::default() };
    let (from, to) = match all.first() {
        Some(first) => {
            // Keys above the first header belong to no piece.
            if decoder.next_field(&mut 0, first.header).is_some() {
                return None;
            }
            cut.units.head = Some(cut.take(line_end(text, first.span.end as usize)));
            (first.from, first.to)
        }
        None => (0, decoder.tape.nodes.len()),
    };
    let mut node = from;
    while let Some(field) = decoder.next_field(&mut node, to) {
        cut.field(field, all.first().is_some_and(|section| section.name == "task"))?;
    }
    for section in all.iter().skip(1) {
        cut.section(section)?;
    }
    let mut units = cut.units;
    units.tail = text.get(cut.at..).filter(|rest| !rest.is_empty());
    Some(units)
}

struct Cutter<'t, 'd> {
    decoder: &'d Decoder<'t, 'd>,
    text: &'t str,
    at: usize,
    units: Units<'t>,
}

impl<'t> Cutter<'t, '_> {
    /// The lines from the current place to the line that ends at `end`.
    fn take(&mut self, end: usize) -> &'t str {
        let lines = self.text.get(self.at..end).unwrap_or("");
        self.at = end + 1;
        lines
    }

    fn field(&mut self, field: Field, of_task: bool) -> Option<()> {
        let name = self.decoder.key(field);
        let start = line_start(self.text, self.decoder.key_span(field).start as usize);
        let end = line_end(self.text, self.decoder.span(field.value).end as usize);
        let lines = self.text.get(start..end)?.to_owned();
        let from = self.at;
        let text = self.take(end).to_owned();
        if name == "log" && of_task && self.decoder.tape.items(field.value).is_some() {
            self.units.log = Some(Log::of_list(self.decoder, field, from)?);
            return Some(());
        }
        let again = self.units.keys.iter().any(|key| key.name == name);
        self.units.keys.push(Unit {
            name,
            text,
            lines,
            meaning: meaning::of_value(self.decoder, field),
            spelled: false,
        });
        (!again).then_some(())
    }

    /// Takes `[[task.log]]`, `[[task.plan]]` and `[[task.indicators]]`; `None` for any other section.
    fn section(&mut self, section: &Section<'t>) -> Option<()> {
        let start = line_start(self.text, section.span.start as usize);
        let mut last = section.span.end as usize;
        let mut node = section.from;
        while let Some(field) = self.decoder.next_field(&mut node, section.to) {
            last = self.decoder.span(field.value).end as usize;
        }
        let end = line_end(self.text, last);
        let from = self.at;
        let lines = self.text.get(start..end)?;
        let text = self.take(end);
        match section.name.as_ref() {
            "task.log" if section.double => {
                let record = records(self.decoder, "log");
                let record = record.into_iter().find(|record| record.span == section.span)?;
                let log = self.units.log.get_or_insert_default();
                log.add_section(self.decoder, &record, self.text.get(from..start)?, lines);
            }
            "task.plan" | "task.indicators" if section.double => {
                let item = meaning::of_fields(self.decoder, section.from, section.to);
                let list = if section.name == "task.plan" { "plan" } else { "indicators" };
                self.item(list, text, lines, &item);
            }
            _ => return None,
        }
        Some(())
    }

    fn item(&mut self, list: &'static str, text: &str, lines: &str, item: &str) {
        match self.units.keys.iter_mut().find(|key| key.name == list) {
            Some(plan) => {
                plan.text = format!("{}\n{text}", plan.text);
                plan.lines = format!("{}\n{text}", plan.lines);
                plan.meaning = format!("{}, {item}]", plan.meaning.trim_end_matches(']'));
            }
            None => self.units.keys.push(Unit {
                name: Cow::Borrowed(list),
                text: text.to_owned(),
                lines: lines.to_owned(),
                meaning: format!("[{item}]"),
                spelled: true,
            }),
        }
    }
}
