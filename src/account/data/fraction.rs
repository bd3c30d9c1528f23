//! The exact fractions of a task: what it weighs, what of it was planned and reached.

use super::Column;
use crate::account::pooled::reached;
use crate::account::{Account, Figures};
use crate::ledger::{Kind, Measure, Quantity, Share};

/// What a task adds to the sums of its groups (“Rollups” in docs/figures.md), in lowest terms.
#[derive(Clone, Copy, Debug)]
pub struct Fractions {
    /// What it counts in a mean: its weight, a part's its share of the heading's.
    pub weight: Share,
    /// Planned share, where it has one.
    pub planned: Option<Share>,
    /// Actual share as it is, past the whole too.
    pub actual: Option<Share>,
    /// Whether it is in the means of shares.
    pub assessed: bool,
    /// What it adds to the rate of a total of one unit; `None` where it is in none.
    pub reached: Option<Quantity>,
}

impl Fractions {
    pub(super) fn of(account: &Account<'_>, figures: &Figures<'_>, weights: &[Share]) -> Self {
        let counted = figures.standing.is_counted();
        let shares = figures.shares;
        let share = |share: Option<Share>| share.filter(|_| counted).map(Share::reduced);
        let assessed = account.is_assessed(figures);
        let task = figures.task;
        let pools = assessed && task.kind != Kind::Duty && task.measure == Measure::Cumulative;
        Self {
            weight: weights.get(figures.id.0 as usize).copied().unwrap_or(Share::ZERO).reduced(),
            planned: share(shares.planned),
            actual: share(shares.actual),
            assessed,
            reached: reached(figures).filter(|_| pools),
        }
    }

    /// Planned less actual.
    pub(super) fn lag(&self) -> Option<Share> {
        Some(self.planned?.minus(self.actual?))
    }

    /// Its columns, the same in each table that has them.
    pub(super) fn columns<'c, R: 'c>(of: fn(&R) -> &Self) -> Vec<Column<'c, R>> {
        let weight = move |row: &R| of(row).weight.fraction();
        let planned = move |row: &R| of(row).planned.map(Share::fraction);
        let actual = move |row: &R| of(row).actual.map(Share::fraction);
        vec![
            Column::flag("assessed", move |row| of(row).assessed),
            Column::whole("weight_num", move |row| Some(weight(row).0)).always(),
            Column::whole("weight_den", move |row| Some(weight(row).1)).always(),
            Column::whole("planned_num", move |row| planned(row).map(|(num, _)| num)),
            Column::whole("planned_den", move |row| planned(row).map(|(_, den)| den)),
            Column::whole("actual_num", move |row| actual(row).map(|(num, _)| num)),
            Column::whole("actual_den", move |row| actual(row).map(|(_, den)| den)),
            Column::quantity("reached", move |row| of(row).reached),
        ]
    }
}
