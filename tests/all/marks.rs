//! The marks of a Chinese text are full-width (GB/T 15834) wherever the program prints one: no golden output has a half-width
//! mark beside a Chinese character, unless the ledger or the command line has it so. What the sources say is looked at while
//! they are compiled (`words/src/punctuation.rs`).

use crate::cases::{all_cases, ledger_of};
use crate::session::Script;
use crate::session::place::files_below;
use crate::verdict::root;
use std::fs;
use std::path::{Path, PathBuf};

const HALF: &str = ",:;!?()";

/// Words of a command line whose output is for machines, in English, or another program's.
const OTHERS: [&str; 10] = [
    "csv",
    "json",
    "schema",
    "completions",
    "--lang en",
    "LANG=en",
    "git ",
    "diff",
    "cat ",
    "sed ",
];

#[test]
fn no_output_has_a_half_width_mark_beside_chinese() {
    let mut found = Vec::new();
    for case in all_cases() {
        let session = fs::read_to_string(root().join(&case).join("session.txt")).unwrap();
        let script = Script::parse(&session);
        let mut given = texts(&root().join(&case));
        if let Some(ledger) = ledger_of(&script) {
            given.push_str(&texts(&root().join(ledger)));
        }
        script.turns().for_each(|(command, _)| given.push_str(&command));
        for (command, shown) in script.turns() {
            if OTHERS.iter().any(|word| command.contains(word)) {
                continue;
            }
            for line in shown {
                let marks = half_width(line).into_iter();
                let marks = marks.filter(|pair| !given.contains(pair.as_str()));
                found.extend(marks.map(|pair| format!("{}: {pair} | {line}", case.display())));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// The names and texts of the files below a folder, but for the session itself.
fn texts(folder: &Path) -> String {
    let files = files_below(folder).into_iter().filter(|file| !file.ends_with("session.txt"));
    let text = |file: PathBuf| {
        let text = fs::read_to_string(folder.join(&file)).unwrap_or_default();
        format!("{}\n{text}", file.display())
    };
    files.map(text).collect()
}

/// Each half-width mark beside a Chinese character, with that character; not within quotation marks and backticks, and not
/// the mark of a cell of a workbook (`报送!C6`), of a key (`zd:征地`) or of an entity (`&lt;`).
fn half_width(line: &str) -> Vec<String> {
    let letters: Vec<char> = line.chars().collect();
    let is_chinese =
        |letter: Option<&char>| letter.is_some_and(|c| ('\u{3400}'..='\u{9fff}').contains(c));
    let mut quotes = [('`', false), ('"', false)];
    let mut found = Vec::new();
    for (at, letter) in letters.iter().enumerate() {
        quotes.iter_mut().for_each(|(quote, open)| *open ^= quote == letter);
        let before = at.checked_sub(1).and_then(|at| letters.get(at));
        let after = letters.get(at + 1);
        let is_cell = *letter == '!' && after.is_some_and(char::is_ascii_uppercase);
        let is_key = *letter == ':' && before.is_some_and(char::is_ascii_lowercase);
        let is_entity = *letter == ';' && letters[..at].iter().rev().take(6).any(|c| *c == '&');
        let is_place = *letter == ':' && after.is_some_and(char::is_ascii_digit);
        if quotes.iter().any(|(_, open)| *open)
            || is_cell
            || is_place
            || is_key
            || is_entity
            || !HALF.contains(*letter)
        {
            continue;
        }
        let pairs = [(before, before, Some(letter)), (after, Some(letter), after)];
        let pairs = pairs.into_iter().filter(|(beside, ..)| is_chinese(*beside));
        found.extend(pairs.map(|(_, first, second)| first.into_iter().chain(second).collect()));
    }
    found
}

#[test]
fn a_half_width_mark_is_found() {
    assert_eq!(half_width("欠10个百分点,黄(二)"), ["点,", ",黄", "黄(", "(二", "二)"]);
    assert!(half_width("写作 1,200；`a:甲`；报送!C6，附件:1").is_empty());
}
