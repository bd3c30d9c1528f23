//! The order of the house, read from the sources: who may know whom, and what stays at the edge.
//!
//! These tests read text, not types: they see `crate::room`, `duban::room` and `super::` wherever they stand in code. Each
//! message names file:line and the reason. What the compiler or clippy can hold, they hold (Cargo.toml, clippy.toml).

mod circles;
mod imports;
mod program;
mod source;

use crate::verdict::root;
use source::Source;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Each room may use those before it. `imports.rs` holds what goes beyond that.
const ROOMS: [&str; 16] = [
    "variants",
    "calendar",
    "source",
    "blocks",
    "ledger",
    "diagnostic",
    "read",
    "account",
    "check",
    "history",
    "edit",
    "merge",
    "page",
    "render",
    "exchange",
    "store",
];

const LONGEST_FILE: usize = 400;

#[test]
fn imports_point_up_the_list_of_rooms() {
    report("a room may use only those before it (ARCHITECTURE.md)", imports::against_the_order);
}

#[test]
fn every_file_says_what_it_is() {
    report("a file opens with `//!`: what it knows, and what it never does", |source| {
        let found = (!source.text.starts_with("//!")).then(|| source.place(0));
        found.into_iter().collect()
    });
}

#[test]
fn no_file_is_longer_than_one_can_oversee() {
    report("a file of more than 400 lines is two files", |source| {
        let lines = source.text.lines().count();
        let found = (lines > LONGEST_FILE).then(|| format!("{}: {lines} lines", source.place(0)));
        found.into_iter().collect()
    });
}

#[test]
fn only_the_edge_and_the_store_touch_the_world() {
    report(
        "the disk and git belong to src/store; clock, terminal, environment and network to src/bin/duban/edge",
        |source| {
            let path = source.path.to_string_lossy();
            let is_below = |places: &[&str]| places.iter().any(|place| path.starts_with(place));
            let edge = is_below(&["src/bin/duban/edge", "src/bin/duban/main.rs"]);
            let store = is_below(&["src/store"]);
            // The edge starts an editor, a pager and `sendmail`; what they read and write passes through it.
            let drafts =
                is_below(&["src/bin/duban/edge/editor.rs", "src/bin/duban/edge/transport.rs"]);
            let may = |world: &str| match world {
                "fs" => store || drafts,
                "process" => store || edge,
                _ => edge,
            };
            let worlds = ["env", "fs", "process", "net"];
            let named =
                source.names_after("std::").filter(|(_, name)| worlds.contains(name) && !may(name));
            let named = named.map(|(at, name)| format!("{}: std::{name}", source.place(at)));
            let calls = ["Local::now", "Utc::now", "SystemTime::now", "Instant::now"];
            let macros = ["println!", "eprintln!", "print!", "eprint!"];
            let pieces = calls.into_iter().chain(macros).filter(|_| !edge);
            named.chain(pieces.flat_map(|piece| stands(source, piece))).collect()
        },
    );
}

#[test]
fn nothing_panics_or_is_left_lying() {
    report("a program for offices never panics and keeps no dead code", |source| {
        let pieces = [".unwrap()", ".expect(", "todo!", "unimplemented!", "dbg!", "dead_code"];
        pieces.into_iter().flat_map(|piece| stands(source, piece)).collect()
    });
}

#[test]
fn the_maps_name_every_room() {
    let lib = fs::read_to_string(root().join("src/lib.rs")).unwrap_or_default();
    let head: String = lib.lines().filter(|line| line.starts_with("//!")).collect();
    let map = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap_or_default();
    let rooms: BTreeSet<String> =
        Source::all().iter().filter_map(|source| imports::room(&source.path)).collect();
    assert!(!rooms.is_empty(), "no rooms below src/");
    for (file, text) in [("src/lib.rs, in its `//!` lines", head), ("ARCHITECTURE.md", map)] {
        let names = |room: &&String| {
            text.contains(&format!("`{room}`")) || text.contains(&format!("{room}.rs"))
        };
        let missing: Vec<&String> = rooms.iter().filter(|room| !names(room)).collect();
        assert!(missing.is_empty(), "{file}: the map of the house does not name {missing:?}");
    }
}

fn stands(source: &Source, piece: &'static str) -> Vec<String> {
    source.find(piece).map(|at| format!("{}: {piece}", source.place(at))).collect()
}

fn report(reason: &str, found: impl Fn(&Source) -> Vec<String>) {
    let sources = Source::all();
    assert!(!sources.is_empty(), "no sources below {}", Path::new("src").display());
    let found: Vec<String> = sources.iter().flat_map(found).collect();
    assert!(found.is_empty(), "{reason}:\n{}", found.join("\n"));
}
