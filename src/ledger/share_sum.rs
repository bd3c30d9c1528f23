//! Sums of many shares that lose no half: each denominator is summed exactly by itself.

use super::Share;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A sum of shares. Tasks of one target, or of one window, share a denominator, so that few are kept.
#[derive(Clone, Debug, Default)]
pub struct ShareSum {
    /// Numerators by denominator.
    parts: HashMap<i128, i128, BuildHasherDefault<Folded>>,
}

/// Denominators need no guard against who chooses them, but speed: there is one for each task.
#[derive(Clone, Debug, Default)]
struct Folded(u64);

impl Hasher for Folded {
    fn write(&mut self, bytes: &[u8]) {
        let fold = |sum: u64, byte: &u8| (sum ^ u64::from(*byte)).wrapping_mul(Self::ODD);
        self.0 = bytes.iter().fold(self.0, fold);
    }

    fn write_i128(&mut self, number: i128) {
        let low = (number as u64) ^ ((number >> 64) as u64).rotate_left(31);
        let mixed = low.wrapping_mul(Self::ODD);
        self.0 = mixed ^ (mixed >> 32);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

impl Folded {
    /// 2⁶⁴ by the golden ratio.
    const ODD: u64 = 0x9e37_79b9_7f4a_7c15;
}

/// Every half that is printed, to at most three decimals of a percent or four of a share, is a multiple of one over this.
const GRID: i64 = 200_000;

/// In what fractions a sum is counted whose common denominator has no room.
const FINE: i128 = 1_000_000_000_000_000_000_000;

impl ShareSum {
    /// Adds a share.
    pub fn add(&mut self, share: Share) {
        let Share { numerator, denominator } = share;
        if numerator == 0 {
            return;
        }
        let sum = self.parts.entry(denominator).or_default();
        match sum.checked_add(numerator) {
            Some(more) => *sum = more,
            None => {
                // The wholes go to a place of their own; what is left is below two denominators.
                let whole = *sum / denominator + numerator / denominator;
                *sum = *sum % denominator + numerator % denominator;
                self.add(Share { numerator: whole, denominator: 1 });
            }
        }
    }

    /// Adds all of another sum.
    pub fn add_all(&mut self, other: &Self) {
        for (denominator, numerator) in &other.parts {
            self.add(Share { numerator: *numerator, denominator: *denominator });
        }
    }

    /// The sum less another.
    #[must_use]
    pub fn less(&self, other: &Self) -> Self {
        let mut rest = self.clone();
        for (denominator, numerator) in &other.parts {
            rest.add(Share { numerator: -numerator, denominator: *denominator });
        }
        rest
    }

    /// The sum; exact as long as a common denominator has room in 128 bits.
    pub fn total(&self) -> Share {
        let parts = self.sorted();
        exactly(&parts).unwrap_or_else(|| Share { numerator: nearly(&parts), denominator: FINE })
    }

    /// The sum over a number of shares that weigh so much together; `None` where that is nothing. Where the common denominator has no
    /// room, a mean within 10⁻¹² of a half that may be printed is that half.
    pub fn mean(&self, weight: Share) -> Option<Share> {
        let inverse = Share::ONE.over(weight)?;
        let parts = self.sorted();
        if let Some(mean) = exactly(&parts).and_then(|sum| sum.product(inverse)) {
            return Some(mean);
        }
        let near = Share { numerator: nearly(&parts), denominator: FINE };
        let scaled = near.numerator.checked_mul(inverse.numerator);
        let mean = scaled.map_or_else(
            || near.times(inverse),
            |scaled| Share { numerator: scaled / inverse.denominator, ..near },
        );
        Some(settled(mean))
    }

    /// In lowest terms, each denominator once, the small ones first.
    fn sorted(&self) -> Vec<Share> {
        let mut lowest = Self::default();
        for (denominator, numerator) in &self.parts {
            lowest.add(Share { numerator: *numerator, denominator: *denominator }.reduced());
        }
        let parts = lowest.parts.into_iter();
        let mut parts: Vec<Share> =
            parts.map(|(denominator, numerator)| Share { numerator, denominator }).collect();
        parts.sort_unstable_by_key(|part| part.denominator);
        parts
    }
}

/// The sum over the least common denominator; `None` where that has no room.
fn exactly(parts: &[Share]) -> Option<Share> {
    parts.iter().try_fold(Share::ZERO, |sum, part| sum.sum(*part))
}

/// The sum in the finest fractions, each part cut there.
fn nearly(parts: &[Share]) -> i128 {
    let finest = |part: &Share| {
        let whole = part.numerator.div_euclid(part.denominator);
        let mut rest = part.numerator.rem_euclid(part.denominator);
        // A remainder times ten million has room below 2¹⁰²; what a longer denominator loses shows nowhere.
        let shift = if part.denominator >> 102 > 0 { 25 } else { 0 };
        let denominator = part.denominator >> shift;
        rest >>= shift;
        let mut places = 0;
        for _ in 0..3 {
            rest *= 10_000_000;
            places = places * 10_000_000 + rest / denominator;
            rest %= denominator;
        }
        whole.saturating_mul(FINE).saturating_add(places)
    };
    parts.iter().map(finest).fold(0, i128::saturating_add)
}

/// The half that a mean is, unless it is clearly none.
fn settled(mean: Share) -> Share {
    let half = Share { numerator: i128::from(mean.rounded(GRID)), denominator: i128::from(GRID) };
    let apart = mean.minus(half);
    let near = Share { numerator: 1, denominator: 1_000_000_000_000 };
    let is_near = apart < near && Share::ZERO.minus(near) < apart;
    if is_near { half } else { mean }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn share(numerator: i128, denominator: i128) -> Share {
        Share::new(numerator, denominator).unwrap()
    }

    #[test]
    fn a_half_is_not_lost_among_a_thousand_denominators() {
        let mut sum = ShareSum::default();
        // Each pair comes to one; the common denominator has hundreds of digits.
        for prime in (3..4_000).step_by(2) {
            sum.add(share(1, prime));
            sum.add(share(prime - 1, prime));
        }
        for denominator in [7_919, 104_729, 1_299_709, 15_485_863, 179_424_673] {
            sum.add(share(1, denominator * 3));
            sum.add(share(3 * denominator - 1, denominator * 3));
        }
        let pairs = (3..4_000).step_by(2).count() as i128 + 5;
        let mean = sum.mean(share(pairs * 160, 33)).unwrap();
        assert_eq!(mean.rounded(10_000), 2_063);
        // Without an exact common denominator: the same.
        assert_eq!(
            settled(share(206_249_999_999_999_999, 1_000_000_000_000_000_000)),
            share(33, 160)
        );
    }

    proptest! {
        #[test]
        fn a_sum_is_what_its_parts_come_to(
            parts in proptest::collection::vec((-1_000_000i128..1_000_000, 1i128..50), 1..60)
        ) {
            let mut sum = ShareSum::default();
            let mut plain = Share::ZERO;
            for (numerator, denominator) in parts {
                sum.add(share(numerator, denominator));
                plain = plain.plus(share(numerator, denominator)).reduced();
            }
            prop_assert_eq!(sum.total(), plain);
            let parts = sum.sorted();
            let near = Share { numerator: nearly(&parts), denominator: FINE };
            prop_assert!(near <= plain && plain.minus(near) < share(1, 1_000_000_000_000));
        }
    }
}
