//! A figure as it was sent, taken over into the figure of the ledger: all of its year so far. How it came out is kept, so that
//! every step can be shown.

use super::claim::{Address, CellValue, Counts, Stated, Unread};
use crate::ledger::{Quantity, QuantityProblem, in_unit, is_counted_whole, same_unit};
use chrono::NaiveDate;

/// What figures of one thing are converted with: of a task, an indicator, or an investment.
pub(super) struct Scale<'s> {
    pub(super) unit: &'s str,
    /// What the ledger counts from.
    pub(super) base: Quantity,
    /// The target in force.
    pub(super) target: Option<Quantity>,
    /// Whether what was added in a period adds up.
    pub(super) adds_up: bool,
    /// The last figure before a day, with its own day.
    pub(super) last: &'s dyn Fn(NaiveDate) -> Option<(Quantity, NaiveDate)>,
    /// The first day of which anything can be reported.
    pub(super) began: NaiveDate,
    /// What stood before the year.
    pub(super) earlier: Earlier,
}

/// What stood before the year of the ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Earlier {
    /// The ledger counts it too, or there was nothing.
    Counted,
    /// The whole less the plan of the year that completes it.
    Planned {
        /// The whole.
        total: Quantity,
        /// The plan of the year.
        year: Quantity,
    },
    /// Nobody knows.
    Unknown,
}

/// A figure of the ledger, and how it came out of a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Worked {
    /// The cell.
    pub at: Address,
    /// What stands in it.
    pub text: String,
    /// The words at the head of its column, and where they begin.
    pub heading: (Address, String),
    /// How.
    pub way: Way,
    /// The figure.
    pub result: Quantity,
    /// Its unit.
    pub unit: String,
    /// The indicator that it is of, by its number.
    pub indicator: Option<usize>,
}

/// How a figure of the ledger comes out of one that was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Way {
    /// It is the figure.
    AsItIs,
    /// It is the figure in another unit of the same thing: 亿元, 百户.
    Exchanged {
        /// The amount.
        amount: Quantity,
        /// Its unit.
        unit: String,
    },
    /// Added to the last figure, or where there is none to what the ledger counts from.
    Added {
        /// That figure.
        last: Quantity,
        /// Its day.
        of: Option<NaiveDate>,
        /// How much was added.
        more: Quantity,
        /// The first day of the time in which it was added.
        from: NaiveDate,
    },
    /// All since the work began, which the ledger counts too.
    SinceWorkBegan {
        /// What the ledger counts from.
        base: Quantity,
    },
    /// All since the work began, less what stood before the year.
    LessEarlier {
        /// All.
        all: Quantity,
        /// The whole.
        total: Quantity,
        /// The plan of the year.
        year: Quantity,
    },
    /// A share of the target.
    OfTarget {
        /// In percent.
        rate: Quantity,
        /// The target in force.
        target: Quantity,
        /// How far the figure may lie from the share, since the rate is rounded; millionths.
        within: i64,
    },
}

impl Way {
    /// Whether it shows more than the figure itself.
    pub fn is_worked_out(&self) -> bool {
        *self != Self::AsItIs
    }
}

impl Scale<'_> {
    /// The figure of the ledger; none where the cell is empty.
    pub(super) fn convert(&self, stated: &Stated) -> Result<Option<Worked>, Unread> {
        let worked = match stated.counts {
            Counts::SoFar => self.taken(stated)?.map(|figure| (Way::AsItIs, figure)),
            Counts::From(from) => {
                self.taken(stated)?.map(|more| self.added(more, from)).transpose()?
            }
            Counts::SinceWorkBegan => {
                self.taken(stated)?.map(|all| self.since_work_began(all)).transpose()?
            }
            Counts::Completion if self.unit == "%" => {
                self.taken(stated)?.map(|figure| (Way::AsItIs, figure))
            }
            Counts::Completion | Counts::OfTarget => match self.rate(stated)? {
                Some(rate) => Some(self.of_target(rate)?),
                None => self.taken(stated)?.map(|figure| (Way::AsItIs, figure)),
            },
        };
        Ok(worked.map(|(way, result)| Worked {
            way: exchanged(way, stated, result),
            at: stated.at.clone(),
            text: stated.text.clone(),
            heading: stated.heading.clone(),
            result,
            unit: self.unit.to_owned(),
            indicator: None,
        }))
    }

    /// The number of a cell in the unit of the ledger.
    fn taken(&self, stated: &Stated) -> Result<Option<Quantity>, Unread> {
        taken(&stated.value, stated.unit.as_deref(), self.unit)
    }

    fn added(&self, more: Quantity, from: NaiveDate) -> Result<(Way, Quantity), Unread> {
        if !self.adds_up {
            return Err(Unread::NotAdditive);
        }
        let (last, of) = match (self.last)(from) {
            Some((last, day)) => (last, Some(day)),
            None if from <= self.began => (self.base, None),
            None => return Err(Unread::NoEarlierFigure),
        };
        let sum = last.plus(more).map_err(|_| Unread::OutOfRange)?;
        Ok((Way::Added { last, of, more, from }, sum))
    }

    fn since_work_began(&self, all: Quantity) -> Result<(Way, Quantity), Unread> {
        if !self.adds_up {
            return Ok((Way::AsItIs, all));
        }
        match self.earlier {
            Earlier::Counted if all < self.base => Err(Unread::BelowTheYear),
            Earlier::Counted => Ok((Way::SinceWorkBegan { base: self.base }, all)),
            Earlier::Planned { total, year } => {
                let left = all.millionths() - (total.millionths() - year.millionths());
                let left = Quantity::from_millionths(left);
                if left < Quantity::default() {
                    return Err(Unread::BelowTheYear);
                }
                Ok((Way::LessEarlier { all, total, year }, left))
            }
            Earlier::Unknown => Err(Unread::BeforeTheYear),
        }
    }

    /// The percentage of a cell; none where it is empty, or has another unit.
    fn rate(&self, stated: &Stated) -> Result<Option<Quantity>, Unread> {
        match &stated.value {
            CellValue::Nothing => Ok(None),
            CellValue::Unread(why) => Err(*why),
            CellValue::Number(rate, unit) => match unit.as_deref() {
                None | Some("%") => Ok(Some(*rate)),
                Some(_) => Ok(None),
            },
        }
    }

    fn of_target(&self, rate: Quantity) -> Result<(Way, Quantity), Unread> {
        if self.unit == "%" {
            return Err(Unread::ShareOfPercent);
        }
        let target = self.target.ok_or(Unread::NoTarget)?;
        if self.base != Quantity::default() {
            return Err(Unread::ShareAboveBase);
        }
        let hundred = 100 * i128::from(Quantity::ONE);
        let product = i128::from(rate.millionths()) * i128::from(target.millionths());
        let exact = rounded(product, hundred);
        // A rate of one decimal is right to a half of it.
        let half = i128::from(grain(rate)) * i128::from(target.millionths().abs());
        let within = rounded(half, 2 * hundred);
        let (exact, within) = (narrow(exact)?, narrow(within)?);
        let figure = match is_counted_whole(self.unit) {
            true => whole(exact, within).ok_or(Unread::NotWhole)?,
            false => exact,
        };
        let way = Way::OfTarget { rate, target, within };
        Ok((way, Quantity::from_millionths(figure)))
    }
}

/// The way of a figure that stands in the cell in another unit of money.
fn exchanged(way: Way, stated: &Stated, result: Quantity) -> Way {
    match (&way, &stated.value) {
        (Way::AsItIs, CellValue::Number(amount, written)) if *amount != result => {
            let unit = written.clone().or_else(|| stated.unit.clone()).unwrap_or_default();
            Way::Exchanged { amount: *amount, unit }
        }
        _ => way,
    }
}

/// The nearest whole number, where it lies no farther than that.
fn whole(millionths: i64, within: i64) -> Option<i64> {
    let nearest = narrow(rounded(millionths.into(), Quantity::ONE.into())).ok()?;
    let nearest = nearest.checked_mul(Quantity::ONE)?;
    (nearest.abs_diff(millionths) <= within.unsigned_abs()).then_some(nearest)
}

/// The last decimal that a figure is written with; 1 for a whole number.
fn grain(quantity: Quantity) -> i64 {
    let grains = (0..=6).rev().map(|power| 10i64.pow(power));
    let mut fitting = grains.filter(|grain| quantity.millionths() % grain == 0);
    fitting.next().unwrap_or(1)
}

/// A quotient, half away from zero.
fn rounded(value: i128, by: i128) -> i128 {
    let half = if value < 0 { -by / 2 } else { by / 2 };
    (value + half) / by
}

fn narrow(value: i128) -> Result<i64, Unread> {
    i64::try_from(value).map_err(|_| Unread::OutOfRange)
}

/// The figure of a cell in a unit; none where the cell is empty.
pub(super) fn taken(
    said: &CellValue,
    stated: Option<&str>,
    unit: &str,
) -> Result<Option<Quantity>, Unread> {
    match said {
        CellValue::Nothing => Ok(None),
        CellValue::Unread(why) => Err(*why),
        CellValue::Number(quantity, written) => {
            of_written(*quantity, written.as_deref().or(stated), unit)
        }
    }
}

fn of_written(
    quantity: Quantity,
    written: Option<&str>,
    unit: &str,
) -> Result<Option<Quantity>, Unread> {
    let Some(written) = written.filter(|written| !same_unit(written, unit)) else {
        return Ok(Some(quantity));
    };
    match in_unit(quantity, written, unit) {
        Some(Ok(quantity)) => Ok(Some(quantity)),
        Some(Err(QuantityProblem::TooFine)) => Err(Unread::TooFine),
        Some(Err(QuantityProblem::OutOfRange | QuantityProblem::NotANumber)) => {
            Err(Unread::OutOfRange)
        }
        None if written == "%" => Err(Unread::Share),
        None => Err(Unread::OtherUnit),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scale<'s>(unit: &'s str, target: i64, last: &'s LastFigure) -> Scale<'s> {
        Scale {
            unit,
            base: Quantity::default(),
            target: Some(Quantity::whole(target)),
            adds_up: true,
            last,
            began: day("2018-01-01"),
            earlier: Earlier::Unknown,
        }
    }

    type LastFigure = dyn Fn(NaiveDate) -> Option<(Quantity, NaiveDate)>;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn worked(scale: &Scale<'_>, counts: Counts, number: &str) -> Result<String, &'static str> {
        let at = Address { sheet: None, row: 0, column: 0 };
        let stated = Stated {
            at: at.clone(),
            text: number.to_owned(),
            heading: (at, String::new()),
            counts,
            value: CellValue::Number(Quantity::parse(number).unwrap(), None),
            unit: None,
            money: false,
            indicator: None,
        };
        let worked = scale.convert(&stated).map_err(Unread::code)?;
        Ok(worked.map_or_else(String::new, |worked| worked.result.to_string()))
    }

    #[test]
    fn what_was_added_needs_the_figure_before_it() {
        let last = |day: NaiveDate| {
            let known = (Quantity::whole(85), NaiveDate::from_ymd_opt(2018, 5, 10)?);
            (day > known.1).then_some(known)
        };
        let scale = scale("户", 120, &last);
        let from = |text| Counts::From(day(text));
        assert_eq!(worked(&scale, from("2018-05-11"), "12"), Ok("97".to_owned()));
        assert_eq!(worked(&scale, from("2018-05-01"), "12"), Err("no-earlier-figure"));
        assert_eq!(worked(&scale, from("2018-01-01"), "12"), Ok("12".to_owned()));
        let rate = Scale { adds_up: false, ..scale };
        assert_eq!(worked(&rate, from("2018-05-11"), "12"), Err("not-additive"));
    }

    #[test]
    fn a_total_needs_what_stood_before_the_year() {
        let none = |_| None;
        let scale = scale("公里", 60, &none);
        let whole = |number| Quantity::whole(number);
        assert_eq!(worked(&scale, Counts::SinceWorkBegan, "52"), Err("before-the-year"));
        let counted = Scale { base: whole(40), earlier: Earlier::Counted, ..scale };
        assert_eq!(worked(&counted, Counts::SinceWorkBegan, "52"), Ok("52".to_owned()));
        assert_eq!(worked(&counted, Counts::SinceWorkBegan, "39"), Err("below-the-year"));
        let planned = Earlier::Planned { total: whole(10000), year: whole(4000) };
        let planned = Scale { base: whole(0), earlier: planned, ..counted };
        assert_eq!(worked(&planned, Counts::SinceWorkBegan, "7200"), Ok("1200".to_owned()));
        assert_eq!(worked(&planned, Counts::SinceWorkBegan, "5999"), Err("below-the-year"));
    }

    #[test]
    fn a_rate_becomes_units_through_the_target() {
        let none = |_| None;
        for (unit, target, rate, figure) in [
            ("户", 120, "85", Ok("102")),
            // 66.7 % stands for 66.65 to 66.75: of 120 households that is 80 alone.
            ("户", 120, "66.7", Ok("80")),
            ("户", 120, "66", Ok("79")),
            ("户", 5, "37", Err("not-whole")),
            ("公里", 5, "37", Ok("1.85")),
            ("万元", 3000, "33.33", Ok("999.9")),
            ("%", 8, "95", Err("share-of-percent")),
        ] {
            let found = worked(&scale(unit, target, &none), Counts::OfTarget, rate);
            assert_eq!(found, figure.map(str::to_owned), "{rate}% of {target}{unit}");
        }
        let percent = scale("%", 100, &none);
        assert_eq!(worked(&percent, Counts::Completion, "55.5"), Ok("55.5".to_owned()));
    }
}
