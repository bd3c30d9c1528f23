//! Which days are worked: Monday to Friday, save what the yearly notices of the State Council move.
//!
//! The years known are data, embedded; a user's own file adds to them. A year that the data lacks is
//! worked from Monday to Friday, and [`WorkCalendar::knows`] says so.

use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::OnceLock;
use toml::value::Datetime;

const SHIPPED: [&str; 17] = [
    include_str!("holidays/2010.toml"),
    include_str!("holidays/2011.toml"),
    include_str!("holidays/2012.toml"),
    include_str!("holidays/2013.toml"),
    include_str!("holidays/2014.toml"),
    include_str!("holidays/2015.toml"),
    include_str!("holidays/2016.toml"),
    include_str!("holidays/2017.toml"),
    include_str!("holidays/2018.toml"),
    include_str!("holidays/2019.toml"),
    include_str!("holidays/2020.toml"),
    include_str!("holidays/2021.toml"),
    include_str!("holidays/2022.toml"),
    include_str!("holidays/2023.toml"),
    include_str!("holidays/2024.toml"),
    include_str!("holidays/2025.toml"),
    include_str!("holidays/2026.toml"),
];

/// The days that are worked: those of a ledger, and of each ledger that it includes.
#[derive(Clone, Debug, Default)]
pub struct WorkCalendar {
    /// Of the included ledgers, in their order.
    included: Vec<WorkCalendar>,
    years: BTreeSet<i32>,
    /// Days that are not as their weekday says, with the running sum of working days they add.
    moved: Vec<(NaiveDate, i64)>,
}

/// What is wrong in a file of holidays.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum HolidayFault {
    /// It cannot be read; in the words of the TOML reader, in English.
    Unreadable(String),
    /// A day that does not belong to its year.
    OtherYear {
        /// The day.
        day: String,
        /// The year it is listed under.
        year: i32,
    },
    /// A day is listed as off and as worked.
    Both(NaiveDate),
    /// A year is listed twice.
    YearTwice(i32),
}

/// A fault at its place.
#[derive(Clone, Debug)]
pub struct HolidayProblem {
    /// What it is.
    pub fault: HolidayFault,
    /// At which bytes.
    pub bytes: Option<Range<usize>>,
    /// The bytes that it contradicts.
    pub also: Option<Range<usize>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Year {
    year: toml::Spanned<i32>,
    #[serde(default)]
    off: Vec<toml::Spanned<Datetime>>,
    #[serde(default)]
    work: Vec<toml::Spanned<Datetime>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OwnYears {
    year: Vec<Year>,
}

impl WorkCalendar {
    /// Monday to Friday, without holidays.
    pub fn weekdays() -> Self {
        Self::default()
    }

    /// The calendar with the data of 2010 to 2026.
    pub fn shipped() -> Self {
        static SHIPPED: OnceLock<WorkCalendar> = OnceLock::new();
        SHIPPED.get_or_init(Self::from_data).clone()
    }

    fn from_data() -> Self {
        let mut calendar = Self::default();
        let years = SHIPPED.iter().filter_map(|text| toml::from_str::<Year>(text).ok());
        let mut days = BTreeMap::new();
        for year in years {
            calendar.years.insert(*year.year.get_ref());
            days.extend(
                days_of(&year).into_iter().filter_map(|(day, worked, _)| Some((day.ok()?, worked))),
            );
        }
        calendar.settle(days);
        calendar
    }

    /// The calendar of a ledger of the book: 0 is the one asked for.
    pub fn of(&self, ledger: u16) -> &Self {
        let nth = usize::from(ledger).checked_sub(1);
        nth.and_then(|nth| self.included.get(nth)).unwrap_or(self)
    }

    /// The same without some of the included ledgers; `keeps`: for each ledger, the first one too, whether it stays.
    #[must_use]
    pub fn keeping(&self, keeps: &[bool]) -> Self {
        let included = self.included.iter().zip(keeps.iter().skip(1));
        let included = included.filter(|(_, keeps)| **keeps).map(|(calendar, _)| calendar.clone());
        let included = included.collect();
        Self { included, years: self.years.clone(), moved: self.moved.clone() }
    }

    /// Adds the calendar of the next included ledger.
    pub fn include(&mut self, calendar: Self) {
        self.included.push(calendar);
    }

    /// Adds the years of a user's own file: `[[year]]` tables of `year`, `off` and `work`. A year
    /// already known is replaced by the user's.
    ///
    /// # Errors
    /// Everything in the text that cannot be read or contradicts itself; then nothing is added.
    pub fn read_own(&mut self, text: &str) -> Result<(), Vec<HolidayProblem>> {
        let years: OwnYears = toml::from_str(text).map_err(|error| {
            let fault = HolidayFault::Unreadable(error.message().to_owned());
            vec![HolidayProblem { fault, bytes: error.span(), also: None }]
        })?;
        let mut problems = Vec::new();
        let mut listed: BTreeMap<i32, Range<usize>> = BTreeMap::new();
        let mut own: BTreeMap<NaiveDate, (bool, Range<usize>)> = BTreeMap::new();
        for year in &years.year {
            let (number, at) = (*year.year.get_ref(), year.year.span());
            if let Some(also) = listed.insert(number, at.clone()) {
                let fault = HolidayFault::YearTwice(number);
                problems.push(HolidayProblem { fault, bytes: Some(at), also: Some(also) });
            }
            for (day, worked, bytes) in days_of(year) {
                let (fault, also) = match day {
                    Err(day) => (HolidayFault::OtherYear { day, year: number }, None),
                    Ok(day) => match own.insert(day, (worked, bytes.clone())) {
                        Some((before, also)) if before != worked => {
                            (HolidayFault::Both(day), Some(also))
                        }
                        _ => continue,
                    },
                };
                problems.push(HolidayProblem { fault, bytes: Some(bytes), also });
            }
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        let mut days = self.days();
        days.retain(|day, _| !listed.contains_key(&day.year()));
        days.extend(own.into_iter().map(|(day, (worked, _))| (day, worked)));
        self.years.extend(listed.into_keys());
        self.settle(days);
        Ok(())
    }

    /// The years between two days that the data has, as [`Self::read_own`] reads them.
    pub fn written(&self, first: NaiveDate, last: NaiveDate) -> String {
        let known = (first.year()..=last.year()).filter(|year| self.knows(*year));
        let year = |year| {
            let days = |worked: bool| {
                let moved = self.moved.iter().map(|(day, _)| *day);
                let moved =
                    moved.filter(|day| day.year() == year && self.is_workday(*day) == worked);
                moved.map(|day| day.to_string()).collect::<Vec<_>>().join(", ")
            };
            let (off, work) = (days(false), days(true));
            format!("\n[[year]]\nyear = {year}\noff = [{off}]\nwork = [{work}]\n")
        };
        known.map(year).collect()
    }

    fn days(&self) -> BTreeMap<NaiveDate, bool> {
        self.moved.iter().map(|(day, _)| (*day, self.is_workday(*day))).collect()
    }

    fn settle(&mut self, days: BTreeMap<NaiveDate, bool>) {
        let mut sum = 0;
        self.moved.clear();
        for (day, worked) in days {
            if worked != is_weekday(day) {
                sum += if worked { 1 } else { -1 };
                self.moved.push((day, sum));
            }
        }
    }

    /// Whether the data has that year.
    pub fn knows(&self, year: i32) -> bool {
        self.years.contains(&year)
    }

    /// The years between two days that the data lacks.
    pub fn unknown_years(&self, first: NaiveDate, last: NaiveDate) -> Vec<i32> {
        (first.year()..=last.year()).filter(|year| !self.knows(*year)).collect()
    }

    /// Whether a day is worked.
    pub fn is_workday(&self, day: NaiveDate) -> bool {
        is_weekday(day) != self.moved.binary_search_by_key(&day, |(moved, _)| *moved).is_ok()
    }

    /// The days worked up to the end of a day, from a fixed Monday on.
    pub fn workdays_through(&self, day: NaiveDate) -> i64 {
        // Day 1 of the common era was a Monday.
        let days = i64::from(day.num_days_from_ce());
        let weekdays = days.div_euclid(7) * 5 + days.rem_euclid(7).min(5);
        let before = self.moved.partition_point(|(moved, _)| *moved <= day);
        weekdays + before.checked_sub(1).map_or(0, |last| self.moved[last].1)
    }
}

fn is_weekday(day: NaiveDate) -> bool {
    !matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

/// The days of a year that are listed, each with whether it is worked and where; as text, what is no day of that year.
fn days_of(year: &Year) -> Vec<(Result<NaiveDate, String>, bool, Range<usize>)> {
    let off = year.off.iter().map(|day| (day, false));
    let work = year.work.iter().map(|day| (day, true));
    let known = off.chain(work).map(|(day, worked)| {
        let listed = day.get_ref();
        let date = listed.date.and_then(|date| {
            NaiveDate::from_ymd_opt(date.year.into(), date.month.into(), date.day.into())
        });
        let date = date.filter(|date| near(*date, *year.year.get_ref()));
        (date.ok_or_else(|| listed.to_string()), worked, day.span())
    });
    known.collect()
}

/// Whether a day may be listed under a year: its own days, and the last of the year before, which New Year's holiday moves.
fn near(date: NaiveDate, year: i32) -> bool {
    let soon = date.checked_add_days(Days::new(10));
    date.year() == year || soon.is_some_and(|day| day.year() == year)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(calendar: &WorkCalendar, first: &str, last: &str) -> i64 {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let before = day(first).pred_opt().unwrap();
        calendar.workdays_through(day(last)) - calendar.workdays_through(before)
    }

    #[test]
    fn working_days_of_each_year_agree_with_the_published_calendar() {
        let published =
            [250, 250, 249, 250, 250, 249, 250, 249, 250, 250, 249, 250, 249, 249, 251, 248, 248];
        let calendar = WorkCalendar::shipped();
        for (year, days) in (2010..).zip(published) {
            assert!(calendar.knows(year));
            let (first, last) = (format!("{year}-01-01"), format!("{year}-12-31"));
            assert_eq!(count(&calendar, &first, &last), days, "{year}");
        }
    }

    #[test]
    fn the_running_count_agrees_with_the_days_one_by_one() {
        let calendar = WorkCalendar::shipped();
        let first: NaiveDate = "2017-12-20".parse().unwrap();
        for day in first.iter_days().take(400) {
            let step =
                calendar.workdays_through(day) - calendar.workdays_through(day.pred_opt().unwrap());
            assert_eq!(step == 1, calendar.is_workday(day), "{day}");
        }
    }

    #[test]
    fn a_year_without_data_is_worked_from_monday_to_friday() {
        let calendar = WorkCalendar::shipped();
        assert!(!calendar.knows(2031));
        assert_eq!(count(&calendar, "2031-10-01", "2031-10-07"), 5);
    }

    #[test]
    fn a_file_of_ones_own_replaces_its_years() {
        let mut calendar = WorkCalendar::shipped();
        calendar.read_own("[[year]]\nyear = 2031\noff = [2031-10-01]\n").unwrap();
        assert!(calendar.knows(2031));
        assert_eq!(count(&calendar, "2031-10-01", "2031-10-07"), 4);
        let mut again = WorkCalendar::weekdays();
        let (first, last) = ("2010-01-01".parse().unwrap(), "2031-12-31".parse().unwrap());
        again.read_own(&calendar.written(first, last)).unwrap();
        assert_eq!(again.moved, calendar.moved);
        assert!(calendar.read_own("[[year]]\nyear = 2031\noff = [2018-10-01]\n").is_err());
    }
}
