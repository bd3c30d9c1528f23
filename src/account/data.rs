//! The ledger as four tables for other programs: `tasks`, `entries`, `daily`, `statements` (docs/data.md).
//!
//! A table is plain rows and one list of typed columns, from which every format is written, so that no two formats differ in a name. Shares
//! are exact here: what sums many ledgers needs numerators and denominators, not what is printed.

mod column;
mod daily;
mod entries;
mod fraction;
mod statements;
mod tasks;

pub use column::{Column, ColumnKind, Columns, Value};
pub use daily::{DailyRow, daily, daily_columns, daily_of};
pub use entries::{EntryRow, entries, entry_columns};
pub use fraction::Fractions;
pub use statements::{PeriodRow, period_columns, period_rows, periods};
pub use tasks::{TaskData, task_columns};

use crate::variants::variants;

/// The version of the tables' columns: it grows when one is renamed, leaves or changes its meaning. New ones may come without it.
pub const SCHEMA: u32 = 1;

variants! {
    /// The tables, by their names.
    #[derive(Hash, PartialOrd, Ord)]
    pub enum DataTable {
        /// A row a task, as of a day.
        Tasks = "tasks",
        /// A row an entry of a log.
        Entries = "entries",
        /// A row a task and a day.
        Daily = "daily",
        /// A row a period and a group.
        Statements = "statements",
    }
}
