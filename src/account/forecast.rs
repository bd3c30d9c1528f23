//! When a task will be finished if it goes on as its figures did of late, and how much faster it must go (“Forecast” in docs/figures.md).

use super::replay::replay;
use super::{Account, Figures, State};
use crate::ledger::{EventKind, Kind, Measure, Share, Task};
use crate::variants::variants;
use chrono::{Days, NaiveDate};
use serde::Serialize;

/// Without a cadence figures are held against those of so many days before.
const MONTH: Days = Days::new(30);

/// A finish further away than this is only told to be so, in days.
const CENTURY: i64 = 36_525;

/// The last year of the format.
const LAST_YEAR: i32 = 9999;

variants! {
    /// What can be said of a finish.
    pub enum Outlook {
        /// Not later than the deadline.
        OnTime = "on-time",
        /// Later than the deadline.
        Late = "late",
        /// Not within a hundred years.
        BeyondACentury = "beyond-a-century",
        /// Nothing was gained, so there is no finish.
        NoPace = "no-pace",
        /// There is no figure yet from which a pace could be told.
        NoFigure = "no-figure",
    }
}

/// The forecast of one task.
#[derive(Clone, Debug, Serialize)]
pub struct Forecast {
    /// The pace is taken from the end of this day: a figure's own, or the one before the start.
    pub since: NaiveDate,
    /// To the end of this one.
    pub until: NaiveDate,
    /// Days between them.
    pub days: i64,
    /// What was gained in these days, measured by the target in force.
    pub gained: Share,
    /// The day on which it is finished at that pace, not before the as-of day; `None` without a pace and after the year 9999.
    pub finish: Option<NaiveDate>,
    /// Days past the deadline in force; minus: ahead of it.
    pub late_days: Option<i64>,
    /// The pace needed from `until` to finish on the deadline, as a multiple of the present one; `None` from the deadline
    /// on and without a pace.
    pub needed: Option<Share>,
    /// What can be said of the finish.
    pub outlook: Outlook,
}

impl Forecast {
    /// Whether the deadline will be missed at that pace.
    pub fn misses(&self) -> bool {
        match self.outlook {
            Outlook::Late | Outlook::BeyondACentury | Outlook::NoPace => true,
            Outlook::OnTime | Outlook::NoFigure => false,
        }
    }

    /// The finish, where it lies within a hundred years.
    pub fn foreseeable(&self) -> Option<NaiveDate> {
        self.finish.filter(|_| self.outlook != Outlook::BeyondACentury)
    }

    /// Days past the deadline of a finish within a hundred years.
    pub fn late(&self) -> Option<i64> {
        self.late_days.filter(|_| self.outlook != Outlook::BeyondACentury)
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
    /// The forecast of a task; `None` where there is nothing to forecast: duties, rates, year-end measures, what is not
    /// measured or has no deadline, tasks complete or held open at their target, not begun or not running.
    pub fn forecast(&self, figures: &Figures<'b>) -> Option<Forecast> {
        let (task, state) = (figures.task, &figures.state);
        let counts = task.kind != Kind::Duty
            && task.measure == Measure::Cumulative
            && task.deadline().is_some();
        let open = figures.standing.is_running() && !state.complete(self.as_of);
        if !counts || !open || figures.shares.planned.is_none() {
            return None;
        }
        let actual = figures.shares.actual.filter(|actual| *actual < Share::ONE)?;
        let (since, until) = self.window(task)?;
        let days = (until - since).num_days();
        let gained = actual.minus(self.share_on(task, state, since));
        let left = Share::ONE.minus(actual);
        let remaining = left.over(gained).filter(|_| gained > Share::ZERO && days > 0);
        let remaining = remaining.map(|pieces| pieces.times(Share::count(days)));
        let finish = remaining.and_then(|days| after(until, days)).map(|day| day.max(self.as_of));
        let ahead = (state.due - until).num_days();
        let needed = remaining.and_then(|days| days.over(Share::count(ahead)));
        let outlook = match (remaining, finish) {
            (None, _) if days == 0 => Outlook::NoFigure,
            (None, _) => Outlook::NoPace,
            (Some(_), Some(finish)) if (finish - self.as_of).num_days() <= CENTURY => {
                if finish > state.due { Outlook::Late } else { Outlook::OnTime }
            }
            (Some(_), _) => Outlook::BeyondACentury,
        };
        Some(Forecast {
            since,
            until,
            days,
            gained,
            finish,
            late_days: finish.map(|finish| (finish - state.due).num_days()),
            needed: needed.filter(|_| self.as_of < state.due),
            outlook,
        })
    }

    /// The days from whose end to whose end the pace is taken. It ends with the last figure: silence after it says nothing
    /// until a whole reporting period has passed. It begins with a figure at least a period older, else with the plan;
    /// where that is older, with what a task has brought along from an earlier year's ledger.
    fn window(&self, task: &Task<'b>) -> Option<(NaiveDate, NaiveDate)> {
        let earlier = |day: NaiveDate| match task.cadence {
            Some(cadence) => cadence.a_period_before(day),
            None => day.checked_sub_days(MONTH),
        };
        let begin = task.start.pred_opt()?;
        let by = |day: NaiveDate| last_figure(task, |on| on <= day);
        let silent = earlier(self.as_of)?;
        let until = by(self.as_of).unwrap_or(begin).max(silent).max(begin);
        let brought = task.details().rolls.as_ref();
        let brought = brought.and_then(|_| last_figure(task, |on| on < task.entered));
        let since = by(earlier(until)?).or(brought).unwrap_or(begin);
        Some((since.min(until), until))
    }

    /// The share that figures had reached by a day, measured by the target in force now. A request that stood then was none.
    fn share_on(&self, task: &'b Task<'b>, now: &State<'_>, day: NaiveDate) -> Share {
        let mut then = replay(self.book, task, day);
        then.target = now.target;
        (then.requested, then.struck) = (false, None);
        then.share(task)
    }

    /// Those of some tasks that have a forecast: without any pace first, then the latest first, without a figure last.
    pub fn forecasts<'a>(&self, tasks: &[&'a Figures<'b>]) -> Vec<(&'a Figures<'b>, Forecast)> {
        let all = tasks.iter().filter_map(|figures| Some((*figures, self.forecast(figures)?)));
        let mut all: Vec<_> = all.collect();
        all.sort_by_key(|(_, forecast)| match (forecast.outlook, forecast.late_days) {
            (Outlook::NoFigure, _) => i64::MAX,
            (_, Some(days)) => -days,
            (_, None) => i64::MIN,
        });
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

/// The day of the last figure whose day fits.
fn last_figure(task: &Task<'_>, fits: impl Fn(NaiveDate) -> bool) -> Option<NaiveDate> {
    let counts = |kind| matches!(kind, EventKind::Done | EventKind::Step);
    let mut entries = task.log.iter().rev();
    entries.find(|entry| fits(entry.on) && counts(entry.event.kind())).map(|entry| entry.on)
}

/// So many days after a day, a part of one counting as one.
fn after(day: NaiveDate, days: Share) -> Option<NaiveDate> {
    use chrono::Datelike;
    let days = u64::try_from(days.ceil()).ok()?;
    let finish = day.checked_add_days(Days::new(days))?;
    (finish.year() <= LAST_YEAR).then_some(finish)
}
