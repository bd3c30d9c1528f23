//! The pages of the units: what lies beside them and leads to each.

use super::card::Bar;
use super::texts::Each;
use crate::page::text::Text;

/// A row a unit, the worst first.
#[derive(Clone, Debug)]
pub struct Index {
    /// BCP 47 tag of its language.
    pub lang: &'static str,
    /// The ledger's title.
    pub title: String,
    /// The office and the day.
    pub below: String,
    /// Which tasks were asked for, where not all were.
    pub scope: Option<String>,
    /// How bad it is, how far it has come: of all units together.
    pub verdict: Text,
    /// The heads of the columns: 单位, 项, 灯, 逾期, 超欠, 进度.
    pub heads: [String; 6],
    /// The units.
    pub rows: Vec<IndexRow>,
    /// By which rules, what was left out, when and from what it was made.
    pub notes: Vec<String>,
}

/// A unit and its page.
#[derive(Clone, Debug)]
pub struct IndexRow {
    /// The name of the file beside the index.
    pub file: String,
    /// Its name.
    pub name: String,
    /// How many tasks.
    pub count: usize,
    /// 红1 黄1.
    pub lights: Text,
    /// How many are past their deadline.
    pub overdue: usize,
    /// 欠7.6.
    pub lag: Text,
    /// Reached and planned.
    pub bar: Option<Bar>,
}

impl Index {
    /// Shows each text that comes from the ledger to `each`, which may change it. The names of files are addresses.
    pub fn each_text(&mut self, each: Each<'_>) {
        let Self { lang: _, title, below, scope, verdict, heads: _, rows, notes } = self;
        each(title);
        each(below);
        scope.iter_mut().for_each(&mut *each);
        verdict.0.iter_mut().for_each(|(piece, _)| each(piece));
        for IndexRow { file: _, name, count: _, lights: _, overdue: _, lag: _, bar: _ } in rows {
            each(name);
        }
        notes.iter_mut().for_each(each);
    }
}
