//! Where in its block a key, an entry or a plan point stands; read again only when it is asked for.

use super::decoder::{Decoder, Field};
use super::sections::sections;
use super::tape::{NodeKind, Tape};
use crate::ledger::Task;
use crate::source::{Place, Sources, Span};

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
    let text = sources.file(task.file).readable();
    let block = text.get(task.block.range()).unwrap_or("");
    let inside = block.trim_start_matches('\u{feff}');
    let cut = Span::new(block.len() - inside.len()..0).start;
    let mut tape = Tape::default();
    tape.fill(inside);
    let decoder = Decoder {
        text: inside,
        tape: &tape,
        file: task.file,
        base: task.block.start + cut,
        found: Vec::new(),
    };
    let span = find(&decoder, spot).unwrap_or_else(|| header(&decoder));
    decoder.place(span)
}

fn header(decoder: &Decoder<'_, '_>) -> Span {
    sections(decoder).first().map(|first| first.span).unwrap_or_default()
}

fn find(decoder: &Decoder<'_, '_>, spot: Spot<'_>) -> Option<Span> {
    match spot {
        Spot::Header => None,
        Spot::Key(key) => {
            let first = sections(decoder).into_iter().next()?;
            value(decoder, key, first.from, first.to).map(|field| decoder.span(field.value))
        }
        Spot::Entry(nth, key) => record(decoder, "log", nth as usize, key),
        Spot::Point(nth, key) => record(decoder, "plan", nth, key),
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

/// The nth record of a list, or one of its values.
fn record(decoder: &Decoder<'_, '_>, list: &str, nth: usize, key: Option<&str>) -> Option<Span> {
    let record = records(decoder, list).into_iter().nth(nth)?;
    let field = key.and_then(|key| value(decoder, key, record.from, record.to));
    Some(field.map_or(record.span, |field| decoder.span(field.value)))
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
