//! Different spellings of one word: widths, traditional characters, blanks.

use std::collections::HashMap;
use std::sync::LazyLock;

/// The traditional characters of headings and units, each before its simplified one.
const TRADITIONAL: &str = "編编號号項项務务計计說说備备註注進进單单實实際际數数標标額额稱称點点總总領领責责牽牵頭头辦办\
擬拟預预應应時时間间產产畝亩萬万億亿戶户畫画頃顷條条臺台場场輛辆輪轮幢幢棟栋噸吨處处個个況况書书現现開开達达負负\
報报狀状態态賬账規规劃划審审簽签讓让問问題题區区積积繳缴級级歷历經经後后資资銷销約约結结發发還还籤签滯滞順顺緩缓嚴严";

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
    static PAIRS: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
        TRADITIONAL.chars().step_by(2).zip(TRADITIONAL.chars().skip(1).step_by(2)).collect()
    });
    if letter.is_ascii() {
        return letter;
    }
    PAIRS.get(&letter).copied().unwrap_or(letter)
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

/// Whether a text says nothing: blanks, signs of no width, or marks that stand on no letter.
pub fn is_blank(text: &str) -> bool {
    text.chars().all(|letter| letter.is_whitespace() || letter.is_control() || is_unseen(letter))
}

/// Signs that an eye does not see by themselves.
fn is_unseen(letter: char) -> bool {
    matches!(
        letter,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' | '\u{2800}'
            | '\u{feff}'
            | '\u{300}'..='\u{36f}'
            | '\u{483}'..='\u{489}'
            | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{1ab0}'..='\u{1aff}'
            | '\u{1dc0}'..='\u{1dff}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{20d0}'..='\u{20ff}'
            | '\u{302a}'..='\u{302f}'
            | '\u{3099}'..='\u{309a}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{fe20}'..='\u{fe2f}'
            | '\u{fff0}'..='\u{fffb}'
            | '\u{13430}'..='\u{1343f}'
            | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d159}'
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}'
    )
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_eye_sees_is_nothing() {
        for text in [
            "",
            " ",
            "\u{3000}",
            "\u{200b}",
            "\u{feff}",
            "\t\r\n",
            "\u{301}",
            " \u{200d}\u{2060} ",
            "\u{3164}",
        ] {
            assert!(is_blank(text), "{text:?}");
        }
        for text in ["无", "-", ".", "a\u{301}", "\u{200b}汛期"] {
            assert!(!is_blank(text), "{text:?}");
        }
    }
}
