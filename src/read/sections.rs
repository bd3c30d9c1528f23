//! What a text is made of before any key is known: its sections, and what the parser could not read.

use super::decoder::{Decoder, ascii_meant, widened};
use super::tape::NodeKind;
use crate::diagnostic::{Diagnostic, Finding, Syntax};
use crate::source::Span;
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

/// Reports what the parser could not read; whether there was anything.
pub(super) fn syntax_errors(decoder: &mut Decoder<'_, '_>) -> bool {
    let mut before: Option<(&str, usize)> = None;
    for error in &decoder.tape.errors {
        let at = error.unexpected().or(error.context());
        let at = at.map_or(0..0, |span| span.start()..span.end());
        let span = widened(decoder.text, at);
        // An array that is never closed makes the same error of every line below it.
        let again = before.is_some_and(|(words, place)| {
            let between = decoder.text.get(place..span.start as usize).unwrap_or("");
            words == error.description() && between.matches('\n').count() == 1
        });
        before = Some((error.description(), span.start as usize));
        if again {
            continue;
        }
        let raw = decoder.raw(span);
        let first = raw.chars().next().unwrap_or(' ');
        let syntax = match ascii_meant(first) {
            Some(meant) => Syntax::FullWidth { found: first, meant },
            None if !first.is_ascii() && error.description().contains("key") => Syntax::StrangeKey,
            None => Syntax::Other(Cow::Owned(error.description().to_owned())),
        };
        decoder.report(Finding::Syntax(syntax), span);
    }
    !decoder.found.is_empty()
}

/// One syntax error a line, and nothing else on such a line: the rest follows from it.
pub(super) fn one_a_line(text: &str, found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let is_syntax = |diagnostic: &Diagnostic| matches!(diagnostic.finding, Finding::Syntax(_));
    if !found.iter().any(is_syntax) {
        return found;
    }
    let lines = line_starts(text, &found);
    let line = |diagnostic: &Diagnostic| lines.get(&diagnostic.place.span.start).copied();
    let broken: HashSet<Option<usize>> =
        found.iter().filter(|diagnostic| is_syntax(diagnostic)).map(line).collect();
    let mut said = HashSet::new();
    let mut kept = found;
    kept.retain(|diagnostic| {
        let start = line(diagnostic);
        match is_syntax(diagnostic) {
            true => said.insert(start),
            false => !broken.contains(&start),
        }
    });
    kept
}

/// Where the line of each finding begins, by its first byte; a long line of many findings is gone over once.
fn line_starts(text: &str, found: &[Diagnostic]) -> HashMap<u32, usize> {
    let mut places: Vec<u32> = found.iter().map(|diagnostic| diagnostic.place.span.start).collect();
    places.sort_unstable();
    places.dedup();
    let (mut before, mut line) = (0, 0);
    let starts = places.into_iter().map(|place| {
        let at = (place as usize).min(text.len());
        let between = text.as_bytes().get(before..at).unwrap_or_default();
        line = memchr::memrchr(b'\n', between).map_or(line, |newline| before + newline + 1);
        before = at;
        (place, line)
    });
    starts.collect()
}

/// `[name]` or `[[name]]` with the nodes of its keys.
pub(crate) struct Section<'t> {
    pub(crate) name: Cow<'t, str>,
    pub(crate) double: bool,
    pub(crate) span: Span,
    /// The node of the header.
    pub(crate) header: usize,
    pub(crate) from: usize,
    pub(crate) to: usize,
}

/// The sections of a text, in order.
pub(crate) fn sections<'t>(decoder: &Decoder<'t, '_>) -> Vec<Section<'t>> {
    let nodes = &decoder.tape.nodes;
    let heads = |from: usize| {
        let mut at = from;
        while at < nodes.len() && nodes[at].kind != NodeKind::Header {
            at = decoder.tape.after(at);
        }
        at
    };
    let mut sections = Vec::with_capacity(1);
    let mut header = heads(0);
    while header < nodes.len() {
        let close = decoder.tape.after(header) - 1;
        let keys: Vec<Cow<'t, str>> = (header + 1..close).map(|at| decoder.key_part(at)).collect();
        let next = heads(close + 1);
        let span = nodes[header].span;
        sections.push(Section {
            name: match keys.as_slice() {
                [only] => only.clone(),
                several => {
                    let name = several.join(".");
                    // The letters of the file where they are the same: a log may have a million headers.
                    let first = decoder.span(header + 1).start;
                    let raw = decoder.raw(Span { start: first, end: decoder.span(close - 1).end });
                    if raw == name { Cow::Borrowed(raw) } else { Cow::Owned(name) }
                }
            },
            double: decoder.raw(span).starts_with("[["),
            span,
            header,
            from: close + 1,
            to: next,
        });
        header = next;
    }
    sections
}

/// Lines that were meant to begin a task, whether or not they do.
pub(super) fn meant_headers(text: &str) -> usize {
    text.lines().filter(|line| is_meant_header(line)).count()
}

/// Where the first of them begins, else where the text ends.
pub(super) fn first_meant_header(text: &str) -> usize {
    text.split_inclusive('\n').take_while(|line| !is_meant_header(line)).map(str::len).sum()
}

fn is_meant_header(line: &str) -> bool {
    let Some(rest) = line.trim_start().strip_prefix('[') else {
        return false;
    };
    let name = rest.trim_start_matches(['[', ' ']);
    name.starts_with("task") && !name.starts_with("task.")
}
