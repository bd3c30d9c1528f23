//! The board in Chromium, with real clicks and keys: `tests/browser` opens pages that the program made of four ledgers.
//!
//! One run of the browser for all of it. Where Node, its packages or Chromium are not installed (`.ci/install` does that),
//! the test says on standard error that it was passed over. `ONLY=text` runs the checks whose names hold the text.

mod ledgers;

use crate::dresses::{folder, installed};
use crate::session::place::profile;
use crate::verdict::root;
use serde_json::{Map, Value, json};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

const DAY: &str = "2018-05-15";

/// A page: its name, what the browser's checks know it as, its ledger, what else is asked of the program.
const PAGES: [(&str, &str, &str, &[&str]); 6] = [
    ("sample", "sample", "sample", &[]),
    ("sample in English", "sample", "sample", &["--lang", "en"]),
    ("wall", "wall", "sample", &["--wall"]),
    ("nearly empty", "empty", "empty", &[]),
    ("hostile", "hostile", "hostile", &[]),
    ("5,000 tasks", "large", "large", &[]),
];

/// What other commands say of the same day, by the names that the checks use.
const ANSWERS: [(&str, &[&str]); 5] = [
    ("status", &["status"]),
    ("list", &["list"]),
    ("rank", &["rank"]),
    ("units", &["rollup", "--by", "dept"]),
    ("leaders", &["rollup", "--by", "leader"]),
];

/// Lists that are counted among what is to be decided.
const MATTERS: [(&str, &[&str]); 5] = [
    ("awaiting", &["list", "--standing", "awaiting"]),
    ("asking", &["list", "--asking"]),
    ("newly-red", &["list", "--newly-red"]),
    ("unanswered", &["list", "--unanswered"]),
    ("stale", &["stale"]),
];

/// The packages of `tests/browser`, where they and all they need are installed.
fn packages() -> Option<PathBuf> {
    let packages = Path::new(env!("CARGO_TARGET_TMPDIR")).join("../browser");
    let what = "boards in a browser";
    if !installed("node", "--version", what)
        || !installed("chromium", "--version", what)
        || !installed("pdftotext", "-v", what)
    {
        return None;
    }
    if ["playwright-core", "axe-core"]
        .iter()
        .all(|name| packages.join("node_modules").join(name).exists())
    {
        return Some(packages);
    }
    let _ = writeln!(
        std::io::stderr(),
        "passed over: {what} (their packages are not installed; .ci/install does that)"
    );
    None
}

fn said_of(ledger: &Path, words: &[&str]) -> Vec<u8> {
    let mut duban = Command::new(env!("CARGO_BIN_EXE_duban"));
    duban.env_clear().envs(profile()).arg("-C").arg(ledger).args(["--as-of", DAY]).args(words);
    let output = duban.output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{}: {words:?}\n{said}", ledger.display());
    output.stdout
}

fn answer(ledger: &Path, words: &[&str]) -> Value {
    let said = said_of(ledger, &[words, &["--format", "json"]].concat());
    serde_json::from_slice(&said).unwrap()
}

/// What is expected on the pages of a ledger.
fn expected(ledger: &Path, is_sample: bool) -> Value {
    let answers = ANSWERS.iter().filter(|(name, _)| is_sample || *name == "list");
    let mut expected: Map<String, Value> =
        answers.map(|(name, words)| ((*name).to_owned(), answer(ledger, words))).collect();
    let matters = MATTERS.iter().filter(|_| is_sample);
    let matters: Map<String, Value> =
        matters.map(|(name, words)| ((*name).to_owned(), answer(ledger, words))).collect();
    expected.insert("matters".to_owned(), Value::Object(matters));
    Value::Object(expected)
}

#[test]
fn a_board_does_in_a_browser_what_it_should() {
    let Some(packages) = packages() else { return };
    let folder = folder("pages");
    let written = |name: &str, files: &[(&str, String)]| {
        let ledger = folder.join(name);
        fs::create_dir_all(&ledger).unwrap();
        files.iter().for_each(|(file, text)| fs::write(ledger.join(file), text).unwrap());
        ledger
    };
    let ledgers = [
        ("sample", root().join("data/fengze")),
        ("empty", written("empty", &ledgers::nearly_empty())),
        ("hostile", written("hostile", &ledgers::hostile())),
        ("large", written("large", &ledgers::of_tasks(5_000))),
    ];
    let mut pages = Vec::new();
    for (name, ledger) in &ledgers {
        let expected = expected(ledger, *name == "sample");
        for (title, kind, _, words) in PAGES.iter().filter(|(_, _, of, _)| of == name) {
            let file = format!("{}.html", title.replace([' ', ','], "-"));
            let html = said_of(ledger, &[&["page", "-o", "-"], *words].concat());
            assert!(html.len() < 5_000_000, "{title}: {} bytes", html.len());
            fs::write(folder.join(&file), html).unwrap();
            let lang = if words.contains(&"en") { "en" } else { "zh-Hans" };
            pages.push(json!({ "name": title, "kind": kind, "lang": lang, "file": file, "expected": expected }));
        }
    }
    let list = folder.join("pages.json");
    fs::write(&list, serde_json::to_vec(&pages).unwrap()).unwrap();
    let output = Command::new("node")
        .arg(root().join("tests/browser/run.js"))
        .args([&packages, &list])
        .output()
        .unwrap();
    let (out, told) =
        (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    let (wrong, looked) = out.trim_end().rsplit_once('\n').unwrap_or(("", out.trim_end()));
    let looked = looked.strip_prefix("looked at ").and_then(|looked| looked.parse::<u32>().ok());
    assert!(output.status.success() && looked.is_some(), "{out}\n{told}");
    assert!(wrong.is_empty(), "{wrong}\n{told}");
    assert!(looked > Some(1_000) || std::env::var_os("ONLY").is_some(), "{looked:?} things");
    let _ = fs::remove_dir_all(folder);
}
