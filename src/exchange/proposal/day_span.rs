//! A part of the year among the words around it, and a span from one day to another: 于6月底前完成, 1-12月, 2018.1.11-2018.3.5.

use super::day_words::{Part, english, part};
use super::exact_day::{exact, in_other_order};
use crate::ledger::Term;
use chrono::NaiveDate;

/// A part of the year with the words around it taken away: 于…前完成.
pub(super) fn bounded(text: &str, term: Term) -> Option<Part> {
    const BEFORE: [&str; 32] = [
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
        "不晚于",
        "不迟于",
        "最迟",
        "最晚",
        "务必",
        "必须",
        "须",
        "应",
        "需",
        "限",
        "预计",
        "暂定",
        "约",
        "初步定",
        "by the ",
        "by ",
        "before ",
        "no later than ",
        "until ",
        "till ",
    ];
    const BEHIND: [&str; 33] = [
        "全面完成",
        "基本完成",
        "完成任务",
        "完成验收",
        "竣工验收",
        "完成",
        "完工",
        "竣工",
        "建成",
        "办结",
        "到位",
        "投用",
        "投产",
        "通车",
        "交付",
        "结束",
        "见效",
        "见成效",
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
        let day = in_other_order(rest, term).map(|day| Part { first: day, last: day });
        if let Some(part) = day.or_else(|| part(rest, term)).or_else(|| english(rest, term)) {
            return Some(part);
        }
        let shorter = BEFORE.iter().find_map(|word| rest.strip_prefix(word));
        let shorter = shorter.or_else(|| BEHIND.iter().find_map(|word| rest.strip_suffix(word)));
        rest = shorter.filter(|shorter| !shorter.is_empty())?;
    }
}

/// From one day to another: 1-12月, 3月至6月, 2018.1.11-2018.3.5.
pub(super) fn span(text: &str, term: Term) -> Option<(NaiveDate, NaiveDate)> {
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
            return Some((first, last));
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
    let unit = unit.map(|unit| match unit {
        _ if unit.starts_with('季') => "季度",
        _ if unit.starts_with('年') && from.len() == 4 => "年",
        _ => "月",
    });
    first(from).or_else(|| first(&format!("{from}{}", unit?)))
}
