//! Different spellings of one word: widths, traditional characters, blanks.

/// The traditional characters of headings and units, each before its simplified one.
const TRADITIONAL: &str = "編编號号項项務务計计說说備备註注進进單单實实際际數数標标額额稱称點点總总領领責责牽牵頭头辦办\
擬拟預预應应時时間间產产畝亩萬万億亿戶户畫画頃顷條条臺台場场輛辆輪轮幢幢棟栋噸吨處处個个況况書书現现開开達达負负\
報报狀状態态賬账規规劃划審审簽签讓让問问題题區区積积繳缴級级歷历經经後后資资銷销約约結结發发還还籤签";

/// A character in its half width, where it has one.
pub fn half_width(letter: char) -> char {
    match letter {
        '！'..='～' => char::from_u32(u32::from(letter) - 0xFEE0).unwrap_or(letter),
        '\u{3000}' => ' ',
        '−' | '‐' | '‑' | '–' | '—' => '-',
        other => other,
    }
}

fn simplified(letter: char) -> char {
    if letter.is_ascii() {
        return letter;
    }
    let mut pairs = TRADITIONAL.chars();
    while let (Some(traditional), Some(simplified)) = (pairs.next(), pairs.next()) {
        if traditional == letter {
            return simplified;
        }
    }
    letter
}

/// A heading, an id or a unit as it is compared: half width, simplified, small letters, without blanks.
pub fn folded(text: &str) -> String {
    text.chars()
        .map(half_width)
        .filter(|letter| !letter.is_whitespace())
        .flat_map(char::to_lowercase)
        .map(simplified)
        .collect()
}

/// A title without what an eye does not see: blanks and widths.
pub fn title_key(title: &str) -> String {
    let narrow = title.chars().map(half_width);
    narrow.filter(|letter| !letter.is_whitespace()).collect()
}

/// Whether two units are one.
pub fn same_unit(first: &str, other: &str) -> bool {
    let usual = |unit: &str| match folded(unit).as_str() {
        "㎡" | "m2" => "平方米".to_owned(),
        "km" | "千米" => "公里".to_owned(),
        other => other.to_owned(),
    };
    usual(first) == usual(other)
}
