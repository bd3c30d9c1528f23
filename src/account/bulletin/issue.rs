//! Which bulletin it is: its period, its number, its days.

use crate::account::Matter;
use crate::calendar::{Period, PeriodUnit};
use crate::ledger::{Bulletins, Term};
use chrono::{Datelike, Days, NaiveDate};

/// The days of one bulletin.
#[derive(Clone, Copy, Debug)]
pub struct Issue {
    /// Its period.
    pub period: Period,
    /// Its number in the year, from 1.
    pub number: u32,
    /// The year whose number it is.
    pub year: i32,
    /// The cut-off of the bulletin before it.
    pub previous_cut: NaiveDate,
    /// The day as of which it stands: its cut-off, or the as-of day where that comes first.
    pub cut: NaiveDate,
    /// The cut-off it is meant to have.
    pub closes: NaiveDate,
    /// The day on which it goes out.
    pub issued: NaiveDate,
    /// The cut-off of the bulletin after it.
    pub next_cut: NaiveDate,
}

impl Issue {
    /// The bulletin of a period; `None` for a free range, and at the ends of time.
    pub fn of(bulletins: &Bulletins, period: Period, term: Term, as_of: NaiveDate) -> Option<Self> {
        let closes = bulletins.cut(period);
        let (year, number) = place_in_year(period, term)?;
        Some(Self {
            period,
            number,
            year,
            previous_cut: bulletins.cut(period.previous()?),
            cut: closes.min(as_of),
            closes,
            issued: bulletins.issue(period),
            next_cut: bulletins.cut(period.next()?),
        })
    }

    /// Whether its cut-off is still to come.
    pub fn runs(&self) -> bool {
        self.cut < self.closes
    }

    /// What is due from its cut-off to the next one.
    pub fn due(&self) -> Matter {
        let days = (self.next_cut - self.cut).num_days();
        Matter::DueWithin(u32::try_from(days).unwrap_or(0))
    }

    /// The days it counts: from the cut-off before to its own.
    pub fn days(&self) -> Option<Period> {
        Period::range(self.previous_cut.succ_opt()?, self.cut)
    }
}

/// The year of a period, from the day of the year on which the ledger begins, and its number among those of its kind. A week
/// is one of the year in which its Thursday lies, as ISO 8601 has it.
fn place_in_year(period: Period, term: Term) -> Option<(i32, u32)> {
    let unit = period.unit?;
    let begins = match unit {
        PeriodUnit::Week => term.year_of(period.first + Days::new(3)),
        _ => term.year_of(period.last),
    };
    let number = match unit {
        PeriodUnit::Week => {
            let days = (period.first + Days::new(3) - begins).num_days();
            u32::try_from(days / 7).ok()?
        }
        _ => nth(unit, period.first).checked_sub(nth(unit, begins))?,
    };
    Some((begins.year(), number + 1))
}

/// Which period of its kind a day lies in, counted from the year 0; weeks are counted by their days.
fn nth(unit: PeriodUnit, day: NaiveDate) -> u32 {
    let months = day.year().unsigned_abs() * 12 + day.month0();
    match unit {
        PeriodUnit::Week | PeriodUnit::Year => day.year().unsigned_abs(),
        PeriodUnit::Dekad => months * 3 + ((day.day() - 1) / 10).min(2),
        PeriodUnit::Month => months,
        PeriodUnit::Quarter => months / 3,
        PeriodUnit::Half => months / 6,
    }
}
