//! The card of one department: its fractions, the parts they make, and the score the parts make.

use super::factor::{Factor, Fraction, PerFactor};
use super::{Piece, Proof};
use crate::account::Outcome;
use crate::ledger::{DepartmentId, Part, PerPart, Quantity};

/// The scorecard of one department.
#[derive(Clone, Debug)]
pub struct Card {
    /// Whose.
    pub department: DepartmentId,
    /// Its place, best first; equal scores share one. `None` for a department that is not ranked.
    pub rank: Option<usize>,
    /// Its tasks but headings, cancelled and rolled ones.
    pub tasks: usize,
    /// Of these, the open ones, of which nothing says how they go: no part of 快.
    pub open: usize,
    /// What its parts weigh.
    pub weights: PerPart<Quantity>,
    pub(super) tally: Tally,
}

/// What is summed of some tasks.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tally {
    factors: PerFactor<Fraction>,
    on_time: usize,
    owed: usize,
}

impl Tally {
    pub(super) fn see(&mut self, piece: &Piece<'_>) {
        self.factors[piece.factor].add(piece.fraction);
        if let Proof::Delivery(outcome) = piece.proof {
            self.owed += 1;
            self.on_time += usize::from(outcome == Outcome::OnTime);
        }
    }

    pub(super) fn add(&mut self, second: &Self) {
        for (factor, fraction) in second.factors.iter() {
            self.factors[factor].add(*fraction);
        }
        self.on_time += second.on_time;
        self.owed += second.owed;
    }
}

impl Card {
    /// One of the fractions.
    pub fn factor(&self, factor: Factor) -> Fraction {
        self.tally.factors[factor]
    }

    /// How many tasks were delivered on time, and how many were owed and not lifted: what [`Factor::Delivered`] weighs.
    pub fn delivered(&self) -> (usize, usize) {
        (self.tally.on_time, self.tally.owed)
    }

    /// Whether anything is known of how its tasks go: readiness and reports alone make no rank.
    pub fn is_judged(&self) -> bool {
        self.part(Part::Fast).is_some() || self.part(Part::Hard).is_some()
    }

    /// A part, 0 to 100; `None` with nothing under its line.
    pub fn part(&self, part: Part) -> Option<f64> {
        let value = |factor| self.factor(factor).value();
        let share = match part {
            Part::Fast => value(Factor::Fast),
            Part::Aimed => value(Factor::Aimed),
            Part::Hard => match (value(Factor::Delivered), value(Factor::Unstuck)) {
                (Some(first), Some(second)) => Some((first + second) / 2.0),
                (first, second) => first.or(second),
            },
            Part::Clean => match (value(Factor::Reported), value(Factor::Verified)) {
                (None, None) => None,
                (first, second) => Some(first.unwrap_or(1.0) * second.unwrap_or(1.0)),
            },
        };
        share.map(|share| share * 100.0)
    }

    /// The parts that exist, weighed; `None` where none weighs anything.
    pub fn score(&self) -> Option<f64> {
        let mut sum = Fraction::default();
        for (part, weight) in self.weights.iter() {
            let weight = weight.as_f64();
            if let Some(value) = self.part(part) {
                sum.add(Fraction { over: weight * value, under: weight });
            }
        }
        sum.value()
    }
}

/// A score in hundredths, half away from zero. The order in which floats were summed does not show: what differs by less
/// than a thousand millionth is the same.
pub fn hundredths(score: f64) -> i64 {
    const FINE: i64 = 10_000_000;
    let fine = (score * 100.0 * FINE as f64).round() as i64;
    (fine + fine.signum() * FINE / 2) / FINE
}

#[cfg(test)]
mod tests {
    use super::hundredths;

    #[test]
    fn scores_round_half_away_and_not_by_the_last_bit() {
        assert_eq!(hundredths(72.125), 7213);
        assert_eq!(hundredths(72.115), 7212);
        assert_eq!(hundredths(72.114_999_999_999_9), 7212);
        assert_eq!(hundredths(72.114_999), 7211);
        assert_eq!(hundredths(100.0), 10_000);
    }
}
