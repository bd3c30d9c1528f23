//! The days a ledger plans for: a calendar year, a fiscal year, or a plan of several years.

use chrono::{Datelike, Days, Months, NaiveDate};

/// From the first day of a ledger to its last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Term {
    /// `start` of a task that states none.
    pub first: NaiveDate,
    /// `due` of a task that states none.
    pub last: NaiveDate,
}

impl Term {
    /// A calendar year.
    pub fn year(year: i32) -> Self {
        let day = |month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default();
        Self { first: day(1, 1), last: day(12, 31) }
    }

    /// The year it is, where it is one calendar year.
    pub fn calendar_year(self) -> Option<i32> {
        let year = self.name_year();
        (self == Self::year(year)).then_some(year)
    }

    /// The year a roll-over calls it by: that of its first day.
    pub fn name_year(self) -> i32 {
        self.first.year()
    }

    /// The term after it: as many months long where it is whole months, else as many days.
    pub fn next(self) -> Option<Self> {
        let first = self.last.succ_opt()?;
        let months = (first.year() - self.first.year()) * 12 + month(first) - month(self.first);
        let months = Months::new(u32::try_from(months).ok()?);
        let last = if self.first.checked_add_months(months) == Some(first) {
            first.checked_add_months(months)?.pred_opt()?
        } else {
            let days = (self.last - self.first).num_days().unsigned_abs();
            first.checked_add_days(Days::new(days))?
        };
        Some(Self { first, last })
    }

    /// First day of that of its years in which a day lies; years go on before it and after it.
    pub fn year_of(self, day: NaiveDate) -> NaiveDate {
        let begins = |year: i32| {
            let leap = self.first.with_year(year);
            leap.or_else(|| NaiveDate::from_ymd_opt(year, self.first.month(), 28))
        };
        let this = begins(day.year()).filter(|begins| *begins <= day);
        this.or_else(|| begins(day.year() - 1)).unwrap_or(day)
    }
}

fn month(day: NaiveDate) -> i32 {
    i32::try_from(day.month0()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn term(first: &str, last: &str) -> Term {
        Term { first: day(first), last: day(last) }
    }

    #[test]
    fn a_term_goes_on_by_its_own_length() {
        assert_eq!(Term::year(2018).next(), Some(Term::year(2019)));
        let fiscal = term("2023-04-01", "2024-03-31");
        assert_eq!(fiscal.next(), Some(term("2024-04-01", "2025-03-31")));
        let plan = term("2021-01-01", "2025-12-31");
        assert_eq!(plan.next(), Some(term("2026-01-01", "2030-12-31")));
        let days = term("2018-03-10", "2018-03-19");
        assert_eq!(days.next(), Some(term("2018-03-20", "2018-03-29")));
    }

    #[test]
    fn a_year_of_a_term_begins_on_its_own_day() {
        let fiscal = term("2023-04-01", "2024-03-31");
        assert_eq!(fiscal.year_of(day("2024-03-31")), day("2023-04-01"));
        assert_eq!(fiscal.year_of(day("2024-04-01")), day("2024-04-01"));
        assert_eq!(fiscal.calendar_year(), None);
        assert_eq!(Term::year(2018).calendar_year(), Some(2018));
    }
}
