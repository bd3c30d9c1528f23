//! What a cell of a table says, and what a program that computes takes it for: a day, a number, a light.

use super::words;
use super::{Ink, Text};
use crate::ledger::{Decimals, Locale, Quantity, Share};
use chrono::NaiveDate;

/// What a program that computes takes a cell for. How many decimals a number has and its unit stand in its words.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Value {
    /// Its words.
    #[default]
    Words,
    /// A day.
    Day(NaiveDate),
    /// A count, an amount.
    Number(f64),
    /// A difference: its sign is told also where it is plus.
    Difference(f64),
    /// A share of a whole, 1 for all of it; its words are in percent.
    Share(f64),
    /// The words, of which the ink is a light's.
    Light,
}

/// A cell: its words, and what they are worth.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cell {
    /// The words.
    pub text: Text,
    /// Their value.
    pub value: Value,
}

impl Cell {
    /// These words for that value.
    pub(super) fn new(text: impl Into<Text>, value: Value) -> Self {
        Self { text: text.into(), value }
    }

    /// A day as a page of an as-of day says it.
    pub(super) fn day(day: NaiveDate, as_of: NaiveDate, lang: Locale) -> Self {
        Self::new(words::day(day, as_of, lang), Value::Day(day))
    }

    /// A number of days.
    pub(super) fn days(days: i64, lang: Locale) -> Self {
        Self::new(words::days(days, lang), Value::Number(days as f64))
    }

    /// An amount with its unit; of percentages a share.
    pub(super) fn amount(amount: Quantity, unit: &str) -> Self {
        let value = amount.as_f64();
        let value = if unit == "%" { Value::Share(value / 100.0) } else { Value::Number(value) };
        Self::new(words::amount(amount, unit), value)
    }

    /// A share in percent, with as many decimals as the ledger prints; a stroke where there is none.
    pub(super) fn share(share: Option<Share>, decimals: Decimals) -> Self {
        share.map_or_else(|| "-".into(), |share| Self::percent(share, decimals))
    }

    /// A share in percent, with as many decimals as the ledger prints.
    pub(super) fn percent(share: Share, decimals: Decimals) -> Self {
        let steps = share.rounded(100 * decimals.steps());
        let value = steps as f64 / (100 * decimals.steps()) as f64;
        Self::new(words::in_steps(steps, decimals), Value::Share(value))
    }

    /// A share to its last digit, shown like the others; a stroke where there is none.
    pub(super) fn exact(share: Option<Share>, decimals: Decimals) -> Self {
        share.map_or_else(Self::default, |share| {
            Self::new(words::percent_to(share, decimals), Value::Share(share.as_f64()))
        })
    }

    /// Actual minus planned in points, to its last digit; nothing where there is none.
    pub(super) fn exactly_over(lag: Option<Share>, decimals: Decimals) -> Self {
        lag.map_or_else(Self::default, |lag| {
            let points = Value::Difference(lag.as_f64() * -100.0);
            Self::new(words::over_to(lag, decimals), points)
        })
    }

    /// Actual minus planned in points; a stroke where there is none.
    pub(super) fn over(lag: Option<Share>, decimals: Decimals) -> Self {
        let Some(lag) = lag else {
            return "-".into();
        };
        let value = -lag.rounded(100 * decimals.steps()) as f64 / decimals.steps() as f64;
        Self::new(words::over_to(lag, decimals), Value::Difference(value))
    }

    /// The same in another ink.
    #[must_use]
    pub(super) fn inked(mut self, ink: Ink) -> Self {
        self.text.0.iter_mut().for_each(|(_, piece)| *piece = ink);
        self
    }
}

impl From<Text> for Cell {
    fn from(text: Text) -> Self {
        Self { text, value: Value::Words }
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Text::from(text).into()
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Text::from(text).into()
    }
}

impl From<usize> for Cell {
    fn from(count: usize) -> Self {
        Self::new(count.to_string(), Value::Number(count as f64))
    }
}

impl From<u32> for Cell {
    fn from(count: u32) -> Self {
        Self::from(count as usize)
    }
}

impl From<Quantity> for Cell {
    fn from(amount: Quantity) -> Self {
        Self::amount(amount, "")
    }
}
