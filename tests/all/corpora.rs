//! The laws of `fuzz/laws.rs` over the corpora that fuzzing left in `fuzz/corpus/`: each input that found a fault once, and
//! one for each path through the readers.

#[path = "../../fuzz/laws.rs"]
mod laws;

use crate::verdict::root;
use std::fs;
use std::panic::{self, AssertUnwindSafe};

fn hold(target: &str, law: fn(&[u8])) {
    let folder = root().join("fuzz/corpus").join(target);
    let mut inputs: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    inputs.sort();
    assert!(!inputs.is_empty(), "no inputs for {target}");
    for input in inputs {
        let bytes = fs::read(&input).unwrap();
        let held = panic::catch_unwind(AssertUnwindSafe(|| law(&bytes)));
        assert!(held.is_ok(), "{} breaks a law", input.display());
    }
}

#[test]
fn any_ledger_is_read() {
    hold("reader", laws::reader);
}

#[test]
fn any_log_is_judged() {
    hold("log", laws::log);
}

#[test]
fn any_table_is_taken_in() {
    hold("tables", laws::tables);
}

#[test]
fn any_three_sides_are_merged() {
    hold("merge", laws::merge);
}

#[test]
fn any_memory_stays_in_its_ledger() {
    hold("state", laws::state);
}
