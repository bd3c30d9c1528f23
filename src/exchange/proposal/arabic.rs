//! Words as they are compared: half-width, simplified, without blanks, and numbers in Chinese characters as digits.

use crate::ledger::half_width;

const DIGITS: &str = "零一二三四五六七八九";

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

/// A number in Chinese characters: 三十, 一百二十, 二〇一八, 两千; `None` where it is none.
pub(super) fn chinese_number(text: &str) -> Option<u64> {
    let letters: Vec<char> = text.chars().collect();
    if letters.is_empty() || letters.len() > 12 {
        return None;
    }
    let by_digit = letters.len() > 1 && letters.iter().all(|letter| digit(*letter).is_some());
    if by_digit {
        return letters.iter().try_fold(0, |sum, letter| Some(sum * 10 + digit(*letter)?));
    }
    let (mut whole, mut group, mut last) = (0_u64, 0_u64, None);
    for letter in letters {
        match (digit(letter), place(letter)) {
            (Some(0), _) => last = None,
            (Some(own), _) if last.is_none() => last = Some(own),
            (None, Some(10_000)) => {
                whole = (whole + group + last.take().unwrap_or(0)) * 10_000;
                group = 0;
            }
            (None, Some(place)) => group += last.take().unwrap_or(1) * place,
            _ => return None,
        }
    }
    Some(whole + group + last.unwrap_or(0))
}

/// Whether a character is one of a number.
pub(super) fn is_chinese_digit(letter: char) -> bool {
    digit(letter).is_some() || matches!(letter, '十' | '百' | '千')
}

fn digit(letter: char) -> Option<u64> {
    let letter = match letter {
        '两' | '兩' => '二',
        '〇' | '○' => '零',
        letter => letter,
    };
    let at = DIGITS.chars().position(|own| own == letter)?;
    u64::try_from(at).ok()
}

fn place(letter: char) -> Option<u64> {
    match letter {
        '十' => Some(10),
        '百' => Some(100),
        '千' => Some(1_000),
        '万' => Some(10_000),
        _ => None,
    }
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
        match chinese_number(&run).filter(|_| follows) {
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
    fn numbers_in_characters() {
        for (text, number) in [
            ("三十", 30),
            ("十二", 12),
            ("两百", 200),
            ("一百二十", 120),
            ("三千五百", 3500),
            ("一万二千", 12_000),
            ("一千零五", 1005),
            ("二〇一八", 2018),
            ("八", 8),
        ] {
            assert_eq!(chinese_number(text), Some(number), "{text}");
        }
        for text in ["", "户", "十三五户", "三大"] {
            assert_eq!(chinese_number(text), None, "{text}");
        }
    }

    #[test]
    fn days_stand_in_digits() {
        assert_eq!(days_in_digits("二〇一八年十二月三十一日"), "2018年12月31日");
        assert_eq!(days_in_digits("第三季度末"), "第3季度末");
        assert_eq!(days_in_digits("六月底前，三项"), "6月底前，三项");
    }

    #[test]
    fn blanks_part_words_of_letters_alone() {
        assert_eq!(plain(" 2018 年 6 月 "), "2018年6月");
        assert_eq!(plain("30 June  2018"), "30 june 2018");
        assert_eq!(plain("１２０ 户"), "120户");
    }
}
