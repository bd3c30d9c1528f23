//! The deadline that words name: `2018.6.30`, 6月底前, 二季度末, 年底, 1—12月, 长期坚持, `30 June 2018`. Nothing is guessed: what names no
//! day is none, and a day without a year is the one that the ledger has.

use super::arabic::{days_in_digits, plain};
use super::day_words::{Part, english, part};
use crate::ledger::{KeyType, Term, stable};
use chrono::NaiveDate;

/// What words say of the time of a task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Timing {
    /// The first day, where they name a span.
    pub start: Option<NaiveDate>,
    /// The last day; `None` for what has no end.
    pub due: Option<NaiveDate>,
    /// How they say so.
    pub said: Said,
}

/// How words name a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Said {
    /// By year, month and day.
    Exactly,
    /// By other words, all of which were understood.
    InWords,
    /// Among further words or days.
    AmongOthers,
}

/// Words for work without an end.
const ENDLESS: &[&str] = &[
    "长期",
    "长期坚持",
    "长期推进",
    "长期任务",
    "长期实施",
    "长期开展",
    "长效",
    "长期落实",
    "坚持长期",
    "常年",
    "常年坚持",
    "常年推进",
    "常年开展",
    "常态",
    "常态化",
    "常态化推进",
    "常态化开展",
    "常态化坚持",
    "常态长效",
    "持续",
    "持续推进",
    "持续实施",
    "持续开展",
    "持续坚持",
    "持续进行",
    "持续落实",
    "日常",
    "日常工作",
    "经常性",
    "长期持续",
    "长期坚持推进",
    "长期坚持持续推进",
    "持续推进长期坚持",
    "ongoing",
    "continuous",
    "continuing",
    "standing",
    "long term",
    "long-term",
    "permanent",
    "throughout",
    "always",
];

/// Marks between the pieces of a cell.
const MARKS: [char; 6] = [',', ';', '、', '。', '\n', '/'];

/// What words name; `None` where they name no time.
pub(super) fn timing(words: &str, term: Term) -> Option<Timing> {
    let whole = spelled(words);
    if whole.is_empty() {
        return None;
    }
    if let Some(timing) = piece(&whole, term) {
        return Some(timing);
    }
    // Several pieces: the last that names a day.
    let narrow: String = words.chars().map(crate::ledger::half_width).collect();
    let pieces = narrow.split(MARKS).map(spelled).filter(|own| !own.is_empty());
    let named = pieces.filter_map(|own| piece(&own, term).or_else(|| at_head(&own, term)));
    let last = named.reduce(|known, next| if next.due.is_some() { next } else { known })?;
    Some(Timing { said: Said::AmongOthers, ..last })
}

/// A day at the head of a sentence: 6月底前出台方案. One that something counts from is none: 3月12日后30日内.
fn at_head(text: &str, term: Term) -> Option<Timing> {
    let ends =
        text.char_indices().rev().filter(|(_, letter)| "前底末内日号月旬度年".contains(*letter));
    ends.map(|(at, letter)| text.split_at(at + letter.len_utf8())).find_map(|(head, rest)| {
        let is_cut = rest.starts_with(|next: char| next.is_ascii_digit());
        let counts_from = rest.contains('后') || rest.starts_with(['起', '以', '至', '-']);
        let part = bounded(head, term).filter(|_| !counts_from && !is_cut)?;
        Some(Timing { start: None, due: Some(part.last), said: Said::InWords })
    })
}

/// The last day of what words name by themselves, without further words.
pub(super) fn one_day(words: &str, term: Term) -> Option<NaiveDate> {
    let timing = piece(&spelled(words), term)?;
    timing.due.filter(|_| timing.start.is_none())
}

/// The first day of what words name: of 2018年1月 the first, of 2018.1.11 that day. `true` where it is named exactly.
pub(super) fn opening(words: &str, term: Term) -> Option<(NaiveDate, bool)> {
    let text = spelled(words);
    let text = text.strip_suffix("起").unwrap_or(&text);
    let part = |text| bounded(text, term).map(|part| (part.first, false));
    exact(text).map(|day| (day, true)).or_else(|| part(text))
}

fn spelled(words: &str) -> String {
    let plain = plain(words);
    let plain = plain.trim_matches(|c: char| matches!(c, '.' | '。' | ';' | ',' | ':' | '、'));
    let inner = plain.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    days_in_digits(inner.unwrap_or(plain))
}

fn piece(text: &str, term: Term) -> Option<Timing> {
    let endless = ENDLESS.contains(&text) || stable(KeyType::Deadline, text).is_some();
    if endless {
        return Some(Timing { start: None, due: None, said: Said::InWords });
    }
    if let Some(day) = exact(text) {
        return Some(Timing { start: None, due: Some(day), said: Said::Exactly });
    }
    if let Some(part) = bounded(text, term) {
        return Some(Timing { start: None, due: Some(part.last), said: Said::InWords });
    }
    span(text, term)
}

/// A day with its year, in figures alone; a time behind it says nothing more.
fn exact(text: &str) -> Option<NaiveDate> {
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

fn ymd(year: i32, month: &str, day: &str) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month.parse().ok()?, day.parse().ok()?)
}

/// A part of the year with the words around it taken away: 于…前完成.
fn bounded(text: &str, term: Term) -> Option<Part> {
    const BEFORE: [&str; 14] = [
        "力争",
        "确保",
        "争取",
        "计划",
        "拟",
        "原则上",
        "于",
        "在",
        "截至",
        "截止",
        "至",
        "到",
        "by the ",
        "by ",
    ];
    const BEHIND: [&str; 22] = [
        "全面完成",
        "基本完成",
        "完成任务",
        "完成",
        "完工",
        "办结",
        "到位",
        "之前",
        "以前",
        "前",
        "之内",
        "以内",
        "内",
        "止",
        "左右",
        "为止",
        "的",
        "期间",
        "全部",
        "，",
        "时",
        "份",
    ];
    let mut rest = text;
    loop {
        if let Some(part) = part(rest, term).or_else(|| english(rest, term)) {
            return Some(part);
        }
        let shorter = BEFORE.iter().find_map(|word| rest.strip_prefix(word));
        let shorter = shorter.or_else(|| BEHIND.iter().find_map(|word| rest.strip_suffix(word)));
        rest = shorter.filter(|shorter| !shorter.is_empty())?;
    }
}

/// From one day to another: 1-12月, 3月至6月, 2018.1.11-2018.3.5.
fn span(text: &str, term: Term) -> Option<Timing> {
    let cuts = text.char_indices().filter(|(_, letter)| matches!(letter, '-' | '至' | '到'));
    for (at, letter) in cuts {
        let (from, to) = (text.get(..at)?, text.get(at + letter.len_utf8()..)?);
        let from = from.trim_end_matches('-').trim_start_matches(['从', '自']);
        let to = to.trim_start_matches('-');
        let Some(last) = exact(to).or_else(|| bounded(to, term).map(|part| part.last)) else {
            continue;
        };
        let Some(first) = first_of(from, to, term) else { continue };
        if first <= last {
            return Some(Timing { start: Some(first), due: Some(last), said: Said::InWords });
        }
    }
    None
}

/// The first day of a span; what it leaves out it has in common with its end: the unit in 1-12月, the year in 2018年1-12月.
fn first_of(from: &str, to: &str, term: Term) -> Option<NaiveDate> {
    if let Some(day) = exact(from) {
        return Some(day);
    }
    let first = |text: &str| part(text, term).map(|part| part.first);
    let unit = to.find(|letter: char| !letter.is_ascii_digit()).and_then(|at| to.get(at..));
    let unit = unit.map(|unit| if unit.starts_with("季度") { "季度" } else { "月" });
    first(from).or_else(|| first(&format!("{from}{}", unit?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(words: &str, term: Term) -> String {
        let Some(Timing { start, due, said }) = timing(words, term) else {
            return "-".to_owned();
        };
        let start = start.map(|day| format!("{day}..")).unwrap_or_default();
        let due = due.map_or("standing".to_owned(), |day| day.to_string());
        let mark = match said {
            Said::Exactly => "",
            Said::InWords => "?",
            Said::AmongOthers => "+",
        };
        format!("{start}{due}{mark}")
    }

    #[test]
    fn deadlines_in_every_spelling() {
        for (words, day) in [
            ("2018.6.30", "2018-06-30"),
            ("2018-6-30", "2018-06-30"),
            ("2018/06/30", "2018-06-30"),
            ("2018-06-30 00:00", "2018-06-30"),
            ("２０１８年６月３０日", "2018-06-30"),
            ("2018 年 6 月 30 日", "2018-06-30"),
            ("二〇一八年六月三十日", "2018-06-30"),
            ("20180630", "2018-06-30"),
            ("2018年6月30日前", "2018-06-30?"),
            ("2018/6", "2018-06-30?"),
            ("2018.06", "2018-06-30?"),
            ("201806", "2018-06-30?"),
            ("2018年6月", "2018-06-30?"),
            ("2018年2月", "2018-02-28?"),
            ("6月", "2018-06-30?"),
            ("六月底", "2018-06-30?"),
            ("6月底前", "2018-06-30?"),
            ("6月末", "2018-06-30?"),
            ("6月份", "2018-06-30?"),
            ("于6月底之前完成", "2018-06-30?"),
            ("力争6月底前全面完成", "2018-06-30?"),
            ("6月30日前", "2018-06-30?"),
            ("6.30", "2018-06-30?"),
            ("6月上旬", "2018-06-10?"),
            ("6月中旬", "2018-06-20?"),
            ("2018年2月下旬", "2018-02-28?"),
            ("一季度", "2018-03-31?"),
            ("二季度末", "2018-06-30?"),
            ("第三季度", "2018-09-30?"),
            ("前三季度", "2018-09-30?"),
            ("2018年四季度", "2018-12-31?"),
            ("Q3", "2018-09-30?"),
            ("上半年", "2018-06-30?"),
            ("下半年", "2018-12-31?"),
            ("年中", "2018-06-30?"),
            ("年底", "2018-12-31?"),
            ("年底前", "2018-12-31?"),
            ("12月底", "2018-12-31?"),
            ("2019年底", "2019-12-31?"),
            ("全年", "2018-12-31?"),
            ("年内", "2018-12-31?"),
            ("贯穿全年", "2018-12-31?"),
            ("2018年", "2018-12-31?"),
            ("2018年度", "2018-12-31?"),
            ("长期坚持", "standing?"),
            ("持续推进", "standing?"),
            ("常年", "standing?"),
            ("常态化", "standing?"),
            ("長期堅持", "standing?"),
            ("ongoing", "standing?"),
            ("1—12月", "2018-01-01..2018-12-31?"),
            ("2018年1—12月", "2018-01-01..2018-12-31?"),
            ("3月至6月", "2018-03-01..2018-06-30?"),
            ("2018年3月-11月", "2018-03-01..2018-11-30?"),
            ("2018.1.11-2018.3.5", "2018-01-11..2018-03-05?"),
            ("1月11日至3月5日", "2018-01-11..2018-03-05?"),
            ("2-3季度", "2018-04-01..2018-09-30?"),
            ("30 June 2018", "2018-06-30?"),
            ("June 30, 2018", "2018-06-30?"),
            ("June 2018", "2018-06-30?"),
            ("end of June", "2018-06-30?"),
            ("by the end of 2018", "2018-12-31?"),
            ("year end", "2018-12-31?"),
            ("持续推进，6月底前出台方案", "2018-06-30+"),
            ("6月底前开工，年底前完工", "2018-12-31+"),
            ("9月底前完成主体工程", "2018-09-30+"),
        ] {
            assert_eq!(said(words, Term::year(2018)), day, "{words}");
        }
    }

    #[test]
    fn other_words_name_no_day() {
        for words in [
            "",
            "-",
            "收文后30日内",
            "2个月内",
            "春节前",
            "每月",
            "每季度末",
            "按省里要求",
            "6月31日",
            "13月",
            "2018-13-01",
            "待定",
            "3",
            "12.5",
            "第一批",
            "3月12日后30日内",
            "6月起",
            "即日起",
        ] {
            assert_eq!(said(words, Term::year(2018)), "-", "{words}");
        }
    }

    #[test]
    fn a_day_without_a_year_is_the_one_that_the_ledger_has() {
        let day = |text: &str| text.parse().unwrap();
        let fiscal = Term { first: day("2023-04-01"), last: day("2024-03-31") };
        assert_eq!(said("6月底", fiscal), "2023-06-30?");
        assert_eq!(said("2月底", fiscal), "2024-02-29?");
        let plan = Term { first: day("2021-01-01"), last: day("2025-12-31") };
        assert_eq!(said("6月底", plan), "-");
        assert_eq!(said("2023年6月底", plan), "2023-06-30?");
    }
}
