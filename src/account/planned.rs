//! The planned share of a day (序时进度): a curve through the plan points, linear in what elapses.

use crate::calendar::{Pace, WorkCalendar, elapsed_through};
use crate::ledger::{Share, Task};
use chrono::NaiveDate;

/// The plan curve of one task with the deadline in force.
#[derive(Clone, Debug)]
pub struct Curve<'c> {
    start: NaiveDate,
    due: NaiveDate,
    /// Days after which a share is reached, the day before the start first.
    nodes: Vec<(NaiveDate, Share)>,
    pace: Pace,
    work: &'c WorkCalendar,
}

impl<'c> Curve<'c> {
    /// The curve of a task whose deadline in force is `due`.
    pub fn new(task: &Task<'_>, due: NaiveDate, pace: Pace, work: &'c WorkCalendar) -> Self {
        let target = task.promised_target().unwrap_or_default();
        let mut nodes = Vec::with_capacity(task.plan.len() + 2);
        nodes.push((before(task.start), Share::ZERO));
        // A point on the first deadline is the end and moves with it.
        let points = task.plan.iter().filter(|point| point.by < task.due.min(due));
        nodes.extend(points.filter_map(|point| {
            let share = point.level.share(task.base(), target)?;
            Some((point.by, share))
        }));
        nodes.push((due, Share::ONE));
        let mut curve = Self { start: task.start, due, nodes, pace, work };
        if curve.elapsed(before(task.start), due) == 0 {
            curve.pace = Pace::Days;
        }
        curve
    }

    fn elapsed(&self, after: NaiveDate, through: NaiveDate) -> i64 {
        let count = |day| elapsed_through(day, self.pace, self.work);
        count(through) - count(after)
    }

    /// The planned share at the end of a day.
    pub fn at(&self, day: NaiveDate) -> Share {
        if day < self.start {
            return Share::ZERO;
        }
        if day >= self.due {
            return Share::ONE;
        }
        let later = self.nodes.partition_point(|(by, _)| *by <= day);
        let (Some((from, low)), Some((to, high))) =
            (self.nodes.get(later.wrapping_sub(1)), self.nodes.get(later))
        else {
            return Share::ONE;
        };
        match self.elapsed(*from, *to) {
            0 => *low,
            whole => low.towards(*high, self.elapsed(*from, day), whole),
        }
    }

    /// The last day from the day before the start to the deadline by which no more than `share` is planned.
    pub fn last_day_within(&self, share: Share) -> NaiveDate {
        let share = share.max(Share::ZERO);
        let (mut low, mut high) = (before(self.start), self.due);
        if self.at(high) <= share {
            return high;
        }
        while (high - low).num_days() > 1 {
            let middle =
                low + chrono::Days::new(u64::try_from((high - low).num_days() / 2).unwrap_or(1));
            if self.at(middle) <= share {
                low = middle;
            } else {
                high = middle;
            }
        }
        low
    }

    /// Nodes of the curve, the day before the start first, the deadline last.
    pub fn nodes(&self) -> &[(NaiveDate, Share)] {
        &self.nodes
    }
}

fn before(day: NaiveDate) -> NaiveDate {
    day.pred_opt().unwrap_or(day)
}
