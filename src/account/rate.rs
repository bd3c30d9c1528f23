//! Rates (增幅、达标率): a figure is held against the target of its own day, never against time.

use super::levels::Levels;
use super::replay::State;
use crate::ledger::{Book, Entry, Event, Level, LightRule, Quantity, Scale, Task};
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
    /// The last figure of a rate, held against the target of the day for which it holds. `None` of other tasks, and
    /// before the first figure.
    pub fn rate(&self, task: &Task<'_>) -> Option<RateFigure> {
        let target = self.target.filter(|_| task.is_rate())?;
        let (done, day) = (self.done(task)?, self.reached_on?);
        let lower = task.lower_is_better(target);
        let stage = staged(task, day);
        Some(RateFigure {
            done,
            target: stage.map_or(target, |(_, reach)| reach),
            stage: stage.map(|(by, _)| by),
            lower,
        })
    }

    /// Whether the last figure of a rate meets the target itself, which completes it.
    pub fn rate_met(&self, task: &Task<'_>) -> Option<bool> {
        let (figure, target) = (self.rate(task)?, self.target?);
        Some(RateFigure { target, stage: None, ..figure }.is_met())
    }

    /// Whether a rate misses its target by more than the red line: `red` percent of the way from the baseline to the
    /// target in force; under the ratio rule what is left of it above `red`. Without a baseline, of the target itself.
    pub(super) fn rate_past_red(&self, task: &Task<'_>, rule: LightRule) -> bool {
        let (Some(figure), Some(target)) = (self.rate(task), self.target) else {
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

/// The target that a plan stages for a day: the first point with a reach on or after it. A point on the first deadline
/// is the end: there the target in force counts.
pub fn staged(task: &Task<'_>, day: NaiveDate) -> Option<(NaiveDate, Quantity)> {
    let ahead = task.plan.iter().filter(|point| point.by >= day && point.by < task.due);
    let mut staged = ahead.filter_map(|point| match point.level {
        Level::Reach(reach) => Some((point.by, reach)),
        Level::Share(_) => None,
    });
    staged.next()
}

/// What the figures up to a day say of the staged target of a plan point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The last figure of its own stage meets it, or the last of all does.
    Met,
    /// The last figure of its stage does not meet it.
    NotMet(RateFigure),
    /// There is none for it.
    NoFigure,
}

/// How a rate did at a plan point: by its last figure between the point before and this one, or by the last of all.
/// A rate that fell later has reached what it had reached.
pub(super) fn stage(
    book: &Book<'_>,
    task: &Task<'_>,
    state: &State<'_>,
    nth: usize,
    as_of: NaiveDate,
) -> Stage {
    let point = task.plan.get(nth);
    let (Some(point), Some(target)) = (point, state.target) else {
        return Stage::NoFigure;
    };
    let reach = match point.level {
        Level::Reach(reach) if point.by < task.due => reach,
        Level::Reach(_) | Level::Share(_) => target,
    };
    let held = |done| RateFigure {
        done,
        target: reach,
        stage: Some(point.by),
        lower: task.lower_is_better(target),
    };
    let last = state.done(task).map(held);
    if last.is_some_and(RateFigure::is_met) {
        return Stage::Met;
    }
    let by = if point.by < task.due { point.by } else { state.due };
    let before = nth.checked_sub(1).and_then(|nth| task.plan.get(nth));
    let levels = Levels::of(book, task);
    let of_stage = task.log.iter().filter(|entry| {
        entry.on <= by.min(as_of) && before.is_none_or(|before| entry.on > before.by)
    });
    let level = |entry: &Entry<'_>| match &entry.event {
        Event::Done(done) => Some(Level::Reach(*done)),
        Event::Step(step) => levels.level(step),
        _ => None,
    };
    let figure = of_stage.rev().find_map(level);
    let figure = figure.and_then(|level| quantity(task, level, target));
    match figure.map(held) {
        Some(figure) if figure.is_met() => Stage::Met,
        Some(figure) => Stage::NotMet(figure),
        None => Stage::NoFigure,
    }
}
