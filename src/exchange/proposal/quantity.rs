//! The quantities in the words of a goal: 建成道路3公里, 不低于8%, 4.5%以内, PM2.5降至29, 由60户增加到200户.
//!
//! Ordinals, years, numbers of papers, names (5G, “1+3”, 三大攻坚战), ranks, fractions, spans of time, what is done at each turn
//! (每月一次), what was done before and the parts of a sum are none.

use super::arabic::{days_in_digits, plain, without_group_marks};
use super::clauses::{Clause, Stance, clauses};
use super::counted::{Counted, Found};
use super::counted_name::{Named, is_of_change, named};
use super::joined::joined;
use super::limit::{is_of_a_fall, is_rate, leads_to_a_figure, limit};
use super::number_words::{Number, number_at_head};
use super::unit::{unit_at_head, usual};
use crate::exchange::numerals::is_chinese_digit;
use crate::ledger::{Better, Quantity, Term};

/// The quantities that a text promises, in their order; `term`: what lies before it is past.
pub(super) fn quantities(words: &str, term: Term) -> Vec<Counted> {
    let text = days_in_digits(&without_quotes(&without_group_marks(&plain(words))));
    let found = clauses(&text, term).iter().flat_map(of_clause).collect();
    promised(joined(&text, found))
}

/// The figures that are promised; where none is, those beside. What is left out leaves a mark.
fn promised(found: Vec<Found>) -> Vec<Counted> {
    let all = found.len();
    let is = |stance: Stance| move |found: &&Found| found.stance == stance;
    let last_year = found.iter().filter(is(Stance::Promise)).filter_map(|found| found.year).max();
    let of_year = |found: &Found| found.year.is_none() || found.year == last_year;
    let any = found.iter().any(|found| found.stance == Stance::Promise);
    let kept = found.into_iter().filter(|found| match found.stance {
        Stance::Promise => of_year(found),
        Stance::Aside => !any,
        Stance::Never => false,
    });
    let mut kept: Vec<Counted> = kept.map(|found| found.counted).collect();
    let several = kept.len() < all;
    if let Some(first) = kept.first_mut() {
        first.several |= several;
    }
    kept
}

/// A text without what stands in quotes, in brackets of papers and in book marks: names, not amounts.
fn without_quotes(text: &str) -> String {
    let (mut kept, mut closing) = (String::with_capacity(text.len()), None);
    for letter in text.chars() {
        if let Some(end) = closing {
            if letter == end {
                closing = None;
            }
            continue;
        }
        closing = match letter {
            '“' => Some('”'),
            '‘' => Some('’'),
            '《' => Some('》'),
            '〔' => Some('〕'),
            '[' => Some(']'),
            '「' => Some('」'),
            _ => None,
        };
        // The opening mark stays, so that what stood on both sides does not become one word.
        kept.push(letter);
    }
    // A quote that is never closed is none.
    if closing.is_some() { text.to_owned() } else { kept }
}

fn of_clause(clause: &Clause<'_>) -> Vec<Found> {
    let text = clause.text;
    let (mut found, mut at, mut from) = (Vec::new(), 0, 0);
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let Some((number, length)) = number_at_head(rest) else {
            at += rest.chars().next().map_or(1, char::len_utf8);
            continue;
        };
        let (before, behind) =
            (text.get(..at).unwrap_or(""), text.get(at + length..).unwrap_or(""));
        let lead = text.get(from..at).unwrap_or("");
        let own = number.and_then(|number| {
            let spelled = rest.get(..length).unwrap_or("");
            counted((number, spelled), (before, lead), behind)
        });
        if let Some((counted, length_of_unit, leads_only)) = own {
            let end = at + length + length_of_unit;
            found.push(Found {
                start: clause.at + at,
                end: clause.at + end,
                clause: clause.at,
                lead: lead.to_owned(),
                stance: clause.stance,
                year: clause.year,
                leads_only,
                counted,
            });
            from = end;
        }
        at += length;
    }
    found
}

/// A number as a quantity, with the length of its unit, and whether it only leads to another one.
fn counted(
    (number, spelled): (Number, &str),
    (before, lead): (&str, &str),
    behind: &str,
) -> Option<(Counted, usize, bool)> {
    if is_part_of_a_name(before, behind) {
        return None;
    }
    let Unit { name: unit, length, half } = unit(number, before, behind)?;
    let rest = behind.get(length..).unwrap_or("");
    if number.in_characters && is_a_word(spelled, unit.as_deref(), rest) {
        return None;
    }
    let side = limit(before, rest);
    let bare = unit.is_none();
    let leads_only = bare && before.ends_with(['由', '从', '自']);
    // A number without a unit is a figure where a limit leads to it and nothing follows.
    let stands_alone = !number.in_characters && rest.trim().is_empty() && leads_to_a_figure(before);
    if bare && !leads_only && !stands_alone {
        return None;
    }
    let (value, side) = end_of_range(number, side);
    let value =
        if half { value.plus(Quantity::from_millionths(Quantity::ONE / 2)).ok()? } else { value };
    let is_share =
        unit.as_deref().is_some_and(|unit| matches!(unit, "%" | "‰") || unit.ends_with("百分点"));
    let grows = ["增长", "提高", "提升", "上升"].iter().any(|word| before.contains(word));
    let falls = is_share && is_of_a_fall(lead);
    // 下降10% counts the fall: the more, the better.
    let better = side.or_else(|| (is_share && (grows || falls)).then_some(Better::Higher));
    let lower = better == Some(Better::Lower);
    let Named { mut noun, verb, is_behind } = named(lead, rest);
    if falls && !noun.is_empty() && is_of_change(&verb) {
        noun.push_str(&verb);
    }
    let counted = Counted {
        number: value,
        unit: unit.map(|unit| usual(unit.trim())),
        better,
        rate: lower || bare || value == Quantity::default() || (is_share && is_rate(before)),
        bare,
        name: noun,
        verb,
        noun_is_behind: is_behind,
        baseline: None,
        several: number.high.is_some() || half,
    };
    Some((counted, length, leads_only))
}

/// Of a range its lower end as a floor; of a ceiling the upper one.
fn end_of_range(number: Number, side: Option<Better>) -> (Quantity, Option<Better>) {
    match (number.high, side) {
        (Some(high), Some(Better::Lower)) => (high, side),
        (Some(_), _) => (number.value, Some(Better::Higher)),
        (None, side) => (number.value, side),
    }
}

/// The unit behind a number.
struct Unit {
    /// With the scale of the number; none of a bare figure.
    name: Option<String>,
    /// What it takes of the text.
    length: usize,
    /// Whether a half of it follows: 两个半.
    half: bool,
}

fn unit(number: Number, before: &str, behind: &str) -> Option<Unit> {
    if let Some(share) = number.share {
        return Some(Unit { name: Some(share.to_owned()), length: 0, half: false });
    }
    // 20余户 are at least 20.
    let about =
        behind.chars().next().filter(|letter| "余多来".contains(*letter)).map_or(0, char::len_utf8);
    let text = behind.get(about..).unwrap_or("");
    let Some(unit) = unit_at_head(text).filter(|_| about == 0 || !text.starts_with(' ')) else {
        let is_money = ["投资", "资金", "产值", "税收", "收入", "贷款", "债务"]
            .iter()
            .any(|word| before.contains(word));
        let ends = !behind.starts_with(|letter: char| letter.is_alphanumeric())
            || behind.starts_with("以");
        let money = !number.scale.is_empty() && is_money && ends;
        let none = number.scale.is_empty().then_some(Unit { name: None, length: 0, half: false });
        return if money {
            Some(Unit { name: Some(format!("{}元", number.scale)), length: 0, half: false })
        } else {
            none
        };
    };
    let length = about + unit.len() + usize::from(text.starts_with(' '));
    let rest = behind.get(length..).unwrap_or("");
    let further = rest
        .strip_prefix('半')
        .filter(|rest| !rest.starts_with(['年', '月', '天', '日', '小', '数', '径']));
    let half = further.is_some() && number.scale.is_empty() && number.high.is_none();
    let length = length + if half { '半'.len_utf8() } else { 0 };
    Some(Unit { name: Some(format!("{}{unit}", number.scale)), length, half })
}

/// Whether letters, ordinals or signs around a number make it a name: PM2.5, 第3, 1+3, 12号.
fn is_part_of_a_name(before: &str, behind: &str) -> bool {
    let joined = |letter: char| {
        letter.is_ascii_alphanumeric()
            || is_chinese_digit(letter)
            || matches!(
                letter,
                '第' | '初' | '+' | '/' | '.' | '#' | '"' | '\'' | '〔' | '[' | '数' | '几'
            )
    };
    const NAMES: [char; 13] =
        ['+', '#', '"', '\'', '号', '届', '年', '月', '日', '时', '点', '版', '倍'];
    let dashed = before
        .strip_suffix('-')
        .is_some_and(|before| before.ends_with(|c: char| c.is_ascii_alphanumeric()));
    before.ends_with(joined) || behind.starts_with(NAMES) || dashed || is_rank(before)
}

/// 前3名 is a rank; 6月底前3个 are three.
fn is_rank(before: &str) -> bool {
    const DAYS: &str = "目年月日底末此之以提节当汛季旬号午期";
    let before = before.trim_end();
    let rank = before
        .strip_suffix('前')
        .is_some_and(|before| !before.ends_with(|letter| DAYS.contains(letter)));
    rank || before.ends_with("top")
        || ["第", "位居", "位列", "排名", "名列"].iter().any(|word| before.ends_with(word))
}

/// A number in characters that is a word: 三个一批, 两个维护, 二期, 四套班子.
fn is_a_word(spelled: &str, unit: Option<&str>, rest: &str) -> bool {
    const SLOGANS: [&str; 14] = [
        "一", "维护", "意识", "自信", "全面", "代表", "班子", "规定", "到位", "清零", "必须", "不",
        "产业", "红线",
    ];
    let Some(unit) = unit else { return false };
    let ordinal =
        unit == "期" || (spelled == "二" && matches!(unit, "次" | "批" | "批次" | "轮" | "级"));
    ordinal || SLOGANS.iter().any(|word| rest.starts_with(word))
}
