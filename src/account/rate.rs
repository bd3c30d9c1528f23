//! Rates (增幅、达标率): a figure is held against the target of its own day, never against time.

use super::replay::State;
use crate::ledger::{LightRule, Quantity, Scale, Task};
use chrono::NaiveDate;

/// A figure of a rate, with what it is held against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RateFigure {
    /// The figure.
    pub done: Quantity,
    /// The target of its day.
    pub target: Quantity,
    /// The day of the plan point that stages that target; `None` where it is the task's own.
    pub stage: Option<NaiveDate>,
    /// Whether a lower figure is the better one.
    pub lower: bool,
}

impl RateFigure {
    /// The figure less its target, turned where lower is better, so that minus is behind.
    pub fn gap(self) -> Quantity {
        let over = self.done.millionths() - self.target.millionths();
        Quantity::from_millionths(if self.lower { -over } else { over })
    }

    /// Whether it is as good as its target.
    pub fn is_met(self) -> bool {
        self.gap() >= Quantity::default()
    }
}

impl State<'_> {
    /// The last figure of a rate, held against the target of the day for which it holds; once the deadline is past,
    /// against the target itself. `None` of other tasks, and before the first figure.
    pub fn rate(&self, task: &Task<'_>, as_of: NaiveDate) -> Option<RateFigure> {
        let whole = self.whole_rate(task)?;
        let staged = staged(task, whole.target, self.reached_on?).filter(|_| as_of <= self.due);
        Some(match staged {
            Some((by, target)) => RateFigure { target, stage: Some(by), ..whole },
            None => whole,
        })
    }

    /// Whether the last figure of a rate meets the target itself, which completes it.
    pub fn rate_met(&self, task: &Task<'_>) -> Option<bool> {
        self.whole_rate(task).map(RateFigure::is_met)
    }

    fn whole_rate(&self, task: &Task<'_>) -> Option<RateFigure> {
        let target = self.target.filter(|_| task.is_rate())?;
        let done = self.done(task)?;
        Some(RateFigure { done, target, stage: None, lower: task.lower_is_better(target) })
    }

    /// Whether a rate misses its target by more than the red line: `red` percent of the way from the baseline to the
    /// target in force; under the ratio rule what is left of it above `red`. Without a baseline, of the target itself.
    pub(super) fn is_past_red(&self, task: &Task<'_>, figure: RateFigure, rule: LightRule) -> bool {
        let Some(target) = self.target else {
            return false;
        };
        let base = task.baseline.unwrap_or_default();
        let way = i128::from(target.millionths()) - i128::from(base.millionths());
        let one = i128::from(Quantity::ONE);
        let red = i128::from(rule.red.millionths());
        let allowed = match rule.scale {
            Scale::Points => red,
            Scale::Ratio => 100 * (one - red),
        };
        let short = -i128::from(figure.gap().millionths());
        way != 0 && short > 0 && short * 100 * one > allowed * way.abs()
    }
}

/// The target that a plan stages for a day: that of the first point on or after it. A point on the first deadline is the
/// end, where the target in force counts.
pub fn staged(task: &Task<'_>, target: Quantity, day: NaiveDate) -> Option<(NaiveDate, Quantity)> {
    let point = task.plan.iter().find(|point| point.by >= day && point.by < task.due)?;
    Some((point.by, point.level.quantity(task.base(), Some(target))?))
}
