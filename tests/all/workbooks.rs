//! Workbooks: every answer is one, the same bytes each time; LibreOffice opens and prints them, openpyxl reads them back.

use crate::dresses::{folder, installed, office};
use crate::report::printed;
use crate::session::place::profile;
use crate::verdict::root;
use duban::exchange::workbook;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

/// An answer of each sort.
const ANSWERS: [(&str, &[&str]); 19] = [
    ("status", &["status"]),
    ("list", &["list"]),
    ("by-leader", &["list", "--by", "leader"]),
    ("overdue", &["overdue"]),
    ("lagging", &["lagging"]),
    ("due", &["due"]),
    ("answers", &["due", "--answers"]),
    ("stale", &["stale"]),
    ("blockers", &["blockers"]),
    ("rollup", &["rollup", "--by", "dept"]),
    ("statement", &["reconcile", "2018-04"]),
    ("struck", &["reconcile", "2018-04", "--list", "struck"]),
    ("bill", &["reconcile", "2018-Q1", "--dept", "东海街道办"]),
    ("rank", &["rank", "2018-Q1"]),
    ("explain", &["rank", "2018-Q1", "--explain", "东海街道办"]),
    ("changes", &["changes", "2018-04"]),
    ("forecast", &["forecast"]),
    ("show", &["show", "P-07"]),
    ("report", &["report", "weekly"]),
];

fn book(words: &[&str], zone: &str) -> Vec<u8> {
    printed(&[words, &["--format", "xlsx"]].concat(), zone)
}

#[test]
fn every_answer_is_a_workbook_and_the_same_each_time() {
    for (name, words) in ANSWERS {
        for lang in ["zh-Hans", "zh-Hant", "en"] {
            let words = [&["--lang", lang], words].concat();
            let bytes = book(&words, "UTC");
            assert_eq!(bytes, book(&words, "Asia/Shanghai"), "{name} {lang}");
            let sheets = workbook(&bytes).unwrap();
            let names: BTreeSet<String> =
                sheets.iter().filter_map(|sheet| sheet.name.clone()).collect();
            assert_eq!(names.len(), sheets.len(), "{name} {lang}: {names:?}");
            assert!(names.iter().all(|name| name.encode_utf16().count() <= 31), "{names:?}");
        }
    }
}

#[test]
fn words_that_begin_like_a_formula_and_words_without_end_are_text() {
    let room = tempfile::tempdir().unwrap();
    let long = "长".repeat(40_000);
    fs::write(
        room.path().join("duban.toml"),
        "[ledger]\nformat = 1\ntitle = \"台账:[一]/*?\"\nyear = 2018\n[[area]]\nid = \"a\"\nname = \"=甲\"\n\
         [[department]]\nid = \"x\"\nname = \"@局\"\n",
    )
    .unwrap();
    let task =
        |id: &str, rest: &str| format!("[[task]]\nid = \"{id}\"\ndue = 2018-06-30\n{rest}\n");
    let tasks = [
        "area = \"a\"\nowner = \"x\"\n".to_owned(),
        task(
            "A-1",
            "title = \"=HYPERLINK(\\\"http://e.example\\\")\"\ntarget = 12\nunit = \"\\\"寸\\\"\"",
        ),
        task("A-2", "title = \"+1\\u001b\\u202E\"\ntarget = 3\nunit = \"0#;[红]\\\\@_*?\""),
        task("A-3", &format!("title = \"{long}\"")),
    ];
    fs::write(room.path().join("tasks.toml"), tasks.concat()).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_duban"))
        .env_clear()
        .envs(profile())
        .current_dir(room.path())
        .args(["--as-of", "2018-05-15", "list", "--format", "xlsx"])
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let sheets = workbook(&output.stdout).unwrap();
    let cells = sheets[0].rows.values().flat_map(|row| row.values());
    let texts: Vec<&str> = cells.map(duban::exchange::Cell::text).collect();
    assert!(texts.contains(&"=HYPERLINK(\"http://e.example\")"), "{texts:?}");
    assert!(texts.contains(&"+1\\u{1b}\\u{202e}"), "{texts:?}");
    assert!(texts.iter().any(|text| text.starts_with("长长") && text.ends_with('…')));
    let Some(python) = python() else {
        return;
    };
    let path = room.path().join("hostile.xlsx");
    fs::write(&path, &output.stdout).unwrap();
    let books = read(&python, &[path]);
    let kinds: BTreeSet<&str> =
        cells_of(&books[0]).filter_map(|cell| cell["kind"].as_str()).collect();
    assert!(!kinds.contains("formula"), "{kinds:?}");
}

#[test]
fn heads_of_csv_are_in_the_readers_words_and_each_once() {
    for (name, words) in ANSWERS {
        let words = [words, &["--format", "csv", "--heads", "local"]].concat();
        if name == "report" {
            continue;
        }
        let text = String::from_utf8(printed(&words, "UTC")).unwrap();
        let heads: Vec<&str> = text.lines().next().unwrap_or("").split(',').collect();
        let other: Vec<&&str> = heads.iter().filter(|head| head.is_ascii()).collect();
        assert!(text.is_empty() || other.is_empty(), "{name}: {other:?}");
        let each: BTreeSet<&&str> = heads.iter().collect();
        assert_eq!(each.len(), heads.len(), "{name}: {heads:?}");
    }
}

/// A Python that has openpyxl: one of our own (`.ci/install`), else the system's.
pub(crate) fn python() -> Option<PathBuf> {
    let own = Path::new(env!("CARGO_TARGET_TMPDIR")).join("../openpyxl/bin/python");
    let has_it = |python: &Path| {
        let said = Command::new(python).args(["-c", "import openpyxl, icalendar"]).output();
        said.is_ok_and(|said| said.status.success())
    };
    let found = [own, PathBuf::from("python3")].into_iter().find(|python| has_it(python));
    if found.is_none() {
        // Not `eprintln!`, which is kept back from who runs the tests.
        let _ = writeln!(
            std::io::stderr(),
            "passed over: workbooks in openpyxl (it is not installed; .ci/install does that)"
        );
    }
    found
}

/// The sheets of each workbook, as openpyxl reads them.
fn read(python: &Path, paths: &[PathBuf]) -> Vec<Value> {
    let output = Command::new(python)
        .arg(root().join("tests/workbooks/read.py"))
        .args(paths)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let books: Value = serde_json::from_slice(&output.stdout).unwrap();
    paths.iter().map(|path| books[path.to_str().unwrap()].clone()).collect()
}

fn cells_of(book: &Value) -> impl Iterator<Item = &Value> {
    let sheets = book.as_array().into_iter().flatten();
    let rows = sheets.flat_map(|sheet| sheet["rows"].as_array().into_iter().flatten());
    rows.flat_map(|row| row.as_array().into_iter().flatten())
}

/// The head of a sheet's table and its rows, by what its filter covers.
fn table(sheet: &Value) -> (Vec<&str>, Vec<&Vec<Value>>) {
    let covered = sheet["filter"].as_str().unwrap();
    let row = |place: &str| place.trim_matches(|c: char| !c.is_ascii_digit()).parse::<usize>();
    let (first, last) = covered.split_once(':').unwrap();
    let (first, last) = (row(first).unwrap(), row(last).unwrap());
    let rows = sheet["rows"].as_array().unwrap();
    let cells = |row: usize| rows[row - 1].as_array().unwrap();
    let head = cells(first).iter().filter_map(|cell| cell["value"].as_str()).collect();
    (head, (first + 1..=last).map(cells).collect())
}

/// What a workbook must hold, whoever wrote the bytes: the program, or LibreOffice that opened them.
fn holds(name: &str, book: &Value) {
    for sheet in book.as_array().unwrap() {
        let what = format!("{name} {}", sheet["name"]);
        let settings = ["orientation", "paper", "fits", "pages_wide", "pages_high"];
        let settings: Vec<String> = settings.iter().map(|key| sheet[key].to_string()).collect();
        assert_eq!(settings, ["\"landscape\"", "9", "true", "1", "0"], "{what}");
        let footer = sheet["footer"].as_str().unwrap();
        assert!(footer.contains("&P") && footer.contains("&N"), "{what}: {footer}");
        if sheet["filter"].is_null() {
            continue;
        }
        let (head, rows) = table(sheet);
        let covered = sheet["filter"].as_str().unwrap();
        let row = covered.split_once(':').unwrap().0.trim_start_matches(char::is_alphabetic);
        assert_eq!(sheet["repeated"], format!("${row}:${row}"), "{what}");
        // LibreOffice without a window keeps no panes.
        if let Some(frozen) = sheet["frozen"].as_str() {
            let below = row.parse::<usize>().unwrap() + 1;
            assert_eq!(frozen, format!("A{below}"), "{what}");
        }
        for cells in &rows {
            let is_part = |cell: &&Value| !cell["value"].is_null();
            assert!(cells.iter().filter(is_part).count() > 1, "{what}: a row of one cell");
            for (head, cell) in head.iter().zip(cells.iter()) {
                let kind = cell["kind"].as_str().unwrap();
                assert_ne!(kind, "formula", "{what} {head}: {cell}");
                let is_plain_number =
                    |words: &str| words.trim_start_matches(['+', '-']).parse::<f64>().is_ok();
                let words = cell["value"].as_str().unwrap_or("");
                assert!(kind != "text" || !is_plain_number(words), "{what} {head}: {cell}");
            }
        }
    }
}

/// The cells below a head.
fn column<'b>(book: &'b Value, wanted: &str) -> Vec<&'b Value> {
    let (head, rows) = table(&book[0]);
    let at = head.iter().position(|head| *head == wanted);
    let at = at.unwrap_or_else(|| panic!("no {wanted} in {head:?}"));
    rows.iter().map(|cells| &cells[at]).collect()
}

#[test]
fn workbooks_are_read_back_after_libreoffice_has_opened_them() {
    let Some(python) = python() else {
        return;
    };
    let folder = folder("xlsx");
    let paths = ANSWERS.map(|(name, words)| {
        let path = folder.join(format!("{name}.xlsx"));
        fs::write(&path, book(words, "UTC")).unwrap();
        path
    });
    let books = read(&python, &paths);
    ANSWERS.iter().zip(&books).for_each(|((name, _), book)| holds(name, book));
    let frozen = books.iter().flat_map(|book| book.as_array().unwrap());
    assert!(
        frozen.filter(|sheet| !sheet["filter"].is_null()).all(|sheet| sheet["frozen"].is_string())
    );
    let overdue = &books[3];
    types(overdue);
    // LibreOffice writes the face that it shows instead, where it has not this one.
    assert!(column(overdue, "事项").iter().all(|cell| cell["font"] == "宋体"));
    widths(overdue);
    if installed("soffice", "--version", "workbooks in LibreOffice") {
        office(&folder, &["--convert-to", "xlsx", "--outdir", "again"], &paths);
        let again = paths.clone().map(|path| folder.join("again").join(path.file_name().unwrap()));
        let again = read(&python, &again);
        for ((name, _), book) in ANSWERS.iter().zip(&again) {
            holds(&format!("{name} again"), book);
        }
        types(&again[3]);
        office(&folder, &["--convert-to", "pdf"], &paths);
        for (name, pages) in [("overdue", 1..=1), ("list", 2..=4), ("bill", 1..=1)] {
            let pdf = fs::read(folder.join(format!("{name}.pdf"))).unwrap();
            let a4 = String::from_utf8_lossy(&pdf).matches("MediaBox[0 0 841.").count();
            assert!(pages.contains(&a4), "{name}: {a4} pages");
        }
    }
    let _ = fs::remove_dir_all(folder);
}

/// Days are days, shares are percentages, amounts have their unit, lights are fill and word.
fn types(overdue: &Value) {
    let of = |head: &str, key: &str| -> Vec<Value> {
        column(overdue, head).iter().map(|cell| cell[key].clone()).collect()
    };
    assert!(of("时限", "kind").iter().all(|kind| kind == "day"), "{:?}", of("时限", "kind"));
    assert!(of("逾期", "kind").iter().all(|kind| kind == "number"));
    assert!(of("逾期", "format").iter().all(|format| format.as_str().unwrap().starts_with('0')));
    assert!(of("实达%", "kind").iter().all(|kind| kind == "number"));
    assert!(of("实达%", "format").iter().all(|format| format == "0.0%"));
    assert!(of("超欠", "format").iter().all(|format| format.as_str().unwrap().contains("-0.0")));
    assert!(of("灯", "value").iter().all(|word| word == "红"));
    assert!(of("灯", "fill").iter().all(|fill| fill.as_str().unwrap().ends_with("C00000")));
    let (ids, done, target) = (of("编号", "value"), of("完成", "value"), of("目标", "value"));
    let at = ids.iter().position(|id| id == "P-03").unwrap();
    assert_eq!((done[at].as_f64(), target[at].as_f64()), (Some(92.0), Some(96.0)));
    assert!(of("完成", "format")[at].as_str().unwrap().contains('户'));
    assert_eq!(of("重点", "value")[at], "*");
    for head in ["领域", "牵头单位", "最近进展", "阻点"] {
        assert!(of(head, "value").iter().any(|words| words.is_string()), "{head}");
    }
    assert!(of("最近进展", "wraps").iter().any(|wraps| *wraps == true));
}

/// A column is as wide as its words, a Chinese character counted as two, or wraps.
fn widths(book: &Value) {
    use unicode_width::UnicodeWidthStr;
    let (head, rows) = table(&book[0]);
    let widths: Vec<f64> =
        book[0]["widths"].as_array().unwrap().iter().filter_map(Value::as_f64).collect();
    for ((at, head), width) in head.iter().enumerate().zip(widths) {
        assert!(width >= head.width() as f64, "{head}: {width}");
        for cells in &rows {
            let words = cells[at]["value"].as_str().unwrap_or("");
            let fits = width >= words.width() as f64 || cells[at]["wraps"] == true;
            assert!(fits, "{head}: {words} in {width}");
        }
    }
}
