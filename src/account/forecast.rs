//! When a task will be finished if it goes on as it has of late, and how much faster it must go (“Forecast” in docs/figures.md).

use super::replay::replay;
use super::{Account, Figures};
use crate::ledger::{Kind, Measure, Share};
use chrono::{Days, NaiveDate};
use serde::Serialize;

/// The pace is taken over this many days, or from the start where that is nearer.
const WINDOW: i64 = 30;

/// A finish further away than this is not given, in days: it says no more than that there is no pace.
const CENTURY: i128 = 36_525;

/// The forecast of one task.
#[derive(Clone, Debug, Serialize)]
pub struct Forecast {
    /// Days over which the pace is taken.
    pub days: i64,
    /// What was gained in these days.
    pub gained: Share,
    /// The day on which it is finished at that pace; `None` without a pace, or where it would take a century.
    pub finish: Option<NaiveDate>,
    /// Days past the deadline in force; minus: ahead of it.
    pub late_days: Option<i64>,
    /// The pace needed to finish on the deadline, as a multiple of the present one; `None` from the deadline on and
    /// without a pace.
    pub needed: Option<Share>,
}

impl Forecast {
    /// Whether the deadline will be missed at that pace.
    pub fn misses(&self) -> bool {
        self.late_days.is_none_or(|days| days > 0)
    }
}

/// A task with its forecast, as the machine reads it.
#[derive(Clone, Debug, Serialize)]
pub struct ForecastRow {
    /// The task's id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Id of the owner in force.
    pub owner: Option<String>,
    /// Name of the owner in force.
    pub owner_name: Option<String>,
    /// Deadline in force.
    pub due: NaiveDate,
    /// Planned share.
    pub planned: Option<Share>,
    /// Actual share.
    pub actual: Option<Share>,
    /// The forecast itself.
    #[serde(flatten)]
    pub forecast: Forecast,
}

impl<'b> Account<'b> {
    /// The forecast of a task; `None` where there is nothing to forecast: duties, rates, year-end measures, tasks
    /// without a figure, complete or held open at their target, not begun or not running.
    pub fn forecast(&self, figures: &Figures<'b>) -> Option<Forecast> {
        let (task, state) = (figures.task, &figures.state);
        let counts = task.kind != Kind::Duty && task.measure == Measure::Cumulative;
        let open = figures.standing.is_running() && !state.complete(self.as_of);
        let days = (self.as_of - task.start).num_days().min(WINDOW);
        if !counts || !open || days <= 0 {
            return None;
        }
        let actual = figures.shares.actual.filter(|actual| *actual < Share::ONE)?;
        let then = self.as_of.checked_sub_days(Days::new(days.unsigned_abs()))?;
        let before = replay(self.book, task, then).share(task);
        let gained = actual.minus(before);
        let left = Share::ONE.minus(actual);
        let remaining = left.over(gained).filter(|_| gained > Share::ZERO);
        let remaining = remaining.map(|pieces| pieces.times(Share::count(days)));
        let finish = remaining.and_then(|days| self.day_after(days));
        let until = (state.due - self.as_of).num_days();
        let needed = remaining.and_then(|days| days.over(Share::count(until)));
        Some(Forecast {
            days,
            gained,
            finish,
            late_days: finish.map(|finish| (finish - state.due).num_days()),
            needed: needed.filter(|_| until > 0),
        })
    }

    fn day_after(&self, days: Share) -> Option<NaiveDate> {
        let days = days.ceil();
        let days = u64::try_from(days).ok().filter(|_| days < CENTURY)?;
        self.as_of.checked_add_days(Days::new(days))
    }

    /// Those of some tasks that have a forecast: without any pace first, then the latest first.
    pub fn forecasts<'a>(&self, tasks: &[&'a Figures<'b>]) -> Vec<(&'a Figures<'b>, Forecast)> {
        let all = tasks.iter().filter_map(|figures| Some((*figures, self.forecast(figures)?)));
        let mut all: Vec<_> = all.collect();
        all.sort_by_key(|(_, forecast)| forecast.late_days.map_or(i64::MIN, |days| -days));
        all
    }

    /// The machine's row of a forecast.
    pub fn forecast_row(&self, figures: &Figures<'b>, forecast: Forecast) -> ForecastRow {
        let owner = figures.state.owner.map(|id| self.book.department(id));
        ForecastRow {
            id: figures.task.id.to_string(),
            title: figures.task.title.to_string(),
            owner: owner.map(|owner| owner.id.clone()),
            owner_name: owner.map(|owner| owner.name.clone()),
            due: figures.state.due,
            planned: figures.shares.planned,
            actual: figures.shares.actual,
            forecast,
        }
    }
}
