//! A day by figures alone: 2018.6.30, 20180630, 2018年6月30日 24时, 18.6.30, 12/31/2018. What may be either of two days is none.

use crate::ledger::Term;
use chrono::{Datelike, NaiveDate};

/// A day with its year of four digits, in the order of year, month, day; midnight behind it says nothing more.
pub(super) fn exact(text: &str) -> Option<NaiveDate> {
    let text =
        text.split_once(' ').filter(|(_, time)| time.contains(':')).map_or(text, |(day, _)| day);
    let text = text.strip_suffix(['日', '号']).unwrap_or(text);
    let parts: Vec<&str> = text.split(['-', '.', '/', '年', '月']).collect();
    let [year, month, day] = parts[..] else {
        let digits = text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit());
        let year = digits.then(|| text.get(..4)?.parse().ok()).flatten()?;
        return ymd(year, text.get(4..6)?, text.get(6..)?)
            .filter(|_| (1990..=2100).contains(&year));
    };
    ymd(year.parse().ok().filter(|_| year.len() == 4)?, month, day)
}

/// A day in another order or with a short year, which is to be looked at: 18.6.30, 12/31/2018, 31.12.18, 2018、12、31.
pub(super) fn in_other_order(text: &str, term: Term) -> Option<NaiveDate> {
    let text = without_hour(text);
    if let Some(day) = exact(text) {
        return Some(day);
    }
    let text = text.strip_suffix(['日', '号']).unwrap_or(text);
    let parts: Vec<&str> =
        text.split(['-', '.', '/', '年', '月', ',', '、']).map(str::trim).collect();
    let [first, second, third] = parts[..] else { return None };
    let by_year = |year: &str, month: &str, day: &str| ymd(year_of(year, term)?, month, day);
    if let Some(day) = by_year(first, second, third) {
        return Some(day);
    }
    if text.contains(['年', '月']) {
        return None;
    }
    match (by_year(third, first, second), by_year(third, second, first)) {
        (Some(one), Some(other)) => (one == other).then_some(one),
        (one, other) => one.or(other),
    }
}

/// 2018年12月31日24时前 without its hour.
fn without_hour(text: &str) -> &str {
    let Some((at, mark)) =
        text.char_indices().rev().find(|(_, letter)| matches!(letter, '日' | '号'))
    else {
        return text;
    };
    let (day, hour) = text.split_at(at + mark.len_utf8());
    let is_hour = hour.starts_with(|letter: char| letter.is_ascii_digit())
        && (hour.ends_with(['时', '点', '分']) || hour.contains(':'));
    if is_hour { day } else { text }
}

/// A year by its four digits, or by the last two of one near the ledger: 18.
pub(super) fn year_of(text: &str, term: Term) -> Option<i32> {
    let year: i32 = text.parse().ok().filter(|_| text.bytes().all(|byte| byte.is_ascii_digit()))?;
    match text.len() {
        4 => (1990..=2100).contains(&year).then_some(year),
        2 => {
            let near = term.first.year() - 2..=term.last.year() + 3;
            Some(2000 + year).filter(|year| near.contains(year))
        }
        _ => None,
    }
}

fn ymd(year: i32, month: &str, day: &str) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month.parse().ok()?, day.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_in_other_orders() {
        let read = |text| {
            in_other_order(text, Term::year(2018)).map_or("-".to_owned(), |day| day.to_string())
        };
        for (text, day) in [
            ("12/31/2018", "2018-12-31"),
            ("31/12/2018", "2018-12-31"),
            ("31.12.18", "2018-12-31"),
            ("12/31/18", "2018-12-31"),
            ("6/6/2018", "2018-06-06"),
            ("18.6.30", "2018-06-30"),
            ("18/6/30", "2018-06-30"),
            ("18年6月30日", "2018-06-30"),
            ("2018、12、31", "2018-12-31"),
            ("2018,12,31", "2018-12-31"),
            ("2018年12月31日24时", "2018-12-31"),
            ("2018年12月31日17:30", "2018-12-31"),
            // 6 May or 5 June: neither is taken.
            ("5/6/2018", "-"),
            ("1.2.3", "-"),
            ("12.31", "-"),
            ("30.6.30", "-"),
            ("18.13.1", "-"),
        ] {
            assert_eq!(read(text), day, "{text}");
        }
    }
}
