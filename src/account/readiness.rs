//! Whether a task is ready to be supervised: 有措施、有抓手、有底数, and a point on the way.

use crate::ledger::{Kind, Measure, Share, Task};

/// A plan of more days than a quarter's needs a point on the way.
const QUARTER: i64 = 92;

/// What a task must have to be ready.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Criterion {
    /// 措施.
    Measures,
    /// 抓手.
    Levers,
    /// 底数 and a target. A duty has neither.
    Baseline,
    /// A plan point between start and deadline. Only a quantity that grows over more than a quarter needs one.
    PlanPoint,
}

impl Criterion {
    /// Every criterion with its name in JSON.
    pub const ALL: [(&'static str, Self); 4] = [
        ("measures", Self::Measures),
        ("levers", Self::Levers),
        ("baseline", Self::Baseline),
        ("plan_point", Self::PlanPoint),
    ];

    /// Its name in JSON.
    pub fn name(self) -> &'static str {
        Self::ALL[self as usize].0
    }
}

/// Which criteria apply to a task, and which of them it meets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Readiness([Option<bool>; 4]);

impl Readiness {
    /// How ready a task was made.
    pub fn of(task: &Task<'_>) -> Self {
        let counted = task.kind != Kind::Duty;
        let long = task.measure == Measure::Cumulative && task.planned_days() > QUARTER;
        let baseline = task.baseline.is_some() && task.promised_target().is_some();
        let between = |by| by > task.start && by < task.due;
        let on_the_way = || task.plan.iter().any(|point| between(point.by));
        Self([
            Some(!task.measures.is_empty()),
            Some(!task.levers.is_empty()),
            counted.then_some(baseline),
            (counted && long).then(on_the_way),
        ])
    }

    /// Whether a criterion is met; `None` where it does not apply.
    pub fn met(self, criterion: Criterion) -> Option<bool> {
        self.0[criterion as usize]
    }

    /// Criteria met ÷ criteria that apply; measures and levers always do.
    pub fn share(self) -> Share {
        let met = self.judged().filter(|(_, met)| *met).count();
        let all = self.judged().count();
        let count = |count: usize| i128::try_from(count).unwrap_or(i128::MAX);
        Share::new(count(met), count(all)).unwrap_or(Share::ONE)
    }

    /// The criteria that apply, each with whether it is met.
    pub fn judged(self) -> impl Iterator<Item = (Criterion, bool)> {
        let all = Criterion::ALL.into_iter().zip(self.0);
        all.filter_map(|((_, own), met)| Some((own, met?)))
    }
}
