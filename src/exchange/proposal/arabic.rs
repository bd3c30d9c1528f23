//! Words as they are compared: half-width, simplified, without blanks, and numbers in Chinese characters as digits.

use crate::exchange::numerals::{chinese_number, is_by_digit, is_chinese_digit};
use crate::ledger::half_width;

/// Half-width letters, small, simplified as far as days and quantities need, each dash `-`. English words keep one blank between them.
pub(super) fn plain(words: &str) -> String {
    let mut plain = String::with_capacity(words.len());
    for letter in words.chars().map(half_width) {
        let letter = match letter {
            '〜' | '~' => '-',
            '號' => '号',
            '後' => '后',
            '內' => '内',
            '長' => '长',
            '續' => '续',
            '堅' => '坚',
            '進' => '进',
            '達' => '达',
            '個' => '个',
            '於' => '于',
            '過' => '过',
            '萬' => '万',
            '億' => '亿',
            letter => letter,
        };
        if !letter.is_whitespace() {
            plain.extend(letter.to_lowercase());
        } else if plain.ends_with(|last: char| last.is_ascii_alphanumeric()) {
            plain.push(' ');
        }
    }
    // A blank parts two words of letters, nothing else.
    let parts: Vec<&str> = plain.split(' ').filter(|part| !part.is_empty()).collect();
    let mut joined = String::with_capacity(plain.len());
    for part in parts {
        let begins = part.starts_with(|first: char| first.is_ascii_alphanumeric());
        if begins && !joined.is_empty() {
            joined.push(' ');
        }
        joined.push_str(part);
    }
    joined
}

/// A text in which blanks and apostrophes part no groups of three digits: 1 200 is 1200, 2018 120 stays.
pub(super) fn without_group_marks(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let digits = |at: usize| letters.iter().skip(at).take_while(|c| c.is_ascii_digit()).count();
    let (mut written, mut at) = (String::with_capacity(text.len()), 0);
    while let Some(letter) = letters.get(at) {
        let run = digits(at);
        if run == 0 {
            written.push(*letter);
            at += 1;
            continue;
        }
        written.extend(letters.iter().skip(at).take(run));
        let is_whole =
            !written.trim_end_matches(|c: char| c.is_ascii_digit()).ends_with(['.', ',']);
        let can_go_on = is_whole && run <= 3 && letter != &'0';
        at += run;
        while can_go_on && matches!(letters.get(at), Some(' ' | '\'')) && digits(at + 1) == 3 {
            written.extend(letters.iter().skip(at + 1).take(3));
            at += 4;
        }
    }
    written
}

/// A text whose Chinese numbers before 年, 月, 日, 号 and 季度 stand in digits.
pub(super) fn days_in_digits(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let (mut written, mut at) = (String::with_capacity(text.len()), 0);
    while at < letters.len() {
        let run: String =
            letters[at..].iter().take_while(|letter| is_chinese_digit(**letter)).collect();
        let end = at + run.chars().count();
        let follows = matches!(letters.get(end), Some('年' | '月' | '日' | '号' | '季'));
        // 二〇一八 is a year; 一二月 are two months.
        let is_several = is_by_digit(&run) && letters.get(end) != Some(&'年');
        match chinese_number(&run).filter(|_| follows && !is_several) {
            Some(number) => written.push_str(&number.to_string()),
            None => written.push_str(&run),
        }
        if run.is_empty() {
            written.push(letters[at]);
        }
        at = end.max(at + 1);
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_part_groups_of_three() {
        for (text, meant) in [
            ("1 200户", "1200户"),
            ("1 234 567", "1234567"),
            ("12'345", "12345"),
            ("2018 120户", "2018 120户"),
            ("3.5 200", "3.5 200"),
            ("12 34", "12 34"),
            ("", ""),
        ] {
            assert_eq!(without_group_marks(text), meant, "{text}");
        }
    }

    #[test]
    fn days_stand_in_digits() {
        assert_eq!(days_in_digits("二〇一八年十二月三十一日"), "2018年12月31日");
        assert_eq!(days_in_digits("第三季度末"), "第3季度末");
        assert_eq!(days_in_digits("一二月"), "一二月");
        assert_eq!(days_in_digits("六月底前，三项"), "6月底前，三项");
    }

    #[test]
    fn blanks_part_words_of_letters_alone() {
        assert_eq!(plain(" 2018 年 6 月 "), "2018年6月");
        assert_eq!(plain("30 June  2018"), "30 june 2018");
        assert_eq!(plain("１２０ 户"), "120户");
    }
}
