//! What two figures that stand one behind the other have to do with each other: 由38%提高到42%, 3个街道完成1500户, 至少3个，最多5个.

use super::clauses::Stance;
use super::counted::Found;
use super::counted_name::{acts, tells_apart};
use crate::ledger::{Better, in_unit};

/// Words for a change, which a level follows: 提高到42%.
const CHANGES: &[&str] = &[
    "提高", "提升", "增加", "增长", "上升", "扩大", "扩展", "扩面", "拓展", "降低", "下降", "减少",
    "压减", "压降", "压缩", "缩短", "缩减", "发展", "恢复", "调整", "增", "升", "降", "减", "提",
    "扩", "to",
];

/// Puts together the figures of a text that belong together; each that is set aside leaves a mark with the one that stays.
pub(super) fn joined(text: &str, found: Vec<Found>) -> Vec<Found> {
    let mut kept: Vec<Found> = Vec::new();
    for next in found {
        let Some(last) = kept.pop() else {
            kept.push(next);
            continue;
        };
        let between = text.get(last.end..next.start).unwrap_or("");
        kept.extend(pair(last, between, next));
    }
    kept.retain(|found| !found.leads_only);
    kept
}

/// What becomes of two figures with the words between them.
fn pair(mut last: Found, between: &str, mut next: Found) -> Vec<Found> {
    let words = between.trim_matches([',', ' ', '的']);
    let same_unit = last.counted.unit == next.counted.unit;
    let unit_of_next = last.counted.unit.is_none() || same_unit;
    if unit_of_next && leads(&last, words) {
        next.counted.baseline = Some(last.counted.number);
        if next.counted.name.is_empty() {
            (next.counted.name, next.counted.verb) = (last.counted.name, last.counted.verb);
        }
        // What it leads from may be called a thing of the past; where it leads to is the promise.
        next.stance = Stance::Promise;
        return vec![next];
    }
    if words.contains("基础上") && last.clause == next.clause {
        next.counted.several = true;
        next.stance = Stance::Promise;
        return vec![next];
    }
    let is_range = same_unit && matches!(words, "-" | "至" | "到");
    if is_range {
        let upper = last.counted.better.or(next.counted.better) == Some(Better::Lower);
        let mut range = if upper { next } else { last };
        range.counted.several = true;
        range.counted.better = Some(if upper { Better::Lower } else { Better::Higher });
        return vec![range];
    }
    let both = last.stance == Stance::Promise && next.stance == Stance::Promise;
    let same_thing =
        same_unit && (next.counted.name.is_empty() || last.counted.name == next.counted.name);
    if both && same_thing {
        let (one, other) = (last.counted.better, next.counted.better);
        if one.is_some() && other.is_some() && one != other {
            let mut floor = if one == Some(Better::Higher) { last } else { next };
            floor.counted.several = true;
            return vec![floor];
        }
    }
    if both && are_two_levels(&last, &next) {
        let mut firm = if is_firm(&next) && !is_firm(&last) { next } else { last };
        firm.counted.several = true;
        return vec![firm];
    }
    let unit = |found: &Found| found.counted.unit.clone().unwrap_or_default();
    let by_points = unit(&last).ends_with("百分点") && unit(&next) == "%" && both;
    if by_points {
        next.counted.several = true;
        return vec![next];
    }
    if last.clause == next.clause && is_scope(&last, words) {
        last.stance = Stance::Aside;
    }
    vec![last, next]
}

/// Words for what must be reached.
const FIRM: [&str; 9] =
    ["不低于", "不少于", "不得低于", "不得少于", "确保", "力保", "必保", "保底", "至少"];

/// Words for what is hoped for.
const HOPED: [&str; 7] = ["力争", "争取", "冲刺", "挑战", "奋斗", "努力", "最好"];

/// Whether two figures are a firm and a hoped-for level of one thing: 12.5公里，力争15公里; 不低于6亿元，确保8亿元.
fn are_two_levels(last: &Found, next: &Found) -> bool {
    let (one, other) = (&last.counted, &next.counted);
    let units = one.unit.as_deref().zip(other.unit.as_deref());
    let same_kind = units.is_some_and(|(from, to)| in_unit(one.number, from, to).is_some());
    let same_noun = other.name.is_empty() || one.name == other.name;
    let same_verb = !tells_apart(&other.verb) || one.verb == other.verb;
    let says = |found: &Found, words: &[&str]| words.iter().any(|word| found.lead.contains(word));
    // 确保 alone may begin another promise: 确保征地320亩，确保交地300亩 differ in their nouns.
    let is_level = says(next, &HOPED) || says(last, &HOPED) || says(next, &FIRM);
    same_kind && same_noun && same_verb && is_level && last.year == next.year
}

fn is_firm(found: &Found) -> bool {
    FIRM.iter().any(|word| found.lead.contains(word))
}

/// Whether a figure is where the way to the next one begins: 由38%提高到42%, 38%提高到42%, 在60户基础上增加到200户.
fn leads(last: &Found, words: &str) -> bool {
    let to = ["到", "至", "为", "达", "成", "to"].iter().any(|word| words.ends_with(word));
    let changes = CHANGES.iter().any(|word| words.starts_with(word));
    let from = ["由", "从", "自"].iter().any(|word| last.lead.contains(word))
        || last.lead.trim_end().ends_with("from");
    let based = words.contains("基础上");
    let short = words.chars().count() <= 12 && !words.contains(['。', ';']);
    to && short && (changes || from || based)
}

/// Whether a figure only says of how many the next one is: 3个街道完成1500户, 8个村中完成5个.
fn is_scope(last: &Found, words: &str) -> bool {
    const DONE: [&str; 14] = [
        "完成", "建成", "开工", "竣工", "新增", "新建", "达到", "达", "实现", "签约", "投产",
        "改造", "整治", "交付",
    ];
    !acts(&last.lead)
        && (DONE.iter().any(|word| words.contains(word)) || words.ends_with(['中', '里']))
}
