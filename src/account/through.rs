//! The shares of groups through a year: what was planned and reached on each of some days.

use super::totals::in_points;
use super::{Account, By, Figures, Filter, Group};
use crate::ledger::{Book, Kind, Measure, Share, ShareSum};
use chrono::{Days, NaiveDate};
use rayon::prelude::*;
use serde::Serialize;
use std::collections::HashMap;

/// A group on a day; what does not apply is null.
#[derive(Clone, Debug, Serialize)]
#[allow(missing_docs, reason = "the names are the machine interface, documented there")]
pub struct ThroughRow {
    pub day: NaiveDate,
    pub group: Option<String>,
    pub name: Option<String>,
    pub planned: Option<Share>,
    pub actual: Option<Share>,
    /// What was known of the actual share on that day.
    pub recorded: Option<Share>,
    /// What has been entered for that day since, a share; in percentage points in JSON.
    #[serde(serialize_with = "in_points")]
    pub late: Option<Share>,
}

impl ThroughRow {
    /// Takes in what was known then.
    pub fn know(&mut self, recorded: Option<Share>) {
        self.recorded = recorded;
        let late = self.actual.zip(recorded).map(|(now, then)| now.minus(then));
        self.late = late;
    }
}

/// So many days lie between two points.
const STEP: u64 = 7;

/// The days of a curve: from the day before the ledger's year to its end, a week apart, the as-of day among them.
pub fn days(book: &Book<'_>, as_of: NaiveDate) -> Vec<NaiveDate> {
    let Some(ledger) = book.first_ledger() else {
        return Vec::new();
    };
    let (first, last) = (ledger.first_day().pred_opt(), ledger.last_day());
    let first = first.unwrap_or(last);
    let back = (as_of.clamp(first, last) - first).num_days().unsigned_abs();
    let start = first + Days::new(back % STEP);
    let all = std::iter::successors(Some(start), |day| day.checked_add_days(Days::new(STEP)));
    all.take_while(|day| *day <= last).collect()
}

/// The groups of the tasks that fit on each of the days: up to the as-of day as the log has it, from then on as planned now. Without
/// a grouping, the whole.
pub fn through(
    now: &Account<'_>,
    days: &[NaiveDate],
    by: Option<By>,
    filter: &Filter,
) -> Vec<ThroughRow> {
    let weights = now.weights();
    let fitting: Vec<&Figures<'_>> =
        now.tasks.iter().filter(|figures| filter.fits(now, figures)).collect();
    // Each day by itself, and in their order.
    let rows = days.par_iter().map(|day| match *day <= now.as_of {
        true => on(&now.on(*day), by, filter),
        false => now.later(*day, by, &fitting, &weights),
    });
    rows.collect::<Vec<Vec<ThroughRow>>>().concat()
}

/// The groups of an account.
pub fn on(account: &Account<'_>, by: Option<By>, filter: &Filter) -> Vec<ThroughRow> {
    let tasks: Vec<&Figures<'_>> =
        account.tasks.iter().filter(|figures| filter.fits(account, figures)).collect();
    let rollup = account.rollup(by.unwrap_or(By::Key), &tasks);
    let row = |group, name, totals: &super::Totals| ThroughRow {
        day: account.as_of,
        group,
        name,
        planned: totals.planned,
        actual: totals.actual,
        recorded: None,
        late: None,
    };
    match by {
        None => vec![row(None, None, &rollup.totals)],
        Some(_) => {
            let rows = rollup.rows.iter();
            rows.map(|group| row(group.group.clone(), group.name.clone(), &group.totals)).collect()
        }
    }
}

impl<'b> Account<'b> {
    /// What the promises in force now plan for a later day.
    fn later(
        &self,
        day: NaiveDate,
        by: Option<By>,
        tasks: &[&Figures<'b>],
        weights: &[Share],
    ) -> Vec<ThroughRow> {
        let mut sums: Vec<(Option<Group<'b>>, ShareSum, ShareSum)> = Vec::new();
        let mut places: HashMap<Option<Group<'b>>, usize> = HashMap::new();
        for figures in tasks {
            let weight = weights.get(figures.id.0 as usize).copied().unwrap_or(Share::ZERO);
            let planned = self.planned_later(figures, day);
            let whole = std::iter::once(None).filter(|_| by.is_none());
            let groups = by.into_iter().flat_map(|by| Group::each(by, figures)).map(Some);
            for group in groups.chain(whole) {
                let at = *places.entry(group).or_insert_with(|| {
                    sums.push((group, ShareSum::default(), ShareSum::default()));
                    sums.len() - 1
                });
                if let (Some((_, sum, whole)), Some(share)) = (sums.get_mut(at), planned) {
                    sum.add(weight.times(share.held()));
                    whole.add(weight);
                }
            }
        }
        let row = |(group, sum, whole): (Option<Group<'b>>, ShareSum, ShareSum)| {
            let (group, name) = group.map(|group| group.named(self.book)).unwrap_or_default();
            let planned = sum.mean(whole.total());
            ThroughRow { day, group, name, planned, actual: None, recorded: None, late: None }
        };
        sums.into_iter().map(row).collect()
    }

    /// What is planned of a task for a later day; `None` where it is not assessed then.
    fn planned_later(&self, figures: &Figures<'b>, day: NaiveDate) -> Option<Share> {
        let (task, state) = (figures.task, &figures.state);
        if task.details().standing {
            return None;
        }
        let out = state.ended.is_some() || state.suspended;
        if out {
            return None;
        }
        match task.measure {
            Measure::Cumulative => Some(self.curve(figures).at(day)),
            _ if task.kind == Kind::Duty => Some(self.curve(figures).at(day)),
            Measure::YearEnd => (day > state.due).then_some(Share::ONE),
            Measure::Rate | Measure::Track | Measure::None => None,
        }
    }
}
