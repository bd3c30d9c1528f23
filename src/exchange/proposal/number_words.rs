//! The number at the head of a text, whatever it is written in: 1 200, 2.5亿, 1亿2000万, 三点五, 百分之八十五, 2000-3000万.

use crate::exchange::number::{split, unsigned};
use crate::exchange::numerals::{chinese_number, digit, is_by_digit, is_numeral};
use crate::ledger::Quantity;

/// A number in words or figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Number {
    /// How many of its scale.
    pub value: Quantity,
    /// The end of a range, of the same scale.
    pub high: Option<Quantity>,
    /// 万 or 亿, which is a part of the unit; else nothing.
    pub scale: &'static str,
    /// The unit that the words of a share say: 百分之五.
    pub share: Option<&'static str>,
    /// Whether it is written in Chinese characters.
    pub in_characters: bool,
}

const HUNDRED_MILLION: i128 = 100_000_000;
const TEN_THOUSAND: i128 = 10_000;

/// The number at the head of a text and its length in bytes; no number where it is to be passed over as a whole: 三分之二, 两三.
pub(super) fn number_at_head(text: &str) -> Option<(Option<Number>, usize)> {
    for (words, unit) in [("百分之", "%"), ("千分之", "‰")] {
        if let Some(rest) = text.strip_prefix(words) {
            return Some(share(rest, unit, words.len()));
        }
    }
    let (first, length) = plain_number(text)?;
    let rest = text.get(length..).unwrap_or("");
    if let Some(behind) = rest.strip_prefix("分之") {
        let other = plain_number(behind).map_or(0, |(_, length)| length);
        return Some((None, length + "分之".len() + other));
    }
    let to = rest.strip_prefix(['-', '至', '到']).map(|behind| (behind, plain_number(behind)));
    if let Some((behind, Some((last, further)))) = to {
        let whole = text.len() - behind.len() + further;
        return Some((first.zip(last).map(|(first, last)| range(first, last)), whole));
    }
    Some((first.map(Spelled::number), length))
}

fn share(rest: &str, unit: &'static str, before: usize) -> (Option<Number>, usize) {
    let hundred = rest.starts_with('百').then_some((Quantity::whole(100), '百'.len_utf8()));
    let found = match hundred {
        Some((value, length)) => Some((Some(value), length)),
        None => plain_number(rest).map(|(spelled, length)| (spelled.map(|own| own.value), length)),
    };
    let (value, length) = found.unwrap_or((None, 0));
    let number = value.map(|value| Number {
        value,
        high: None,
        scale: "",
        share: Some(unit),
        in_characters: false,
    });
    (number, before + length)
}

/// A number without a range.
#[derive(Clone, Copy)]
struct Spelled {
    value: Quantity,
    scale: &'static str,
    /// Whether it says its scale, if only by a word for a thousand.
    has_scale: bool,
    in_characters: bool,
}

impl Spelled {
    fn number(self) -> Number {
        let Self { value, scale, in_characters, .. } = self;
        Number { value, high: None, scale, share: None, in_characters }
    }

    /// The number in ones, in millionths.
    fn millionths(self) -> i128 {
        let scale = match self.scale {
            "亿" => HUNDRED_MILLION,
            "万" => TEN_THOUSAND,
            _ => 1,
        };
        i128::from(self.value.millionths()) * scale
    }
}

/// 2000-3000万: what the first number leaves out it has in common with the last.
fn range(first: Spelled, last: Spelled) -> Number {
    let in_characters = first.in_characters || last.in_characters;
    let shared = Number { high: Some(last.value), in_characters, ..last.number() };
    if first.scale == last.scale || !first.has_scale {
        return Number { value: first.value, ..shared };
    }
    let scale = if first.scale == "万" || last.scale == "万" { TEN_THOUSAND } else { 1 };
    let name = if scale == 1 { "" } else { "万" };
    match (in_scale(first.millionths(), scale), in_scale(last.millionths(), scale)) {
        (Some(value), Some(high)) => Number { value, high: Some(high), scale: name, ..shared },
        _ => first.number(),
    }
}

fn in_scale(millionths: i128, scale: i128) -> Option<Quantity> {
    (millionths % scale == 0).then(|| Quantity::within(millionths / scale).ok())?
}

/// A number of figures or of characters; `None` in it for what is none: 1.2.3, 两三.
fn plain_number(text: &str) -> Option<(Option<Spelled>, usize)> {
    if text.starts_with(|letter: char| letter.is_ascii_digit()) {
        return Some(in_figures(text));
    }
    in_characters(text)
}

/// 2.5亿, 1亿2000万, 5千万: pieces of falling scale.
fn in_figures(text: &str) -> (Option<Spelled>, usize) {
    let (mut sum, mut rest, mut last) = (Some(0_i128), text, i128::MAX);
    let mut pieces = 0;
    let mut has_scale = false;
    while rest.starts_with(|letter: char| letter.is_ascii_digit()) && last > 1 {
        let digits = split(rest).0.trim_end_matches(['.', ',']);
        let behind = rest.get(digits.len()..).unwrap_or("");
        let (scale, length) = scale_at_head(behind);
        // 3万5 may be 35 000 or 30 005.
        let is_clear = scale < last && (pieces == 0 || scale > 1 || digits.len() > 1);
        let piece = unsigned("", digits).ok().filter(|_| is_clear);
        let piece = piece.and_then(|own| i128::from(own.millionths()).checked_mul(scale));
        sum = sum.zip(piece).and_then(|(sum, piece)| sum.checked_add(piece));
        rest = behind.get(length..).unwrap_or("");
        (last, pieces) = (scale, pieces + 1);
        has_scale |= scale > 1;
    }
    let name = match last {
        scale if scale >= HUNDRED_MILLION && pieces == 1 => ("亿", HUNDRED_MILLION),
        scale if scale >= TEN_THOUSAND => ("万", TEN_THOUSAND),
        _ => ("", 1),
    };
    let value = sum.and_then(|sum| in_scale(sum, name.1));
    let spelled =
        value.map(|value| Spelled { value, scale: name.0, has_scale, in_characters: false });
    (spelled, text.len() - rest.len())
}

/// The scale at the head of a text and its length: 万, 千万; that of a unit is none: 千米, 百分点.
fn scale_at_head(text: &str) -> (i128, usize) {
    const UNITS: [&str; 6] = ["千米", "千瓦", "千克", "百分", "千伏", "百帕"];
    let (mut scale, mut length) = (1_i128, 0);
    for letter in text.chars() {
        let rest = text.get(length..).unwrap_or("");
        let place = match letter {
            _ if UNITS.iter().any(|unit| rest.starts_with(unit)) => break,
            '百' => 100,
            '千' => 1_000,
            '万' => TEN_THOUSAND,
            '亿' => HUNDRED_MILLION,
            _ => break,
        };
        let Some(next) = scale.checked_mul(place).filter(|next| *next <= 1_000_000_000_000) else {
            break;
        };
        scale = next;
        length += letter.len_utf8();
    }
    (scale, length)
}

/// 一亿二千万, 三点五亿. A word of places alone is no number: 百日攻坚, 万企.
fn in_characters(text: &str) -> Option<(Option<Spelled>, usize)> {
    let run: String = text.chars().take_while(|letter| is_numeral(*letter)).collect();
    if run.is_empty() {
        return None;
    }
    let behind = text.get(run.len()..).unwrap_or("");
    let places: String = match behind.strip_prefix('点') {
        Some(places) => places.chars().take_while(|letter| is_numeral(*letter)).collect(),
        None => String::new(),
    };
    if !places.is_empty() {
        let length = run.len() + '点'.len_utf8() + places.len();
        return Some((decimal(&run, &places), length));
    }
    let has_digit = run.chars().any(|letter| letter == '十' || !"百千万亿".contains(letter));
    let whole =
        chinese_number(&run).filter(|number| *number > 1 && has_digit && !is_by_digit(&run));
    let spelled = whole.and_then(|whole| spelled(i128::from(whole) * 1_000_000, &run));
    Some((spelled, run.len()))
}

fn decimal(run: &str, places: &str) -> Option<Spelled> {
    let digits = places.trim_end_matches(['十', '百', '千', '万', '亿']);
    let (scale, _) = scale_at_head(places.get(digits.len()..)?);
    let count =
        u32::try_from(digits.chars().count()).ok().filter(|count| (1..=6).contains(count))?;
    let mut each = digits.chars().map(digit);
    let fraction = each.try_fold(0_i128, |sum, digit| Some(sum * 10 + i128::from(digit?)))?;
    let whole = i128::from(chinese_number(run)?) * 1_000_000;
    let one = 10_i128.pow(6 - count);
    spelled((whole + fraction * one).checked_mul(scale)?, places)
}

fn spelled(millionths: i128, run: &str) -> Option<Spelled> {
    let (scale, by) = match run.chars().next_back() {
        Some('亿') => ("亿", HUNDRED_MILLION),
        Some('万') => ("万", TEN_THOUSAND),
        _ => ("", 1),
    };
    let value = in_scale(millionths, by)?;
    let has_scale = run.chars().any(|letter| "百千万亿".contains(letter));
    Some(Spelled { value, scale, has_scale, in_characters: true })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_figures_and_in_characters() {
        for (text, meant) in [
            ("3公里", "3|公里"),
            ("12,000万元", "12000万|元"),
            ("2.5亿元", "2.5亿|元"),
            ("1亿2000万元", "12000万|元"),
            ("1亿2,000万元", "12000万|元"),
            ("3亿5千万元", "35000万|元"),
            ("12万5千元", "125000|元"),
            ("1万2千户", "12000|户"),
            ("5千万元", "5000万|元"),
            ("3百万元", "300万|元"),
            ("1.2万亿元", "12000亿|元"),
            ("5千户", "5000|户"),
            ("5千米", "5|千米"),
            ("5百分点", "5|百分点"),
            ("3万千瓦", "3万|千瓦"),
            ("一亿二千万元", "12000万|元"),
            ("三十家", "30|家"),
            ("一万二千户", "12000|户"),
            ("三点五亿元", "3.5亿|元"),
            ("三点五公里", "3.5|公里"),
            ("百分之八十五", "85%|"),
            ("百分之3.5以内", "3.5%|以内"),
            ("百分之百", "100%|"),
            ("千分之三", "3‰|"),
            ("2000-3000万元", "2000..3000万|元"),
            ("8千-1万户", "0.8..1万|户"),
            ("三至五个", "3..5|个"),
            ("1亿-2亿元", "1..2亿|元"),
            ("三分之二", "-|"),
            ("3万5户", "-|户"),
            ("两三个", "-|个"),
            ("百日攻坚", "-|日攻坚"),
            ("1.2.3版", "-|版"),
        ] {
            let (number, length) = number_at_head(text).unwrap();
            let shown = number.map_or("-".to_owned(), |own| {
                let high = own.high.map(|high| format!("..{high}")).unwrap_or_default();
                format!("{}{high}{}{}", own.value, own.scale, own.share.unwrap_or_default())
            });
            assert_eq!(format!("{shown}|{}", &text[length..]), meant, "{text}");
        }
        assert_eq!(number_at_head("户"), None);
    }
}
