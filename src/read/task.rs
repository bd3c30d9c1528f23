//! One task block into a task, or as much of one as can be read.

use super::conflict::{conflicts, marked, without_undecided};
use super::decoder::Decoder;
use super::draft::{BlockContext, Defaults, Draft};
use super::grammar::outside_toml;
use super::keys::{DefaultKey, Fields, Named, unknown};
use super::log::one_of;
use super::sections::{meant_headers, one_a_line, sections, syntax_errors};
use super::tape::Tape;
use crate::calendar::Cadence;
use crate::diagnostic::{Diagnostic, Finding, Severity, Syntax};
use crate::ledger::{Task, TaskKey, Text};
use crate::source::{Place, Span, Unmerged};
use std::ops::Range;

/// A block read as far as it can be.
pub(super) struct Decoded<'t> {
    /// `None` where an error stands in the way.
    pub(super) task: Option<Task<'t>>,
    /// Its id, kept also when the task is not.
    pub(super) id: Option<(Text<'t>, Span)>,
    /// The id that seems to be meant where none can be read.
    pub(super) meant: Option<Text<'t>>,
    /// The id of the task it is a part of, and where that is said.
    pub(super) parent: Option<(Text<'t>, Span)>,
    /// Which keys it has.
    pub(super) seen: u64,
    /// Keys that a task that is no heading must have, and that neither it nor its file has.
    pub(super) lacks: Vec<&'static str>,
    pub(super) header: Span,
    /// Tasks below it whose own headers could not be read.
    pub(super) swallowed: usize,
    pub(super) found: Vec<Diagnostic>,
}

/// Reads the keys before the first task of a file.
pub(super) fn defaults<'t>(
    context: BlockContext<'t, '_>,
    preamble: Range<usize>,
    tape: &mut Tape,
) -> (Defaults<'t>, Vec<Diagnostic>) {
    let undecided = is_undecided(context, &preamble);
    let mut decoder = open(context, preamble, tape);
    syntax_errors(&mut decoder);
    let mut defaults = Defaults { marked: marked(context.text), undecided, ..Defaults::default() };
    conflicts(&mut decoder);
    let end = sections(&decoder).first().map_or(decoder.tape.nodes.len(), |first| first.header);
    let mut fields = Fields::<DefaultKey>::between(0, end);
    while let Some(named) = fields.next(&mut decoder) {
        let Named::Known(key, field) = named else {
            continue;
        };
        match key {
            DefaultKey::Area => defaults.area = context.names.area(&mut decoder, field),
            DefaultKey::Owner => defaults.owner = context.names.department(&mut decoder, field),
            DefaultKey::Leader => defaults.leader = decoder.text(field),
            DefaultKey::Cadence => defaults.cadence = one_of(&mut decoder, field, &Cadence::ALL),
            DefaultKey::Source => defaults.source = decoder.text(field),
        }
    }
    if fields.has(DefaultKey::Owner) && defaults.owner.is_none() {
        defaults.broken.push("owner");
    }
    if fields.has(DefaultKey::Area) && defaults.area.is_none() {
        defaults.broken.push("area");
    }
    for section in sections(&decoder) {
        let finding = unknown(&section.name, &["task"]);
        decoder.report(finding, section.span);
    }
    outside_toml(&mut decoder);
    let mut found = one_a_line(context.text, decoder.found);
    without_undecided(context.conflicts, &mut found);
    (defaults, found)
}

/// Reads one task block.
pub(super) fn task<'t>(
    context: BlockContext<'t, '_>,
    block: Range<usize>,
    tape: &mut Tape,
) -> Decoded<'t> {
    let mut decoder = open(context, block.clone(), tape);
    let broken = syntax_errors(&mut decoder);
    if context.defaults.marked {
        conflicts(&mut decoder);
    }
    let text = decoder.text;
    let parts = sections(&decoder);
    let header = parts.first().map(|first| first.span).unwrap_or_default();
    let mut draft = Draft::new(context);
    let mut fields = Fields::<TaskKey>::between(0, 0);
    for (nth, part) in parts.iter().enumerate() {
        match (nth, part.name.as_ref(), part.double) {
            (0, ..) => {
                fields = Fields::between(part.from, part.to);
                while let Some(named) = fields.next(&mut decoder) {
                    draft.take(&mut decoder, named);
                }
            }
            (_, "task.log", true) => draft.entry(&mut decoder, part.from..part.to, part.span),
            (_, "task.indicators", true) => {
                draft.indicator(&mut decoder, part.from..part.to, part.span);
            }
            (_, "task.plan", true) => draft.point(&mut decoder, part.from..part.to, part.span),
            // A header that is not closed is a syntax error already.
            (_, "task", _) if broken => {}
            _ => {
                let finding = unknown(&part.name, &["task.log", "task.plan", "task.indicators"]);
                decoder.report(finding, part.span);
            }
        }
    }
    let missing = [("id", TaskKey::Id), ("title", TaskKey::Title)];
    for (key, required) in missing {
        if !broken && !fields.has(required) {
            decoder.report(Finding::MissingKey { key }, header);
        }
    }
    let keys = parts.first().map_or(0..0, |first| first.from..first.to);
    draft.measured_once(&mut decoder, &fields, keys);
    draft.levels(&mut decoder);
    outside_toml(&mut decoder);
    let seen = fields.seen;
    let mut lacks = Vec::new();
    if !broken && draft.task.owner.is_none() && !fields.has(TaskKey::Owner) {
        lacks.push("owner");
    }
    if !broken && draft.task.area.is_none() && !fields.has(TaskKey::Area) {
        lacks.push("area");
    }
    let mut found = one_a_line(context.text, decoder.found);
    without_undecided(context.conflicts, &mut found);
    let undecided = context.defaults.undecided || is_undecided(context, &block);
    let id = draft.id.clone();
    for diagnostic in &mut found {
        diagnostic.task = id.as_ref().map(|(id, _)| id.to_string());
    }
    // Said once, where the file states its default; its tasks cannot be counted all the same.
    let orphaned = lacks.iter().any(|key| context.defaults.broken.contains(key));
    lacks.retain(|key| !context.defaults.broken.contains(key));
    let failed = orphaned
        || undecided
        || found.iter().any(|diagnostic| diagnostic.severity() == Severity::Error);
    Decoded {
        parent: draft.parent.take(),
        task: if failed { None } else { draft.finish(context, Span::new(block)) },
        meant: if id.is_none() { meant_id(text) } else { None },
        id,
        seen,
        lacks,
        swallowed: if broken { meant_headers(text).saturating_sub(1) } else { 0 },
        header: header.shifted(decoder.base),
        found,
    }
}

/// The id by the letters of its line, which may be no TOML.
fn meant_id(text: &str) -> Option<Text<'_>> {
    let values = text.lines().filter_map(|line| {
        let rest = line.trim_start().strip_prefix("id")?.trim_start();
        rest.strip_prefix(['=', '＝'])
    });
    let quotes = |letter: char| matches!(letter, '"' | '\'' | '“' | '”');
    let ids = values.map(|value| {
        let value = value.trim_start().trim_start_matches(quotes);
        let end = value.find(|letter: char| quotes(letter) || matches!(letter, '#' | ','));
        value.get(..end.unwrap_or(value.len())).unwrap_or("").trim_end()
    });
    ids.filter(|id| !id.is_empty()).map(Text::Borrowed).next()
}

/// Whether git has left something of these bytes to be decided; said once for each conflict, by the file.
fn is_undecided(context: BlockContext<'_, '_>, bytes: &Range<usize>) -> bool {
    let touches =
        |conflict: &Unmerged| conflict.bytes.start < bytes.end && bytes.start < conflict.bytes.end;
    context.conflicts.iter().any(touches)
}

fn open<'t, 'a>(
    context: BlockContext<'t, '_>,
    block: Range<usize>,
    tape: &'a mut Tape,
) -> Decoder<'t, 'a> {
    let mut text = context.text.get(block.clone()).unwrap_or("");
    let mut base = Span::new(block).start;
    let mut inner_mark = false;
    if let Some(rest) = text.strip_prefix('\u{feff}') {
        inner_mark = base > 0;
        text = rest;
        base += 3;
    }
    tape.fill(text);
    let mut decoder = Decoder { text, tape, file: context.file, base, found: Vec::new() };
    if inner_mark {
        let span = Span { start: base - 3, end: base };
        let place = Place { file: context.file, span };
        decoder.found.push(Diagnostic::new(Finding::Syntax(Syntax::ByteOrderMark), place));
    }
    decoder
}
