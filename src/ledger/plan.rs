//! The route to the target (路线图): dated points, named levels, pipelines that several tasks share.

use super::{Quantity, Share, Text};
use crate::variants::variants;
use chrono::NaiveDate;

/// A point the plan curve passes through.
#[derive(Clone, Debug)]
pub struct PlanPoint<'t> {
    /// By the end of this day.
    pub by: NaiveDate,
    /// Its level.
    pub level: Level,
    /// Its name, when it has one.
    pub step: Option<Text<'t>>,
}

variants! {
    /// How the plan runs between two steps that are not counted in units.
    #[derive(Default)]
    pub enum CurveShape {
        /// A staircase: what is due on a day counts from the day after.
        #[default]
        Steps = "steps",
        /// Evenly, as between quantities.
        Even = "even",
    }
}

/// How far a named level or plan point lies.
#[derive(Clone, Copy, Debug)]
pub enum Level {
    /// A quantity of the task's own unit.
    Reach(Quantity),
    /// A share of the way to the target in force.
    Share(Share),
}

impl Level {
    /// The share of the way from `baseline` to `target`; `None` where they are equal.
    pub fn share(self, baseline: Quantity, target: Quantity) -> Option<Share> {
        match self {
            Self::Reach(quantity) => Share::of_way(quantity, baseline, target),
            Self::Share(share) => Some(share),
        }
    }

    /// The quantity it comes to; `None` of a share where there is no target.
    pub fn quantity(self, baseline: Quantity, target: Option<Quantity>) -> Option<Quantity> {
        match self {
            Self::Reach(quantity) => Some(quantity),
            Self::Share(share) => {
                let base = baseline.millionths();
                let way = target?.millionths() - base;
                Some(Quantity::from_millionths(base + share.rounded(way)))
            }
        }
    }
}

/// Named levels that several tasks share.
#[derive(Clone, Debug)]
pub struct Pipeline {
    /// Its id in duban.toml.
    pub id: String,
    /// Its levels, lowest first.
    pub steps: Vec<PipelineStep>,
}

/// One level of a pipeline.
#[derive(Clone, Debug)]
pub struct PipelineStep {
    /// Its name.
    pub step: String,
    /// Share of the way from baseline to target.
    pub reach: Share,
}

impl Pipeline {
    /// The level of that name.
    pub fn level(&self, step: &str) -> Option<Share> {
        self.steps.iter().find(|level| level.step == step).map(|level| level.reach)
    }
}
