//! Numbers in Chinese characters: 三十, 一亿二千万, 二〇一八. The one reader of headings, of plans and of running words.

const DIGITS: &str = "零一二三四五六七八九";

/// A number in Chinese characters: 三十, 一百二十, 二〇一八, 两千, 三百五; `None` where it is none.
pub(super) fn chinese_number(text: &str) -> Option<u64> {
    let letters: Vec<char> = text.chars().collect();
    if letters.is_empty() || letters.len() > 16 {
        return None;
    }
    if is_by_digit(text) {
        return letters.iter().try_fold(0_u64, |sum, letter| Some(sum * 10 + digit(*letter)?));
    }
    let mut number = Places::default();
    for letter in letters {
        match (digit(letter), place(letter)) {
            (Some(digit), _) => number.digit(digit)?,
            (None, Some(place)) => number.place(place)?,
            (None, None) => return None,
        }
    }
    number.value()
}

/// Whether digits stand one behind the other without places: 二〇一八, but also 两三.
pub(super) fn is_by_digit(text: &str) -> bool {
    text.chars().count() > 1 && text.chars().all(|letter| digit(letter).is_some())
}

/// A number while its characters are read.
#[derive(Default)]
struct Places {
    /// What stands before 亿.
    hundred_millions: u64,
    /// What stands before 万.
    ten_thousands: u64,
    group: u64,
    last: Option<u64>,
    /// The place before the last digit; 10 behind 零.
    before: u64,
}

impl Places {
    fn digit(&mut self, digit: u64) -> Option<()> {
        if digit == 0 {
            self.before = 10;
            return self.last.is_none().then_some(());
        }
        self.last.replace(digit).is_none().then_some(())
    }

    fn place(&mut self, place: u64) -> Option<()> {
        match place {
            100_000_000 => {
                let all = self.ten_thousands.checked_add(self.take_group())?;
                (self.hundred_millions, self.ten_thousands) = (all.checked_mul(place)?, 0);
            }
            10_000 => self.ten_thousands = self.take_group().checked_mul(place)?,
            place => self.group += self.last.take().unwrap_or(1) * place,
        }
        self.before = place;
        Some(())
    }

    fn take_group(&mut self) -> u64 {
        std::mem::take(&mut self.group) + self.last.take().unwrap_or(0)
    }

    /// A digit right behind a place counts the next lower one: 三百五 is 350.
    fn value(self) -> Option<u64> {
        let step = (self.before / 10).max(1);
        let last = self.last.unwrap_or(0).checked_mul(step)?;
        self.hundred_millions
            .checked_add(self.ten_thousands)?
            .checked_add(self.group)?
            .checked_add(last)
    }
}

/// Whether a character is one of a number below ten thousand.
pub(super) fn is_chinese_digit(letter: char) -> bool {
    digit(letter).is_some() || matches!(letter, '十' | '百' | '千')
}

/// Whether a character is one of a number of any size.
pub(super) fn is_numeral(letter: char) -> bool {
    digit(letter).is_some() || place(letter).is_some()
}

/// The value of a single digit.
pub(super) fn digit(letter: char) -> Option<u64> {
    let letter = match letter {
        '两' | '兩' => '二',
        '〇' | '○' | 'Ｏ' => '零',
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
        '亿' => Some(100_000_000),
        _ => None,
    }
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
            ("一万二", 12_000),
            ("三百五", 350),
            ("一百零五", 105),
            ("一千零五", 1005),
            ("一亿二千万", 120_000_000),
            ("三千五百亿", 350_000_000_000),
            ("十万零八百", 100_800),
            ("二〇一八", 2018),
            ("八", 8),
        ] {
            assert_eq!(chinese_number(text), Some(number), "{text}");
        }
        for text in ["", "户", "十三五户", "三大", "三四十"] {
            assert_eq!(chinese_number(text), None, "{text}");
        }
    }
}
