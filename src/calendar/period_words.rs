//! Periods named relative to the as-of day: 本旬, 上一旬, 上月, `this-week`, `last-quarter`.

use super::period::{Cadence, Period, PeriodUnit};
use chrono::NaiveDate;

/// The words that a misspelling is compared with.
const KNOWN: [&str; 22] = [
    "本旬",
    "上一旬",
    "本周",
    "上周",
    "本月",
    "上月",
    "本季度",
    "上季度",
    "上半年",
    "下半年",
    "全年",
    "前三季度",
    "this-week",
    "last-week",
    "this-dekad",
    "last-dekad",
    "this-month",
    "last-month",
    "this-quarter",
    "last-quarter",
    "this-year",
    "last-year",
];

/// The word that a misspelt period is nearest to.
pub(super) fn nearest(spelled: &str) -> Option<&'static str> {
    let near = |word: &&&str| strsim::damerau_levenshtein(word, spelled);
    let nearest = KNOWN.iter().min_by_key(near)?;
    // Two wrong letters of a short word are another word.
    let most = if spelled.chars().count() < 6 { 1 } else { 2 };
    (near(&nearest) <= most).then_some(*nearest)
}

/// A period named from the as-of day; numerals are figures already.
pub(super) fn relative(text: &str, as_of: NaiveDate, cadence: Option<Cadence>) -> Option<Period> {
    let unit_of_cadence = || cadence.map(Cadence::unit);
    let (unit, back) = match text {
        "本旬" | "this-dekad" => (PeriodUnit::Dekad, 0),
        "上1旬" | "last-dekad" => (PeriodUnit::Dekad, 1),
        "本周" | "this-week" => (PeriodUnit::Week, 0),
        "上周" | "上1周" | "last-week" => (PeriodUnit::Week, 1),
        "本月" | "this-month" => (PeriodUnit::Month, 0),
        "上月" | "上个月" | "上1月" | "last-month" => (PeriodUnit::Month, 1),
        "本季" | "本季度" | "this-quarter" => (PeriodUnit::Quarter, 0),
        "上季" | "上季度" | "上1季度" | "last-quarter" => (PeriodUnit::Quarter, 1),
        "this-half" => (PeriodUnit::Half, 0),
        "last-half" => (PeriodUnit::Half, 1),
        "本年" | "今年" | "全年" | "this-year" => (PeriodUnit::Year, 0),
        "上年" | "去年" | "last-year" => (PeriodUnit::Year, 1),
        "本期" => (unit_of_cadence()?, 0),
        "上期" | "上1期" => (unit_of_cadence()?, 1),
        _ => return None,
    };
    let now = Period::containing(unit, as_of);
    if back == 0 { Some(now) } else { now.previous() }
}

/// Chinese numerals up to ninety-nine as figures: 十二 is 12, 二十 is 20.
pub(super) fn figures(text: &str) -> String {
    let digit = |c: char| "一二三四五六七八九".chars().position(|digit| digit == c);
    let digit = |c: char| match c {
        '两' => Some(2),
        '十' => Some(10),
        c => digit(c).map(|at| at + 1),
    };
    let mut spelled = String::with_capacity(text.len());
    let mut number: Option<usize> = None;
    for c in text.chars() {
        number = match (digit(c), number) {
            (Some(10), before) => Some(before.unwrap_or(1) * 10),
            (Some(units), Some(tens)) if tens % 10 == 0 => Some(tens + units),
            (digit, before) => {
                spelled.extend(before.map(|before| before.to_string()));
                if digit.is_none() {
                    spelled.push(c);
                }
                digit
            }
        };
    }
    spelled.extend(number.map(|number| number.to_string()));
    spelled
}
