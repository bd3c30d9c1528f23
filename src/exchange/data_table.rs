//! What a Parquet file is told about its ledger, and why one is not written: the same whether or not this build has a writer of them.

use super::feature::Feature;
use crate::ledger::{LeftOutLedger, TasksLeftOut};
use chrono::NaiveDate;
use std::io;

/// Why a table cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum ParquetProblem {
    /// This build cannot.
    #[error("built without the feature `{}`", .0.name())]
    Without(Feature),
    /// Nothing can be written there.
    #[error(transparent)]
    Write(#[from] io::Error),
    /// A number has more digits than its column.
    #[error("{table}.{column}: a number of more than {digits} digits in the row of {row}")]
    TooLong {
        /// The table.
        table: &'static str,
        /// The column.
        column: &'static str,
        /// The task, or what else the row is of.
        row: String,
        /// How many it has room for.
        digits: u32,
    },
}

/// Of which ledger a table is.
#[derive(Clone, Debug)]
pub struct TableOf<'a> {
    /// What the ledger is called among others.
    pub ledger: &'a str,
    /// Who supervises.
    pub office: Option<&'a str>,
    /// The year of the ledger.
    pub year: i32,
    /// The day that it holds for.
    pub as_of: NaiveDate,
    /// How many of its tasks have an error and are not in the table.
    pub left_out: usize,
    /// Of which of several ledgers those are.
    pub tasks_left_out: Vec<TasksLeftOut>,
    /// Included ledgers of which nothing is in the table.
    pub ledgers_left_out: &'a [LeftOutLedger],
    /// By what the ledger is told from others of its name, in folders that many share.
    pub origin: Option<String>,
    /// Whether the folders say ledger and year, so that the file has no columns of them.
    pub in_folders: bool,
}

/// By whom a table was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Writer {
    /// The office of its ledger, where it has one.
    pub office: Option<String>,
    /// Where its ledger comes from; `None` where the table does not say.
    pub origin: Option<String>,
}

impl Writer {
    /// Whether its ledger is another one, of the same name.
    pub fn is_other(&self, of: &TableOf<'_>) -> bool {
        let moved = self.origin.is_some() && self.origin != of.origin;
        moved || self.office.is_some() && self.office.as_deref() != of.office
    }
}

/// A folder of a partition, `key=value`, as Hive writes it and every engine reads it.
pub fn partition(key: &str, value: &str) -> String {
    let mut folder = format!("{key}=");
    for letter in value.chars() {
        let is_special = "\"#%'*/:=?\\{}[]^<>|".contains(letter);
        if is_special || letter.is_control() {
            let mut bytes = [0; 4];
            for byte in letter.encode_utf8(&mut bytes).bytes() {
                folder.push_str(&format!("%{byte:02X}"));
            }
        } else {
            folder.push(letter);
        }
    }
    folder
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_anothers_by_its_office_or_by_where_it_comes_from() {
        let of = TableOf {
            ledger: "台账",
            office: Some("督查室"),
            year: 2018,
            as_of: NaiveDate::default(),
            left_out: 0,
            tasks_left_out: Vec::new(),
            ledgers_left_out: &[],
            origin: Some("here".to_owned()),
            in_folders: true,
        };
        let cases = [
            (Some("督查室"), Some("here"), false),
            (Some("督查室"), Some("there"), true),
            (Some("效能办"), Some("here"), true),
            (None, Some("there"), true),
            // Tables of before say no place.
            (Some("督查室"), None, false),
            (None, None, false),
        ];
        for (office, origin, other) in cases {
            let office = office.map(str::to_owned);
            let writer = Writer { office, origin: origin.map(str::to_owned) };
            assert_eq!(writer.is_other(&of), other, "{writer:?}");
        }
    }
}
