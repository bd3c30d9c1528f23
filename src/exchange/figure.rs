//! Reads a cell as a figure: a number with its unit, nothing, or words, which are never guessed at.

use super::number;
use super::proposal::unit::is_unit;
use super::sheet::Cell;
use crate::account::{CellValue, Unread};
use crate::ledger::{QuantityProblem, USUAL_MEASURED, USUAL_WHOLE, folded, scaled};
use std::collections::BTreeSet;

/// Units that people count in, beside the usual ones. Any other words behind a number are no unit.
const UNITS: &[&str] = &[
    "%",
    "万平方米",
    "万吨",
    "万元",
    "亿元",
    "天",
    "个月",
    "km",
    "m",
    "m2",
    "㎡",
    "万",
    "亿",
    "万户",
    "万人",
    "万人次",
    "千户",
    "百",
    "千",
    "pcs",
    "households",
    "hundred",
    "hundreds",
    "thousand",
    "thousands",
    "'000",
    "000s",
    "million",
    "millions",
];

/// Words that mark a number as approximate.
const ROUGH: &[&str] = &[
    "约", "大约", "近", "将近", "超", "超过", "不到", "不足", "至少", "余", "多", "左右", "以上",
    "以下", "上下", "几", "about", "over", "nearly", "~", ">", "<", "≈", "≥", "≤",
];

/// The known units, the usual ones and those of a book, and the names of its indicators.
#[derive(Clone, Debug, Default)]
pub struct Units {
    units: Vec<String>,
    indicators: BTreeSet<String>,
}

impl Units {
    /// With the units of a book's tasks.
    pub fn of<'u>(book: impl IntoIterator<Item = &'u str>) -> Self {
        let mut units: Vec<String> = book.into_iter().map(folded).collect();
        units.sort_unstable();
        units.dedup();
        Self { units, indicators: BTreeSet::new() }
    }

    /// The same with the names by which indicators may stand at the head of columns.
    pub fn with_indicators<'n>(self, names: impl IntoIterator<Item = &'n str>) -> Self {
        let indicators = names.into_iter().map(folded).filter(|name| !name.is_empty()).collect();
        Self { indicators, ..self }
    }

    /// Whether a folded text is the name of an indicator.
    pub(super) fn names_indicator(&self, text: &str) -> bool {
        self.indicators.contains(text)
    }

    /// Whether a text is a unit, with or without 百, 千, 万, 亿 in front of what it counts.
    pub fn has(&self, text: &str) -> bool {
        let text = folded(text);
        let known = |text: &str| {
            [USUAL_WHOLE, USUAL_MEASURED, UNITS].iter().any(|units| units.contains(&text))
                || self.units.iter().any(|unit| unit == text)
        };
        known(&text) || known(scaled(&text).1) || is_unit(&text)
    }

    /// The unit with a number in front of it that a heading ends with, and what stands before that: 完成百户. Without such a
    /// number a unit at the end is what was done: 签约户.
    pub(super) fn scaled_at_end<'t>(&self, text: &'t str) -> Option<(&'t str, &'t str)> {
        let mut starts =
            text.char_indices().filter(|(at, letter)| *at > 0 && "百千万亿".contains(*letter));
        let (before, unit) = starts.find_map(|(at, _)| {
            let (before, unit) = text.split_at(at);
            (scaled(unit).0 > 1 && self.has(unit)).then_some((before, unit))
        })?;
        // 五百户 is an amount.
        (!before
            .ends_with(|letter: char| "一二三四五六七八九十两几多数半0123456789".contains(letter)))
        .then_some((before, unit))
    }
}

/// Reads a cell.
pub fn said(cell: Option<&Cell>, units: &Units) -> CellValue {
    match cell {
        None => CellValue::Nothing,
        Some(Cell::Text(text) | Cell::Number(text)) => of_text(text, units),
        Some(Cell::Date(_)) => CellValue::Unread(Unread::Date),
        Some(Cell::Error(_)) => CellValue::Unread(Unread::ErrorCell),
        Some(Cell::Flag(_)) => CellValue::Unread(Unread::Flag),
        Some(Cell::Unvalued) => CellValue::Unread(Unread::Formula),
        Some(Cell::Struck(_)) => CellValue::Unread(Unread::Struck),
    }
}

fn of_text(text: &str, units: &Units) -> CellValue {
    let narrow = number::narrow(text);
    let narrow = narrow.trim().trim_end_matches(['。', ';']).trim_end();
    // A figure is one so far in any case.
    let narrow =
        narrow.strip_prefix("累计").or(narrow.strip_suffix("累计")).unwrap_or(narrow).trim();
    if narrow.chars().all(|c| matches!(c, '-' | '/')) {
        return CellValue::Nothing;
    }
    let (sign, unsigned) = number::signed(narrow);
    // A currency in front is the unit that otherwise stands behind.
    let (currency, unsigned) = match unsigned.strip_prefix(['¥', '￥']) {
        Some(rest) => (Some("元"), rest.trim_start()),
        None => (None, unsigned),
    };
    let (digits, rest) = number::split(unsigned);
    if !digits.contains(|c: char| c.is_ascii_digit()) {
        return CellValue::Unread(without_number(unsigned));
    }
    let behind = rest.trim();
    if let Some(why) = what_else(behind, units) {
        return CellValue::Unread(why);
    }
    let unit = (!behind.is_empty()).then(|| folded(behind)).or(currency.map(str::to_owned));
    match number::unsigned(sign, digits) {
        Ok(quantity) => CellValue::Number(quantity, unit),
        Err(QuantityProblem::TooFine) => CellValue::Unread(Unread::TooFine),
        Err(QuantityProblem::OutOfRange) => CellValue::Unread(Unread::OutOfRange),
        Err(QuantityProblem::NotANumber) => CellValue::Unread(Unread::Words),
    }
}

/// Says why a text that does not begin with a number is no figure.
fn without_number(text: &str) -> Unread {
    let digits = |rest: &str| rest.trim_start().starts_with(|c: char| c.is_ascii_digit());
    if text.strip_prefix('+').is_some_and(digits) {
        return Unread::Increase;
    }
    let rough = ROUGH.iter().any(|word| text.strip_prefix(word).is_some_and(digits));
    if rough { Unread::Approximate } else { Unread::Words }
}

/// Reads the words behind a number that are no unit.
fn what_else(behind: &str, units: &Units) -> Option<Unread> {
    if behind.is_empty() || units.has(behind) {
        return None;
    }
    let rough = ROUGH.iter().any(|word| behind.starts_with(word) || behind.ends_with(word));
    let number = |c: char| c.is_ascii_digit();
    let range = behind
        .trim_start_matches(|c: char| !number(c) && !matches!(c, '/' | '-' | '~' | '至' | '到'));
    let several = range.starts_with(['/', '-', '~', '至', '到']) && range.contains(number);
    Some(match (several, rough) {
        (true, _) => Unread::SeveralNumbers,
        (false, true) => Unread::Approximate,
        (false, false) => Unread::Words,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        match said(Some(&Cell::Text(text.into())), &Units::of(["栋次"])) {
            CellValue::Nothing => "nothing".to_owned(),
            CellValue::Number(quantity, unit) => format!("{quantity} {}", unit.unwrap_or_default()),
            CellValue::Unread(why) => why.code().to_owned(),
        }
    }

    #[test]
    fn numbers_as_people_type_them() {
        for (typed, meant) in [
            ("66", "66 "),
            (" 66 ", "66 "),
            ("６６", "66 "),
            ("66户", "66 户"),
            ("６６ 戶", "66 户"),
            ("1,200", "1200 "),
            ("1，200万元", "1200 万元"),
            ("85%", "85 %"),
            ("８５．５％", "85.5 %"),
            ("-1.2", "-1.2 "),
            ("－1.2%", "-1.2 %"),
            ("66户。", "66 户"),
            ("累计66户", "66 户"),
            ("55.5%累计", "55.5 %"),
            ("¥1,200.00", "1200 元"),
            ("0", "0 "),
            ("3栋次", "3 栋次"),
        ] {
            assert_eq!(read(typed), meant, "{typed}");
        }
    }

    #[test]
    fn never_a_guess() {
        for (typed, why) in [
            ("约12户", "approximate"),
            ("12余户", "approximate"),
            ("12户左右", "approximate"),
            (">12", "approximate"),
            ("12/120户", "several-numbers"),
            ("12户/120户", "several-numbers"),
            ("12-15", "several-numbers"),
            ("12～15户", "several-numbers"),
            ("+6", "increase"),
            ("已签66户", "words"),
            ("66户已签", "words"),
            ("66户,其中3户未腾空", "words"),
            ("1,20", "words"),
            ("1,2000", "words"),
            ("1.2.3", "words"),
            ("5.", "words"),
            (".5", "words"),
            ("0,200", "words"),
            ("1 200", "words"),
            ("十二", "words"),
            ("无", "words"),
            ("0.0000001", "too-fine"),
            ("1000000000000", "out-of-range"),
            ("", "nothing"),
            ("——", "nothing"),
            ("/", "nothing"),
        ] {
            assert_eq!(read(typed), why, "{typed}");
        }
    }
}
