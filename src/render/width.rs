//! The width of a text in columns, and where it may be broken: no line begins with “，。”.

use super::Canvas;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Display columns of a text.
pub(super) fn width(text: &str, canvas: Canvas) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    if canvas.wide_ambiguous { text.width_cjk() } else { text.width() }
}

/// Breaks a text into lines of at most `limit` columns. A longer word stays whole.
pub(super) fn wrap(text: &str, limit: usize, canvas: Canvas) -> Vec<String> {
    if width(text, canvas) <= limit {
        return vec![text.to_owned()];
    }
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut taken = 0;
    for unit in units(text) {
        let columns = width(unit, canvas);
        if taken > 0 && taken + width(unit.trim_end(), canvas) > limit {
            lines.push(std::mem::take(&mut line).trim_end().to_owned());
            taken = 0;
        }
        if taken == 0 && unit.trim().is_empty() && !lines.is_empty() {
            continue;
        }
        line.push_str(unit);
        taken += columns;
    }
    lines.push(line.trim_end().to_owned());
    lines
}

/// The pieces that are never broken: an ASCII word with the punctuation around it, a Chinese character with the closing
/// punctuation behind it and the opening one before it.
fn units(text: &str) -> Vec<&str> {
    let mut units = Vec::new();
    let mut start = 0;
    let mut before = "";
    for (at, letter) in text.grapheme_indices(true) {
        if at > start && may_break(before, letter) {
            units.extend(text.get(start..at));
            start = at;
        }
        before = letter;
    }
    units.extend(text.get(start..));
    units
}

fn may_break(before: &str, after: &str) -> bool {
    const CLOSING: &str = "，。、；：！？）》」』”’…—％,.;:!?%)]}>";
    const OPENING: &str = "（《「『“‘([{<#";
    if CLOSING.contains(after) || OPENING.contains(before) || after == " " {
        return false;
    }
    let is_word = |text: &str| text.bytes().all(|byte| byte.is_ascii_graphic());
    !(is_word(before) && is_word(after))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NARROW: Canvas =
        Canvas { width: None, colour: false, wide_ambiguous: false, braille: false };

    #[test]
    fn a_line_never_begins_with_a_closing_sign() {
        assert_eq!(wrap("剩四户，遗产公证", 6, NARROW), ["剩四", "户，遗", "产公证"]);
        assert_eq!(wrap("见《通报》", 4, NARROW), ["见", "《通", "报》"]);
    }

    #[test]
    fn words_of_ascii_stay_whole() {
        assert_eq!(wrap("P-07 due 2018-05-15", 10, NARROW), ["P-07 due", "2018-05-15"]);
    }

    #[test]
    fn chinese_and_emoji_take_two_columns() {
        assert_eq!(width("东湖", NARROW), 4);
        assert_eq!(width("👩‍💻", NARROW), 2);
        let wide = Canvas { wide_ambiguous: true, ..NARROW };
        assert_eq!((width("①", NARROW), width("①", wide)), (1, 2));
    }
}
