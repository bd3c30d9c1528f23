//! The deadline that words name: `2018.6.30`, 6月底前, 二季度末, 年底, 1—12月, 长期坚持, `30 June 2018`. Nothing is guessed: what names no
//! day is none, and a day without a year is the one that the ledger has.

use super::arabic::{days_in_digits, plain};
use super::day_span::{bounded, span};
use super::exact_day::exact;
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
    headed(text, term).map(|(timing, _)| timing)
}

/// The time at the head of a sentence, and what stands behind it.
pub(super) fn headed(text: &str, term: Term) -> Option<(Timing, &str)> {
    let ends = text
        .char_indices()
        .rev()
        .filter(|(_, letter)| "前底末内初份中日号月旬季度年".contains(*letter));
    ends.map(|(at, letter)| text.split_at(at + letter.len_utf8())).find_map(|(head, rest)| {
        let is_cut = rest.starts_with(|next: char| next.is_ascii_digit());
        let counts_from = rest.contains('后') || rest.starts_with(['起', '以', '至', '-']);
        // 2018年春节前 is no day that a year alone would name.
        let is_feast = head.ends_with('年') && rest.contains(['前', '节', '期', '季']);
        if counts_from || is_cut || is_feast {
            return None;
        }
        let due = bounded(head, term).map(|part| Timing {
            start: None,
            due: Some(part.last),
            said: Said::InWords,
        });
        Some((due.or_else(|| piece(head, term))?, rest))
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

pub(super) fn spelled(words: &str) -> String {
    let plain = plain(words);
    let plain = plain.trim_matches(|c: char| matches!(c, '.' | '。' | ';' | ',' | ':' | '、'));
    let inner = plain.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    days_in_digits(inner.unwrap_or(plain))
}

pub(super) fn piece(text: &str, term: Term) -> Option<Timing> {
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
    let (first, last) = span(text, term)?;
    Some(Timing { start: Some(first), due: Some(last), said: Said::InWords })
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
            ("18年8月", "2018-08-31?"),
            ("18年8月底前", "2018-08-31?"),
            ("不晚于8月", "2018-08-31?"),
            ("不迟于8月底", "2018-08-31?"),
            ("最迟8月31日", "2018-08-31?"),
            ("12/31/2018", "2018-12-31?"),
            ("31/12/2018", "2018-12-31?"),
            ("2018/12/31", "2018-12-31"),
            ("8月前", "2018-08-31?"),
            ("8月份", "2018-08-31?"),
            ("8月份前", "2018-08-31?"),
            ("三季度末前", "2018-09-30?"),
            ("三季末", "2018-09-30?"),
            ("三季", "2018-09-30?"),
            ("2018年底前", "2018-12-31?"),
            ("2018年年底以前", "2018-12-31?"),
            ("2018年内", "2018-12-31?"),
            ("2018-8-31前", "2018-08-31?"),
            ("18.8.31", "2018-08-31?"),
            ("18/8/31", "2018-08-31?"),
            ("2018年12月31日24时", "2018-12-31?"),
            ("2018年12月31日24时前", "2018-12-31?"),
            ("今年8月", "2018-08-31?"),
            ("今年8月底前", "2018-08-31?"),
            ("明年3月", "2019-03-31?"),
            ("明年底前", "2019-12-31?"),
            ("2018、12、31", "2018-12-31?"),
            ("8月上中旬", "2018-08-20?"),
            ("8月中下旬", "2018-08-31?"),
            ("2018—2020年", "2018-01-01..2020-12-31?"),
            ("31-Aug-18", "2018-08-31?"),
            ("Aug-18", "2018-08-31?"),
            ("by 31/08/2018", "2018-08-31?"),
            ("no later than August 2018", "2018-08-31?"),
            ("8月（暂定）", "2018-08-31+"),
            ("国庆节前", "2018-09-30?"),
            ("2018年国庆前", "2018-09-30?"),
            ("“五一”前", "2018-04-30?"),
            ("七一前完成", "2018-06-30?"),
            ("力争“十一”前全面完成", "2018-09-30?"),
            ("元旦前", "2018-12-31?"),
            ("2019年元旦前", "2018-12-31?"),
            ("国庆节前完成主体工程", "2018-09-30+"),
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
            "5/6/2018",
            "2018年春节前",
            "2018年汛期前",
            "国庆前后",
            "中秋国庆前",
            "三年",
            "20年内",
            "3年内",
            "接通知后10日内",
            "立即",
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
