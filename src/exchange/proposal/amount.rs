//! Amounts of money in 万元, by the unit of the cell, of its number format or of its heading.

use super::arabic::plain;
use crate::exchange::number::{signed, split, unsigned};
use crate::ledger::{INVESTED, Money, Quantity, in_money};

/// An amount of money.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Amount {
    /// In 万元.
    pub value: Quantity,
    /// Whether a unit is stated; 万元 where not.
    pub has_unit: bool,
    /// Whether it is only about that much.
    pub is_about: bool,
}

/// Reads an amount: `12000`, 2.5亿元, ¥3,000,000; `unit` is that of its heading. `None` for anything else and below zero.
pub(super) fn amount(words: &str, unit: Option<&str>) -> Option<Amount> {
    let text = plain(words);
    let about = text.strip_prefix('约');
    let (text, is_about) = (about.unwrap_or(&text), about.is_some());
    let (sign, text) = signed(text);
    let (currency, text) = match text.strip_prefix(['¥', '￥']) {
        Some(rest) => (Some("元"), rest),
        None => (None, text),
    };
    let (digits, behind) = split(text);
    let value = unsigned(sign, digits).ok().filter(|value| *value >= Quantity::default())?;
    let behind = behind.trim();
    let own = if behind.is_empty() { currency } else { Some(money(behind)?) };
    let stated = own.or_else(|| money(unit?));
    let value = in_money(value, stated.unwrap_or(INVESTED), INVESTED)?.ok()?;
    Some(Amount { value, has_unit: stated.is_some(), is_about })
}

/// The unit of money by the name that a ledger has for it.
fn money(unit: &str) -> Option<&str> {
    if Money::of(unit).is_some() {
        return Some(unit);
    }
    let unit = unit.trim_end_matches(['人', '民', '币']);
    let named = match unit.to_lowercase().replace("rmb", "yuan").trim() {
        "万" => "万元",
        "亿" => "亿元",
        "10,000 yuan" | "10000 yuan" | "ten thousand yuan" => "万元",
        "million yuan" | "1,000,000 yuan" => "百万元",
        "100 million yuan" | "100m yuan" => "亿元",
        "yuan" => "元",
        _ => return None,
    };
    Some(named)
}

#[cfg(test)]
mod tests {
    use super::amount;

    #[test]
    fn amounts_by_their_unit() {
        let read =
            |words, unit| amount(words, unit).map(|own| (own.value.to_string(), own.has_unit));
        for (words, unit, value) in [
            ("12000", Some("万元"), "12000"),
            ("2.5", Some("亿元"), "25000"),
            ("0.85", Some("亿元"), "8500"),
            ("2.5亿元", Some("万元"), "25000"),
            ("2.5亿", None, "25000"),
            ("¥3,000,000", None, "300"),
            ("３０００００元", None, "30"),
            ("2600", Some("10,000 yuan"), "2600"),
            ("约5000万", None, "5000"),
        ] {
            assert_eq!(read(words, unit), Some((value.to_owned(), true)), "{words}");
        }
        assert_eq!(read("800", None), Some(("800".to_owned(), false)));
        for words in ["", "-5", "待定", "5户", "5+3", "1.2.3"] {
            assert_eq!(read(words, Some("万元")), None, "{words}");
        }
    }
}
