//! A ledger with poison in every text: nothing of it acts on a terminal, in a browser, in Markdown or in a shell.

mod html;
mod ledger;
mod markdown;
mod terminal;

use crate::session::place::{Place, Said};
use std::path::Path;
use std::process::Stdio;

/// The answers that have every format.
const ANSWERS: [&str; 24] = [
    "status",
    "overdue",
    "lagging",
    "due --within 90d",
    "due --answers",
    "stale",
    "blockers",
    "list",
    "list --by leader",
    "rollup --by dept",
    "rollup --by area",
    "forecast",
    "check --readiness",
    "changes 2018-04",
    "rank 2018-Q1 --min-tasks 1",
    "rank 2018-Q1 --min-tasks 1 --explain fgj",
    "reconcile 2018-04",
    "reconcile 2018-04 --list owed",
    "show P-01",
    "show P-02",
    "show P-03",
    "show fgj",
    "history --chart",
    "report monthly --period 2018-04 --rank",
];

/// A folder with a ledger whose every text ends in the poison.
fn poisoned(poison: &str) -> Place {
    let place = Place::new();
    ledger::write(&place.folder(), poison);
    place
}

/// Runs a command line of single words.
fn run(place: &Place, words: &[&str]) -> Said {
    let output = place
        .command(Path::new(env!("CARGO_BIN_EXE_duban")))
        .args(["--as-of", "2018-05-15"])
        .args(words)
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Said { stdout: text(output.stdout), stderr: text(output.stderr), code: output.status.code() }
}

/// What an answer says in a format; it must be one.
fn answer(place: &Place, command: &str, format: &str) -> String {
    let words = command.split(' ').chain(["--format", format]);
    let said = run(place, &words.collect::<Vec<&str>>());
    assert!(matches!(said.code, Some(0 | 1)), "{command}: {}", said.stderr);
    assert!(!said.stdout.is_empty(), "{command}");
    said.stdout
}
