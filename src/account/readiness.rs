//! Whether a task is ready to be supervised: 有措施、有抓手、有底数, and a point on the way.

use crate::ledger::{Kind, Measure, Share, Task};
use crate::variants::variants;

/// A plan of more days than a quarter's needs a point on the way.
const QUARTER: i64 = 92;

variants! {
    /// What a task must have to be ready.
    pub enum Criterion, PerCriterion {
        /// 措施.
        Measures = "measures",
        /// 抓手.
        Levers = "levers",
        /// 底数 and a target; of a rate a target and a baseline or which way is better. Duties, and what is only followed or
        /// only done or not, have neither.
        Baseline = "baseline",
        /// A plan point between start and deadline. Only a quantity that grows over more than a quarter needs one.
        PlanPoint = "plan_point",
    }
}

/// Which criteria apply to a task, and which of them it meets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Readiness(PerCriterion<Option<bool>>);

impl Readiness {
    /// How ready a task was made.
    pub fn of(task: &Task<'_>) -> Self {
        let counted = task.kind != Kind::Duty;
        let long = task.measure == Measure::Cumulative
            && task.deadline().is_some()
            && task.planned_days() > QUARTER;
        let towards = counted && !matches!(task.measure, Measure::Track | Measure::None);
        // A ceiling like “4.5 % 以内” has no baseline: what it needs is which way is better.
        let ceiling = task.measure == Measure::Rate && task.better.is_some();
        let baseline = (task.baseline.is_some() || ceiling) && task.promised_target().is_some();
        let between = |by| by > task.start && by < task.due;
        let on_the_way = || task.plan.iter().any(|point| between(point.by));
        Self(PerCriterion::new(|criterion| match criterion {
            Criterion::Measures => Some(!task.measures.is_empty()),
            Criterion::Levers => Some(!task.levers.is_empty()),
            Criterion::Baseline => towards.then_some(baseline),
            Criterion::PlanPoint => (counted && long).then(on_the_way),
        }))
    }

    /// Whether a criterion is met; `None` where it does not apply.
    pub fn met(self, criterion: Criterion) -> Option<bool> {
        self.0[criterion]
    }

    /// Criteria met ÷ criteria that apply; measures and levers always do.
    pub fn share(self) -> Share {
        let met = self.judged().filter(|(_, met)| *met).count();
        let all = self.judged().count();
        let count = |count: usize| i128::try_from(count).unwrap_or(i128::MAX);
        Share::new(count(met), count(all)).unwrap_or(Share::ONE)
    }

    /// The criteria that apply, each with whether it is met.
    pub fn judged(&self) -> impl Iterator<Item = (Criterion, bool)> {
        let all = self.0.iter();
        all.filter_map(|(criterion, met)| Some((criterion, (*met)?)))
    }
}
