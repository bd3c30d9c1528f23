//! Where in its block a key, an entry or a plan point stands; read again only when it is asked for.

use super::decoder::{Decoder, Field};
use super::sections::sections;
use super::tape::{NodeKind, Tape};
use crate::ledger::Task;
use crate::source::{FileId, Place, Sources, Span};
use std::cell::OnceCell;
use std::ops::Range;

/// A spot within a task's block.
#[derive(Clone, Copy, Debug)]
pub enum Spot<'k> {
    /// Its header.
    Header,
    /// The value of a key, or the header where the key does not stand.
    Key(&'k str),
    /// The entry of that number in the file's log, or one of its values.
    Entry(u32, Option<&'k str>),
    /// The plan point of that number, or one of its values.
    Point(usize, Option<&'k str>),
}

/// The place of a spot.
pub fn locate(sources: &Sources, task: &Task<'_>, spot: Spot<'_>) -> Place {
    Places::of(sources, task).find(spot)
}

/// A task's block read again, once for all the places that are asked for in it.
pub(crate) struct Places<'s> {
    text: &'s str,
    tape: Tape,
    file: FileId,
    base: u32,
    header: Span,
    /// The nodes of the task's own keys.
    keys: Range<usize>,
    log: OnceCell<Vec<Record>>,
    plan: OnceCell<Vec<Record>>,
}

impl<'s> Places<'s> {
    /// The places of a task.
    pub(crate) fn of(sources: &'s Sources, task: &Task<'_>) -> Self {
        let text = sources.file(task.file).readable();
        let block = text.get(task.block.range()).unwrap_or("");
        let inside = block.trim_start_matches('\u{feff}');
        let cut = Span::new(block.len() - inside.len()..0).start;
        let mut tape = Tape::default();
        tape.fill(inside);
        let mut places = Self {
            text: inside,
            tape,
            file: task.file,
            base: task.block.start + cut,
            header: Span::default(),
            keys: 0..0,
            log: OnceCell::new(),
            plan: OnceCell::new(),
        };
        let first = sections(&places.decoder()).into_iter().next();
        if let Some((header, keys)) = first.map(|first| (first.span, first.from..first.to)) {
            places.header = header;
            places.keys = keys;
        }
        places
    }

    /// The place of a spot; that of the header where it does not stand.
    pub(crate) fn find(&self, spot: Spot<'_>) -> Place {
        let decoder = self.decoder();
        let span = match spot {
            Spot::Header => None,
            Spot::Key(key) => value(&decoder, key, self.keys.start, self.keys.end)
                .map(|field| decoder.span(field.value)),
            Spot::Entry(nth, key) => {
                let log = self.log.get_or_init(|| records(&decoder, "log"));
                log.get(nth as usize).map(|record| inside(&decoder, record, key))
            }
            Spot::Point(nth, key) => {
                let plan = self.plan.get_or_init(|| records(&decoder, "plan"));
                plan.get(nth).map(|record| inside(&decoder, record, key))
            }
        };
        decoder.place(span.unwrap_or(self.header))
    }

    fn decoder(&self) -> Decoder<'s, '_> {
        let Self { text, ref tape, file, base, .. } = *self;
        Decoder { text, tape, file, base, found: Vec::new() }
    }
}

/// The field of that key between two nodes.
pub(crate) fn value(decoder: &Decoder<'_, '_>, key: &str, from: usize, to: usize) -> Option<Field> {
    let mut at = from;
    while let Some(field) = decoder.next_field(&mut at, to) {
        if decoder.key(field) == key {
            return Some(field);
        }
    }
    None
}

/// A record, or one of its values.
fn inside(decoder: &Decoder<'_, '_>, record: &Record, key: Option<&str>) -> Span {
    let field = key.and_then(|key| value(decoder, key, record.from, record.to));
    field.map_or(record.span, |field| decoder.span(field.value))
}

/// An entry or a plan point with the nodes of its keys.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Record {
    /// All of an inline table; the header only of a section.
    pub(crate) span: Span,
    pub(crate) from: usize,
    pub(crate) to: usize,
    /// Whether it is spelled as an inline table.
    pub(crate) inline: bool,
}

/// The records of a list in either spelling, in file order.
pub(crate) fn records(decoder: &Decoder<'_, '_>, list: &str) -> Vec<Record> {
    let parts = sections(decoder);
    let mut found = Vec::new();
    let inline = parts.first().and_then(|first| value(decoder, list, first.from, first.to));
    if let Some(field) = inline {
        let close = decoder.tape.after(field.value) - 1;
        let mut at = field.value + 1;
        while at < close {
            let node = decoder.tape.nodes.get(at);
            if node.is_some_and(|node| node.kind == NodeKind::Table) {
                found.push(Record {
                    span: decoder.span(at),
                    from: at + 1,
                    to: decoder.tape.after(at) - 1,
                    inline: true,
                });
            }
            at = decoder.tape.after(at);
        }
    }
    let name = format!("task.{list}");
    let spelled = parts.iter().filter(|part| part.name == name);
    found.extend(spelled.map(|part| Record {
        span: part.span,
        from: part.from,
        to: part.to,
        inline: false,
    }));
    found
}
