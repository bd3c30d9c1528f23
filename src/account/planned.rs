//! The planned share of a day (序时进度): a curve through the plan points, linear in what elapses, and a staircase between steps.

mod corners;

use crate::calendar::{Pace, WorkCalendar, elapsed_through};
use crate::ledger::{CurveShape, Level, PlanPoint, Rules, Share, Task};
use chrono::NaiveDate;

/// The plan curve of one task with the deadline in force.
#[derive(Clone, Debug)]
pub struct Curve<'c> {
    start: NaiveDate,
    due: NaiveDate,
    /// The day before the start first, the deadline last.
    nodes: Vec<Node>,
    pace: Pace,
    work: &'c WorkCalendar,
}

/// A share that is reached by the end of a day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Node {
    by: NaiveDate,
    share: Share,
    /// Whether nothing of it is planned up to its day and all of it from the day after.
    is_step: bool,
}

impl<'c> Curve<'c> {
    /// The curve of a task whose deadline in force is `due`.
    pub fn new(task: &Task<'_>, due: NaiveDate, rules: &Rules, work: &'c WorkCalendar) -> Self {
        let target = task.promised_target().unwrap_or_default();
        let mut nodes = Vec::with_capacity(task.plan.len() + 2);
        nodes.push(Node { by: before(task.start), share: Share::ZERO, is_step: false });
        // A point on the first deadline is the end and moves with it.
        let points = task.plan.iter().filter(|point| point.by < task.due.min(due));
        nodes.extend(points.filter_map(|point| {
            let share = point.level.share(task.base(), target)?;
            Some(Node { by: point.by, share, is_step: is_step(task, rules, point) })
        }));
        let ends_in_step = task.plan.last().is_some_and(|point| is_step(task, rules, point));
        nodes.push(Node { by: due, share: Share::ONE, is_step: ends_in_step });
        let mut curve = Self { start: task.start, due, nodes, pace: rules.pace, work };
        if curve.elapsed(before(task.start), due) == 0 {
            curve.pace = Pace::Days;
        }
        curve
    }

    fn elapsed(&self, after: NaiveDate, through: NaiveDate) -> i64 {
        let count = |day| elapsed_through(day, self.pace, self.work);
        count(through) - count(after)
    }

    /// The day before the start first, the deadline last.
    pub(super) fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// The planned share at the end of a day.
    pub fn at(&self, day: NaiveDate) -> Share {
        if day < self.start {
            return Share::ZERO;
        }
        if day > self.due {
            return Share::ONE;
        }
        let later = self.nodes.partition_point(|node| node.by < day);
        let (Some(from), Some(to)) = (self.nodes.get(later.wrapping_sub(1)), self.nodes.get(later))
        else {
            return Share::ONE;
        };
        if to.is_step {
            return from.share;
        }
        match self.elapsed(from.by, to.by) {
            _ if day == to.by => to.share,
            0 => from.share,
            whole => from.share.towards(to.share, self.elapsed(from.by, day), whole),
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
}

/// Whether the plan of a task is a staircase somewhere.
pub(super) fn shape(task: &Task<'_>, rules: &Rules) -> CurveShape {
    let stepped = task.plan.iter().any(|point| is_step(task, rules, point));
    if stepped { CurveShape::Steps } else { CurveShape::Even }
}

/// A point that is counted in units is always on an even way.
fn is_step(task: &Task<'_>, rules: &Rules, point: &PlanPoint<'_>) -> bool {
    task.curve_shape(rules.curve) == CurveShape::Steps && matches!(point.level, Level::Share(_))
}

fn before(day: NaiveDate) -> NaiveDate {
    day.pred_opt().unwrap_or(day)
}
