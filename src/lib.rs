//! duban (督办): a task ledger over plain files. This page is the map of the house.
//!
//! Begin with [`store::Store`]: `find` a ledger, `open` it, `book(Leave::Nothing)`, `figures(day)`, and then
//! `tasks_of(Matter::Lagging)`; `examples/overdue.rs` does so and writes one entry.
//!
//! Rooms, each of which may know only those above it:
//!
//! - `variants`: enums, their names and a table with a place for each variant, from one list.
//! - `calendar`: days, working days, periods.
//! - `source`: files, byte spans, lines and columns.
//! - `blocks`: a file is a preamble and task blocks.
//! - `ledger`: what was promised and what was logged.
//! - `diagnostic`: a finding, its evidence, its place and its code.
//! - `read`: files into a book, and every diagnostic found on the way.
//! - `account`: what a book means as of a day.
//! - `check`: what is wrong or weak in a book.
//! - `history`: what changed between two revisions.
//! - `edit`: one change to one block, every other byte kept.
//! - `merge`: two changes of one file joined.
//! - `page`: accounts, findings, changes in words, per language.
//! - `render`: a page in a format.
//! - `exchange`: other programs' files.
//! - `store`: a ledger on the disk, and the repository it lies in.

// The macros of `duban_words` name `::duban`, here as in the program.
extern crate self as duban;

pub mod account;
pub mod blocks;
pub mod calendar;
pub mod check;
pub mod diagnostic;
pub mod edit;
pub mod exchange;
pub mod history;
pub mod ledger;
pub mod merge;
pub mod page;
pub mod read;
pub mod render;
pub mod source;
pub mod store;
mod variants;
