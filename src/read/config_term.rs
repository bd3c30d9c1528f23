//! Which days a ledger plans for: `year`, or `from` and `to`.

use super::decoder::{Decoder, Field};
use super::keys::{Fields, LedgerKey};
use crate::diagnostic::{Contradiction, Diagnostic, Finding};
use crate::ledger::{QuantityProblem, Term};
use crate::source::Span;
use chrono::NaiveDate;

/// The keys as they stand, each with its field.
#[derive(Default)]
pub(super) struct RawTerm {
    pub(super) year: Option<(i32, Field)>,
    pub(super) from: Option<(NaiveDate, Field)>,
    pub(super) to: Option<(NaiveDate, Field)>,
}

/// Stands for a year that is missing or cannot be read, so that the rest of the ledger can be.
const ANY_YEAR: i32 = 2000;

impl RawTerm {
    /// The days they say; reports what is missing and what contradicts itself.
    pub(super) fn settled(
        &self,
        decoder: &mut Decoder<'_, '_>,
        fields: &Fields<LedgerKey>,
        section: Span,
    ) -> Term {
        let has = |key| fields.has(key);
        match (has(LedgerKey::Year), has(LedgerKey::From), has(LedgerKey::To)) {
            (false, false, false) => missing(decoder, "year", section),
            (false, true, false) => missing(decoder, "to", section),
            (false, false, true) => missing(decoder, "from", section),
            (..) => {}
        }
        if let Some((year, _)) = self.year {
            let beside = [("from", self.from), ("to", self.to)];
            for (key, day) in beside {
                if let Some((_, field)) = day {
                    decoder.report(
                        Finding::Contradiction(Contradiction::YearAndTerm { year, key }),
                        decoder.key_span(field),
                    );
                }
            }
            return Term::year(year);
        }
        match (self.from, self.to) {
            (Some((from, first)), Some((to, last))) if from > to => {
                let also = Some(decoder.place(decoder.span(last.value)));
                let place = decoder.place(decoder.span(first.value));
                let finding = Finding::Contradiction(Contradiction::FromAfterTo { from, to });
                decoder.found.push(Diagnostic::new(finding, place).and(also));
                Term { first: to, last: from }
            }
            (Some((first, _)), Some((last, _))) => Term { first, last },
            (..) => Term::year(ANY_YEAR),
        }
    }
}

fn missing(decoder: &mut Decoder<'_, '_>, key: &'static str, section: Span) {
    decoder.report(Finding::MissingKey { key }, section);
}

/// A year that a day can have.
pub(super) fn year(decoder: &mut Decoder<'_, '_>, field: Field) -> Option<i32> {
    let year = decoder.count(field).and_then(|year| i32::try_from(year).ok())?;
    if (1..=9999).contains(&year) {
        return Some(year);
    }
    let (text, why) = (year.to_string(), QuantityProblem::OutOfRange);
    decoder.report(Finding::InvalidNumber { text, why }, decoder.span(field.value));
    None
}
