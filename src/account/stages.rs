//! What a rate is held against at each stage of its plan, and what a quantity must still come down by.

use super::levels::Levels;
use super::rate::{RateFigure, staged};
use super::{Account, Figures, MissedStep};
use crate::ledger::{Better, Entry, Quantity};
use chrono::NaiveDate;

impl Figures<'_> {
    /// Which way its figure should go; `None` where it has no figure or no target.
    pub fn better(&self) -> Option<Better> {
        let single = self.task.has_figures() && self.task.indicators().is_empty();
        let target = self.state.target.filter(|_| single)?;
        Some(Better::stated_or_by_way(self.task.better, self.task.base(), target))
    }

    /// What is still too much of a quantity that must come down: 还须再降. `None` of others, and once it is down.
    pub fn to_lower(&self) -> Option<Quantity> {
        let (task, target) = (self.task, self.state.target?);
        let lower = task.has_figures() && !task.is_rate() && task.lower_is_better(target);
        let done = self.state.done(task).unwrap_or(task.base());
        let left = Quantity::from_millionths(done.millionths() - target.millionths());
        (lower && left > Quantity::default()).then_some(left)
    }
}

/// How a rate did at one of its plan points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Its last figure of that stage meets the staged target, or its last of all does.
    Met,
    /// The last figure of that stage does not.
    NotMet(RateFigure),
    /// There is no figure of that stage.
    NoFigure,
}

impl<'b> Account<'b> {
    /// The last figure of a rate with what it is held against.
    pub fn rate(&self, figures: &Figures<'b>) -> Option<RateFigure> {
        figures.state.rate(figures.task, self.as_of)
    }

    /// The target that a rate is held against: that of its last figure, before the first figure that of the day.
    pub fn rate_target(&self, figures: &Figures<'b>) -> Option<Quantity> {
        let (task, state) = (figures.task, &figures.state);
        let target = state.target.filter(|_| task.is_rate())?;
        if let Some(figure) = self.rate(figures) {
            return Some(figure.target);
        }
        let staged = staged(task, target, self.as_of).filter(|_| self.as_of <= state.due);
        Some(staged.map_or(target, |(_, staged)| staged))
    }

    /// The day of a plan point; one on the first deadline moves with it.
    pub fn stage_day(&self, figures: &Figures<'b>, nth: usize) -> Option<NaiveDate> {
        let point = figures.task.plan.get(nth)?;
        Some(figures.state.day_of(figures.task, point))
    }

    /// What a rate is to be at a plan point; on the first deadline the target in force.
    pub fn stage_target(&self, figures: &Figures<'b>, nth: usize) -> Option<Quantity> {
        let (task, target) = (figures.task, figures.state.target);
        let point = task.plan.get(nth)?;
        if point.by >= task.due { target } else { point.level.quantity(task.base(), target) }
    }

    /// How a rate did at a plan point: by its last figure after the point before and up to this one, or by the last of
    /// all. What was met once stays met, also where the rate fell later.
    pub fn stage(&self, figures: &Figures<'b>, nth: usize) -> Stage {
        let (task, state) = (figures.task, &figures.state);
        let (Some(target), Some(by), Some(staged)) =
            (state.target, self.stage_day(figures, nth), self.stage_target(figures, nth))
        else {
            return Stage::NoFigure;
        };
        let lower = task.lower_is_better(target);
        let held = |done| RateFigure { done, target: staged, stage: Some(by), lower };
        if state.done(task).map(held).is_some_and(RateFigure::is_met) {
            return Stage::Met;
        }
        let after = nth.checked_sub(1).and_then(|nth| task.plan.get(nth)).map(|point| point.by);
        let last = by.min(self.as_of);
        let inside =
            |entry: &&Entry<'_>| entry.on <= last && after.is_none_or(|after| entry.on > after);
        let levels = Levels::of(self.book, task);
        let mut entries = task.log.iter().rev().filter(inside);
        let level = entries.find_map(|entry| levels.of_entry(entry));
        match level.and_then(|level| level.quantity(task.base(), Some(target))).map(held) {
            Some(figure) if figure.is_met() => Stage::Met,
            Some(figure) => Stage::NotMet(figure),
            None => Stage::NoFigure,
        }
    }

    /// The named plan points of a rate that are past and were not met.
    pub(super) fn missed_stages(&self, figures: &Figures<'b>) -> Vec<MissedStep<'b>> {
        let task = figures.task;
        let missed = task.plan.iter().enumerate().filter_map(|(nth, point)| {
            let by = self.stage_day(figures, nth).filter(|by| *by < self.as_of)?;
            let step = point.step.as_deref()?;
            let days = (self.as_of - by).num_days();
            let is_met = self.stage(figures, nth) == Stage::Met;
            let missed = MissedStep { task: &task.id, step, by, days, planned: None, actual: None };
            (!is_met).then_some(missed)
        });
        missed.collect()
    }
}
