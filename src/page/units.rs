//! Whether what a task is measured in is counted in whole units, which no half of may be told: 户, not 公里.

use super::words;
use crate::account::Figures;
use crate::ledger::{Event, Level, Quantity, Share};

/// Units in which a ledger may well have whole figures alone, though there are parts of them.
const PARTED: [char; 5] = ['%', '‰', '万', '亿', '元'];

/// Whether all figures of a task are whole: its target, its baseline, its points and what was reported.
fn is_counted(figures: &Figures<'_>) -> bool {
    let task = figures.task;
    let is_whole = |quantity: Quantity| quantity.millionths() % Quantity::ONE == 0;
    let of_points = task.plan.iter().filter_map(|point| match point.level {
        Level::Reach(quantity) => Some(quantity),
        Level::Share(_) => None,
    });
    let reported = task.log.iter().filter_map(|entry| match entry.event {
        Event::Done(quantity) => Some(quantity),
        _ => None,
    });
    let mut all = of_points.chain(reported).chain(figures.state.target).chain([task.base()]);
    !task.unit.contains(PARTED) && all.all(is_whole)
}

/// An amount worked out: 98户, 97.5公里.
pub(super) fn worked_out(figures: &Figures<'_>, amount: Quantity) -> String {
    match is_counted(figures) {
        true => whole(amount).to_string(),
        false => words::tenths_of(amount),
    }
}

/// A difference worked out, with its sign.
pub(super) fn difference(figures: &Figures<'_>, difference: Quantity) -> String {
    if !is_counted(figures) {
        return words::signed_tenths(difference, "");
    }
    let difference = whole(difference);
    let sign = if difference > Quantity::default() { "+" } else { "" };
    format!("{sign}{difference}")
}

fn whole(amount: Quantity) -> Quantity {
    let units = Share::from_quantity(amount).rounded(1);
    Quantity::from_millionths(units.saturating_mul(Quantity::ONE))
}
