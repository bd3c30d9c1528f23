//! How figures came out of a table, as rows for machines.

use super::against::AgainstRow;
use super::converted::{Way, Worked};
use crate::ledger::{Book, Quantity};
use chrono::NaiveDate;
use serde::Serialize;

/// A figure of the ledger, the cell it came from, and what it was worked out with; what does not apply is null.
#[derive(Clone, Debug, Serialize)]
#[allow(missing_docs, reason = "the names are the machine interface, documented there")]
pub struct WorkedRow {
    pub task: Option<String>,
    pub key: &'static str,
    pub indicator: Option<String>,
    pub figure: Quantity,
    pub unit: String,
    pub file: Option<String>,
    pub cell: String,
    pub heading: String,
    pub text: String,
    pub way: &'static str,
    pub last: Option<Quantity>,
    pub last_on: Option<NaiveDate>,
    pub added: Option<Quantity>,
    pub since: Option<NaiveDate>,
    pub all: Option<Quantity>,
    pub earlier: Option<Quantity>,
    pub rate: Option<Quantity>,
    pub target: Option<Quantity>,
}

impl AgainstRow {
    /// Its figures, and then its investment.
    pub fn figures(&self, book: &Book<'_>) -> Vec<WorkedRow> {
        let figures = self.worked.iter().map(|worked| self.figure("done", worked, book));
        let invested = self.invested.iter().map(|worked| self.figure("invested", worked, book));
        figures.chain(invested).collect()
    }

    fn figure(&self, key: &'static str, worked: &Worked, book: &Book<'_>) -> WorkedRow {
        let indicators = self.of.map(|id| book.task(id).indicators());
        let indicator = worked.indicator.and_then(|nth| indicators?.get(nth));
        let mut row = WorkedRow {
            task: self.task.clone(),
            key,
            indicator: indicator.map(|indicator| indicator.id.to_string()),
            figure: worked.result,
            unit: worked.unit.clone(),
            file: self.file.clone(),
            cell: worked.at.to_string(),
            heading: worked.heading.1.clone(),
            text: worked.text.clone(),
            way: "as-it-is",
            last: None,
            last_on: None,
            added: None,
            since: None,
            all: None,
            earlier: None,
            rate: None,
            target: None,
        };
        row.put(&worked.way);
        row
    }
}

impl WorkedRow {
    fn put(&mut self, way: &Way) {
        match way {
            Way::AsItIs => {}
            Way::Exchanged { .. } => self.way = "exchanged",
            Way::Added { last, of, more, from } => {
                self.way = "added";
                self.last = Some(*last);
                self.last_on = *of;
                self.added = Some(*more);
                self.since = Some(*from);
            }
            Way::SinceWorkBegan { base } => {
                self.way = "since-work-began";
                self.earlier = Some(*base);
            }
            Way::LessEarlier { all, total, year } => {
                self.way = "less-earlier";
                self.all = Some(*all);
                let earlier = total.millionths() - year.millionths();
                self.earlier = Some(Quantity::from_millionths(earlier));
            }
            Way::OfTarget { rate, target, .. } => {
                self.way = "of-target";
                self.rate = Some(*rate);
                self.target = Some(*target);
            }
        }
    }
}
