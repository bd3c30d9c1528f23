//! The parts of a year by their numbers, and the problem with a number that does not exist.

use super::period::{Period, PeriodUnit};
use chrono::{Datelike, NaiveDate};

/// Why a text is not a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PeriodProblem {
    /// A month has ten-day periods 1 to 3.
    NoSuchDekad(u32),
    /// A year has months 1 to 12.
    NoSuchMonth(u32),
    /// A year has weeks 1 to 52 or 53.
    NoSuchWeek {
        /// The year of the week.
        year: i32,
        /// Its number.
        week: u32,
    },
    /// A year has quarters 1 to 4.
    NoSuchQuarter(u32),
    /// A year has halves 1 and 2.
    NoSuchHalf(u32),
    /// The calendar has no such day.
    NoSuchDay {
        /// The text as given.
        text: String,
        /// The last day of its month, if it names a month.
        last_of_month: Option<NaiveDate>,
    },
    /// The last day comes before the first.
    Backwards {
        /// First day.
        first: NaiveDate,
        /// Last day.
        last: NaiveDate,
    },
    /// Not a period at all.
    Unknown {
        /// The text as given.
        text: String,
        /// The nearest known spelling.
        nearest: Option<&'static str>,
    },
}

/// The first day of a month.
pub(super) fn month_of(year: i32, month: u32) -> Result<NaiveDate, PeriodProblem> {
    NaiveDate::from_ymd_opt(year, month, 1).ok_or(PeriodProblem::NoSuchMonth(month))
}

/// A ten-day period of the month that begins on that day.
pub(super) fn dekad_of(first: NaiveDate, dekad: u32) -> Result<Period, PeriodProblem> {
    let day = match dekad {
        1..=3 => first.with_day(dekad * 10 - 9),
        _ => None,
    };
    day.map(|day| Period::containing(PeriodUnit::Dekad, day))
        .ok_or(PeriodProblem::NoSuchDekad(dekad))
}

/// A quarter of a year.
pub(super) fn quarter_of(year: i32, quarter: u32) -> Result<Period, PeriodProblem> {
    match quarter {
        1..=4 => Ok(Period::containing(PeriodUnit::Quarter, month_of(year, quarter * 3)?)),
        _ => Err(PeriodProblem::NoSuchQuarter(quarter)),
    }
}

/// A half of a year.
pub(super) fn half_of(year: i32, half: u32) -> Result<Period, PeriodProblem> {
    match half {
        1 | 2 => Ok(Period::containing(PeriodUnit::Half, month_of(year, half * 6)?)),
        _ => Err(PeriodProblem::NoSuchHalf(half)),
    }
}

/// An ISO week of a year.
pub(super) fn week_of(year: i32, week: u32) -> Result<Period, PeriodProblem> {
    NaiveDate::from_isoywd_opt(year, week, chrono::Weekday::Mon)
        .map(|monday| Period::containing(PeriodUnit::Week, monday))
        .ok_or(PeriodProblem::NoSuchWeek { year, week })
}
