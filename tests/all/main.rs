//! The one test binary: golden cases, the documents' command lines, and the order of the rooms.
//!
//! One binary links once; a golden case is data and needs no compiling at all (see `session.rs`).

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test fails by panicking, and a harness is an edge of its own"
)]

mod against;
mod architecture;
mod boards;
mod cases;
mod ci;
mod corpora;
mod damaged;
mod districts;
mod doctor;
mod documents;
mod dresses;
mod edits;
mod engines;
mod exports;
mod faults;
mod figures;
mod findings;
mod formats;
mod forms;
mod grammar;
mod halves;
mod heads;
mod install;
mod keys;
mod kills;
mod laws;
mod library;
#[cfg(feature = "mail")]
mod mail;
mod marks;
mod matters;
mod merges;
mod notices;
mod opened;
mod opens;
mod outlines;
mod page_units;
mod pages;
mod papers;
mod plans;
mod poison;
mod proposals;
mod report;
mod repositories;
mod review;
mod rolled;
mod schema;
mod scores;
mod screens;
mod session;
mod statements;
mod tables;
mod terminal;
mod traditional;
mod verdict;
mod workbooks;
mod writes;
