//! Figures that cannot be: below 0, or a part of what is counted whole.

use super::Figures;
use crate::ledger::{Indicator, Quantity, is_counted_whole};

/// Why a figure cannot be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Impossible {
    /// It is below 0, and neither the baseline nor the target is.
    Negative,
    /// It is a part of what is counted whole, and the baseline and the target are whole.
    Parted,
}

impl Figures<'_> {
    /// Why a figure of the task, or of one of its indicators, cannot be.
    pub fn impossible(&self, of: Option<&Indicator<'_>>, figure: Quantity) -> Option<Impossible> {
        let (unit, base, target) = match of {
            Some(own) => (&own.unit, own.base(), Some(own.target)),
            None => (&self.task.unit, self.task.base(), self.state.target),
        };
        impossible(unit, [Some(base), target], figure)
    }
}

fn impossible(unit: &str, known: [Option<Quantity>; 2], figure: Quantity) -> Option<Impossible> {
    let all = |fits: fn(Quantity) -> bool| known.into_iter().flatten().all(fits);
    let is_whole = |quantity: Quantity| quantity.millionths() % Quantity::ONE == 0;
    if figure.millionths() < 0 && all(|known| known.millionths() >= 0) {
        return Some(Impossible::Negative);
    }
    (is_counted_whole(unit) && !is_whole(figure) && all(is_whole)).then_some(Impossible::Parted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_no_half_household_and_none_below_nothing() {
        let read = |unit, base: &str, target: &str, figure: &str| {
            let known = [base, target].map(|text| Quantity::parse(text).ok());
            impossible(unit, known, Quantity::parse(figure).unwrap())
        };
        for (unit, base, target, figure, why) in [
            ("户", "0", "120", "70", None),
            ("户", "0", "120", "70.5", Some(Impossible::Parted)),
            ("户", "0", "120.5", "70.5", None),
            ("公里", "0", "12", "7.5", None),
            ("户", "0", "120", "-5", Some(Impossible::Negative)),
            ("%", "-3", "8", "-1.5", None),
            ("%", "0", "8", "-1.5", Some(Impossible::Negative)),
        ] {
            assert_eq!(read(unit, base, target, figure), why, "{figure}{unit} of {target}");
        }
    }
}
