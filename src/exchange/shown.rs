//! What a cell shows: its number in its number format, with the units written there, scaled and rounded as its users see it.

use super::cell_format::{Section, Sign, sections};
use super::sheet::Cell;
use chrono::{Days, NaiveDate};
use std::sync::Arc;

/// The most characters of a number format, by which the numbers of a whole workbook may be shown.
pub(super) const LONGEST_FORMAT: usize = 255;

/// A number in the number format of its cell. The caller handles days.
pub(super) fn number_cell(number: f64, format: &str) -> Cell {
    let sections = sections(format);
    let Some(section) = applying(&sections, number) else {
        return Cell::Number(decimal(number).into());
    };
    if !section.has(|sign| matches!(sign, Sign::Digit(_) | Sign::General | Sign::Text)) {
        return match format.is_empty() {
            true => Cell::Number(decimal(number).into()),
            // Only words, or nothing at all: `;;;` hides.
            false => Cell::Text(words(section, "").into()),
        };
    }
    if section.otherwise {
        return Cell::Number(decimal(number).into());
    }
    let shown = Shown::of(number.abs(), section);
    let text = shown.text(section);
    let below = number < 0.0 && !shown.is_zero(section);
    Cell::Number(if below { negative(&text) } else { text }.trim().into())
}

/// A text in the number format of its cell, which may add words or hide it.
pub(super) fn text_cell(text: Arc<str>, format: &str) -> Cell {
    if format.is_empty() {
        return Cell::Text(text);
    }
    let sections = sections(format);
    let own =
        sections.get(3).or_else(|| sections.iter().find(|own| own.has(|sign| *sign == Sign::Text)));
    Cell::Text(own.map_or_else(|| Arc::clone(&text), |own| words(own, &text).into()))
}

/// A number that counts days since 1900 or 1904 as a day, with its time if it has one; `None` where it is none.
pub(super) fn day_cell(number: f64, since_1904: bool) -> Option<Cell> {
    const MILLISECONDS: f64 = 86_400_000.0;
    let moment = (number * MILLISECONDS).round();
    // Up to the year 9999.
    if !(0.0..2_958_466.0 * MILLISECONDS).contains(&moment) {
        return None;
    }
    let whole = (moment / MILLISECONDS).floor();
    let minutes = ((moment - whole * MILLISECONDS) / 60_000.0).floor() as u32;
    let whole = whole as u64;
    let (year, month, day, from) = match (since_1904, whole) {
        (true, _) => (1904, 1, 1, 0),
        (false, ..60) => (1899, 12, 31, 0),
        // Those programs count a 29 February 1900, which was none.
        (false, 60) => return None,
        (false, 61..) => (1899, 12, 31, 1),
    };
    let first = NaiveDate::from_ymd_opt(year, month, day)?;
    let day = first.checked_add_days(Days::new(whole - from))?;
    let time = format!(" {:02}:{:02}", minutes / 60, minutes % 60);
    Some(Cell::Date(format!("{day}{}", if minutes == 0 { "" } else { &time }).into()))
}

/// The built-in number formats of numbers, which no file spells out.
pub(super) fn built_in(format: u32) -> &'static str {
    match format {
        1 => "0",
        2 => "0.00",
        3 => "#,##0",
        4 => "#,##0.00",
        9 => "0%",
        10 => "0.00%",
        37 | 38 => "#,##0;-#,##0",
        39 | 40 => "#,##0.00;-#,##0.00",
        _ => "",
    }
}

/// Whether a built-in format, which no file spells out, is one of days or times; East Asian ones included.
pub(super) fn built_in_date(format: u32) -> bool {
    matches!(format, 14..=22 | 27..=36 | 45..=47 | 50..=58)
}

/// The section that a number is shown in.
fn applying(sections: &[Section], number: f64) -> Option<&Section> {
    if sections.iter().any(|section| section.condition.is_some()) {
        let fits = |section: &&Section| section.condition.is_none_or(|own| own.holds(number));
        return sections.iter().take(3).find(fits);
    }
    let at = match (sections.len(), number) {
        (2.., number) if number < 0.0 => 1,
        (3.., 0.0) => 2,
        _ => 0,
    };
    sections.get(at)
}

/// A negative number keeps its minus sign where only a colour or parentheses show it.
fn negative(text: &str) -> String {
    if text.contains('-') {
        return text.to_owned();
    }
    format!("-{}", text.replace(['(', ')'], ""))
}

fn words(section: &Section, text: &str) -> String {
    let mut shown = String::new();
    for sign in &section.signs {
        match sign {
            Sign::Literal(letter) => shown.push(*letter),
            Sign::Text => shown.push_str(text),
            Sign::Percent => shown.push('%'),
            Sign::Digit(_) | Sign::Point | Sign::Comma | Sign::General => {}
        }
    }
    shown
}

/// The digits of a number as a section shows them.
struct Shown {
    whole: Vec<u8>,
    places: Vec<u8>,
    /// The number itself, for a section that shows it as it is.
    plain: String,
}

impl Shown {
    fn of(number: f64, section: &Section) -> Self {
        let signs = &section.signs;
        let point = signs.iter().position(|sign| *sign == Sign::Point).unwrap_or(signs.len());
        let digit = |sign: &&Sign| matches!(sign, Sign::Digit(_));
        let places = signs.iter().skip(point).filter(digit).count();
        let percent = signs.iter().filter(|sign| **sign == Sign::Percent).count();
        let thousands = scaling(signs.get(..point).unwrap_or_default())
            + scaling(signs.get(point..).unwrap_or_default());
        let power = 2 * count(percent) - 3 * count(thousands);
        let (whole, places) = digits(number, power, places);
        Self { whole, places, plain: decimal(number) }
    }

    /// Whether nothing but zeros is shown.
    fn is_zero(&self, section: &Section) -> bool {
        match section.has(|sign| matches!(sign, Sign::General | Sign::Text)) {
            true => self.plain == "0",
            false => self.whole.is_empty() && self.places.iter().all(|digit| *digit == b'0'),
        }
    }

    fn text(&self, section: &Section) -> String {
        let signs = &section.signs;
        let point = signs.iter().position(|sign| *sign == Sign::Point).unwrap_or(signs.len());
        let before = signs.get(..point).unwrap_or_default();
        let all = before.iter().filter(|sign| matches!(sign, Sign::Digit(_))).count();
        let parted = parts_thousands(before);
        let (mut text, mut seen, mut place) = (String::new(), 0, 0);
        for (at, sign) in signs.iter().enumerate() {
            match sign {
                Sign::Digit(kind) if at < point => {
                    seen += 1;
                    self.whole(&mut text, (all - seen, seen == 1), *kind, parted);
                }
                Sign::Digit(kind) => {
                    let rest = self.places.get(place..).unwrap_or_default();
                    let zeros = rest.iter().all(|digit| *digit == b'0');
                    let digit = rest.first().filter(|_| *kind == '0' || !zeros);
                    if let Some(digit) = digit {
                        if place == 0 {
                            let bare = !text.ends_with(|last: char| last.is_ascii_digit());
                            text.push_str(if bare { "0." } else { "." });
                        }
                        text.push(char::from(*digit));
                    }
                    place += 1;
                }
                Sign::Point | Sign::Comma => {}
                Sign::Percent => text.push('%'),
                Sign::General | Sign::Text => text.push_str(&self.plain),
                Sign::Literal(letter) => text.push(*letter),
            }
        }
        text
    }

    /// Writes the digits of one place before the point, which is `right` places from it; the first takes all before it.
    fn whole(&self, text: &mut String, (right, first): (usize, bool), kind: char, parted: bool) {
        let length = self.whole.len();
        let from = if first { length.max(right + 1) } else { right + 1 };
        for place in (right..from).rev() {
            let digit = length.checked_sub(place + 1).and_then(|at| self.whole.get(at));
            let digit = digit.copied().or((kind == '0').then_some(b'0'));
            if let Some(digit) = digit {
                text.push(char::from(digit));
                if parted && place > 0 && place % 3 == 0 {
                    text.push(',');
                }
            }
        }
    }
}

fn count(number: usize) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX / 4).min(400)
}

/// The commas directly behind the last digit: each divides by a thousand.
fn scaling(signs: &[Sign]) -> usize {
    let digit = |sign: &Sign| matches!(sign, Sign::Digit(_));
    let Some(last) = signs.iter().rposition(digit) else {
        return 0;
    };
    signs.iter().skip(last + 1).take_while(|sign| **sign == Sign::Comma).count()
}

/// Whether commas between digits part thousands.
fn parts_thousands(signs: &[Sign]) -> bool {
    let digit = |sign: &Sign| matches!(sign, Sign::Digit(_));
    let last = signs.iter().rposition(digit).unwrap_or(0);
    let first = signs.iter().position(digit).unwrap_or(0);
    signs.get(first..last).unwrap_or_default().contains(&Sign::Comma)
}

/// The digits of a number times a power of ten, before the point and behind it, rounded to a number of places.
fn digits(number: f64, power: i32, places: usize) -> (Vec<u8>, Vec<u8>) {
    // Fifteen digits, as spreadsheets keep them.
    let written = format!("{number:.14e}");
    let (mantissa, exponent) = written.split_once('e').unwrap_or((&written, "0"));
    let mut all: Vec<u8> = mantissa.bytes().filter(u8::is_ascii_digit).collect();
    let point = exponent.parse::<i32>().unwrap_or(0) + power + 1;
    // Zeros in front, so that the point lies within the digits and a carry has a place.
    let front = usize::try_from(1 - point.min(0)).unwrap_or(1);
    all.splice(0..0, std::iter::repeat_n(b'0', front));
    let point = usize::try_from(point.max(0)).unwrap_or(0) + if point > 0 { front } else { 1 };
    let end = point + places;
    let up = all.get(end).is_some_and(|digit| *digit >= b'5');
    all.resize(end, b'0');
    let mut at = all.len();
    while up && at > 0 {
        at -= 1;
        if all[at] == b'9' {
            all[at] = b'0';
        } else {
            all[at] += 1;
            break;
        }
    }
    let behind = all.split_off(point.min(all.len()));
    let first = all.iter().position(|digit| *digit != b'0').unwrap_or(all.len());
    (all.split_off(first), behind)
}

/// A float with at most fifteen digits, as spreadsheets show it: 0.1 + 0.2 is 0.3.
fn decimal(number: f64) -> String {
    let rounded: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    // Minus zero is zero.
    format!("{}", rounded + 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(number: f64, format: &str) -> String {
        number_cell(number, format).text().to_owned()
    }

    #[test]
    fn floats_are_read_as_they_are_shown() {
        assert_eq!(decimal(0.1 + 0.2), "0.3");
        assert_eq!(decimal(0.29 * 100.0), "29");
        assert_eq!(decimal(1_234_567.5), "1234567.5");
        assert_eq!(decimal(-0.0), "0");
        assert_eq!(decimal(1e15), "1000000000000000");
    }

    #[test]
    fn a_percent_sign_counts_outside_quotes_only() {
        assert_eq!(shown(0.85, "0%"), "85%");
        assert_eq!(shown(0.125, "0.00%;[Red]-0.00%"), "12.50%");
        assert_eq!(shown(85.0, "0\"%\""), "85%");
        assert_eq!(shown(85.0, "0\\%"), "85%");
        assert_eq!(shown(0.85, "General"), "0.85");
    }

    #[test]
    fn numbers_are_shown_in_their_format() {
        for (number, format, text) in [
            (1.2, "0.00\"亿元\"", "1.20亿元"),
            (66.0, "0\"万户\"", "66万户"),
            (66.0, "General\"户\"", "66户"),
            (66.0, "G/通用格式\"户\"", "66户"),
            (1234.0, "0,", "1"),
            (1_500_000.0, "0.0,,\"百万\"", "1.5百万"),
            (12345.0, "0!.0,\"万元\"", "1.2万元"),
            (12345.0, "0\\.0000\"万元\"", "1.2345万元"),
            (1_234_567.891, "#,##0.00", "1,234,567.89"),
            (1_234_567.0, "#,##0", "1,234,567"),
            (66.0, "#.##", "66"),
            (0.5, "#.##", "0.5"),
            (0.145, "0.00", "0.15"),
            (0.999, "0.00", "1.00"),
            (9.999e14, "0", "999900000000000"),
            (66.0, ";;;", ""),
            (0.0, "0;-0;\"—\"", "—"),
            (-5.0, "0.0;[Red]0.0", "-5.0"),
            (-5.0, "0.0_);(0.0)", "-5.0"),
            (-5.0, "0", "-5"),
            (-0.2, "0", "0"),
            (12.0, "[>=10]\"多\";0", "多"),
            (2.0, "[>=10]\"多\";0\"户\"", "2户"),
            (5.0, "000", "005"),
            (0.0, "0", "0"),
            (1.0, "[$￥-804]#,##0.00", "￥1.00"),
            (12.5, "0.00E+00", "12.5"),
            (0.0, "", "0"),
            (3.0, "\"约\"0", "约3"),
        ] {
            assert_eq!(shown(number, format), text, "{number} in {format}");
        }
    }

    #[test]
    fn a_format_may_add_to_a_text_or_hide_it() {
        assert_eq!(text_cell("66".into(), "@\"户\"").text(), "66户");
        assert_eq!(text_cell("66".into(), ";;;").text(), "");
        assert_eq!(text_cell("66".into(), ";;;@").text(), "66");
        assert_eq!(text_cell("66".into(), "0.00").text(), "66");
    }
}
