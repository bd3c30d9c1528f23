//! Days and periods as pages say them: with their year wherever it is not the as-of day's.

use crate::calendar::{Period, PeriodUnit};
use crate::ledger::Locale;
use chrono::{Datelike, NaiveDate, Weekday};
use duban_words::say;

/// A period as a page of an as-of day says it: 5月上旬, with its year where that is not the as-of day's.
pub fn period(period: Period, as_of: NaiveDate, lang: Locale) -> String {
    if period.first.year() == as_of.year() {
        period_name(period, lang)
    } else {
        dated_period(period, lang)
    }
}

/// A period with its year: 2018年5月上旬.
pub fn dated_period(period: Period, lang: Locale) -> String {
    let name = period_name(period, lang);
    if name.contains('年') && !name.ends_with("半年") || lang == Locale::En {
        return name;
    }
    let year = period.first.year();
    format!("{year}年{name}")
}

/// A period without its year, where it is not named by it: 5月上旬, 2018年第20周, 一季度; the first and last day of a
/// free range.
fn period_name(period: Period, lang: Locale) -> String {
    let (first, year) = (period.first, period.first.year());
    let (month, quarter) = (first.month(), first.month0() / 3 + 1);
    if lang == Locale::En {
        return period.to_string();
    }
    match period.unit {
        Some(PeriodUnit::Dekad) => {
            let part = ["上", "中", "下"][(first.day() as usize / 10).min(2)];
            format!("{month}月{part}旬")
        }
        Some(PeriodUnit::Week) => {
            let week = first.iso_week();
            let (year, week) = (week.year(), week.week());
            say!(lang, "{year}年第{week}周", "{year}-W{week:02}")
        }
        Some(PeriodUnit::Month) => format!("{month}月"),
        Some(PeriodUnit::Quarter) => {
            let quarter = ["一", "二", "三", "四"][quarter as usize - 1];
            format!("{quarter}季度")
        }
        Some(PeriodUnit::Half) => {
            let half = if month < 7 { "上" } else { "下" };
            format!("{half}半年")
        }
        Some(PeriodUnit::Year) => format!("{year}年"),
        None => format!("{} – {}", date(period.first, lang), date(period.last, lang)),
    }
}

/// A day as a page of an as-of day says it: 5月15日, with its year where that is not the as-of day's.
pub fn day(date: NaiveDate, as_of: NaiveDate, lang: Locale) -> String {
    if date.year() != as_of.year() {
        return self::date(date, lang);
    }
    let (month, day) = (date.month(), date.day());
    say!(lang, "{month}月{day}日", "{month:02}-{day:02}")
}

/// A whole date: 2018年5月15日.
pub fn date(date: NaiveDate, lang: Locale) -> String {
    let (year, month, day) = (date.year(), date.month(), date.day());
    say!(lang, "{year}年{month}月{day}日", "{year}-{month:02}-{day:02}")
}

/// A day of the week.
pub fn weekday(date: NaiveDate, lang: Locale) -> String {
    match date.weekday() {
        Weekday::Mon => say!(lang, "周一", "Mon"),
        Weekday::Tue => say!(lang, "周二", "Tue"),
        Weekday::Wed => say!(lang, "周三", "Wed"),
        Weekday::Thu => say!(lang, "周四", "Thu"),
        Weekday::Fri => say!(lang, "周五", "Fri"),
        Weekday::Sat => say!(lang, "周六", "Sat"),
        Weekday::Sun => say!(lang, "周日", "Sun"),
    }
}

/// A number of days, with its word.
pub fn days(days: i64, lang: Locale) -> String {
    say!(lang, "{days}天", "{days}d")
}
