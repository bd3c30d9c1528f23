//! A file taken apart: what stands before the first piece, the pieces by their ids, the blank lines between them.

use crate::blocks;
use crate::edit::{Parts, above_comments, line_start};
use crate::read::{sections, value};
use rayon::prelude::*;
use std::collections::HashMap;

/// A task block, or a section of duban.toml.
pub(super) struct Piece<'t> {
    /// Its identity on all sides: the id, and which one with that id it is.
    pub(super) key: (String, usize),
    /// Its id as the user sees it; `None` if it has none.
    pub(super) id: Option<String>,
    /// Whether a file can hold only one of it: then two added ones are the same.
    pub(super) only: bool,
    /// The blanks before it.
    pub(super) lead: &'t str,
    /// Its text, without blanks at its end.
    pub(super) body: &'t str,
}

/// A file taken apart. Its parts, in order, are the whole text again.
#[derive(Default)]
pub(super) struct Pieces<'t> {
    pub(super) preamble: &'t str,
    pub(super) all: Vec<Piece<'t>>,
    /// The blanks at the end.
    pub(super) tail: &'t str,
}

/// The task blocks of a file.
pub(super) fn tasks(text: &str) -> Pieces<'_> {
    let starts: Vec<usize> = blocks::cut(text).tasks.iter().map(|block| block.start).collect();
    pieces(text, &starts, |body| {
        let parts = Parts::of(body);
        let mut decoder = parts.decoder();
        let first = sections(&decoder).into_iter().next()?;
        let field = value(&decoder, "id", first.from, first.to)?;
        decoder.text(field).map(|id| (id.into_owned(), false))
    })
}

/// The sections of a duban.toml.
pub(super) fn book(text: &str) -> Pieces<'_> {
    pieces(text, &starts_in_book(text), |body| {
        let parts = Parts::of(body);
        let mut decoder = parts.decoder();
        let first = sections(&decoder).into_iter().next()?;
        let id = value(&decoder, "id", first.from, first.to);
        let id = id.and_then(|field| decoder.text(field)).unwrap_or_default();
        let id = format!("{} {id}", first.name).trim_end().to_owned();
        Some((id, !first.double))
    })
}

/// Where its sections begin, with the comments above them; empty if it cannot be read.
fn starts_in_book(text: &str) -> Vec<usize> {
    let parts = Parts::of(text);
    if parts.has_errors() {
        return Vec::new();
    }
    let start = |at: u32| above_comments(text, line_start(text, at as usize), 0);
    let all = sections(&parts.decoder());
    all.iter().map(|section| start(section.span.start)).collect()
}

fn pieces<'t>(
    text: &'t str,
    starts: &[usize],
    name: impl Fn(&str) -> Option<(String, bool)> + Sync,
) -> Pieces<'t> {
    let first = starts.first().copied().unwrap_or(text.len());
    let preamble = text.get(..first).unwrap_or("").trim_end();
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    let ranges: Vec<(usize, usize)> = starts.iter().copied().zip(ends).collect();
    let named: Vec<(&str, Option<(String, bool)>)> = ranges
        .par_iter()
        .with_min_len(64)
        .map(|(start, end)| {
            let body = text.get(*start..*end).unwrap_or("").trim_end();
            (body, name(body))
        })
        .collect();
    let mut seen: HashMap<String, usize> = HashMap::new();
    let mut at = preamble.len();
    let mut all = Vec::with_capacity(named.len());
    for ((start, _), (body, name)) in ranges.into_iter().zip(named) {
        let (id, only) = name.map_or((None, false), |(id, only)| (Some(id), only));
        // A piece without an id is known by its whole text. The line break keeps it apart from ids.
        let known = id.clone().unwrap_or_else(|| format!("\n{body}"));
        let count = seen.entry(known.clone()).or_default();
        all.push(Piece {
            key: (known, *count),
            id,
            only,
            lead: text.get(at..start).unwrap_or(""),
            body,
        });
        *count += 1;
        at = start + body.len();
    }
    Pieces { preamble, all, tail: text.get(at..).unwrap_or("") }
}
