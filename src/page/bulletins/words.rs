//! The words of bulletins that stand outside their template: kinds, neighbours in time, shares of one whole.

use crate::account::{Account, Bulletin, Figures};
use crate::calendar::PeriodUnit;
use crate::ledger::{Decimals, Locale, Share};
use crate::page::words::{self, say};
use crate::page::{rate, reason};

/// What a bulletin on such periods is called.
pub fn kind(unit: PeriodUnit, lang: Locale) -> String {
    match unit {
        PeriodUnit::Week => say!(lang, "周报", "weekly"),
        PeriodUnit::Dekad => say!(lang, "旬报", "ten-day"),
        PeriodUnit::Month => say!(lang, "月报", "monthly"),
        PeriodUnit::Quarter => say!(lang, "季报", "quarterly"),
        PeriodUnit::Half => say!(lang, "半年报", "half-yearly"),
        PeriodUnit::Year => say!(lang, "年报", "yearly"),
    }
}

/// The period before, this one, and the one after: 上周, 本周, 下周.
pub(super) fn neighbours(unit: PeriodUnit, lang: Locale) -> [String; 3] {
    let name = match unit {
        PeriodUnit::Week => say!(lang, "周", "week"),
        PeriodUnit::Dekad => say!(lang, "旬", "ten days"),
        PeriodUnit::Month => say!(lang, "月", "month"),
        PeriodUnit::Quarter => say!(lang, "季度", "quarter"),
        PeriodUnit::Half => say!(lang, "半年", "half-year"),
        PeriodUnit::Year => say!(lang, "年", "year"),
    };
    // 上旬 is the first ten days of a month and 上半年 the first half of a year, not the ones before.
    let (last, next) = match unit {
        PeriodUnit::Dekad => (say!(lang, "上一", "last "), say!(lang, "下一", "next ")),
        PeriodUnit::Half => (say!(lang, "上一个", "last "), say!(lang, "下一个", "next ")),
        PeriodUnit::Week | PeriodUnit::Month | PeriodUnit::Quarter | PeriodUnit::Year => {
            (say!(lang, "上", "last "), say!(lang, "下", "next "))
        }
    };
    let this = match (unit, lang) {
        (PeriodUnit::Dekad, Locale::En) => "these ten days".to_owned(),
        _ => say!(lang, "本{name}", "this {name}"),
    };
    [format!("{last}{name}"), this, format!("{next}{name}")]
}

/// What the bulletins of a book are called.
pub fn title(bulletin: &Bulletin<'_, '_>, lang: Locale) -> String {
    let ledger = bulletin.account.book.first_ledger();
    if let Some(title) = ledger.and_then(|ledger| ledger.bulletins.title.clone()) {
        return title;
    }
    let work = work(bulletin);
    say!(lang, "{work}督查通报", "{work}: supervision bulletin")
}

/// What a book is about: its title without 台账.
pub(super) fn work<'a>(bulletin: &Bulletin<'a, '_>) -> &'a str {
    let ledger = bulletin.account.book.first_ledger();
    let title = ledger.map_or("", |ledger| ledger.title.as_str());
    let ends = ["台账", "臺賬", "台賬", "臺账"];
    ends.iter().find_map(|end| title.strip_suffix(end)).unwrap_or(title)
}

/// Who gets a copy: those that the book names, else those to whom letters with it go.
pub(super) fn copies(bulletin: &Bulletin<'_, '_>, lang: Locale) -> Option<String> {
    let ledger = bulletin.account.book.first_ledger()?;
    // The paper ends the line itself.
    let named = ledger.bulletins.copies.as_ref();
    let named = named.map(|copies| copies.trim_end_matches(['。', '.', ' ']).to_owned());
    named.or_else(|| {
        let boxes = ledger.mail.to.iter().chain(&ledger.mail.cc);
        let names: Vec<&str> = boxes.filter_map(|mailbox| mailbox.name.as_deref()).collect();
        (!names.is_empty()).then(|| names.join(&say!(lang, "，", ", ")))
    })
}

/// How far a lagging task is behind: 欠28.5个百分点; of a rate, what it was and should be.
pub(super) fn behind(account: &Account<'_>, figures: &Figures<'_>, lang: Locale) -> String {
    let lacks = rate::lacks(account, figures, lang);
    let Some(lag) = figures.shares.lag() else {
        return lacks.unwrap_or_else(|| reason::reason(account, figures, lang));
    };
    let over = words::over_to(lag, account.book.decimals());
    let points = over.trim_start_matches(['+', '-']);
    match lacks {
        Some(lacks) => {
            say!(lang, "欠{points}个百分点，{lacks}", "{points} points behind, {lacks}")
        }
        None => say!(lang, "欠{points}个百分点", "{points} points behind"),
    }
}

/// Shares of one whole in the smallest steps of a percent that are printed: they add up to 100, the largest takes the rest. `None`
/// of nothing.
pub(super) fn shares(counts: &[usize], decimals: Decimals) -> Option<Vec<i64>> {
    let whole: usize = counts.iter().sum();
    let all = 100 * decimals.steps();
    let rounded =
        |count: &usize| Share::new(*count as i128, whole as i128).map(|share| share.rounded(all));
    let mut shares: Vec<i64> = counts.iter().map(rounded).collect::<Option<_>>()?;
    let rest = all - shares.iter().sum::<i64>();
    // The first of several that are the largest.
    let largest = (0..counts.len()).rev().max_by_key(|at| counts.get(*at));
    if let Some(share) = largest.and_then(|at| shares.get_mut(at)) {
        *share += rest;
    }
    Some(shares)
}

/// 一, 二, … 十, 十一, … 二十, 二十一; figures from a hundred on and in English.
pub(super) fn numeral(number: usize, lang: Locale) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |at: usize| DIGITS.get(at).copied().unwrap_or("");
    match (number / 10, number % 10) {
        _ if lang == Locale::En => number.to_string(),
        (0, ones) => digit(ones).to_owned(),
        (1, ones) => format!("十{}", digit(ones)),
        (tens @ 2..=9, ones) => format!("{}十{}", digit(tens), digit(ones)),
        _ => number.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_largest_group_takes_the_rest() {
        let shares = |counts: &[usize]| shares(counts, Decimals::default());
        assert_eq!(shares(&[1, 1, 1]), Some(vec![334, 333, 333]));
        assert_eq!(shares(&[41, 8, 6, 4]), Some(vec![694, 136, 102, 68]));
        assert_eq!(shares(&[0, 0]), None);
    }

    #[test]
    fn numerals_up_to_ninety_nine() {
        let said = |number| numeral(number, Locale::ZhHans);
        let all: Vec<String> = [1, 10, 11, 20, 21, 99, 100].map(said).into();
        assert_eq!(all, ["一", "十", "十一", "二十", "二十一", "九十九", "100"]);
    }

    proptest! {
        #[test]
        fn shares_of_one_whole_add_up(counts in prop::collection::vec(0..500usize, 1..9)) {
            if let Some(shares) = shares(&counts, Decimals::default()) {
                prop_assert_eq!(shares.iter().sum::<i64>(), 1_000);
                let whole: usize = counts.iter().sum();
                let off = |(share, count): (&i64, &usize)| (*share as f64 - *count as f64 * 1_000.0 / whole as f64).abs();
                let furthest = shares.iter().zip(&counts).map(off).fold(0.0, f64::max);
                prop_assert!(furthest <= 0.5 * counts.len() as f64);
            }
        }
    }
}
