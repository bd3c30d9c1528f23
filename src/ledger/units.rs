//! The units that every office uses, which of them are of things that are counted whole (there is no half household), and
//! amounts taken from 户 to 百户 or 万户, exactly.

use super::money::{exchanged, in_money};
use super::quantity::{Quantity, QuantityProblem};
use super::spelling::{folded, same_unit};

/// Usual units of what is counted whole, folded; tables and words know them too.
pub const USUAL_WHOLE: &[&str] = &[
    "个", "项", "户", "套", "家", "件", "人", "人次", "次", "处", "座", "条", "台", "所", "批",
    "场", "期", "辆", "株", "份", "轮", "栋", "幢", "宗", "起", "篇", "名", "对", "块", "间", "村",
    "社区",
];

/// Usual units of what is measured, folded.
pub const USUAL_MEASURED: &[&str] = &[
    "亩",
    "公里",
    "千米",
    "米",
    "平方米",
    "立方米",
    "吨",
    "元",
    "公顷",
    "千瓦时",
    "度",
    "百分点",
    "个百分点",
];

/// Further units of what is counted whole.
const WHOLE: &[&str] =
    &["天", "栋次", "只", "头", "艘", "架", "班", "门", "户次", "家次", "pcs", "households"];

/// Whether what a unit counts comes in whole numbers only.
pub fn is_counted_whole(unit: &str) -> bool {
    let unit = folded(unit);
    [USUAL_WHOLE, WHOLE].iter().any(|units| units.contains(&unit.as_str()))
}

/// The numbers that stand in front of a unit.
const SCALES: [(char, i128); 5] =
    [('十', 10), ('百', 100), ('千', 1_000), ('万', 10_000), ('亿', 100_000_000)];

/// The most of them in front of one unit: 千万元.
const MOST: usize = 2;

/// How many of a unit one of a folded unit is, and that unit: a 百户 is a hundred 户. Most are one of themselves.
pub fn scaled(unit: &str) -> (i128, &str) {
    let (mut times, mut rest) = (1, unit);
    for _ in 0..MOST {
        let scale =
            SCALES.iter().find_map(|(letter, scale)| Some((rest.strip_prefix(*letter)?, scale)));
        let Some((behind, scale)) = scale.filter(|(behind, _)| !behind.is_empty()) else {
            break;
        };
        (times, rest) = (times * scale, behind);
    }
    (times, rest)
}

/// An amount in another unit of the same thing: of money, or with another number in front of what is counted. `None` where
/// the units are of two things.
///
/// # Errors
/// It has more than six decimal places there, or is out of range.
pub fn in_unit(
    amount: Quantity,
    from: &str,
    to: &str,
) -> Option<Result<Quantity, QuantityProblem>> {
    in_money(amount, from, to).or_else(|| {
        let (from, to) = (folded(from), folded(to));
        let ((from, one), (to, other)) = (scaled(&from), scaled(&to));
        same_unit(one, other).then(|| exchanged(amount, from, to))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_in_front_of_a_unit_is_counted() {
        let read = |amount: &str, from, to| {
            let amount = Quantity::parse(amount).unwrap();
            in_unit(amount, from, to).map(|amount| amount.map(|amount| amount.to_string()))
        };
        for (amount, from, to, meant) in [
            ("5", "百户", "户", "500"),
            ("0.5", "万户", "户", "5000"),
            ("1200", "人", "千人", "1.2"),
            ("3", "百亩", "亩", "300"),
            ("2", "万平方米", "㎡", "20000"),
            ("2", "百万人次", "万人次", "200"),
            ("5", "十户", "户", "50"),
            ("2", "萬畝", "亩", "20000"),
            ("3", "千米", "米", "3000"),
            ("1.2", "亿元", "万元", "12000"),
            ("7", "户", "户", "7"),
        ] {
            assert_eq!(read(amount, from, to), Some(Ok(meant.to_owned())), "{from} {to}");
        }
        assert_eq!(read("1", "户", "亿户"), Some(Err(QuantityProblem::TooFine)));
        for (from, to) in [("百户", "人"), ("百分点", "分点位"), ("万", "户"), ("户", "万")]
        {
            assert_eq!(read("1", from, to), None, "{from} {to}");
        }
    }
}
