//! The plan curve by its corners alone: between two of them it runs straight, to within half a percent of the whole.

use super::{Curve, Node};
use crate::calendar::{Pace, days_in_month};
use crate::ledger::Share;
use chrono::{Datelike, NaiveDate};

/// So far may a straight line be from the curve.
const NEAR: f64 = 0.005;

impl Curve<'_> {
    /// Days with their shares, from the day before the start to the deadline, ascending. A stair has two on the day by
    /// which it is to be climbed: what is planned on it, and what is from the day after.
    pub(in crate::account) fn corners(&self) -> Vec<(NaiveDate, Share)> {
        let mut corners = Vec::with_capacity(self.nodes.len() + 2);
        corners.extend(self.nodes.first().map(|node| (node.by, node.share)));
        for pair in self.nodes.windows(2) {
            if let [from, to] = pair {
                self.bend(from, to, &mut corners);
                corners.push((to.by, to.share));
            }
        }
        corners.dedup();
        corners
    }

    /// The corners between two nodes.
    fn bend(&self, from: &Node, to: &Node, corners: &mut Vec<(NaiveDate, Share)>) {
        let whole = self.elapsed(from.by, to.by);
        if to.is_step {
            corners.push((to.by, from.share));
            return;
        }
        if whole == 0 {
            corners.extend(to.by.pred_opt().map(|day| (day, from.share)));
            return;
        }
        let near = NEAR / to.share.minus(from.share).as_f64().abs() * whole as f64;
        let mut line = Line::from(from.by, 0);
        for day in self.breaks(from.by, to.by) {
            let gone = self.elapsed(from.by, day);
            if !line.reaches(day, gone) {
                let (day, gone) = line.last;
                corners.push((day, from.share.towards(to.share, gone, whole)));
                line = Line::from(day, gone);
            }
            line.go(day, gone, near);
        }
    }

    /// The days after one and through another between which the curve is straight.
    fn breaks(&self, after: NaiveDate, through: NaiveDate) -> impl Iterator<Item = NaiveDate> {
        let pace = self.pace;
        let may_break = move |day: &NaiveDate| match pace {
            Pace::Days => *day == through,
            Pace::Workdays => true,
            Pace::Months => {
                let ends = [10, 20, days_in_month(*day)].contains(&day.day());
                ends || *day == through
            }
        };
        after.iter_days().skip(1).take_while(move |day| *day <= through).filter(may_break)
    }
}

/// A straight line from a corner, by the slopes at which it stays near to every day that it has passed.
struct Line {
    corner: (NaiveDate, i64),
    last: (NaiveDate, i64),
    slopes: (f64, f64),
}

impl Line {
    fn from(day: NaiveDate, gone: i64) -> Self {
        let corner = (day, gone);
        Self { corner, last: corner, slopes: (f64::NEG_INFINITY, f64::INFINITY) }
    }

    /// Days and what has elapsed since its corner.
    fn way(&self, day: NaiveDate, gone: i64) -> (f64, f64) {
        ((day - self.corner.0).num_days() as f64, (gone - self.corner.1) as f64)
    }

    /// Whether it is near to all that it has passed if it ends there.
    fn reaches(&self, day: NaiveDate, gone: i64) -> bool {
        let (days, gone) = self.way(day, gone);
        let (least, most) = self.slopes;
        (least..=most).contains(&(gone / days))
    }

    fn go(&mut self, day: NaiveDate, gone: i64, near: f64) {
        self.last = (day, gone);
        let (days, gone) = self.way(day, gone);
        let (least, most) = self.slopes;
        self.slopes = (least.max((gone - near) / days), most.min((gone + near) / days));
    }
}
