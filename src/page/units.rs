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

/// What is to be reached by a day, in units that can be reached: 98户, where the plan comes to 97.5.
pub(super) fn planned(figures: &Figures<'_>, amount: Quantity) -> Quantity {
    if is_counted(figures) { whole(figures, amount) } else { amount }
}

/// An amount that was worked out, without its unit.
pub(super) fn worked_out(figures: &Figures<'_>, amount: Quantity) -> String {
    if is_counted(figures) { amount.to_string() } else { words::tenths_of(amount) }
}

/// A difference that was worked out, with its sign.
pub(super) fn difference(figures: &Figures<'_>, difference: Quantity) -> String {
    if !is_counted(figures) {
        return words::signed_tenths(difference, "");
    }
    let sign = if difference > Quantity::default() { "+" } else { "" };
    format!("{sign}{difference}")
}

/// The whole units that a plan comes to by a day: 97.5 are reached with the 98th. What falls must come down to 97.
fn whole(figures: &Figures<'_>, amount: Quantity) -> Quantity {
    // What is less than a thousandth was left by rounding.
    let thousandths = Share::from_quantity(amount).rounded(1_000);
    let target = figures.state.target.unwrap_or_default();
    let falls = figures.task.lower_is_better(target);
    let up = thousandths.rem_euclid(1_000) > 0 && !falls;
    let units = thousandths.div_euclid(1_000) + i64::from(up);
    Quantity::from_millionths(units.saturating_mul(Quantity::ONE))
}
