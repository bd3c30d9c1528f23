//! What leaves the ledger for other programs: the workbook of the office, the calendar.

mod behind;
mod columns;
mod entries;
mod rollups;
mod tasks;
pub mod workbook;
