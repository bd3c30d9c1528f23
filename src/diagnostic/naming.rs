//! Names that people take for one another, and how a name looks.

use super::Severity;
use unicode_normalization::UnicodeNormalization;

/// What bears the name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "each names what it is")]
pub enum Bearer {
    Task,
    Department,
    Area,
    Leader,
}

/// What is wrong with a name.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "docs/codes.md describes each finding by its code")]
pub enum Naming {
    /// It looks like another one and is not the same.
    Lookalike { bearer: Bearer, name: String, other: String },
    /// Two bear it.
    SameName { bearer: Bearer, name: String },
    /// Tables would print two departments alike.
    SameShort { name: String },
    /// It has a character that does not show.
    Hidden { bearer: Bearer, name: String, found: char },
}

impl Naming {
    /// Its code and how bad it is.
    pub(super) fn named(&self) -> (&'static str, Severity) {
        use Severity::{Error, Warning};
        match self {
            Self::Lookalike { .. } => ("lookalike", Warning),
            Self::SameName { .. } => ("same-name", Warning),
            Self::SameShort { .. } => ("same-short", Error),
            Self::Hidden { .. } => ("hidden-character", Warning),
        }
    }
}

/// What a name looks like: two that a reader cannot tell apart have the same. Compatible forms are one (NFKC), letters of
/// other scripts that look Latin are Latin ones, and what does not show is gone.
pub fn skeleton(name: &str) -> String {
    let shown = |letter: &char| !does_not_show(*letter) && !letter.is_whitespace();
    name.nfkc().filter(shown).map(latin).collect()
}

/// A character of a name that does not show and has no use in it.
pub fn hidden(name: &str) -> Option<char> {
    let selects = |c: char| matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}');
    name.chars().find(|c| does_not_show(*c) && !selects(*c))
}

/// Controls, signs of direction, joiners and other characters without a shape (Default_Ignorable_Code_Point).
fn does_not_show(letter: char) -> bool {
    letter.is_control()
        || matches!(letter,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
            | '\u{ffa0}' | '\u{fff0}'..='\u{fff8}' | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}')
}

/// The Latin letter that looks like a Cyrillic, Greek, Armenian or full-width one.
pub fn latin(letter: char) -> char {
    match letter {
        'А' | 'Α' => 'A',
        'а' | 'α' => 'a',
        'В' | 'Β' => 'B',
        'С' | 'Ϲ' => 'C',
        'с' | 'ϲ' => 'c',
        'Ԁ' => 'D',
        'ԁ' => 'd',
        'Е' | 'Ε' => 'E',
        'е' | 'ε' => 'e',
        'Ғ' | 'Ϝ' => 'F',
        'Ԍ' => 'G',
        'Н' | 'Η' => 'H',
        'һ' | 'հ' => 'h',
        'І' | 'Ι' | 'Ӏ' => 'I',
        'і' | 'ι' => 'i',
        'Ј' | 'Ϳ' => 'J',
        'ј' | 'ϳ' => 'j',
        'К' | 'Κ' => 'K',
        'κ' | 'к' => 'k',
        'М' | 'Μ' => 'M',
        'Ν' => 'N',
        'ո' => 'n',
        'О' | 'Ο' | 'Օ' => 'O',
        'о' | 'ο' | 'օ' => 'o',
        'Р' | 'Ρ' => 'P',
        'р' | 'ρ' => 'p',
        'Ԛ' => 'Q',
        'ԛ' | 'զ' => 'q',
        'Ѕ' | 'Տ' => 'S',
        'ѕ' => 's',
        'Т' | 'Τ' => 'T',
        'Ս' => 'U',
        'υ' | 'ս' => 'u',
        'Ѵ' => 'V',
        'ν' | 'ѵ' => 'v',
        'Ԝ' => 'W',
        'ԝ' => 'w',
        'Х' | 'Χ' => 'X',
        'х' | 'χ' => 'x',
        'У' | 'Υ' | 'Ү' => 'Y',
        'у' | 'γ' | 'ү' => 'y',
        'Ζ' => 'Z',
        '‐' | '‑' | '‒' | '–' | '—' | '−' => '-',
        '！'..='～' => char::from_u32(u32::from(letter) - 0xFEE0).unwrap_or(letter),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_look_the_same_have_one_skeleton() {
        for (name, other) in [
            ("Р-01", "P-01"),
            ("Ｐ－０１", "P-01"),
            ("zјj", "zjj"),
            ("zjj\u{2060}", "zjj"),
            ("区住建局\u{ad}", "区住建局"),
            ("cafe\u{301}", "caf\u{e9}"),
            ("区 住建局", "区住建局"),
        ] {
            assert_eq!(skeleton(name), skeleton(other), "{name}");
        }
        assert_ne!(skeleton("P-01"), skeleton("P-02"));
        assert_ne!(skeleton("区住建局"), skeleton("区发改局"));
        assert_eq!(hidden("葛\u{e0100}"), None);
        assert_eq!(hidden("局\u{202e}"), Some('\u{202e}'));
    }
}
