//! The parts of a year as plans name them, in Chinese and in English, with their first and their last day.

use super::exact_day::year_of;
use super::feasts::eve;
use crate::calendar::month_end;
use crate::exchange::english_months::english_month;
use crate::ledger::Term;
use chrono::{Datelike, NaiveDate};

/// A part of the calendar that words name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Part {
    /// Its first day.
    pub first: NaiveDate,
    /// Its last day.
    pub last: NaiveDate,
}

/// A part of a year by its first and last month and day, not yet in a year.
#[derive(Clone, Copy)]
struct Within {
    from: (u32, u32),
    /// Without a day, the last of the month.
    to: (u32, Option<u32>),
}

/// Reads 2018年6月中旬, 6月30日, 二季度末 (in digits), 上半年, 年底; `text` is plain and its numbers are digits.
pub(super) fn part(text: &str, term: Term) -> Option<Part> {
    if let Some((year, month)) = numbered(text) {
        return in_year(within(&format!("{month}月"))?, Some(year), term);
    }
    let (year, rest) = year_at_head(text, term);
    if let Some((month, day)) = eve(rest) {
        // The eve of a New Year's Day that words name by its year lies in the year before.
        let year = if month == 12 { year.map(|year| year - 1) } else { year };
        let eve = Within { from: (month, day), to: (month, Some(day)) };
        return in_year(eve, year, term);
    }
    in_year(within(rest).or_else(|| of_year(rest, year.is_some()))?, year, term)
}

/// The year that words begin with: 2018年, 18年8月, 今年, 明年.
fn year_at_head(text: &str, term: Term) -> (Option<i32>, &str) {
    let next = [("今年", 0), ("本年度", 0), ("本年", 0), ("当年", 0), ("明年", 1), ("次年", 1)];
    for (word, further) in next {
        if let Some(rest) = text.strip_prefix(word).filter(|rest| !rest.is_empty() || further > 0) {
            return (Some(term.name_year() + further), rest);
        }
    }
    let stated = text.split_once('年').and_then(|(year, rest)| {
        // 20年 may be twenty years.
        let is_span = year.len() == 2 && matches!(rest, "" | "内");
        Some((year_of(year, term).filter(|_| !is_span)?, rest))
    });
    stated.map_or((None, text), |(year, rest)| (Some(year), rest))
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// 2018-6, 2018.06, 2018/6, 201806: a year and the number of its month.
fn numbered(text: &str) -> Option<(i32, &str)> {
    let (year, month) = match text.split_once(['-', '.', '/']) {
        Some((year, month)) => (year, month.trim_end_matches('月')),
        None if text.len() == 6 && text.is_ascii() => text.split_at(4),
        None => return None,
    };
    let is_month = (1..=2).contains(&month.len()) && month.bytes().all(|b| b.is_ascii_digit());
    let year = is_year(year).then(|| year.parse().ok()).flatten();
    let year = year.filter(|year| is_month && (1990..=2100).contains(year));
    year.map(|year| (year, month))
}

/// The words for the whole of a year or a half.
fn of_year(rest: &str, with_year: bool) -> Option<Within> {
    let (from, to) = match rest {
        "上半年" | "年中" | "上半年末" | "上半年底" | "h1" => (1, 6),
        "下半年" | "下半年末" | "下半年底" | "h2" => (7, 12),
        "年底" | "年末" | "年内" | "全年" | "年终" | "当年" | "本年" | "本年度" | "本年底"
        | "今年" | "今年底" | "今年年底" | "年度内" | "贯穿全年" | "全年推进" | "全年开展"
        | "全年坚持" | "全年度" | "年度" => (1, 12),
        "" | "底" | "末" | "内" | "度" if with_year => (1, 12),
        _ => return None,
    };
    Some(Within { from: (from, 1), to: (to, None) })
}

/// The parts that are named by numbers: months, ten-day periods, days, quarters.
fn within(rest: &str) -> Option<Within> {
    let quarter = rest.strip_suffix("季度").or_else(|| rest.strip_suffix('季'));
    if let Some(quarter) = rest.strip_prefix('q').or(quarter) {
        return quarters(quarter);
    }
    if let Some(quarter) = rest.strip_suffix("季末").or_else(|| rest.strip_suffix("季底")) {
        return quarters(quarter);
    }
    if let Some((quarter, "末" | "底" | "内" | "季末")) = rest.split_once("季度") {
        return quarters(quarter);
    }
    if let Some((month, day)) = rest.split_once('月') {
        let month = number(month)?;
        let (from, to) = match day {
            "" | "底" | "末" | "份" | "内" | "底内" | "下旬" | "份底" => {
                (if day == "下旬" { 21 } else { 1 }, None)
            }
            "上旬" | "初" => (1, Some(10)),
            "中旬" | "中" => (11, Some(20)),
            "上中旬" => (1, Some(20)),
            "中下旬" => (11, None),
            day => {
                let day = number(day.strip_suffix(['日', '号']).unwrap_or(day))?;
                (day, Some(day))
            }
        };
        return Some(Within { from: (month, from), to: (month, to) });
    }
    // 6.30, 6-30, 6/30
    let (month, day) = rest.split_once(['.', '-', '/'])?;
    let (month, day) =
        (number(month)?, number(day).filter(|_| day.len() == 2 || !rest.contains('.'))?);
    Some(Within { from: (month, day), to: (month, Some(day)) })
}

/// 2, 第2, 前3, 1-3.
fn quarters(text: &str) -> Option<Within> {
    let text = text.strip_prefix('第').unwrap_or(text);
    let (from, to) = match text.strip_prefix('前') {
        Some(to) => (1, number(to)?),
        None => (number(text)?, number(text)?),
    };
    let fits = (1..=4).contains(&to);
    fits.then(|| Within { from: (from * 3 - 2, 1), to: (to * 3, None) })
}

fn number(text: &str) -> Option<u32> {
    let digits = (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

/// Gives a part its year: the one stated, else the only one in which it ends within the ledger.
fn in_year(part: Within, year: Option<i32>, term: Term) -> Option<Part> {
    let of = |year: i32| {
        let first = NaiveDate::from_ymd_opt(year, part.from.0, part.from.1)?;
        let last = match part.to {
            (month, Some(day)) => NaiveDate::from_ymd_opt(year, month, day)?,
            (month, None) => end_of_month(year, month)?,
        };
        (first <= last).then_some(Part { first, last })
    };
    if let Some(year) = year {
        return of(year);
    }
    let years = term.first.year()..=term.last.year();
    let mut own =
        years.filter_map(of).filter(|part| term.first <= part.last && part.last <= term.last);
    let first = own.next()?;
    own.next().is_none().then_some(first)
}

fn end_of_month(year: i32, month: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, 1).map(month_end)
}

/// `30 june 2018`, `june 30, 2018`, `june 2018`, `end of june`, `mid june`, `q3 2018`, `year end`, `end of 2018`.
pub(super) fn english(text: &str, term: Term) -> Option<Part> {
    let text = text.strip_prefix("the ").unwrap_or(text);
    let all: Vec<&str> = text.split([' ', ',', '-']).filter(|word| !word.is_empty()).collect();
    let is_filler = |word: &&str| matches!(*word, "end" | "of" | "the" | "in" | "on" | "late");
    let words: Vec<&str> = all.iter().copied().filter(|word| !is_filler(word)).collect();
    let whole = Within { from: (1, 1), to: (12, None) };
    // 31-Aug-18, and Aug-18 as a spreadsheet shows a month.
    let short = match words[..] {
        [_, month, year] | [month, year]
            if english_month(month).is_some() && text.contains('-') =>
        {
            Some(year).filter(|year| year.len() == 2).and_then(|year| year_of(year, term))
        }
        _ => None,
    };
    let words = if short.is_some() {
        words.get(..words.len() - 1).unwrap_or_default().to_vec()
    } else {
        words
    };
    let year = words.iter().find(|word| is_year(word)).and_then(|year| year.parse::<i32>().ok());
    let year = year.or(short);
    let rest: Vec<&str> = words.iter().copied().filter(|word| !is_year(word)).collect();
    let month = |word: &str| english_month(word.trim_end_matches('.'));
    let own = match rest[..] {
        [] if year.is_some() && all.len() > 1 => whole,
        ["year"] if all.len() > 1 => whole,
        ["mid", name] => {
            let (of, _) = month(name).filter(|(first, last)| first == last)?;
            Within { from: (of, 11), to: (of, Some(20)) }
        }
        [name] => {
            let (first, last) = month(name)?;
            Within { from: (first, 1), to: (last, None) }
        }
        [one, other] => {
            let (day, name) = if month(one).is_some() { (other, one) } else { (one, other) };
            let (of, _) = month(name).filter(|(first, last)| first == last)?;
            let digits = day.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
            let day = number(digits)?;
            Within { from: (of, day), to: (of, Some(day)) }
        }
        _ => return None,
    };
    in_year(own, year, term)
}
