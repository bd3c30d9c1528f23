//! What leaves the ledger for other programs: the workbook of the office, the calendar.

mod behind;
pub mod calendar;
mod columns;
mod entries;
mod rollups;
mod tasks;
pub mod workbook;
