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
    let mut lines: Vec<Vec<&str>> = vec![Vec::new()];
    let mut taken = 0;
    for unit in fields(text, limit, canvas) {
        let is_blank = unit.trim().is_empty();
        if taken > 0 && taken + width(unit.trim_end(), canvas) > limit {
            lines.push(Vec::new());
            taken = 0;
        }
        if taken == 0 && is_blank && lines.len() > 1 {
            continue;
        }
        if let Some(line) = lines.last_mut() {
            line.push(unit);
        }
        taken += width(unit, canvas);
    }
    keep_company(&mut lines, limit, canvas);
    lines.iter().map(|line| line.concat().trim_end().to_owned()).collect()
}

/// The pieces of a line; of one in fields (three blanks between each two) a field that fits a line is one piece.
fn fields(text: &str, limit: usize, canvas: Canvas) -> Vec<&str> {
    const BETWEEN: &str = "   ";
    // More blanks are the padding of columns, which stand below others.
    if !text.contains(BETWEEN) || text.contains("    ") {
        return units(text);
    }
    let mut pieces = Vec::new();
    for field in text.split_inclusive(BETWEEN) {
        match width(field.trim_end(), canvas) <= limit {
            true => pieces.push(field),
            false => pieces.extend(units(field)),
        }
    }
    pieces
}

/// The last line takes a piece of the line above, if it is but one character.
fn keep_company(lines: &mut [Vec<&str>], limit: usize, canvas: Canvas) {
    const ONE: usize = 2;
    let [.., above, last] = lines else {
        return;
    };
    let words = last.concat();
    let letters = words.trim().trim_end_matches(|letter| CLOSING.contains(letter));
    let [.., _, moved] = above.as_slice() else {
        return;
    };
    if width(letters, canvas) <= ONE && width(moved, canvas) + width(&words, canvas) <= limit {
        last.insert(0, moved);
        above.pop();
    }
}

/// The pieces that are never broken: an ASCII word with the punctuation around it, a figure with its unit, a document
/// number, a Chinese character with the closing punctuation behind it and the opening one before it.
fn units(text: &str) -> Vec<&str> {
    let mut units = Vec::new();
    let mut start = 0;
    let mut before = "";
    let has_digit = text.bytes().any(|byte| byte.is_ascii_digit());
    let parts_figure = |at| has_digit && is_within_figure(text.split_at(at));
    for (at, letter) in text.grapheme_indices(true) {
        if at > start && may_break(before, letter) && !parts_figure(at) {
            units.extend(text.get(start..at));
            start = at;
        }
        before = letter;
    }
    units.extend(text.get(start..));
    units
}

/// The text in runs, each with whether it is a figure with its unit, which no line may part.
pub(super) fn runs(text: &str) -> Vec<(&str, bool)> {
    /// A longer one is no figure with its unit, and must be broken somewhere.
    const LONGEST: usize = 24;
    let is_figure = |unit: &str| {
        let has_digit = unit.contains(|c: char| c.is_ascii_digit());
        has_digit && !unit.is_ascii() && unit.width() <= LONGEST
    };
    let mut runs = Vec::new();
    let (mut start, mut at) = (0, 0);
    for unit in units(text) {
        if is_figure(unit) {
            runs.extend(text.get(start..at).filter(|run| !run.is_empty()).map(|run| (run, false)));
            runs.push((unit, true));
            start = at + unit.len();
        }
        at += unit.len();
    }
    runs.extend(text.get(start..).filter(|run| !run.is_empty()).map(|run| (run, false)));
    runs
}

const CLOSING: &str = "，。、；：！？）》〉」』】〕”’…—～％,.;:!?%)]}>";
const OPENING: &str = "（《〈「『【〔“‘￥([{<#";

fn may_break(before: &str, after: &str) -> bool {
    if CLOSING.contains(after) || OPENING.contains(before) || after == " " {
        return false;
    }
    let is_word = |text: &str| text.bytes().all(|byte| byte.is_ascii_graphic());
    !(is_word(before) && is_word(after))
}

/// The units of several characters.
const LONG_UNITS: [&str; 16] = [
    "个百分点",
    "个工作日",
    "平方公里",
    "万平方米",
    "立方米",
    "平方米",
    "千瓦时",
    "百分点",
    "公里",
    "公顷",
    "万元",
    "亿元",
    "万人",
    "万吨",
    "小时",
    "个月",
];

/// Whether a break would part a figure from its unit (`26天`, `10.1个百分点`, `5月11日`, `第19期`, `〔2018〕12号`).
fn is_within_figure((before, after): (&str, &str)) -> bool {
    let ends_in_digit = |text: &str| text.ends_with(|letter: char| letter.is_ascii_digit());
    let begins_unit = |text: &str| text.chars().next().is_some_and(|letter| !letter.is_ascii());
    if ends_in_digit(before) {
        return begins_unit(after);
    }
    if after.starts_with(|letter: char| letter.is_ascii_digit()) {
        let of_date = before.strip_suffix('年').or_else(|| before.strip_suffix('月'));
        return before.ends_with(['第', '〕']) || of_date.is_some_and(ends_in_digit);
    }
    LONG_UNITS.iter().any(|unit| {
        unit.char_indices().skip(1).any(|(at, _)| {
            let (begun, rest) = unit.split_at(at);
            after.starts_with(rest) && before.strip_suffix(begun).is_some_and(ends_in_digit)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const NARROW: Canvas = Canvas {
        width: None,
        colour: false,
        wide_ambiguous: false,
        braille: false,
        is_window: true,
    };

    #[test]
    fn a_line_never_begins_with_a_closing_sign() {
        assert_eq!(wrap("剩四户，遗产公证", 6, NARROW), ["剩四", "户，遗", "产公证"]);
        assert_eq!(wrap("见《通报》", 4, NARROW), ["见", "《通", "报》"]);
    }

    #[test]
    fn a_figure_stays_with_its_unit() {
        assert_eq!(wrap("实达一欠10.1个百分点", 14, NARROW), ["实达一欠", "10.1个百分点"]);
        assert_eq!(wrap("限于5月11日回复", 8, NARROW), ["限于", "5月11日", "回复"]);
        assert_eq!(wrap("会议〔2018〕12号", 12, NARROW), ["会议", "〔2018〕12号"]);
    }

    #[test]
    fn figures_are_runs_of_their_own() {
        let runs = runs("超1.3个百分点（5月11日）");
        assert_eq!(runs, [("超", false), ("1.3个百分点", true), ("（5月11日）", true)]);
    }

    #[test]
    fn the_last_line_is_never_one_character() {
        assert_eq!(wrap("一二三四五。", 8, NARROW), ["一二三", "四五。"]);
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
