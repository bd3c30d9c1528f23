//! The parts of a year by their numbers, and what is said of a number that none of them has.

use super::period::{Period, PeriodUnit};
use super::period_syntax::PeriodProblem;
use chrono::{Datelike, NaiveDate};

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
        1..=4 => Ok(Period::containing(
            PeriodUnit::Quarter,
            month_of(year, quarter * 3)?,
        )),
        _ => Err(PeriodProblem::NoSuchQuarter(quarter)),
    }
}

/// A half of a year.
pub(super) fn half_of(year: i32, half: u32) -> Result<Period, PeriodProblem> {
    match half {
        1 | 2 => Ok(Period::containing(
            PeriodUnit::Half,
            month_of(year, half * 6)?,
        )),
        _ => Err(PeriodProblem::NoSuchHalf(half)),
    }
}

/// An ISO week of a year.
pub(super) fn week_of(year: i32, week: u32) -> Result<Period, PeriodProblem> {
    NaiveDate::from_isoywd_opt(year, week, chrono::Weekday::Mon)
        .map(|monday| Period::containing(PeriodUnit::Week, monday))
        .ok_or(PeriodProblem::NoSuchWeek { year, week })
}
