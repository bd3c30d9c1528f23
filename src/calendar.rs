//! Days, working days and periods: how far along a plan a day lies, and which days belong together.
//!
//! This room never reads a clock; every function is given its day.

mod date_syntax;
mod holidays;
mod period;
mod period_parts;
mod period_syntax;
mod period_words;

pub use date_syntax::{DateProblem, parse_date, parse_date_ahead, parse_date_coming, parse_days};
pub use holidays::{HolidayFault, HolidayProblem, WorkCalendar};
pub use period::{Cadence, PerCadence, PerUnit, Period, PeriodUnit, month_end};
pub use period_parts::PeriodProblem;
pub use period_syntax::parse_period;

use crate::variants::variants;
use chrono::{Datelike, NaiveDate};

variants! {
    /// What a plan runs evenly over.
    #[derive(Default)]
    pub enum Pace {
        /// A month counts one, each of its ten-day periods a third, a day its even part of that.
        #[default]
        Months = "months",
        /// Calendar days.
        Days = "days",
        /// Working days.
        Workdays = "workdays",
    }
}

/// A month in the units of [`elapsed_through`]: the least number that its thirds of 8, 9, 10 and
/// 11 days all divide.
pub const MONTH: i64 = 11_880;
const DEKAD: i64 = MONTH / 3;

/// A running count up to the end of a day, from a fixed day on: what elapses over `a..=b` is
/// the count of `b` less that of the day before `a`. In 1/11880 months, days or working days.
pub fn elapsed_through(date: NaiveDate, pace: Pace, work: &WorkCalendar) -> i64 {
    match pace {
        Pace::Months => months_through(date),
        Pace::Days => i64::from(date.num_days_from_ce()),
        Pace::Workdays => work.workdays_through(date),
    }
}

fn months_through(date: NaiveDate) -> i64 {
    let months = i64::from(date.year()) * 12 + i64::from(date.month0());
    let day = i64::from(date.day());
    let within = match day {
        1..=10 => day * DEKAD / 10,
        11..=20 => DEKAD + (day - 10) * DEKAD / 10,
        _ => 2 * DEKAD + (day - 20) * DEKAD / (i64::from(days_in_month(date)) - 20),
    };
    months * MONTH + within
}

/// How many days the month of a day has.
pub fn days_in_month(date: NaiveDate) -> u32 {
    u32::from(date.num_days_in_month())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn elapsed(from: &str, to: &str) -> i64 {
        let work = WorkCalendar::weekdays();
        let through = |date| elapsed_through(date, Pace::Months, &work);
        through(day(to)) - through(day(from).pred_opt().unwrap())
    }

    #[test]
    fn the_plan_of_a_whole_year_task_is_as_published_tables_print_it() {
        assert_eq!(elapsed("2018-01-01", "2018-12-31"), 12 * MONTH);
        assert_eq!(elapsed("2018-01-01", "2018-08-31"), 8 * MONTH);
        let ends = Period::containing(PeriodUnit::Dekad, day("2018-01-01"));
        let mut dekad = ends;
        for k in 1..=36 {
            assert_eq!(elapsed("2018-01-01", &dekad.last.to_string()), k * DEKAD);
            dekad = dekad.next().unwrap();
        }
    }

    #[test]
    fn every_day_of_a_month_counts_a_whole_number_of_units() {
        for (first, last) in [
            ("2018-02-21", "2018-02-28"),
            ("2020-02-21", "2020-02-29"),
            ("2018-04-21", "2018-04-30"),
            ("2018-05-21", "2018-05-31"),
        ] {
            let days =
                elapsed("2018-01-01", last) - elapsed("2018-01-01", first) + elapsed(first, first);
            assert_eq!(days, DEKAD, "{first}..{last}");
            assert_eq!(DEKAD % elapsed(first, first), 0);
        }
    }
}
