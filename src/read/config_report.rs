//! `[report]` of duban.toml: when each kind of bulletin closes and goes out, and to whom.

use super::config::{Reader, owned};
use super::decoder::{Decoder, Field};
use super::keys::{CycleKey, Fields, Named, ReportKey};
use super::sections::Section;
use super::word::one_of;
use crate::calendar::PeriodUnit;
use crate::diagnostic::{Expected, Finding};
use crate::ledger::QuantityProblem;

/// Days of the week as the file has them, Monday first.
const WEEKDAYS: [(&str, u32); 7] =
    [("Mon", 0), ("Tue", 1), ("Wed", 2), ("Thu", 3), ("Fri", 4), ("Sat", 5), ("Sun", 6)];

impl Reader<'_> {
    /// The section `[report]`.
    pub(super) fn report(&mut self, decoder: &mut Decoder<'_, '_>, part: &Section<'_>) {
        let mut fields = Fields::<ReportKey>::between(part.from, part.to);
        while let Some(named) = fields.next(decoder) {
            let Named::Known(key, field) = named else {
                continue;
            };
            let bulletins = &mut self.ledger.bulletins;
            let unit = match key {
                ReportKey::Title => {
                    bulletins.title = Some(owned(decoder, field));
                    continue;
                }
                ReportKey::To => {
                    bulletins.to = Some(owned(decoder, field));
                    continue;
                }
                ReportKey::Copies => {
                    bulletins.copies = Some(owned(decoder, field));
                    continue;
                }
                ReportKey::Weekly => PeriodUnit::Week,
                ReportKey::Dekad => PeriodUnit::Dekad,
                ReportKey::Monthly => PeriodUnit::Month,
                ReportKey::Quarterly => PeriodUnit::Quarter,
                ReportKey::HalfYear => PeriodUnit::Half,
                ReportKey::Yearly => PeriodUnit::Year,
            };
            if let Some(nodes) = decoder.record(field, field.value, Expected::Record) {
                self.cycle(decoder, unit, nodes.start, nodes.end);
            }
        }
    }

    /// A section such as `[report.weekly]`; whether it is one.
    pub(super) fn report_kind(
        &mut self,
        decoder: &mut Decoder<'_, '_>,
        part: &Section<'_>,
    ) -> bool {
        let unit = part.name.strip_prefix("report.");
        let unit = unit.and_then(PeriodUnit::parse);
        if let Some(unit) = unit.filter(|_| !part.double) {
            self.cycle(decoder, unit, part.from, part.to);
            return true;
        }
        false
    }

    fn cycle(&mut self, decoder: &mut Decoder<'_, '_>, unit: PeriodUnit, from: usize, to: usize) {
        let mut cycle = self.ledger.bulletins.cycles[unit];
        let (mut cut, mut issue) = (None, None);
        let mut fields = Fields::<CycleKey>::between(from, to);
        while let Some(named) = fields.next(decoder) {
            let Named::Known(key, field) = named else {
                continue;
            };
            let read = match unit {
                PeriodUnit::Week => one_of(decoder, field, &WEEKDAYS),
                _ => days(decoder, field, key, unit),
            };
            match key {
                CycleKey::Cut => cut = read,
                CycleKey::Issue => issue = read,
            }
        }
        if unit == PeriodUnit::Week {
            let cut = cut.unwrap_or(6 - cycle.before);
            let issue = issue.unwrap_or((6 - cycle.before + cycle.after) % 7);
            cycle.before = 6 - cut;
            cycle.after = (issue + 7 - cut) % 7;
        } else {
            cycle.before = cut.unwrap_or(cycle.before);
            cycle.after = issue.unwrap_or(cycle.after);
        }
        self.ledger.bulletins.cycles[unit] = cycle;
    }
}

/// A number of days that leaves the cut-off within its period, or the issue before the one after next.
fn days(
    decoder: &mut Decoder<'_, '_>,
    field: Field,
    key: CycleKey,
    unit: PeriodUnit,
) -> Option<u32> {
    let days = decoder.count(field)?;
    let most = match (key, unit) {
        (CycleKey::Issue, _) => 366,
        (_, PeriodUnit::Week | PeriodUnit::Dekad) => 7,
        (_, PeriodUnit::Month) => 27,
        (_, PeriodUnit::Quarter) => 89,
        (_, PeriodUnit::Half) => 180,
        (_, PeriodUnit::Year) => 364,
    };
    if days <= most {
        return Some(days);
    }
    let (text, why) = (days.to_string(), QuantityProblem::OutOfRange);
    decoder.report(Finding::InvalidNumber { text, why }, decoder.span(field.value));
    None
}
