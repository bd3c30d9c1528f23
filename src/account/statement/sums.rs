//! The counts of a statement by groups, and the movement of planned and actual shares over the period.

use super::gained::Gains;
use super::{Grouping, Listed, PerListed, Statement, StatementLine};
use crate::account::group::Group;
use crate::account::{Account, By, Figures, points};
use crate::ledger::{Quantity, Share, ShareSum, Task};
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
    /// Its name in tables, where that is a shorter one.
    #[serde(skip)]
    short: Option<String>,
    /// Its sums.
    #[serde(flatten)]
    pub sums: StatementSums,
}

impl StatementRow {
    /// Its name as tables print it.
    pub fn in_tables(&self) -> Option<&str> {
        self.short.as_deref().or(self.name.as_deref())
    }
}

/// Counts and movements of some tasks over the period.
#[derive(Clone, Debug, Default)]
pub struct StatementSums {
    counts: PerListed<usize>,
    brought: usize,
    /// Over the tasks assessed at the end.
    planned_increment: Option<Share>,
    actual_increment: Option<Share>,
    increment_lag: Option<Share>,
    /// Exactly, in 万元.
    planned_investment: ShareSum,
    actual_investment: Quantity,
    gained: Option<(String, Quantity)>,
    gains: Gains,
    weight: ShareSum,
    planned: ShareSum,
    actual: ShareSum,
}

impl Serialize for StatementSums {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (listed, count) in self.counts.iter() {
            map.serialize_entry(&listed, count)?;
            if listed == Listed::CarriedOver {
                map.serialize_entry("planned_increment", &self.planned_increment)?;
                map.serialize_entry("actual_increment", &self.actual_increment)?;
            }
        }
        map.serialize_entry("increment_lag", &self.increment_lag.map(points))?;
        map.serialize_entry("planned_investment", &self.planned_investment())?;
        map.serialize_entry("actual_investment", &self.actual_investment)?;
        map.serialize_entry("unit", &self.gained.as_ref().map(|(unit, _)| unit))?;
        map.serialize_entry("done_increment", &self.gained.as_ref().map(|(_, gained)| gained))?;
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
    pub fn planned_increment(&self) -> Option<Share> {
        self.planned_increment
    }

    /// The same of what was gained.
    pub fn actual_increment(&self) -> Option<Share> {
        self.actual_increment
    }

    /// Planned less actual increment, a share.
    pub fn increment_lag(&self) -> Option<Share> {
        self.increment_lag
    }

    /// The unit, and what was done in the period; `None` where tasks count in several units.
    pub fn gained(&self) -> Option<(&str, Quantity)> {
        self.gained.as_ref().map(|(unit, gained)| (unit.as_str(), *gained))
    }

    /// Investment planned for the period, 万元: the year's by the planned shares, summed exactly.
    pub fn planned_investment(&self) -> Quantity {
        Quantity::from_millionths(self.planned_investment.total().rounded(Quantity::ONE))
    }

    /// Investment made in the period, 万元.
    pub fn actual_investment(&self) -> Quantity {
        self.actual_investment
    }

    /// Whether there is nothing in it at all.
    fn is_empty(&self) -> bool {
        let invested = self.planned_investment.total() != Share::ZERO
            || self.actual_investment != Quantity::default();
        let weighs = self.weight.total() != Share::ZERO;
        let gained = self.gained.as_ref().is_some_and(|(_, gained)| *gained != Quantity::default());
        let moved = weighs || invested || gained;
        self.counts.iter().all(|(_, count)| *count == 0) && !moved
    }

    fn tick(&mut self, listed: Listed, task: &Task<'_>) {
        self.counts[listed] += 1;
        let brought = listed == Listed::Entered && task.details().rolls.is_some();
        self.brought += usize::from(brought);
    }

    fn close(&mut self) {
        let weight = self.weight.total();
        self.planned_increment = self.planned.mean(weight);
        self.actual_increment = self.actual.mean(weight);
        self.gained = self.gains.total();
        self.increment_lag = self.planned.less(&self.actual).mean(weight);
    }

    /// How far planned and actual have moved, and investment with them.
    fn move_on(&mut self, account: &Account<'_>, line: &StatementLine<'_, '_>) {
        let figures = line.figures;
        let (planned, actual) = (line.planned_gain(), line.actual_gain());
        if account.is_assessed(figures) {
            self.weight.add(line.weight);
            self.planned.add(line.weight.times(planned));
            self.actual.add(line.weight.times(actual));
        }
        if figures.standing.is_counted() {
            self.gains.add(line);
            let invested = |at: &Figures<'_>| at.state.invested.unwrap_or_default().millionths();
            let gained = invested(figures) - line.figures_before().map_or(0, invested);
            self.actual_investment = plus(self.actual_investment, gained);
            if let Some(year) = figures.task.invest {
                self.planned_investment.add(Share::from_quantity(year).times(planned));
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
            for group in Group::in_book_order(By::Area, self.account.book) {
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
        for row in &mut rows {
            row.sums.close();
        }
        rows.retain(|row| !row.sums.is_empty());
        totals.close();
        Statements { by: cells.by, rows, totals }
    }

    fn row(&self, group: Group<'b>) -> StatementRow {
        let short = group.short(self.account.book);
        let (group, name) = group.named(self.account.book);
        StatementRow { group, name, short, sums: StatementSums::default() }
    }
}
