//! The course of a task day by day: what was planned, what was reached, and where its present pace leads.

mod outline;

pub use outline::Outline;

use super::replay::replay;
use super::{Account, Figures};
use crate::ledger::{Kind, Measure, Share};
use chrono::NaiveDate;

/// At most so many days are looked at.
const FINE: i64 = 1_500;

/// A task's shares over evenly spaced days.
#[derive(Clone, Debug)]
pub struct Course {
    /// From the day before the start to the deadline, the as-of day or the finish, whichever is last.
    pub days: Vec<NaiveDate>,
    /// Planned, on each of them.
    pub planned: Vec<Share>,
    /// Reached, up to the as-of day.
    pub actual: Vec<Option<Share>>,
    /// From the day to which the present pace was taken to the finish.
    pub projected: Vec<Option<Share>>,
}

impl Course {
    /// The number of the day that is nearest to one; `None` outside.
    pub fn nearest(&self, day: NaiveDate) -> Option<usize> {
        let (first, last) = (*self.days.first()?, *self.days.last()?);
        let inside = first <= day && day <= last;
        let distance = |other: &NaiveDate| (*other - day).num_days().abs();
        let nearest = self.days.iter().enumerate();
        let nearest = nearest.min_by_key(|(_, other)| distance(other));
        nearest.filter(|_| inside).map(|(at, _)| at)
    }
}

/// Whether a task grows towards a target. Without a deadline there is no end to draw.
fn has_course(figures: &Figures<'_>) -> bool {
    let task = figures.task;
    let grows = task.kind != Kind::Duty && task.measure == Measure::Cumulative;
    grows && figures.standing.is_counted() && figures.shares.planned.is_some()
}

impl<'b> Account<'b> {
    /// The course of a task that grows towards a target; `None` for any other.
    pub fn course(&self, figures: &Figures<'b>) -> Option<Course> {
        if !has_course(figures) {
            return None;
        }
        let task = figures.task;
        let curve = self.curve(figures);
        let days = self.days(figures);
        let reached = |day: &NaiveDate| {
            (*day <= self.as_of).then(|| replay(self.book, task, *day).share(task))
        };
        Some(Course {
            planned: days.iter().map(|day| curve.at(*day)).collect(),
            actual: days.iter().map(reached).collect(),
            projected: self.projected(figures, &days),
            days,
        })
    }

    /// Evenly spaced, the last one not before the end.
    fn days(&self, figures: &Figures<'b>) -> Vec<NaiveDate> {
        let (start, due) = (figures.task.start, figures.state.due);
        let first = start.pred_opt().unwrap_or(start);
        let known = due.max(self.as_of);
        // A finish in the far future would leave no room for what is known.
        let far = known + (due - first);
        let finish = self.forecast(figures).and_then(|forecast| forecast.foreseeable());
        let last = known.max(finish.unwrap_or(known).min(far));
        let whole = (last - first).num_days();
        let step = usize::try_from(whole / FINE + 1).unwrap_or(1);
        let count = usize::try_from(whole).unwrap_or(0) / step + 2;
        let mut days: Vec<NaiveDate> = first.iter_days().step_by(step).take(count).collect();
        while days.len() > 2 && days.iter().rev().nth(1).is_some_and(|day| *day >= last) {
            days.pop();
        }
        days
    }

    /// A straight line from what is reached, on the day to which the pace was taken, to the whole.
    fn projected(&self, figures: &Figures<'b>, days: &[NaiveDate]) -> Vec<Option<Share>> {
        let forecast = self.forecast(figures);
        let share = |day: &NaiveDate| {
            let forecast = forecast.as_ref()?;
            let (from, finish) = (forecast.until, forecast.foreseeable()?);
            let reached = figures.shares.actual.filter(|_| from <= *day && *day <= finish)?;
            let gone = Share::new((*day - from).num_days().into(), forecast.days.into())?;
            Some(reached.plus(forecast.gained.times(gone)).min(Share::ONE))
        };
        days.iter().map(share).collect()
    }
}
