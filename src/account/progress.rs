//! What a state says of a task's progress: its share, its quantity, since when it is complete.

use super::replay::State;
use crate::ledger::{Indicator, Kind, Level, Measure, PlanPoint, Quantity, Share, Task};
use chrono::NaiveDate;

impl State<'_> {
    /// Whether it is measured in percent of the whole, because neither target nor plan is stated: decided by the promise
    /// alone, so that silence is never worth more than a report of nothing.
    pub fn is_of_the_whole(&self, task: &Task<'_>) -> bool {
        task.kind != Kind::Duty
            && matches!(task.measure, Measure::Cumulative | Measure::YearEnd)
            && !self.target_stated
            && task.plan.is_empty()
            && task.pipeline.is_none()
            && task.indicators().is_empty()
    }

    /// Whether the owner's request to strike it off stands.
    fn is_asked(&self) -> bool {
        self.requested && !self.held
    }

    /// The actual share, for what is measured on the way to a target.
    pub fn share(&self, task: &Task<'_>) -> Share {
        if self.is_of_the_whole(task) && (self.struck.is_some() || self.is_asked()) {
            return Share::ONE;
        }
        if !task.indicators().is_empty() {
            return self.indicated_share(task);
        }
        let target = self.target.unwrap_or_default();
        self.reached.and_then(|level| level.share(task.base(), target)).unwrap_or(Share::ZERO)
    }

    /// Each indicator with its last figure.
    pub fn indicated<'t>(
        &self,
        task: &'t Task<'t>,
    ) -> impl Iterator<Item = (&'t Indicator<'t>, Option<Quantity>)> {
        task.indicators().iter().zip(self.indicators.iter().copied())
    }

    /// The mean of the indicators' shares by their weights, each held to the whole; evenly where all weigh nothing.
    fn indicated_share(&self, task: &Task<'_>) -> Share {
        let weightless =
            task.indicators().iter().all(|indicator| indicator.weight == Quantity::default());
        let (mut sum, mut whole) = (Share::ZERO, Share::ZERO);
        for (indicator, done) in self.indicated(task) {
            let weight = if weightless { Quantity::whole(1) } else { indicator.weight };
            let weight = Share::from_quantity(weight);
            sum = sum.plus(indicator.share(done).held().times(weight));
            whole = whole.plus(weight);
        }
        sum.over(whole).unwrap_or(Share::ZERO)
    }

    /// How far the steps of its plan are reached: by its share, or, of a task with indicators, by the last step that was named.
    pub fn steps_share(&self, task: &Task<'_>) -> Share {
        let share = self.share(task);
        match self.reached {
            Some(Level::Share(step)) if !task.indicators().is_empty() => share.max(step),
            _ => share,
        }
    }

    /// Whether the whole way is gone, that of each indicator where there are several: one that weighs nothing counts, too.
    pub fn is_reached(&self, task: &Task<'_>) -> bool {
        if task.indicators().is_empty() {
            return self.share(task) >= Share::ONE;
        }
        self.indicated(task).all(|(indicator, done)| indicator.share(done) >= Share::ONE)
    }

    /// The day of a plan point: one on the first deadline moves with it.
    pub fn day_of(&self, task: &Task<'_>, point: &PlanPoint<'_>) -> NaiveDate {
        if point.by == task.due { self.due } else { point.by }
    }

    /// How many times the way from the baseline to the target a figure has come, where it lies so far past the target that it
    /// seems mistyped. A rate is held against the target itself.
    pub fn far_beyond(&self, task: &Task<'_>, done: Quantity) -> Option<Share> {
        let target = self.target.filter(|_| task.kind != Kind::Duty)?;
        let base = if task.measure == Measure::Rate { Quantity::default() } else { task.base() };
        let times = |level: Level| level.share(base, target);
        let come = times(Level::Reach(done))?;
        come.is_far_beyond(|| self.reached.and_then(times)).then_some(come)
    }

    /// The quantity reached, in the task's unit.
    pub fn done(&self, task: &Task<'_>) -> Option<Quantity> {
        self.reached?.quantity(task.base(), self.target)
    }

    /// The first day from `on` for which it is complete if nothing more happens.
    pub(super) fn complete_from(&self, task: &Task<'_>, on: NaiveDate) -> Option<NaiveDate> {
        if self.struck.is_some() {
            return Some(on);
        }
        if task.details().standing {
            return None;
        }
        if task.kind == Kind::Duty {
            return Some(on.max(self.due.succ_opt()?));
        }
        if self.held {
            return None;
        }
        match task.measure {
            Measure::Rate => self.rate_met(task)?.then(|| on.max(self.due)),
            Measure::Track => None,
            Measure::None => self.is_asked().then_some(on),
            // A limit is kept only once its time is over.
            Measure::Cumulative | Measure::YearEnd => {
                let limited = task.indicators().iter().any(Indicator::is_limit);
                let from = if limited { on.max(self.due) } else { on };
                self.is_reached(task).then_some(from)
            }
        }
    }

    /// Draws the line under a day.
    pub(super) fn settle(&mut self, task: &Task<'_>, on: NaiveDate) {
        let fresh = self.complete_from(task, on);
        self.complete_since = match (self.complete_since, fresh) {
            (Some(since), Some(fresh)) if since < on && fresh == on => Some(since),
            (_, fresh) => fresh,
        };
        let out = self.ended.is_some() || self.suspended;
        let Some(trail) = self.trail.as_deref_mut() else {
            return;
        };
        let was = trail.off.last().is_some_and(|(_, off)| *off);
        while trail.off.last().is_some_and(|(from, _)| *from >= on) {
            trail.off.pop();
        }
        match (out, fresh) {
            (true, _) => trail.off.push((on, true)),
            (false, Some(from)) => {
                if from > on && was {
                    trail.off.push((on, false));
                }
                trail.off.push((from, true));
            }
            (false, None) => trail.off.push((on, false)),
        }
    }

    /// Whether it is complete as of a day.
    pub fn complete(&self, as_of: NaiveDate) -> bool {
        self.complete_since.is_some_and(|since| since <= as_of)
    }
}
