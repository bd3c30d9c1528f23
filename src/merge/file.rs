//! Two changes of a file joined, piece by piece.

use super::block;
use super::conflict::{About, Conflict, Merged};
use super::pieces::{Piece, Pieces};
use super::sides::Sides;
use super::weave::weave;
use crate::edit::line_end;
use crate::read::CONFLICT;
use std::collections::HashMap;

type Key<'k> = &'k (String, usize);

/// Merges the pieces of three texts.
pub(super) fn join(sides: Sides<Pieces<'_>>) -> Merged {
    let mut merged = Merged::default();
    let preambles = sides.by_ref().each(|pieces| pieces.preamble);
    merged.text = block::join(preambles, None, &mut merged.conflicts);
    let known =
        sides.by_ref().each(|pieces| pieces.all.iter().map(|piece| (&piece.key, piece)).collect());
    let known: Sides<HashMap<Key<'_>, &Piece<'_>>> = known;
    let keys = sides.by_ref().each(|pieces| pieces.all.iter().map(|piece| &piece.key).collect());
    let keys: Sides<Vec<Key<'_>>> = keys;
    let find = |key: Key<'_>| known.by_ref().each(|pieces| pieces.get(key).copied());
    let order =
        weave(keys.by_ref().each(Vec::as_slice), |key| left(find(key)), |one, other| one < other);
    for key in order {
        let versions = find(key);
        let body = piece(versions, &mut merged.conflicts);
        let lead = lead(versions, &sides, merged.text.is_empty());
        merged.text.push_str(&lead);
        merged.text.push_str(&body);
    }
    let tails = sides.by_ref().each(|pieces| pieces.tail);
    merged.text.push_str(tails.settled().unwrap_or(tails.ours));
    merged
}

/// Whether a piece stays. It goes if one side removed it and the other did not touch it.
fn left(versions: Sides<Option<&Piece<'_>>>) -> bool {
    let bodies = versions.each(|piece| piece.map(|piece| piece.body));
    bodies.settled().is_none_or(|won| won.is_some())
}

fn piece(versions: Sides<Option<&Piece<'_>>>, conflicts: &mut Vec<Conflict>) -> String {
    let bodies = versions.each(|piece| piece.map(|piece| piece.body));
    if let Some(Some(body)) = bodies.settled() {
        return body.to_owned();
    }
    let some = versions.ours.or(versions.theirs);
    let id = some.and_then(|piece| piece.id.as_deref());
    let only = some.is_some_and(|piece| piece.only);
    let texts = bodies.each(Option::unwrap_or_default);
    match (bodies.base, bodies.ours, bodies.theirs) {
        (_, Some(body), None) | (_, None, Some(body)) => {
            let id = id.map(str::to_owned);
            conflicts.push(Conflict { id, about: About::Removed });
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
    let at = header.map_or(0, |line| line.as_ptr() as usize - body.as_ptr() as usize);
    let end = line_end(body, at);
    let (head, rest) = body.split_at(end);
    format!("{head}\n{CONFLICT} {words}{rest}")
}

/// The blanks before a piece: those of the side that changed them, and at least a blank line below another piece.
fn lead(versions: Sides<Option<&Piece<'_>>>, sides: &Sides<Pieces<'_>>, first: bool) -> String {
    let leads = versions.each(|piece| piece.map(|piece| piece.lead));
    let lead = leads.settled().flatten().or(leads.ours).or(leads.theirs).unwrap_or("");
    let opens = |all: &Pieces<'_>| {
        all.preamble.is_empty() && all.all.first().is_some_and(|piece| piece.lead == lead)
    };
    let is_kept =
        if first { opens(&sides.ours) || opens(&sides.theirs) } else { lead.contains('\n') };
    if is_kept {
        lead.to_owned()
    } else if first {
        String::new()
    } else {
        "\n\n".to_owned()
    }
}
