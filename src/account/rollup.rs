//! Groups of tasks, each with its sums.

use super::group::{By, Group};
use super::totals::{Adding, Totals};
use super::{Account, Figures};
use crate::ledger::Share;
use serde::Serialize;
use std::collections::HashMap;

/// One group, or the whole.
#[derive(Clone, Debug, Serialize)]
pub struct RollupRow {
    /// Id of the group; null for the tasks that have none.
    pub group: Option<String>,
    /// Its name as the ledger writes it.
    pub name: Option<String>,
    /// Its name in tables, where that is a shorter one.
    #[serde(skip)]
    short: Option<String>,
    /// The figures.
    #[serde(flatten)]
    pub totals: Totals,
}

impl RollupRow {
    /// Its name as tables print it.
    pub fn in_tables(&self) -> Option<&str> {
        self.short.as_deref().or(self.name.as_deref())
    }
}

/// Rolled-up groups in the order of duban.toml, else of their first tasks, those of no group last, and the whole.
#[derive(Clone, Debug)]
pub struct Rollup {
    /// By what.
    pub by: By,
    /// A row a group.
    pub rows: Vec<RollupRow>,
    /// All tasks together, each once. Groups that share tasks do not add up to it (see [`By::partitions`]).
    pub totals: Totals,
}

impl<'b> Account<'b> {
    /// Rolls some tasks up.
    pub fn rollup(&self, by: By, tasks: &[&Figures<'b>]) -> Rollup {
        let weights = self.weights();
        let mut sums: Vec<(Group<'b>, Adding)> =
            Group::in_book_order(by, self.book).map(|group| (group, Adding::default())).collect();
        let mut places: HashMap<Group<'b>, usize> =
            sums.iter().enumerate().map(|(at, (group, _))| (*group, at)).collect();
        let mut all = Adding::default();
        for figures in tasks {
            let weight = weights.get(figures.id.0 as usize).copied().unwrap_or(Share::ZERO);
            for group in Group::each(by, figures) {
                let at = *places.entry(group).or_insert_with(|| {
                    sums.push((group, Adding::default()));
                    sums.len() - 1
                });
                sums[at].1.add(self, figures, weight);
            }
            if !by.partitions() {
                all.add(self, figures, weight);
            }
        }
        if by.partitions() {
            sums.iter().for_each(|(_, sum)| all.add_all(sum));
        }
        sums.sort_by_key(|(group, _)| group.is_none());
        // Each ledger has its line: one without tasks would seem to be none of the city's.
        let is_told = |sum: &Adding| by == By::Ledger || !sum.is_empty();
        let rows = sums.into_iter().filter(|(_, sum)| is_told(sum)).map(|(group, sum)| {
            let short = group.short(self.book);
            let (group, name) = group.named(self.book);
            RollupRow { group, name, short, totals: sum.close() }
        });
        Rollup { by, rows: rows.collect(), totals: all.close() }
    }

    /// The sums over some tasks.
    pub fn totals(&self, tasks: &[&Figures<'b>]) -> Totals {
        let weights = self.weights();
        let mut all = Adding::default();
        for figures in tasks {
            let weight = weights.get(figures.id.0 as usize).copied().unwrap_or(Share::ZERO);
            all.add(self, figures, weight);
        }
        all.close()
    }
}
