//! The words around a number that say which side of it is the better one, and whether it is a rate.

use crate::ledger::Better;

const LOWER_BEFORE: &[&str] = &[
    "降至",
    "降到",
    "下降到",
    "下降至",
    "减至",
    "减少到",
    "减少至",
    "压减至",
    "压减到",
    "压降至",
    "压降到",
    "控制在",
    "不超过",
    "不高于",
    "不多于",
    "不大于",
    "低于",
    "少于",
    "小于",
    "不突破",
    "≤",
    "<",
    "at most",
    "no more than",
    "below",
    "under",
    "down to",
    "not exceed",
    "压到",
    "压至",
    "控制到",
    "最多",
    "至多",
    "不得超过",
    "不得高于",
    "不得多于",
    "缩短到",
    "缩短至",
    "压缩到",
    "压缩至",
    "降为",
    "降低到",
    "降低至",
    "上限",
];
const HIGHER_BEFORE: &[&str] = &[
    "不低于",
    "不少于",
    "不小于",
    "不下于",
    "至少",
    "超过",
    "高于",
    "大于",
    "多于",
    "≥",
    ">",
    "at least",
    "no less than",
    "over",
    "more than",
    "提高到",
    "提升到",
    "提高至",
    "提升至",
    "上升到",
    "增至",
    "增加到",
    "增加至",
    "不得低于",
    "不得少于",
    "最少",
    "最低",
    "起码",
    "高过",
    "扩大到",
    "扩大至",
    "下限",
];
const LOWER_BEHIND: &[&str] =
    &["以内", "以下", "之内", "之下", "或以下", "及以下", "or less", "or below"];
const HIGHER_BEHIND: &[&str] = &["以上", "及以上", "或以上", "之上", "or more", "or above"];

/// Which side of a number is the better one.
pub(super) fn limit(before: &str, rest: &str) -> Option<Better> {
    let before = before.trim_end();
    let rest = rest.trim_start_matches([' ', '(']);
    let ends = |words: &[&str]| {
        let fitting = words.iter().filter(|word| before.ends_with(**word));
        fitting.map(|word| word.len()).max()
    };
    let begins = |words: &[&str]| words.iter().any(|word| rest.starts_with(word));
    // 不低于 ends in 低于, 不超过 in 超过: the longer one is meant.
    match (ends(HIGHER_BEFORE), ends(LOWER_BEFORE)) {
        (Some(higher), lower) if Some(higher) > lower => Some(Better::Higher),
        (_, Some(_)) => Some(Better::Lower),
        _ if begins(HIGHER_BEHIND) => Some(Better::Higher),
        _ => begins(LOWER_BEHIND).then_some(Better::Lower),
    }
}

/// The words before a number that say a side.
pub(super) fn limits() -> impl Iterator<Item = &'static str> {
    HIGHER_BEFORE.iter().chain(LOWER_BEFORE).copied()
}

/// Whether words lead to a bare figure: 降至29, 达到60.
pub(super) fn leads_to_a_figure(before: &str) -> bool {
    const TO: &[&str] = &["达", "达到", "至", "到", "为", "控制在"];
    limit(before, "").is_some() || TO.iter().any(|word| before.ends_with(word))
}

/// Whether a figure counts how far something falls: 下降10%, 压减一般性支出5%; in 降至10% it is what is left.
pub(super) fn is_of_a_fall(lead: &str) -> bool {
    const FALLS: [&str; 12] = [
        "下降", "压减", "减少", "降低", "压降", "削减", "缩减", "压缩", "缩短", "下调", "精简",
        "降幅",
    ];
    let falls = FALLS.iter().filter_map(|word| Some(lead.rfind(word)? + word.len())).max();
    falls.and_then(|at| lead.get(at..)).is_some_and(|behind| {
        !["到", "至", "为", "在", "率"].iter().any(|word| behind.contains(word))
    })
}

/// Whether a percentage is a growth rate or a share; the share of a work that is done runs with time.
pub(super) fn is_rate(before: &str) -> bool {
    const DONE: &[&str] = &["完成率", "进度", "完成", "推进", "开工率", "投资完成"];
    !DONE.iter().any(|word| before.ends_with(word) || before.contains("完成率"))
}
