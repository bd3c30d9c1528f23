//! `[notice]` of duban.toml.

use super::config::{Reader, owned};
use super::decoder::{Decoder, Field};
use super::keys::{Fields, Named, NoticeKey};
use super::sections::Section;
use crate::diagnostic::Finding;
use crate::ledger::QuantityProblem;

impl Reader<'_> {
    /// The section `[notice]`.
    pub(super) fn notice(&mut self, decoder: &mut Decoder<'_, '_>, part: &Section<'_>) {
        let mut fields = Fields::<NoticeKey>::between(part.from, part.to);
        while let Some(named) = fields.next(decoder) {
            let rules = &mut self.ledger.notices;
            match named {
                Named::Known(NoticeKey::Prefix, field) => rules.prefix = owned(decoder, field),
                Named::Known(NoticeKey::Reply, field) => {
                    rules.reply = days(decoder, field).unwrap_or(rules.reply);
                }
                Named::Own(_) => {}
            }
        }
    }
}

/// A number of days, a year at most.
fn days(decoder: &mut Decoder<'_, '_>, field: Field) -> Option<u32> {
    let days = decoder.count(field)?;
    if days <= 366 {
        return Some(days);
    }
    let (text, why) = (days.to_string(), QuantityProblem::OutOfRange);
    let span = decoder.span(field.value);
    decoder.report(Finding::InvalidNumber { text, why }, span);
    None
}
