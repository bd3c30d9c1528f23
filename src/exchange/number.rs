//! Numbers as people type them, read in one place. Nothing is guessed.

use crate::ledger::{Quantity, QuantityProblem, folded, half_width};

/// Reads a number as people type it: `66`, `-1.2`, `1,234,567.5`, full-width forms too.
///
/// # Errors
/// Anything else: a comma that does not part a whole group of three, a blank within, an exponent, a bare point.
pub fn typed(text: &str) -> Result<Quantity, QuantityProblem> {
    let narrow = narrow(text);
    let (sign, digits) = signed(narrow.trim());
    unsigned(sign, digits)
}

/// Reads a number that its own unit may follow: `66户`, `85 %`.
///
/// # Errors
/// As [`typed`]; any other unit is no part of the number.
pub fn measured(text: &str, unit: &str) -> Result<Quantity, QuantityProblem> {
    let narrow = narrow(text);
    let (sign, rest) = signed(narrow.trim());
    let (digits, behind) = split(rest);
    if !behind.trim().is_empty() && folded(behind) != folded(unit) {
        return Err(QuantityProblem::NotANumber);
    }
    unsigned(sign, digits)
}

/// A text with half-width digits and signs.
pub(super) fn narrow(text: &str) -> String {
    text.chars().map(half_width).collect()
}

/// The minus sign of a half-width number, and the rest.
pub(super) fn signed(text: &str) -> (&'static str, &str) {
    match text.strip_prefix('-') {
        Some(rest) => ("-", rest.trim_start()),
        None => ("", text),
    }
}

/// The digits at the head of a half-width text, with points and commas, and what stands behind them.
pub(super) fn split(text: &str) -> (&str, &str) {
    let is_number = |letter: char| letter.is_ascii_digit() || matches!(letter, '.' | ',');
    let end = text.find(|letter| !is_number(letter)).unwrap_or(text.len());
    text.split_at(end)
}

/// Reads half-width digits. Commas part whole groups of three; a point stands between digits.
pub(super) fn unsigned(sign: &str, digits: &str) -> Result<Quantity, QuantityProblem> {
    let (whole, places) = match digits.split_once('.') {
        Some((whole, places)) => (whole, Some(places)),
        None => (digits, None),
    };
    let all_digits =
        |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let sound = places.is_none_or(all_digits)
        && match whole.split_once(',') {
            None => all_digits(whole),
            Some((first, rest)) => {
                all_digits(first)
                    && first.len() <= 3
                    && !first.starts_with('0')
                    && rest.split(',').all(|group| group.len() == 3 && all_digits(group))
            }
        };
    if !sound {
        return Err(QuantityProblem::NotANumber);
    }
    Quantity::parse(&format!("{sign}{}", digits.replace(',', "")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<String> {
        typed(text).ok().map(|quantity| quantity.to_string())
    }

    #[test]
    fn commas_part_whole_groups_of_three() {
        for (text, meant) in [
            ("66", "66"),
            (" 66 ", "66"),
            ("６６．５", "66.5"),
            ("1,200", "1200"),
            ("1，200", "1200"),
            ("12,345", "12345"),
            ("1,234,567.5", "1234567.5"),
            ("-1,066", "-1066"),
            ("－1.2", "-1.2"),
            ("0", "0"),
            ("0.5", "0.5"),
        ] {
            assert_eq!(read(text).as_deref(), Some(meant), "{text}");
        }
    }

    #[test]
    fn anything_else_is_no_number() {
        for text in [
            "1,5",
            "12,34",
            "1,2,3",
            "1234,567",
            "0,200",
            ",200",
            "1,200,",
            "1,20",
            "1,200.5,0",
            "66 12",
            "1 200",
            "1e3",
            "1E3",
            "1_0",
            ".5",
            "5.",
            "1.2.3",
            "inf",
            "nan",
            "+5",
            "++5",
            "--5",
            "-",
            "",
            "0x10",
            "1'200",
            "1、200",
            "十二",
            "66户",
            "６６ 12",
            "1,\u{200b}200",
        ] {
            assert_eq!(typed(text), Err(QuantityProblem::NotANumber), "{text}");
        }
        assert_eq!(typed("0.0000001"), Err(QuantityProblem::TooFine));
        assert_eq!(typed("1,000,000,000,000"), Err(QuantityProblem::OutOfRange));
    }

    #[test]
    fn a_figure_takes_its_own_unit_alone() {
        let read = |text, unit| measured(text, unit).ok().map(|quantity| quantity.to_string());
        assert_eq!(read("66户", "户").as_deref(), Some("66"));
        assert_eq!(read("６６ 戶", "户").as_deref(), Some("66"));
        assert_eq!(read("85％", "%").as_deref(), Some("85"));
        assert_eq!(read("1,200万元", "万元").as_deref(), Some("1200"));
        assert_eq!(read("66", "户").as_deref(), Some("66"));
        for (text, unit) in
            [("5万", "户"), ("5亿元", "万元"), ("50%", "户"), ("66户多", "户"), ("5100人", "100人")]
        {
            assert_eq!(read(text, unit), None, "{text}");
        }
    }
}
