//! Shares of a whole as exact fractions of integers.
//!
//! Compared without rounding; rounding happens where a share is printed, half away from zero.

use super::Quantity;
use serde::{Serialize, Serializer};
use std::cmp::Ordering;

/// A part of a whole, as an exact fraction with a positive denominator. 1 is the whole.
#[derive(Clone, Copy, Debug)]
pub struct Share {
    pub(super) numerator: i128,
    pub(super) denominator: i128,
}

impl Share {
    /// Nothing.
    pub const ZERO: Self = Self { numerator: 0, denominator: 1 };
    /// The whole.
    pub const ONE: Self = Self { numerator: 1, denominator: 1 };

    /// Whether so many times a way seems a slip of the hand: over ten times, or over twice and the figure before it not.
    pub fn is_far_beyond(self, before: impl FnOnce() -> Option<Self>) -> bool {
        let [twice, tenfold] = [2, 10].map(|times| Self::from_quantity(Quantity::whole(times)));
        self > tenfold || (self > twice && before().is_none_or(|before| before <= twice))
    }

    /// `numerator / denominator`; `None` where the denominator is zero.
    pub fn new(numerator: i128, denominator: i128) -> Option<Self> {
        match denominator.cmp(&0) {
            Ordering::Equal => None,
            Ordering::Greater => Some(Self { numerator, denominator }),
            Ordering::Less => Some(Self { numerator: -numerator, denominator: -denominator }),
        }
    }

    /// Its numerator and its denominator, which is positive.
    pub fn fraction(self) -> (i128, i128) {
        (self.numerator, self.denominator)
    }

    /// How far `reached` is on the way from `from` to `to`; `None` where there is no way to go.
    pub fn of_way(reached: Quantity, from: Quantity, to: Quantity) -> Option<Self> {
        let way = |end: Quantity| i128::from(end.millionths()) - i128::from(from.millionths());
        Self::new(way(reached), way(to))
    }

    /// A number of percentage points as a share: 10 points are 0.1.
    pub fn from_points(points: Quantity) -> Self {
        Self {
            numerator: i128::from(points.millionths()),
            denominator: 100 * i128::from(Quantity::ONE),
        }
    }

    /// A quantity as a share of one: 0.8 is 80 %.
    pub fn from_quantity(quantity: Quantity) -> Self {
        Self {
            numerator: i128::from(quantity.millionths()),
            denominator: i128::from(Quantity::ONE),
        }
    }

    /// The share this far (`part` of `whole`, both counts) from `self` towards `end`.
    #[must_use]
    pub fn towards(self, end: Self, part: i64, whole: i64) -> Self {
        let step = Self { numerator: i128::from(part), denominator: i128::from(whole.max(1)) };
        self.plus(end.minus(self).times(step))
    }

    /// The sum.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self::exactly(self, other, |a, b| {
            if a.denominator == b.denominator {
                return Some(Self { numerator: a.numerator.checked_add(b.numerator)?, ..a });
            }
            let left = a.numerator.checked_mul(b.denominator)?;
            let right = b.numerator.checked_mul(a.denominator)?;
            Some(Self {
                numerator: left.checked_add(right)?,
                denominator: a.denominator.checked_mul(b.denominator)?,
            })
        })
    }

    /// The difference.
    #[must_use]
    pub fn minus(self, other: Self) -> Self {
        self.plus(Self { numerator: -other.numerator, ..other })
    }

    /// The product.
    #[must_use]
    pub fn times(self, other: Self) -> Self {
        Self::exactly(self, other, |a, b| {
            Some(Self {
                numerator: a.numerator.checked_mul(b.numerator)?,
                denominator: a.denominator.checked_mul(b.denominator)?,
            })
        })
    }

    /// A whole number.
    pub fn count(number: i64) -> Self {
        Self { numerator: i128::from(number), denominator: 1 }
    }

    /// The quotient; `None` over zero.
    pub fn over(self, other: Self) -> Option<Self> {
        Self::new(other.denominator, other.numerator).map(|inverse| self.times(inverse))
    }

    /// The least whole number that is not below it.
    pub fn ceil(self) -> i128 {
        -(-self.numerator).div_euclid(self.denominator)
    }

    /// Works on the fractions as they are, and in lowest terms only where they grow too long.
    /// Past that (some 38 digits) it gives up exactness: the values are cut to 15 digits.
    fn exactly(a: Self, b: Self, work: impl Fn(Self, Self) -> Option<Self>) -> Self {
        work(a, b)
            .or_else(|| work(a.reduced(), b.reduced()))
            .or_else(|| work(a.coarse(), b.coarse()))
            .unwrap_or(a)
    }

    /// The same in lowest terms.
    #[must_use]
    pub fn reduced(self) -> Self {
        let divisor = common(self.numerator.unsigned_abs(), self.denominator.unsigned_abs());
        let divisor = i128::try_from(divisor.max(1)).unwrap_or(1);
        Self { numerator: self.numerator / divisor, denominator: self.denominator / divisor }
    }

    /// The sum over the least common denominator, exactly; `None` where that has no room.
    pub(super) fn sum(self, other: Self) -> Option<Self> {
        let (a, b) = (self.denominator, other.denominator);
        let divisor = i128::try_from(common(a.unsigned_abs(), b.unsigned_abs()).max(1)).ok()?;
        let left = self.numerator.checked_mul(b / divisor)?;
        let right = other.numerator.checked_mul(a / divisor)?;
        let denominator = (a / divisor).checked_mul(b)?;
        Some(Self { numerator: left.checked_add(right)?, denominator }.reduced())
    }

    /// The product, exactly; `None` where it has no room.
    pub(super) fn product(self, other: Self) -> Option<Self> {
        let across = |numerator, denominator| Self { numerator, denominator }.reduced();
        let (a, b) =
            (across(self.numerator, other.denominator), across(other.numerator, self.denominator));
        Some(Self {
            numerator: a.numerator.checked_mul(b.numerator)?,
            denominator: a.denominator.checked_mul(b.denominator)?,
        })
    }

    fn coarse(self) -> Self {
        const FINE: i128 = 1_000_000_000_000_000;
        let whole = self.numerator / self.denominator;
        let rest = self.numerator % self.denominator;
        let scale = (self.denominator / FINE).max(1);
        let places = (rest / scale) * FINE / (self.denominator / scale).max(1);
        Self { numerator: whole.saturating_mul(FINE).saturating_add(places), denominator: FINE }
    }

    /// The share, held to the whole above and to nothing below.
    #[must_use]
    pub fn held(self) -> Self {
        self.clamp(Self::ZERO, Self::ONE)
    }

    /// The nearest float.
    pub fn as_f64(self) -> f64 {
        self.numerator as f64 / self.denominator as f64
    }

    /// The share counted in `units` a whole, rounded half away from zero: 10⁴ gives hundredths
    /// of a percentage point.
    pub fn rounded(self, units: i64) -> i64 {
        let (whole, rest) = (self.numerator / self.denominator, self.numerator % self.denominator);
        let part = Self { numerator: rest, denominator: self.denominator };
        let part = part.rounded_part(units).or_else(|| part.reduced().rounded_part(units));
        let part = part.unwrap_or_else(|| (self.as_f64().fract() * units as f64).round() as i128);
        let wholes = whole.saturating_mul(i128::from(units));
        i64::try_from(wholes.saturating_add(part)).unwrap_or(i64::MAX)
    }

    fn rounded_part(self, units: i64) -> Option<i128> {
        let scaled = self.numerator.checked_mul(i128::from(units) * 2)?;
        let twice = self.denominator.checked_mul(2)?;
        let half = if scaled < 0 { -self.denominator } else { self.denominator };
        Some(scaled.checked_add(half)? / twice)
    }
}

/// The greatest common divisor; the remainders are soon short enough for 64 bits, which are much faster.
fn common(mut a: u128, mut b: u128) -> u128 {
    while b != 0 {
        if let (Ok(short_a), Ok(short_b)) = (u64::try_from(a), u64::try_from(b)) {
            return u128::from(common_short(short_a, short_b));
        }
        (a, b) = (b, a % b);
    }
    a
}

fn common_short(mut a: u64, mut b: u64) -> u64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

impl PartialEq for Share {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Share {}

impl PartialOrd for Share {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Share {
    fn cmp(&self, other: &Self) -> Ordering {
        let left = self.numerator.checked_mul(other.denominator);
        let right = other.numerator.checked_mul(self.denominator);
        match (left, right) {
            (Some(left), Some(right)) => left.cmp(&right),
            _ => compare_by_parts(*self, *other),
        }
    }
}

/// Compares by whole parts and then by the remainders' inverses (Euclid), which cannot overflow.
fn compare_by_parts(a: Share, b: Share) -> Ordering {
    let (mut a, mut b) = ((a.numerator, a.denominator), (b.numerator, b.denominator));
    loop {
        let (whole_a, whole_b) = (a.0.div_euclid(a.1), b.0.div_euclid(b.1));
        let (rest_a, rest_b) = (a.0.rem_euclid(a.1), b.0.rem_euclid(b.1));
        match (whole_a.cmp(&whole_b), rest_a, rest_b) {
            (Ordering::Equal, 0, 0) => return Ordering::Equal,
            (Ordering::Equal, 0, _) => return Ordering::Less,
            (Ordering::Equal, _, 0) => return Ordering::Greater,
            (Ordering::Equal, _, _) => (a, b) = ((b.1, rest_b), (a.1, rest_a)),
            (different, _, _) => return different,
        }
    }
}

impl Serialize for Share {
    /// To four decimals.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self.rounded(10_000) as f64 / 10_000.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn rounding_is_half_away_from_zero() {
        let share = |numerator, denominator| Share::new(numerator, denominator).unwrap();
        assert_eq!(share(1, 2).rounded(1), 1);
        assert_eq!(share(-1, 2).rounded(1), -1);
        assert_eq!(share(3_125, 10_000).rounded(1000), 313);
        assert_eq!(share(2, 3).rounded(10_000), 6667);
    }

    proptest! {
        #[test]
        fn order_agrees_with_the_difference(
            a in -1_000_000i128..1_000_000, b in 1i128..1_000_000,
            c in -1_000_000i128..1_000_000, d in 1i128..1_000_000,
        ) {
            let (left, right) = (Share::new(a, b).unwrap(), Share::new(c, d).unwrap());
            prop_assert_eq!(left.cmp(&right), left.minus(right).cmp(&Share::ZERO));
            prop_assert_eq!(left.cmp(&right), compare_by_parts(left, right));
        }

        #[test]
        fn what_is_printed_is_read_back(millionths in -1_000_000_000_000_000i64..1_000_000_000_000_000) {
            let quantity = Quantity::from_millionths(millionths);
            prop_assert_eq!(Quantity::parse(&quantity.to_string()), Ok(quantity));
        }
    }
}
