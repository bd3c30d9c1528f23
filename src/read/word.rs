//! Values that must be one of a few words.

use super::decoder::{Decoder, Field, ascii_meant};
use crate::calendar::Cadence;
use crate::diagnostic::{Finding, Reference, nearest};
use crate::ledger::spoken;

/// A value that must be one of a few words.
pub(super) fn one_of<T: Copy>(
    decoder: &mut Decoder<'_, '_>,
    field: Field,
    all: &[(&'static str, T)],
) -> Option<T> {
    let text = decoder.text(field)?;
    let value = named(&text, all);
    value.map_err(|finding| decoder.report(finding, decoder.span(field.value))).ok()
}

/// How often reports are due; `none`: never.
pub(super) fn cadence(decoder: &mut Decoder<'_, '_>, field: Field) -> Option<Option<Cadence>> {
    let mut all = Cadence::ALL.map(|(name, cadence)| (name, Some(cadence))).to_vec();
    all.push(("none", None));
    one_of(decoder, field, &all)
}

/// The value of that name or of a word for it, or what is wrong with the name.
pub(super) fn named<T: Copy>(text: &str, all: &[(&'static str, T)]) -> Result<T, Finding> {
    let name = match all.iter().find(|(name, _)| *name == text) {
        Some((name, _)) => Some(*name),
        None => spoken(text, all.iter().map(|(name, _)| *name)),
    };
    let known = all.iter().find(|(known, _)| Some(*known) == name);
    known.map(|(_, value)| *value).ok_or_else(|| {
        let folded: String = text.chars().map(|c| ascii_meant(c).unwrap_or(c)).collect();
        let near = nearest(&folded.to_lowercase(), all.iter().map(|(name, _)| *name));
        Finding::Unknown {
            what: Reference::Value,
            name: text.to_owned(),
            nearest: Some(near.map_or_else(|| choices(all), str::to_owned)),
        }
    })
}

fn choices<T>(all: &[(&'static str, T)]) -> String {
    let names: Vec<&str> = all.iter().map(|(name, _)| *name).collect();
    names.join(" | ")
}
