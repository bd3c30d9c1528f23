//! Days that a cell keeps as a number: spreadsheets count them from the end of 1899.

use chrono::{Days, NaiveDate};

/// The day of a serial number between 2000 and 2099; any other number is none.
pub(super) fn serial_day(number: &str) -> Option<NaiveDate> {
    const FIRST: u64 = 36_526;
    const LAST: u64 = 73_050;
    let whole = number.strip_suffix(".0").unwrap_or(number);
    let days = whole.parse::<u64>().ok().filter(|days| (FIRST..=LAST).contains(days))?;
    NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(Days::new(days))
}

#[cfg(test)]
mod tests {
    use super::serial_day;

    #[test]
    fn a_number_may_be_a_day() {
        let day = |number| serial_day(number).map(|day| day.to_string());
        assert_eq!(day("43281").as_deref(), Some("2018-06-30"));
        assert_eq!(day("43281.0").as_deref(), Some("2018-06-30"));
        assert_eq!(day("36526").as_deref(), Some("2000-01-01"));
        for number in ["2018", "6.3", "99999", "-43281", "", "43281户", "120"] {
            assert_eq!(day(number), None, "{number}");
        }
    }
}
