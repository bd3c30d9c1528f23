//! Law of the tables of other programs: real ones of which some bytes are changed are read or refused, and never bring the
//! readers down. `DUBAN_ROAM=20000` tries that many of each.

use crate::verdict::root;
use duban::calendar::{Period, PeriodUnit};
use duban::exchange::{
    Asked, FileKind, Sheet, Units, file_kind, reply, text_table, updates, workbook,
};
use proptest::prelude::*;
use std::fs;
use std::io::{Cursor, Read, Write as _};
use std::process::Command;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

const WORKBOOKS: [&str; 6] = [
    "cells-of-a-workbook-are-read-as-shown/甲局.xlsx",
    "heads-over-several-rows-and-merged-cells/甲局.xlsx",
    "what-is-struck-through-is-no-figure/甲局.xlsx",
    "an-ods-is-read-as-shown-too/甲局.ods",
    "an-xls-is-read-as-shown-too/甲局.xls",
    "what-is-struck-through-is-no-figure/甲局.xls",
];

const TEXTS: [&str; 4] = [
    "any-usual-encoding-is-read/utf16.csv",
    "any-usual-encoding-is-read/gb18030.csv",
    "any-usual-encoding-is-read/semicolons.csv",
    "figures-are-never-guessed-at/表.csv",
];

/// What tends to bring a reader down, written over any place.
const POISON: [&str; 16] = [
    "A0",
    "ZZZZZ1",
    "A4294967296",
    "4294967295",
    "-1",
    "\"",
    "<",
    "/>",
    "]]>",
    "<!--",
    "&",
    "&#0;",
    "\r\n\"",
    "99999999999999999999",
    "1e999",
    "\u{feff}",
];

fn cases() -> ProptestConfig {
    let count = std::env::var("DUBAN_ROAM").ok().and_then(|count| count.parse().ok());
    ProptestConfig {
        cases: count.unwrap_or(96),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

fn file(name: &str) -> Vec<u8> {
    fs::read(root().join("tests/cases/against").join(name)).unwrap()
}

/// One change: a byte, a word, or a cut.
#[derive(Clone, Debug)]
enum Change {
    Byte(usize, u8),
    Word(usize, usize),
    Cut(usize),
}

fn changes() -> impl Strategy<Value = Vec<Change>> {
    let change = prop_oneof![
        4 => (any::<usize>(), any::<u8>()).prop_map(|(at, byte)| Change::Byte(at, byte)),
        4 => (any::<usize>(), 0..POISON.len()).prop_map(|(at, word)| Change::Word(at, word)),
        1 => any::<usize>().prop_map(Change::Cut),
    ];
    prop::collection::vec(change, 1..8)
}

fn change(bytes: &mut Vec<u8>, changes: &[Change]) {
    for change in changes {
        let length = bytes.len().max(1);
        match change {
            Change::Byte(at, byte) => {
                if let Some(place) = bytes.get_mut(at % length) {
                    *place = *byte;
                }
            }
            Change::Word(at, word) => {
                let from = (at % length).min(bytes.len());
                let to = (from + POISON[*word].len()).min(bytes.len());
                bytes.splice(from..to, POISON[*word].bytes());
            }
            Change::Cut(at) => bytes.truncate(at % length),
        }
    }
}

/// A package whose changed part is packed as it should be, so that the change reaches the readers of parts.
fn repacked(bytes: &[u8], which: usize, changes: &[Change]) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut packed = ZipWriter::new(Cursor::new(Vec::new()));
    let which = which % archive.len();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        if at == which {
            change(&mut bytes, changes);
        }
        packed.start_file(name, SimpleFileOptions::default()).unwrap();
        packed.write_all(&bytes).unwrap();
    }
    packed.finish().unwrap().into_inner()
}

fn interpret(sheets: &[Sheet]) {
    let until = ["2018-04-30".parse().unwrap()];
    let period = Some(Period::containing(PeriodUnit::Month, until[0]));
    let _ = reply("表", sheets, &Units::default(), Asked { period, until: &until });
    let _ = updates(sheets, &Units::default());
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn a_damaged_workbook_is_read_or_refused(
        which in 0..WORKBOOKS.len(), part in any::<usize>(), changed in changes(),
    ) {
        let mut bytes = file(WORKBOOKS[which]);
        if file_kind(&bytes) == FileKind::Package {
            bytes = repacked(&bytes, part, &changed);
        } else {
            change(&mut bytes, &changed);
        }
        if let Ok(sheets) = workbook(&bytes) {
            interpret(&sheets);
        }
    }

    #[test]
    fn a_damaged_text_is_read_or_refused(which in 0..TEXTS.len(), changed in changes()) {
        let mut bytes = file(TEXTS[which]);
        change(&mut bytes, &changed);
        if let Ok(sheet) = text_table(&bytes) {
            interpret(&[sheet]);
        }
    }
}

#[cfg(unix)]
#[test]
fn a_table_that_is_no_file_is_not_waited_for() {
    let room = tempfile::tempdir().unwrap();
    let case = root().join("tests/cases/writing/a-file-entered-twice-is-written-once");
    for name in ["duban.toml", "tasks.toml"] {
        fs::copy(case.join(name), room.path().join(name)).unwrap();
    }
    let pipe = room.path().join("表.csv");
    nix::unistd::mkfifo(&pipe, nix::sys::stat::Mode::S_IRWXU).unwrap();
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_duban"));
        let command = command.current_dir(room.path()).args(["--as-of", "2018-05-15"]);
        command.args(arguments).env("XDG_STATE_HOME", room.path().join("state")).output().unwrap()
    };
    for table in ["表.csv", "/dev/zero"] {
        assert_ne!(run(&["done", "--from", table]).status.code(), Some(0), "{table}");
        let against = run(&["reconcile", "2018-04", "--against", table]);
        assert_ne!(against.status.code(), Some(0), "{table}");
    }
}
