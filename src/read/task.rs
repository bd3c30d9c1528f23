//! One task block into a task, or as much of one as can be read.

use super::conflict::{conflicts, marked, without_undecided};
use super::decoder::Decoder;
use super::draft::{BlockContext, Defaults, Draft};
use super::grammar::outside_toml;
use super::keys::{Fields, Keys, Named, unknown};
use super::sections::{first_meant_header, meant_headers, one_a_line, sections, syntax_errors};
use super::tape::Tape;
use crate::diagnostic::{Contradiction, Diagnostic, Finding, Severity, Syntax};
use crate::ledger::{AilingTask, Task, TaskKey, Text};
use crate::source::{Place, Span, Unmerged};
use std::ops::Range;

/// A block read as far as it can be.
pub(super) struct Decoded<'t> {
    /// `None` where an error stands in the way.
    pub(super) task: Option<Task<'t>>,
    /// What could be read all the same, for what else is wrong in it.
    pub(super) ailing: Option<Box<AilingTask<'t>>>,
    /// Its id, kept also when the task is not.
    pub(super) id: Option<(Text<'t>, Span)>,
    /// The id that seems to be meant where none can be read.
    pub(super) meant: Option<Text<'t>>,
    /// The id of the task it is a part of, and where that is said.
    pub(super) parent: Option<(Text<'t>, Span)>,
    /// Which keys it has.
    pub(super) seen: u64,
    /// Which others its file's head has for it.
    pub(super) lent: u64,
    /// Keys that a task that is no heading must have, and that neither it nor its file has.
    pub(super) lacks: Vec<TaskKey>,
    pub(super) header: Span,
    /// The first byte of its block in the file.
    pub(super) start: usize,
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
    let end_of_head = first_meant_header(&context.text[preamble.clone()]);
    let mut decoder = open(context, preamble, tape);
    syntax_errors(&mut decoder);
    conflicts(&mut decoder);
    let end = sections(&decoder).first().map_or(decoder.tape.nodes.len(), |first| first.header);
    let mut draft = Draft::new(context);
    let mut broken = 0;
    // Errors that are about single keys, known ones.
    let mut known = 0;
    let mut fields = Fields::<TaskKey>::between(0, end);
    let mut own_keys = false;
    while let Some(named) = fields.next(&mut decoder) {
        match named {
            Named::Known(key, field) if !key.may_head() => {
                let finding = Finding::Contradiction(Contradiction::NoDefault { key: key.name() });
                decoder.report(finding, decoder.key_span(field));
                known += 1;
                continue;
            }
            Named::Known(..) => {}
            Named::Own(_) => own_keys = true,
        }
        let before = errors(&decoder.found, end_of_head);
        broken |= draft.take(&mut decoder, named).map_or(0, TaskKey::bit);
        known += errors(&decoder.found, end_of_head) - before;
    }
    let says = fields.seen != 0 || own_keys;
    let mut defaults = Defaults {
        head: says.then(|| Box::new(draft.said)),
        seen: fields.seen,
        broken,
        marked: marked(context.text),
        undecided,
    };
    for section in sections(&decoder) {
        let finding = unknown(&section.name, &["task"]);
        decoder.report(finding, section.span);
    }
    outside_toml(&mut decoder);
    // What the head was to say is not known: it may be any key.
    if errors(&decoder.found, end_of_head) > known {
        let any = TaskKey::ALL.iter().filter(|(_, key)| key.may_head());
        defaults.broken = any.fold(0, |bits, (_, key)| bits | key.bit());
    }
    let mut found = one_a_line(context.text, decoder.found);
    without_undecided(context.conflicts, &mut found);
    (defaults, found)
}

/// How many errors stand in the head, whose text ends there.
fn errors(found: &[Diagnostic], end: usize) -> usize {
    let in_head = |found: &&Diagnostic| (found.place.span.start as usize) < end;
    found.iter().filter(in_head).filter(|found| found.severity() == Severity::Error).count()
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
    let mut unsure = Vec::new();
    let mut fields = Fields::<TaskKey>::between(0, 0);
    for (nth, part) in parts.iter().enumerate() {
        let before = decoder.found.len();
        match (nth, part.name.as_ref(), part.double) {
            (0, ..) => {
                fields = Fields::between(part.from, part.to);
                while let Some(named) = fields.next(&mut decoder) {
                    unsure.extend(draft.take(&mut decoder, named));
                }
            }
            (_, "task.log", true) => draft.entry(&mut decoder, part.from..part.to, part.span),
            (_, "task.indicators", true) => {
                draft.indicator(&mut decoder, part.from..part.to, part.span);
                unsure.extend(decoder.failed_since(before).then_some(TaskKey::Indicators));
            }
            (_, "task.plan", true) => {
                draft.point(&mut decoder, part.from..part.to, part.span);
                unsure.extend(decoder.failed_since(before).then_some(TaskKey::Plan));
            }
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
    let stated = seen | context.defaults.seen;
    for key in [TaskKey::Owner, TaskKey::Area] {
        if !broken && stated & key.bit() == 0 {
            lacks.push(key);
        }
    }
    let mut found = one_a_line(context.text, decoder.found);
    without_undecided(context.conflicts, &mut found);
    let start = block.start;
    let undecided = context.defaults.undecided || is_undecided(context, &block);
    let id = draft.id.clone();
    for diagnostic in &mut found {
        diagnostic.task = id.as_ref().map(|(id, _)| id.to_string());
    }
    // Said once, where the file states its default; its tasks cannot be counted all the same.
    let orphaned = context.defaults.broken & !seen != 0;
    let failed = orphaned
        || undecided
        || found.iter().any(|diagnostic| diagnostic.severity() == Severity::Error);
    let merging = found.iter().any(|one| matches!(one.finding, Finding::Merging(_)));
    let parent = draft.parent.take();
    let unread_from = draft.unread_from;
    let task = draft.finish(context, Span::new(block));
    let (task, ailing) = match task {
        Some(task) if failed && !broken && !undecided && !merging => {
            unsure.extend(keys_of(context.defaults.broken & !seen));
            (None, Some(Box::new(AilingTask { task, unsure, unread_from })))
        }
        task => (task.filter(|_| !failed), None),
    };
    Decoded {
        parent,
        task,
        ailing,
        meant: if id.is_none() { meant_id(text) } else { None },
        id,
        seen,
        lent: context.defaults.seen & !seen,
        lacks,
        swallowed: if broken { meant_headers(text).saturating_sub(1) } else { 0 },
        header: header.shifted(decoder.base),
        start,
        found,
    }
}

fn keys_of(bits: u64) -> impl Iterator<Item = TaskKey> {
    TaskKey::ALL.into_iter().map(|(_, key)| key).filter(move |key| bits & key.bit() != 0)
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
