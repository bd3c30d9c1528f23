//! Groups of tasks: weighted means of planned and actual shares, counts by standing and light.

use super::group::{By, Group};
use super::{Account, Figures, Light, PerStanding, Standing};
use crate::ledger::{PerLight, Quantity, TaskId};
use serde::{Serialize, Serializer};
use std::collections::HashMap;

/// One group, or the whole.
#[derive(Clone, Debug, Default, Serialize)]
pub struct RollupRow {
    /// Id of the group; null for the tasks that have none.
    pub group: Option<String>,
    /// Its name as the ledger writes it.
    pub name: Option<String>,
    /// The figures.
    #[serde(flatten)]
    pub totals: Totals,
}

/// Sums over some tasks.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Totals {
    /// How many exist, headings not counted.
    pub tasks: usize,
    /// Sum of their weights, parts by their share of the heading's.
    #[serde(serialize_with = "six")]
    pub weight: f64,
    /// Sum of the weights of those assessed.
    #[serde(serialize_with = "six")]
    pub assessed_weight: f64,
    /// Weighted mean of the planned shares; null without weight.
    #[serde(serialize_with = "four")]
    pub planned: Option<f64>,
    /// Weighted mean of the actual shares, each held to 0…1.
    #[serde(serialize_with = "four")]
    pub actual: Option<f64>,
    /// Planned less actual in percentage points.
    #[serde(serialize_with = "two")]
    pub lag: Option<f64>,
    /// How many stand how.
    #[serde(serialize_with = "standings", flatten)]
    pub standings: PerStanding<usize>,
    /// How many have which light.
    #[serde(serialize_with = "lights", flatten)]
    pub lights: PerLight<usize>,
    /// Planned investment of the year, 万元.
    pub invest: Quantity,
    /// Investment made so far, 万元.
    pub invested: Quantity,
    #[serde(skip)]
    planned_sum: f64,
    #[serde(skip)]
    actual_sum: f64,
}

/// Rolled-up groups, in the order of their first tasks, and the whole.
#[derive(Clone, Debug)]
pub struct Rollup {
    /// By what.
    pub by: By,
    /// A row a group.
    pub rows: Vec<RollupRow>,
    /// All groups together.
    pub totals: Totals,
}

impl<'b> Account<'b> {
    /// Rolls some tasks up.
    pub fn rollup(&self, by: By, tasks: &[&Figures<'b>]) -> Rollup {
        let weights = self.weights();
        let mut places: HashMap<Option<String>, usize> = HashMap::new();
        let mut rows: Vec<RollupRow> = Vec::new();
        let mut totals = Totals::default();
        if by == By::Area {
            for area in &self.book.areas {
                places.insert(Some(area.id.clone()), rows.len());
                rows.push(RollupRow {
                    group: Some(area.id.clone()),
                    name: Some(area.name.clone()),
                    totals: Totals::default(),
                });
            }
        }
        for figures in tasks {
            let weight = weights.get(figures.id.0 as usize).copied().unwrap_or(0.0);
            let (group, name) = self.group(by, figures);
            let at = *places.entry(group.clone()).or_insert_with(|| {
                rows.push(RollupRow { group, name, totals: Totals::default() });
                rows.len() - 1
            });
            if let Some(row) = rows.get_mut(at) {
                row.totals.add(self, figures, weight);
            }
            totals.add(self, figures, weight);
        }
        rows.retain(|row| row.totals.tasks > 0);
        for row in &mut rows {
            row.totals.close();
        }
        totals.close();
        Rollup { by, rows, totals }
    }

    /// The sums over some tasks.
    pub fn totals(&self, tasks: &[&Figures<'b>]) -> Totals {
        self.rollup(By::Key, tasks).totals
    }

    /// The group a task is in, and that group's name.
    pub fn group(&self, by: By, figures: &Figures<'b>) -> (Option<String>, Option<String>) {
        Group::of(by, figures.task, figures.state.owner, figures.state.leader).named(self.book)
    }

    /// What each task of the book counts: its own weight, or its share of its heading's.
    pub(super) fn weights(&self) -> Vec<f64> {
        let tasks = &self.book.tasks;
        let mut weights: Vec<f64> = tasks.iter().map(|task| task.weight.as_f64()).collect();
        let mut exists = vec![false; tasks.len()];
        for figures in &self.tasks {
            let at = figures.id.0 as usize;
            weights[at] = figures.state.weight.as_f64();
            let mut above = Some(figures.id);
            while let Some(id) = above.filter(|id| !exists[id.0 as usize]) {
                exists[id.0 as usize] = true;
                above = tasks[id.0 as usize].parent;
            }
        }
        let mut of_parts = vec![0.0; tasks.len()];
        for (at, task) in tasks.iter().enumerate().filter(|(at, _)| exists[*at]) {
            if let Some(TaskId(parent)) = task.parent {
                of_parts[parent as usize] += weights[at];
            }
        }
        let mut counted: Vec<Option<f64>> = vec![None; tasks.len()];
        let mut path = Vec::new();
        for first in 0..tasks.len() {
            let mut at = first;
            path.clear();
            while counted[at].is_none() {
                path.push(at);
                match tasks[at].parent {
                    Some(TaskId(parent)) => at = parent as usize,
                    None => break,
                }
            }
            for at in path.drain(..).rev() {
                let weight = match tasks[at].parent.map(|id| id.0 as usize) {
                    None => weights[at],
                    Some(parent) if of_parts[parent] > 0.0 => {
                        counted[parent].unwrap_or(0.0) * weights[at] / of_parts[parent]
                    }
                    Some(_) => 0.0,
                };
                counted[at] = Some(weight);
            }
        }
        counted.into_iter().map(Option::unwrap_or_default).collect()
    }
}

impl Totals {
    fn add(&mut self, account: &Account<'_>, figures: &Figures<'_>, weight: f64) {
        self.tasks += 1;
        self.weight += weight;
        self.standings[figures.standing] += 1;
        self.lights[figures.light] += 1;
        let sum = |sum_so_far: Quantity, other: Option<Quantity>| {
            let other = other.unwrap_or_default().millionths();
            Quantity::from_millionths(sum_so_far.millionths().saturating_add(other))
        };
        if figures.standing.is_counted() {
            self.invest = sum(self.invest, figures.task.invest);
            self.invested = sum(self.invested, figures.state.invested);
        }
        if account.is_assessed(figures) {
            self.assessed_weight += weight;
            self.planned_sum +=
                weight * figures.shares.planned.map_or(0.0, |share| share.held().as_f64());
            self.actual_sum +=
                weight * figures.shares.actual.map_or(0.0, |share| share.held().as_f64());
        }
    }

    fn close(&mut self) {
        if self.assessed_weight > 0.0 {
            let (planned, actual) =
                (self.planned_sum / self.assessed_weight, self.actual_sum / self.assessed_weight);
            self.planned = Some(planned);
            self.actual = Some(actual);
            self.lag = Some((planned - actual) * 100.0);
        }
    }

    /// How many stand so.
    pub fn standing(&self, standing: Standing) -> usize {
        self.standings[standing]
    }

    /// How many have this light.
    pub fn light(&self, light: Light) -> usize {
        self.lights[light]
    }
}

pub(super) fn rounded(value: f64, units: f64) -> f64 {
    let rounded = (value * units).round() / units;
    if rounded == 0.0 { 0.0 } else { rounded }
}

pub(super) fn two<S: Serializer>(value: &Option<f64>, serializer: S) -> Result<S::Ok, S::Error> {
    value.map(|value| rounded(value, 1e2)).serialize(serializer)
}

pub(super) fn four<S: Serializer>(value: &Option<f64>, serializer: S) -> Result<S::Ok, S::Error> {
    value.map(|value| rounded(value, 1e4)).serialize(serializer)
}

pub(super) fn six<S: Serializer>(value: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    let value = rounded(*value, 1e6);
    if value.fract() == 0.0 && value.abs() < 1e15 {
        return serializer.serialize_i64(value as i64);
    }
    serializer.serialize_f64(value)
}

fn standings<S: Serializer>(counts: &PerStanding<usize>, to: S) -> Result<S::Ok, S::Error> {
    to.collect_map(counts.iter())
}

/// `none` alone says nothing in a table.
fn lights<S: Serializer>(counts: &PerLight<usize>, to: S) -> Result<S::Ok, S::Error> {
    let name = |light| match light {
        Light::None => "no_light",
        Light::Red | Light::Yellow | Light::Green | Light::Blue => light.name(),
    };
    to.collect_map(counts.iter().map(|(light, count)| (name(light), count)))
}
