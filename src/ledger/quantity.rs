//! Quantities as the ledger writes them, and shares of a whole, both exact.
//!
//! A quantity is a count of millionths; a share is a fraction of integers. Shares are compared
//! without rounding; rounding happens where a share is printed, half away from zero.

use serde::{Serialize, Serializer};
use std::fmt;

/// A decimal number with at most six places, below 10¹² either side of zero.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quantity(i64);

/// Why a number cannot be a quantity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum QuantityProblem {
    /// Not a decimal number at all.
    NotANumber,
    /// `nan` or `inf`, or 10¹² and more.
    OutOfRange,
    /// More than six decimal places.
    TooFine,
}

impl Quantity {
    /// Millionths in one.
    pub const ONE: i64 = 1_000_000;
    const LIMIT: i128 = 1_000_000_000_000 * Self::ONE as i128;

    /// A whole number.
    pub const fn whole(number: i64) -> Self {
        Self(number * Self::ONE)
    }

    /// The number in millionths.
    pub const fn millionths(self) -> i64 {
        self.0
    }

    /// A number of millionths.
    pub const fn from_millionths(millionths: i64) -> Self {
        Self(millionths)
    }

    /// A number of millionths of any size.
    ///
    /// # Errors
    /// [`QuantityProblem::OutOfRange`].
    pub(crate) fn within(millionths: i128) -> Result<Self, QuantityProblem> {
        let value = i64::try_from(millionths).ok().filter(|_| millionths.abs() < Self::LIMIT);
        value.map(Self).ok_or(QuantityProblem::OutOfRange)
    }

    /// The sum with another.
    ///
    /// # Errors
    /// [`QuantityProblem::OutOfRange`].
    pub fn plus(self, other: Self) -> Result<Self, QuantityProblem> {
        Self::within(i128::from(self.0) + i128::from(other.0))
    }

    /// Reads a TOML number from its own letters, so that no binary fraction comes between.
    ///
    /// # Errors
    /// See [`QuantityProblem`].
    pub fn parse(text: &str) -> Result<Self, QuantityProblem> {
        let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
        if matches!(unsigned, "nan" | "inf") {
            return Err(QuantityProblem::OutOfRange);
        }
        let (digits, exponent) = match unsigned.split_once(['e', 'E']) {
            None => (unsigned, 0),
            Some((digits, exponent)) => (digits, parse_exponent(exponent)?),
        };
        let magnitude = Self::magnitude(digits, exponent)?;
        let value = i64::try_from(magnitude).map_err(|_| QuantityProblem::OutOfRange)?;
        Ok(Self(if text.starts_with('-') { -value } else { value }))
    }

    fn magnitude(digits: &str, exponent: i32) -> Result<i128, QuantityProblem> {
        let mut value: i128 = 0;
        let mut places: i32 = 0;
        let mut seen_point = false;
        let mut seen_digit = false;
        for byte in digits.bytes() {
            match byte {
                b'0'..=b'9' => {
                    seen_digit = true;
                    places += i32::from(seen_point);
                    value = value * 10 + i128::from(byte - b'0');
                    if value > Self::LIMIT * Self::LIMIT / 10 {
                        return Err(QuantityProblem::OutOfRange);
                    }
                }
                b'.' if !seen_point => seen_point = true,
                b'_' if seen_digit => {}
                _ => return Err(QuantityProblem::NotANumber),
            }
        }
        if !seen_digit {
            return Err(QuantityProblem::NotANumber);
        }
        Self::scaled(value, 6 - places + exponent)
    }

    fn scaled(mut value: i128, mut power: i32) -> Result<i128, QuantityProblem> {
        while power < 0 && value != 0 {
            if value % 10 != 0 {
                return Err(QuantityProblem::TooFine);
            }
            value /= 10;
            power += 1;
        }
        while power > 0 && value != 0 && value < Self::LIMIT {
            value *= 10;
            power -= 1;
        }
        if value < Self::LIMIT { Ok(value) } else { Err(QuantityProblem::OutOfRange) }
    }

    /// The nearest float, for output formats whose numbers are floats.
    pub fn as_f64(self) -> f64 {
        self.0 as f64 / Self::ONE as f64
    }
}

/// The exponent of a float; anything past a thousand is as good as a thousand.
fn parse_exponent(text: &str) -> Result<i32, QuantityProblem> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'_') {
        return Err(QuantityProblem::NotANumber);
    }
    let value = digits.replace('_', "").parse::<i32>().unwrap_or(1000).min(1000);
    Ok(if text.starts_with('-') { -value } else { value })
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let magnitude = self.0.unsigned_abs();
        let unit = Self::ONE.unsigned_abs();
        let sign = if self.0 < 0 { "-" } else { "" };
        write!(f, "{sign}{}", magnitude / unit)?;
        let rest = magnitude % unit;
        if rest != 0 {
            let places = format!("{rest:06}");
            write!(f, ".{}", places.trim_end_matches('0'))?;
        }
        Ok(())
    }
}

impl Serialize for Quantity {
    /// A number; the decimal letters as a text where a double, as most readers take numbers, would lose digits.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        /// Up to 15 digits come back from a double as they were.
        const SAFE: u64 = 1_000_000_000_000_000;
        let float = self.as_f64();
        if self.0 % Self::ONE == 0 {
            serializer.serialize_i64(self.0 / Self::ONE)
        } else if self.0.unsigned_abs() < SAFE || Self::parse(&float.to_string()) == Ok(*self) {
            serializer.serialize_f64(float)
        } else {
            serializer.collect_str(self)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn every_digit_is_written() {
        let written = |text| serde_json::to_string(&Quantity::parse(text).unwrap()).unwrap();
        assert_eq!(written("320"), "320");
        assert_eq!(written("-12.5"), "-12.5");
        assert_eq!(written("123456789.123456"), "123456789.123456");
        assert_eq!(written("999999999999"), "999999999999");
        assert_eq!(written("999999999999.999999"), "\"999999999999.999999\"");
        assert_eq!(written("123456789012.5"), "123456789012.5");
    }

    #[test]
    fn numbers_are_read_from_their_letters() {
        let read = |text| Quantity::parse(text).map(|quantity| quantity.to_string());
        assert_eq!(read("0.1"), Ok("0.1".into()));
        assert_eq!(read("-1_200.50"), Ok("-1200.5".into()));
        assert_eq!(read("1e3"), Ok("1000".into()));
        assert_eq!(read("25e-2"), Ok("0.25".into()));
        assert_eq!(read("1e400"), Err(QuantityProblem::OutOfRange));
        assert_eq!(read("nan"), Err(QuantityProblem::OutOfRange));
        assert_eq!(read("1000000000000"), Err(QuantityProblem::OutOfRange));
        assert_eq!(read("0.0000001"), Err(QuantityProblem::TooFine));
        assert_eq!(read("0x10"), Err(QuantityProblem::NotANumber));
        assert_eq!(read(""), Err(QuantityProblem::NotANumber));
    }
}
