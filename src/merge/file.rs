//! Two changes of a file joined, piece by piece.

use super::pieces::{Piece, Pieces};
use super::weave::weave;
use super::{About, Conflict, Merged, Sides, block};
use crate::edit::line_end;
use crate::read::CONFLICT;
use std::collections::HashMap;

type Key<'k> = &'k (String, usize);

/// Joins the pieces of three texts.
pub(super) fn join(sides: Sides<Pieces<'_>>) -> Merged {
    let mut merged = Merged::default();
    let preambles = sides.by_ref().each(|own| own.preamble);
    merged.text = block::join(preambles, None, &mut merged.conflicts);
    let known = sides
        .by_ref()
        .each(|own| own.all.iter().map(|own| (&own.key, own)).collect());
    let known: Sides<HashMap<Key<'_>, &Piece<'_>>> = known;
    let keys = sides
        .by_ref()
        .each(|own| own.all.iter().map(|own| &own.key).collect());
    let keys: Sides<Vec<Key<'_>>> = keys;
    let find = |key: Key<'_>| known.by_ref().each(|own| own.get(key).copied());
    let order = weave(
        keys.by_ref().each(Vec::as_slice),
        |key| left(find(key)),
        |one, other| one < other,
    );
    for key in order {
        let own = find(key);
        let body = piece(own, &mut merged.conflicts);
        let lead = lead(own, &sides, merged.text.is_empty());
        merged.text.push_str(&lead);
        merged.text.push_str(&body);
    }
    let tails = sides.by_ref().each(|own| own.tail);
    merged.text.push_str(tails.settled().unwrap_or(tails.ours));
    merged
}

/// Whether a piece is left: not where one side took it away and the other did not touch it.
fn left(own: Sides<Option<&Piece<'_>>>) -> bool {
    let bodies = own.each(|own| own.map(|own| own.body));
    bodies.settled().is_none_or(|won| won.is_some())
}

fn piece(own: Sides<Option<&Piece<'_>>>, conflicts: &mut Vec<Conflict>) -> String {
    let bodies = own.each(|own| own.map(|own| own.body));
    if let Some(Some(body)) = bodies.settled() {
        return body.to_owned();
    }
    let some = own.ours.or(own.theirs);
    let id = some.and_then(|own| own.id.as_deref());
    let only = some.is_some_and(|own| own.only);
    let texts = bodies.each(Option::unwrap_or_default);
    match (bodies.base, bodies.ours, bodies.theirs) {
        (_, Some(body), None) | (_, None, Some(body)) => {
            let id = id.map(str::to_owned);
            conflicts.push(Conflict {
                id,
                about: About::Removed,
            });
            below_header(body, "removed")
        }
        (None, Some(ours), Some(theirs)) if !only && !block::same_meaning(ours, theirs) => {
            block::beside(texts, id, About::Added, conflicts)
        }
        _ => block::join(texts, id, conflicts),
    }
}

/// A piece with a mark on the line below its header.
pub(super) fn below_header(body: &str, words: &str) -> String {
    let header = body.lines().find(|line| line.trim_start().starts_with('['));
    let at = header.map_or(0, |own| own.as_ptr() as usize - body.as_ptr() as usize);
    let end = line_end(body, at);
    let (head, rest) = body.split_at(end);
    format!("{head}\n{CONFLICT} {words}{rest}")
}

/// The blanks before a piece: those of the side that changed them, and at least a blank line where something stands before.
fn lead(own: Sides<Option<&Piece<'_>>>, sides: &Sides<Pieces<'_>>, first: bool) -> String {
    let leads = own.each(|own| own.map(|own| own.lead));
    let lead = leads
        .settled()
        .flatten()
        .or(leads.ours)
        .or(leads.theirs)
        .unwrap_or("");
    let opens = |all: &Pieces<'_>| {
        all.preamble.is_empty() && all.all.first().is_some_and(|own| own.lead == lead)
    };
    match first {
        true if opens(&sides.ours) || opens(&sides.theirs) => lead.to_owned(),
        true => String::new(),
        false if lead.contains('\n') => lead.to_owned(),
        false => "\n\n".to_owned(),
    }
}
