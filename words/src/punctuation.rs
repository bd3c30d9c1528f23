//! The marks of a Chinese text (GB/T 15834): full-width beside Chinese and beside a value; half-width stays in
//! numbers, times, commands and quoted input.

const HALF: &str = ",;:!?()";

/// What stands beside a mark.
#[derive(Clone, Copy, PartialEq)]
enum Beside {
    Edge,
    /// A value in braces, of which nothing is known.
    Value,
    Chinese,
    Other,
}

/// The first half-width mark that has to be full-width, with what stands around it.
pub(crate) fn half_width(text: &str) -> Option<String> {
    let letters: Vec<char> = without_values(text);
    let mut quoted = false;
    for (at, letter) in letters.iter().enumerate() {
        quoted ^= *letter == '`';
        if quoted || !HALF.contains(*letter) {
            continue;
        }
        let before = beside(letters[..at].iter().rev());
        let after = beside(letters[at + 1..].iter());
        let beside_value = before == Beside::Value || after == Beside::Value;
        let alone = before == Beside::Edge && after == Beside::Edge;
        if before == Beside::Chinese || after == Beside::Chinese || beside_value || alone {
            let from = at.saturating_sub(8);
            return Some(letters.iter().skip(from).take(17).collect());
        }
    }
    None
}

/// Every value in braces as one letter that no text has.
const VALUE: char = '\u{fffc}';

fn without_values(text: &str) -> Vec<char> {
    let mut letters = Vec::new();
    let mut inside = false;
    for letter in text.trim_matches('"').chars() {
        match letter {
            '{' => inside = true,
            '}' => {
                inside = false;
                letters.push(VALUE);
            }
            letter if !inside => letters.push(letter),
            _ => {}
        }
    }
    letters
}

fn beside<'a>(mut letters: impl Iterator<Item = &'a char>) -> Beside {
    let next = letters.next();
    match next {
        None => Beside::Edge,
        Some(' ') => match letters.next() {
            Some(letter) if is_chinese(*letter) => Beside::Chinese,
            Some(&VALUE) => Beside::Value,
            None => Beside::Edge,
            Some(_) => Beside::Other,
        },
        Some(&VALUE) => Beside::Value,
        Some(letter) if is_chinese(*letter) => Beside::Chinese,
        Some(_) => Beside::Other,
    }
}

fn is_chinese(letter: char) -> bool {
    matches!(letter, '\u{2e80}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}' | '“' | '”' | '…')
}

#[cfg(test)]
mod tests {
    use super::half_width;

    #[test]
    fn marks_beside_chinese_are_full_width() {
        for text in
            ["截至{day}(周二)", "欠{points},黄", "{a};{b}", ": {a}", "{title}:漏报", "git: 没有"]
        {
            assert!(half_width(text).is_some(), "{text}");
        }
        for text in [
            "写作 1,200",
            "08:30",
            "`a: 甲`",
            "[\"甲\", \"乙\"]",
            "欠{points}，黄",
            "--as-of <DATE>",
        ] {
            assert_eq!(half_width(text), None, "{text}");
        }
    }
}
