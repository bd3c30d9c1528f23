//! Units of money, and amounts taken from one to another, exactly.

use super::quantity::{Quantity, QuantityProblem};
use super::spelling::folded;

/// The unit that investment is counted in.
pub const INVESTED: &str = "万元";

/// Each unit in 元.
const UNITS: [(&str, i128); 8] = [
    ("元", 1),
    ("百元", 100),
    ("千元", 1_000),
    ("万元", 10_000),
    ("十万元", 100_000),
    ("百万元", 1_000_000),
    ("千万元", 10_000_000),
    ("亿元", 100_000_000),
];

/// What one of a unit of money is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Money(i128);

impl Money {
    /// The unit of that name; `None` where it is no unit of money.
    pub fn of(unit: &str) -> Option<Self> {
        // Looked at first, since most units are none and folding takes time.
        if !unit.ends_with('元') && !unit.ends_with(char::is_whitespace) {
            return None;
        }
        let unit = folded(unit);
        let unit = unit.strip_prefix("人民币").unwrap_or(&unit);
        UNITS.iter().find(|(name, _)| *name == unit).map(|(_, worth)| Self(*worth))
    }

    /// In 元.
    pub fn worth(self) -> i128 {
        self.0
    }
}

fn worth(unit: &str) -> Option<i128> {
    Money::of(unit).map(Money::worth)
}

/// Whether a unit is one of money.
pub fn is_money(unit: &str) -> bool {
    Money::of(unit).is_some()
}

/// An amount in another unit of money; `None` where one of the units is none.
///
/// # Errors
/// It has more than six decimal places there, or is out of range.
pub fn in_money(
    amount: Quantity,
    from: &str,
    to: &str,
) -> Option<Result<Quantity, QuantityProblem>> {
    Some(exchanged(amount, worth(from)?, worth(to)?))
}

/// An amount of what is worth so much in what is worth so much.
pub(super) fn exchanged(
    amount: Quantity,
    from: i128,
    to: i128,
) -> Result<Quantity, QuantityProblem> {
    let product = i128::from(amount.millionths()) * from;
    if product % to != 0 {
        return Err(QuantityProblem::TooFine);
    }
    Quantity::within(product / to)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_taken_over_exactly() {
        let read = |amount: &str, from, to| {
            let amount = Quantity::parse(amount).unwrap();
            in_money(amount, from, to).map(|amount| amount.map(|amount| amount.to_string()))
        };
        assert_eq!(read("1.2", "亿元", "万元"), Some(Ok("12000".to_owned())));
        assert_eq!(read("75000", "万元", "亿元"), Some(Ok("7.5".to_owned())));
        assert_eq!(read("1", "元", "亿元"), Some(Err(QuantityProblem::TooFine)));
        assert_eq!(read("100000", "亿元", "元"), Some(Err(QuantityProblem::OutOfRange)));
        assert_eq!(read("-3", "萬元", "元"), Some(Ok("-30000".to_owned())));
        assert_eq!(read("66", "户", "万元"), None);
    }
}
