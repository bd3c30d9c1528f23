//! Ids out of names: 发改局 → `fgj`, City Management → `cm`.

use crate::ledger::folded;
use encoding_rs::GBK;

/// The first letters of the pronunciation of each character, of each word of English; small.
///
/// GB 2312 has its 3,755 most used characters in the order of their pronunciation, so that the code of a character tells its first
/// letter; rarer ones, which stand in the order of their strokes, are passed over.
pub(super) fn initials(name: &str) -> String {
    let (mut letters, mut within) = (String::new(), false);
    for letter in folded_words(name).chars() {
        let is_ascii = letter.is_ascii_alphanumeric();
        if is_ascii {
            let begins = !within || letter.is_ascii_digit();
            letters.extend(begins.then_some(letter));
        } else {
            letters.extend(first_letter(letter));
        }
        within = is_ascii;
    }
    letters
}

/// Simplified and half-width, with a blank where one stands.
fn folded_words(name: &str) -> String {
    let words: Vec<String> = name.split_whitespace().map(folded).collect();
    words.join(" ")
}

/// The letter that each range of codes begins with.
const RANGES: [(u16, char); 23] = [
    (0xB0A1, 'a'),
    (0xB0C5, 'b'),
    (0xB2C1, 'c'),
    (0xB4EE, 'd'),
    (0xB6EA, 'e'),
    (0xB7A2, 'f'),
    (0xB8C1, 'g'),
    (0xB9FE, 'h'),
    (0xBBF7, 'j'),
    (0xBFA6, 'k'),
    (0xC0AC, 'l'),
    (0xC2E8, 'm'),
    (0xC4C3, 'n'),
    (0xC5B6, 'o'),
    (0xC5BE, 'p'),
    (0xC6DA, 'q'),
    (0xC8BB, 'r'),
    (0xC8F6, 's'),
    (0xCBFA, 't'),
    (0xCDDA, 'w'),
    (0xCEF4, 'x'),
    (0xD1B9, 'y'),
    (0xD4D1, 'z'),
];
const END: u16 = 0xD7F9;

fn first_letter(letter: char) -> Option<char> {
    let mut text = [0; 4];
    let (bytes, _, lossy) = GBK.encode(letter.encode_utf8(&mut text));
    let &[high, low] = bytes.as_ref() else { return None };
    let code = u16::from_be_bytes([high, low]);
    // The second byte of GB 2312 is never below A1; GBK fills the gaps with rarer characters.
    if lossy || low < 0xA1 || code > END {
        return None;
    }
    RANGES.iter().rev().find(|(from, _)| *from <= code).map(|(_, letter)| *letter)
}

#[cfg(test)]
mod tests {
    use super::initials;

    #[test]
    fn the_first_letter_of_each_character() {
        for (name, id) in [
            ("发改局", "fgj"),
            ("住建局", "zjj"),
            ("城东街道办", "cdjdb"),
            ("區徵遷辦", "qb"),
            ("住 建 局", "zjj"),
            ("City Management", "cm"),
            ("A片区", "apq"),
            ("安啊八擦大", "aabcd"),
            ("座作", "zz"),
            ("", ""),
        ] {
            assert_eq!(initials(name), id, "{name}");
        }
    }
}
