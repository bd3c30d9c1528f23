//! Ten-day periods, ISO weeks, months, quarters, half-years, years and free ranges of days.

use crate::variants::variants;
use chrono::{Datelike, Days, NaiveDate, Weekday};
use std::fmt;

variants! {
    /// The unit of a period, named as the bulletins of each.
    #[derive(Hash)]
    pub enum PeriodUnit, PerUnit {
        /// 旬: the 1st to the 10th, the 11th to the 20th, the 21st to the month's end.
        Dekad = "dekad",
        /// ISO week, Monday to Sunday.
        Week = "weekly",
        /// Month.
        Month = "monthly",
        /// Quarter.
        Quarter = "quarterly",
        /// Half-year.
        Half = "half-year",
        /// Year.
        Year = "yearly",
    }
}

variants! {
    /// How often a task must be reported.
    #[derive(Hash)]
    pub enum Cadence, PerCadence {
        /// Every ISO week.
        Week = "week",
        /// Every ten-day period.
        Dekad = "dekad",
        /// Every month.
        Month = "month",
        /// Every quarter.
        Quarter = "quarter",
    }
}

impl Cadence {
    /// The unit of its periods.
    pub fn unit(self) -> PeriodUnit {
        match self {
            Self::Week => PeriodUnit::Week,
            Self::Dekad => PeriodUnit::Dekad,
            Self::Month => PeriodUnit::Month,
            Self::Quarter => PeriodUnit::Quarter,
        }
    }

    /// The day one period before another: as far from the first or the last day of its period as that one is, whichever
    /// is later. So the end of a month leads to the end of the month before. `None` at the end of time.
    pub fn a_period_before(self, day: NaiveDate) -> Option<NaiveDate> {
        let period = Period::containing(self.unit(), day);
        let previous = period.previous()?;
        let from_first = previous.first + (day - period.first);
        let from_last = previous.last - (period.last - day);
        Some(from_first.min(previous.last).max(from_last.max(previous.first)))
    }
}

/// Days `first..=last`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Period {
    /// First day.
    pub first: NaiveDate,
    /// Last day.
    pub last: NaiveDate,
    /// What it is one of; `None` for a free range.
    pub unit: Option<PeriodUnit>,
}

impl Period {
    /// The period of that unit in which a day lies.
    pub fn containing(unit: PeriodUnit, date: NaiveDate) -> Self {
        let months = |count: u32| (date.month0() / count * count + 1, count);
        let (month, count) = match unit {
            PeriodUnit::Week => return Self::week(date),
            PeriodUnit::Dekad => return Self::dekad(date),
            PeriodUnit::Month => months(1),
            PeriodUnit::Quarter => months(3),
            PeriodUnit::Half => months(6),
            PeriodUnit::Year => months(12),
        };
        let first = NaiveDate::from_ymd_opt(date.year(), month, 1).unwrap_or(date);
        let last =
            NaiveDate::from_ymd_opt(date.year(), month + count - 1, 1).map_or(date, month_end);
        Self { first, last, unit: Some(unit) }
    }

    fn week(date: NaiveDate) -> Self {
        let week = date.week(Weekday::Mon);
        let (first, last) = (week.checked_first_day(), week.checked_last_day());
        Self {
            first: first.unwrap_or(date),
            last: last.unwrap_or(date),
            unit: Some(PeriodUnit::Week),
        }
    }

    fn dekad(date: NaiveDate) -> Self {
        let (from, to) = match date.day() {
            1..=10 => (1, Some(10)),
            11..=20 => (11, Some(20)),
            _ => (21, None),
        };
        Self {
            first: date.with_day(from).unwrap_or(date),
            last: to.map_or(month_end(date), |day| date.with_day(day).unwrap_or(date)),
            unit: Some(PeriodUnit::Dekad),
        }
    }

    /// Any days; `None` where the last comes before the first.
    pub fn range(first: NaiveDate, last: NaiveDate) -> Option<Self> {
        (first <= last).then_some(Self { first, last, unit: None })
    }

    /// The period after it; `None` for a free range and at the end of time.
    pub fn next(self) -> Option<Self> {
        Some(Self::containing(self.unit?, self.last.succ_opt()?))
    }

    /// The period before it; `None` for a free range and at the beginning of time.
    pub fn previous(self) -> Option<Self> {
        Some(Self::containing(self.unit?, self.first.pred_opt()?))
    }

    /// Whether a day lies in it.
    pub fn contains(self, date: NaiveDate) -> bool {
        self.first <= date && date <= self.last
    }

    /// The last day on which a report of it is still in time.
    pub fn grace_end(self, grace: u32) -> NaiveDate {
        self.last.checked_add_days(Days::new(grace.into())).unwrap_or(NaiveDate::MAX)
    }
}

/// The last day of a day's month.
pub fn month_end(date: NaiveDate) -> NaiveDate {
    date.with_day(u32::from(date.num_days_in_month())).unwrap_or(date)
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (first, year, month) = (self.first, self.first.year(), self.first.month());
        match self.unit {
            None => write!(f, "{}..{}", self.first, self.last),
            Some(PeriodUnit::Dekad) => write!(f, "{year}-{month:02}-D{}", first.day() / 10 + 1),
            Some(PeriodUnit::Week) => {
                let week = first.iso_week();
                write!(f, "{}-W{:02}", week.year(), week.week())
            }
            Some(PeriodUnit::Month) => write!(f, "{year}-{month:02}"),
            Some(PeriodUnit::Quarter) => write!(f, "{year}-Q{}", first.month0() / 3 + 1),
            Some(PeriodUnit::Half) => write!(f, "{year}-H{}", first.month0() / 6 + 1),
            Some(PeriodUnit::Year) => write!(f, "{year}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const UNITS: [PeriodUnit; 6] = [
        PeriodUnit::Dekad,
        PeriodUnit::Week,
        PeriodUnit::Month,
        PeriodUnit::Quarter,
        PeriodUnit::Half,
        PeriodUnit::Year,
    ];

    #[test]
    fn boundaries() {
        let of = |unit, text: &str| Period::containing(unit, text.parse().unwrap()).to_string();
        assert_eq!(of(PeriodUnit::Dekad, "2018-02-10"), "2018-02-D1");
        assert_eq!(of(PeriodUnit::Dekad, "2018-02-20"), "2018-02-D2");
        assert_eq!(of(PeriodUnit::Dekad, "2018-01-31"), "2018-01-D3");
        assert_eq!(of(PeriodUnit::Week, "2021-01-03"), "2020-W53");
        assert_eq!(of(PeriodUnit::Half, "2018-07-01"), "2018-H2");
        let leap = Period::containing(PeriodUnit::Month, "2020-02-01".parse().unwrap());
        assert_eq!(leap.last.to_string(), "2020-02-29");
    }

    proptest! {
        #[test]
        fn periods_tile_time(days in 700_000i32..750_000, unit in 0usize..6) {
            let date = NaiveDate::from_num_days_from_ce_opt(days).unwrap();
            let period = Period::containing(UNITS[unit], date);
            prop_assert!(period.contains(date));
            let next = period.next().unwrap();
            prop_assert_eq!(next.first, period.last.succ_opt().unwrap());
            prop_assert_eq!(next.previous().unwrap(), period);
        }
    }
}
