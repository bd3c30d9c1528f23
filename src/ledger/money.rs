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

fn worth(unit: &str) -> Option<i128> {
    let unit = folded(unit);
    let unit = unit.strip_prefix("人民币").unwrap_or(&unit);
    UNITS.iter().find(|(name, _)| *name == unit).map(|(_, worth)| *worth)
}

/// Whether a unit is one of money.
pub fn is_money(unit: &str) -> bool {
    worth(unit).is_some()
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
    let (from, to) = (worth(from)?, worth(to)?);
    let product = i128::from(amount.millionths()) * from;
    if product % to != 0 {
        return Some(Err(QuantityProblem::TooFine));
    }
    let millionths = i64::try_from(product / to).ok();
    let within = millionths
        .filter(|value| i128::from(*value).abs() < 1_000_000_000_000 * i128::from(Quantity::ONE));
    Some(within.map(Quantity::from_millionths).ok_or(QuantityProblem::OutOfRange))
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
