//! What the measured tasks of a group come to together, where all are counted in one unit.

use super::Figures;
use crate::ledger::{Kind, Measure, Money, Quantity, Share, same_unit};

/// Sums over tasks of one unit; 元, 万元 and 亿元 are one.
#[derive(Clone, Debug, Default)]
pub(super) struct Pool {
    /// The spellings of the unit, each with what it is worth where it is money.
    units: Vec<(String, Option<Money>)>,
    /// Tasks of two units, or of two ways, have been seen: there is nothing to sum.
    mixed: bool,
    /// Whether they come down to their targets; `None` before the first. Of both kinds together a worse figure would raise the rate.
    falls: Option<bool>,
    /// Millionths of the unit, or of one 元.
    baseline: i128,
    target: i128,
    done: i128,
}

/// What a pool comes to, as it is shown.
#[derive(Clone, Debug)]
pub(super) struct Pooled {
    /// The unit; of several units of money the largest in which the sums need no more than six decimals.
    pub(super) unit: String,
    pub(super) target: Quantity,
    pub(super) done: Quantity,
    /// Σ(done − baseline) ÷ Σ(target − baseline), as it is; `None` where there is no way to go.
    pub(super) rate: Option<Share>,
}

impl Pool {
    /// Takes in an assessed task, unless it is a duty or measured otherwise than by counting up.
    pub(super) fn add(&mut self, figures: &Figures<'_>) {
        let (task, state) = (figures.task, &figures.state);
        if self.mixed || task.kind == Kind::Duty || task.measure != Measure::Cumulative {
            return;
        }
        match (state.target, reached(figures)) {
            (Some(target), Some(done)) => {
                if self.goes(target < task.base()) {
                    self.take(&task.unit, task.base(), target, done);
                }
            }
            (Some(_), None) => {}
            // One without a target of its own is counted in no unit of the others.
            (None, _) => self.mix(),
        }
    }

    /// Whether all go that way, as far as is known; else it is left without a unit.
    fn goes(&mut self, falls: bool) -> bool {
        if *self.falls.get_or_insert(falls) != falls {
            self.mix();
        }
        !self.mixed
    }

    /// Takes in amounts of a unit.
    pub(super) fn take(&mut self, unit: &str, base: Quantity, target: Quantity, done: Quantity) {
        if self.mixed {
            return;
        }
        let Some(money) = self.unit(unit) else {
            self.mix();
            return;
        };
        let worth = money.map_or(1, Money::worth);
        let add = |sum: &mut i128, quantity: Quantity| {
            *sum += i128::from(quantity.millionths()) * worth;
        };
        add(&mut self.baseline, base);
        add(&mut self.target, target);
        add(&mut self.done, done);
    }

    /// Leaves it without a unit.
    pub(super) fn mix(&mut self) {
        *self = Self { mixed: true, ..Self::default() };
    }

    /// Takes in all tasks of another pool.
    pub(super) fn add_all(&mut self, other: &Self) {
        let one_way = other.falls.is_none_or(|falls| self.goes(falls));
        let is_one = one_way && other.units.iter().all(|(unit, _)| self.unit(unit).is_some());
        if self.mixed || other.mixed || !is_one {
            self.mix();
            return;
        }
        self.baseline += other.baseline;
        self.target += other.target;
        self.done += other.done;
    }

    /// What a unit is worth beside the one of the pool, where it is that one.
    fn unit(&mut self, unit: &str) -> Option<Option<Money>> {
        if let Some((_, money)) = self.units.iter().find(|(known, _)| known == unit) {
            return Some(*money);
        }
        let money = Money::of(unit);
        let is_same = match self.units.first() {
            None => true,
            Some((_, Some(_))) => money.is_some(),
            Some((first, None)) => money.is_none() && same_unit(first, unit),
        };
        is_same.then(|| {
            self.units.push((unit.to_owned(), money));
            money
        })
    }

    /// What it comes to; `None` where nothing is measured, or in more than one unit.
    pub(super) fn close(&self) -> Option<Pooled> {
        let mut units: Vec<&(String, Option<Money>)> = self.units.iter().collect();
        units.sort_by_key(|(_, money)| std::cmp::Reverse(money.map_or(1, Money::worth)));
        let worth = |money: &Option<Money>| money.map_or(1, Money::worth);
        let fits = |(_, money): &&&(String, Option<Money>)| {
            [self.target, self.done].iter().all(|sum| sum % worth(money) == 0)
        };
        let (unit, money) = units.iter().find(fits).or(units.last())?;
        let shown = |sum: i128| {
            let sum = i64::try_from(sum / worth(money));
            Quantity::from_millionths(sum.unwrap_or(i64::MAX))
        };
        Some(Pooled {
            unit: unit.clone(),
            target: shown(self.target),
            done: shown(self.done),
            rate: Share::new(self.done - self.baseline, self.target - self.baseline),
        })
    }
}

/// The quantity reached on the way to a target; where none was reported, by the actual share.
pub(super) fn reached(figures: &Figures<'_>) -> Option<Quantity> {
    let (task, state) = (figures.task, &figures.state);
    let (target, actual) = (state.target?, figures.shares.actual?);
    let base = task.base().millionths();
    let by_share = || Quantity::from_millionths(base + actual.rounded(target.millionths() - base));
    Some(state.done(task).unwrap_or_else(by_share))
}
