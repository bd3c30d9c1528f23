//! The shares of groups through a year: what was planned and reached on each of some days.

use super::rollup::{four, two};
use super::{Account, By, Figures, Filter};
use crate::ledger::{Book, Kind, Measure, Share};
use chrono::{Days, NaiveDate};
use serde::Serialize;
use std::collections::HashMap;

/// A group on a day; what does not apply is null.
#[derive(Clone, Debug, Serialize)]
#[allow(missing_docs, reason = "the names are the machine interface, documented there")]
pub struct ThroughRow {
    pub day: NaiveDate,
    pub group: Option<String>,
    pub name: Option<String>,
    #[serde(serialize_with = "four")]
    pub planned: Option<f64>,
    #[serde(serialize_with = "four")]
    pub actual: Option<f64>,
    /// What was known of the actual share on that day.
    #[serde(serialize_with = "four")]
    pub recorded: Option<f64>,
    /// What has been entered for that day since, in percentage points.
    #[serde(serialize_with = "two")]
    pub late: Option<f64>,
}

impl ThroughRow {
    /// Takes in what was known then.
    pub fn know(&mut self, recorded: Option<f64>) {
        self.recorded = recorded;
        let late = self.actual.zip(recorded).map(|(now, then)| (now - then) * 100.0);
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
    let mut rows = Vec::new();
    for day in days {
        if *day <= now.as_of {
            rows.extend(on(&now.on(*day), by, filter))
        } else {
            rows.extend(now.later(*day, by, filter))
        }
    }
    rows
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
    fn later(&self, day: NaiveDate, by: Option<By>, filter: &Filter) -> Vec<ThroughRow> {
        let weights = self.weights();
        let mut rows: Vec<(ThroughRow, f64, f64)> = Vec::new();
        let mut places: HashMap<Option<String>, usize> = HashMap::new();
        for figures in self.tasks.iter().filter(|figures| filter.fits(self, figures)) {
            let (group, name) = by.map_or((None, None), |by| self.group(by, figures));
            let at = *places.entry(group.clone()).or_insert_with(|| {
                let row = ThroughRow {
                    day,
                    group,
                    name,
                    planned: None,
                    actual: None,
                    recorded: None,
                    late: None,
                };
                rows.push((row, 0.0, 0.0));
                rows.len() - 1
            });
            let weight = weights.get(figures.id.0 as usize).copied().unwrap_or_default();
            if let (Some((_, sum, whole)), Some(share)) =
                (rows.get_mut(at), self.planned_later(figures, day))
            {
                *sum += weight * share.held().as_f64();
                *whole += weight;
            }
        }
        let planned = |(row, sum, whole): (ThroughRow, f64, f64)| ThroughRow {
            planned: (whole > 0.0).then(|| sum / whole),
            ..row
        };
        rows.into_iter().map(planned).collect()
    }

    /// What is planned of a task for a later day; `None` where it is not assessed then.
    fn planned_later(&self, figures: &Figures<'b>, day: NaiveDate) -> Option<Share> {
        let (task, state) = (figures.task, &figures.state);
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
