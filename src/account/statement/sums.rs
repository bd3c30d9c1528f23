//! The counts of a statement by groups, and the movement of planned and actual shares over the period.

use super::{Grouping, Listed, PerListed, Statement, StatementLine};
use crate::account::group::Group;
use crate::account::rollup::rounded;
use crate::account::{Account, By, Figures, Shares};
use crate::ledger::{AreaId, Quantity, Share, Task};
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use std::collections::HashMap;

/// A statement by groups, in the order of the book, and all of it.
#[derive(Clone, Debug)]
pub struct Statements {
    /// By what.
    pub by: By,
    /// A row a group.
    pub rows: Vec<StatementRow>,
    /// The sum of the rows.
    pub totals: StatementSums,
}

/// One group of a statement.
#[derive(Clone, Debug, Serialize)]
pub struct StatementRow {
    /// Its id; null for the tasks that have none.
    pub group: Option<String>,
    /// Its name as the ledger writes it.
    pub name: Option<String>,
    /// Its sums.
    #[serde(flatten)]
    pub sums: StatementSums,
}

/// Counts and movements of some tasks over the period.
#[derive(Clone, Debug, Default)]
pub struct StatementSums {
    counts: PerListed<usize>,
    brought: usize,
    /// Over the tasks assessed at the end.
    planned_increment: Option<f64>,
    actual_increment: Option<f64>,
    /// Exactly, in 万元.
    planned_investment: Option<Share>,
    actual_investment: Quantity,
    weight: f64,
    planned: f64,
    actual: f64,
}

impl Serialize for StatementSums {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        let share = |share: Option<f64>| share.map(|share| rounded(share, 1e4));
        for (listed, count) in self.counts.iter() {
            map.serialize_entry(&listed, count)?;
            if listed == Listed::CarriedOver {
                map.serialize_entry("planned_increment", &share(self.planned_increment))?;
                map.serialize_entry("actual_increment", &share(self.actual_increment))?;
            }
        }
        let lag = self.increment_lag().map(|lag| rounded(lag, 1e2));
        map.serialize_entry("increment_lag", &lag)?;
        map.serialize_entry("planned_investment", &self.planned_investment())?;
        map.serialize_entry("actual_investment", &self.actual_investment)?;
        map.end()
    }
}

impl StatementSums {
    /// How many there are of a kind.
    pub fn count(&self, listed: Listed) -> usize {
        self.counts[listed]
    }

    /// How many of those entered came from an earlier year's ledger.
    pub fn brought(&self) -> usize {
        self.brought
    }

    /// Weighted mean of what was planned to be gained in the period, a share; `None` without weight.
    pub fn planned_increment(&self) -> Option<f64> {
        self.planned_increment
    }

    /// The same of what was gained.
    pub fn actual_increment(&self) -> Option<f64> {
        self.actual_increment
    }

    /// Planned less actual increment in percentage points.
    pub fn increment_lag(&self) -> Option<f64> {
        Some((self.planned_increment? - self.actual_increment?) * 100.0)
    }

    /// Investment planned for the period, 万元: the year's by the planned shares, summed exactly.
    pub fn planned_investment(&self) -> Quantity {
        let planned = self.planned_investment.unwrap_or(Share::ZERO);
        Quantity::from_millionths(planned.rounded(Quantity::ONE))
    }

    /// Investment made in the period, 万元.
    pub fn actual_investment(&self) -> Quantity {
        self.actual_investment
    }

    /// Whether there is nothing in it at all.
    fn is_empty(&self) -> bool {
        let invested = self.planned_investment.is_some_and(|planned| planned != Share::ZERO)
            || self.actual_investment != Quantity::default();
        self.counts.iter().all(|(_, count)| *count == 0) && self.weight == 0.0 && !invested
    }

    fn tick(&mut self, listed: Listed, task: &Task<'_>) {
        self.counts[listed] += 1;
        let brought = listed == Listed::Entered && task.details().rolls.is_some();
        self.brought += usize::from(brought);
    }

    fn close(&mut self) {
        if self.weight > 0.0 {
            self.planned_increment = Some(self.planned / self.weight);
            self.actual_increment = Some(self.actual / self.weight);
        }
    }

    /// How far planned and actual have moved, and investment with them.
    fn move_on(&mut self, account: &Account<'_>, line: &StatementLine<'_, '_>) {
        let figures = line.figures;
        // What was reached in an earlier year's ledger is not gained in this one.
        let before = line.figures_before();
        let held = |share: Option<Share>| share.map_or(Share::ZERO, Share::held);
        let then = |of: fn(&Shares) -> Option<Share>| {
            before.map_or(Share::ZERO, |then| held(of(&then.shares)))
        };
        let planned = held(figures.shares.planned).minus(then(|shares| shares.planned));
        let actual = held(figures.shares.actual).minus(then(|shares| shares.actual));
        if account.is_assessed(figures) {
            self.weight += line.weight;
            self.planned += line.weight * planned.as_f64();
            self.actual += line.weight * actual.as_f64();
        }
        if figures.standing.is_counted() {
            let invested = |at: &Figures<'_>| at.state.invested.unwrap_or_default().millionths();
            let gained = invested(figures) - before.map_or(0, invested);
            self.actual_investment = plus(self.actual_investment, gained);
            if let Some(year) = figures.task.invest {
                let planned = Share::from_quantity(year).times(planned);
                let sum = self.planned_investment.unwrap_or(Share::ZERO);
                self.planned_investment = Some(sum.plus(planned));
            }
        }
    }
}

fn plus(sum: Quantity, millionths: i64) -> Quantity {
    Quantity::from_millionths(sum.millionths().saturating_add(millionths))
}

impl<'s, 'b> Statement<'s, 'b> {
    /// Its counts by groups. In the sums over departments a task that moved stands as moved out of one and into another.
    pub fn sums(&self, cells: &Grouping<'_>) -> Statements {
        let mut places: HashMap<Group<'b>, usize> = HashMap::new();
        let mut rows: Vec<StatementRow> = Vec::new();
        let mut totals = StatementSums::default();
        if cells.by == By::Area {
            for (nth, _) in self.account.book.areas.iter().enumerate() {
                let group = Group::Area(u16::try_from(nth).ok().map(AreaId));
                places.insert(group, rows.len());
                rows.push(self.row(group));
            }
        }
        for line in &self.lines {
            let mut place = |group: Group<'b>| {
                *places.entry(group).or_insert_with(|| {
                    rows.push(self.row(group));
                    rows.len() - 1
                })
            };
            let mut counted: Vec<(usize, Listed)> = Vec::new();
            self.count(line, cells, |listed, group, _, _| {
                counted.push((place(group), listed));
            });
            let end = super::Holder::of(&line.figures.state);
            let moved = cells.group(line.figures.task, &end).map(place);
            for (at, listed) in counted {
                rows[at].sums.tick(listed, line.figures.task);
                totals.tick(listed, line.figures.task);
            }
            if let Some(at) = moved {
                rows[at].sums.move_on(self.account, line);
                totals.move_on(self.account, line);
            }
        }
        rows.retain(|row| !row.sums.is_empty());
        for row in &mut rows {
            row.sums.close();
        }
        totals.close();
        Statements { by: cells.by, rows, totals }
    }

    fn row(&self, group: Group<'b>) -> StatementRow {
        let (group, name) = group.named(self.account.book);
        StatementRow { group, name, sums: StatementSums::default() }
    }
}
