//! An answer of half a ledger, or of a year without holidays, says so in every format: in the answer itself, or on standard
//! error where a table for machines has no place for it.

use crate::session::place::profile;
use std::fs;
use std::path::Path;
use std::process::Command;

const BOOK: &str = "[ledger]\nformat = 1\ntitle = \"半本\"\noffice = \"督查室\"\nyear = 2031\npace = \"workdays\"\n\
                    cadence = \"month\"\n[mail]\nfrom = \"督查室 <dcs@example.gov.cn>\"\nto = [\"办 <b@example.gov.cn>\"]\n\
                    [[area]]\nid = \"a\"\nname = \"甲\"\n\
                    [[department]]\nid = \"x\"\nname = \"一局\"\nemail = \"x@example.gov.cn\"\n";
const TASKS: &str = "area = \"a\"\nowner = \"x\"\n\
                     [[task]]\nid = \"P-1\"\ntitle = \"征迁\"\ndue = 2031-04-30\ntarget = 100\n\
                     log = [{ on = 2031-03-01, done = 40 }, { on = 2031-03-02, blocked = \"用地\" }]\n\
                     [[task]]\nid = \"P-2\"\ntitle = \"错的\"\nowner = \"nobody\"\n";

/// Every answer that is made of figures, with the formats that it has besides those all have.
const ANSWERS: [(&[&str], &[&str]); 15] = [
    (&["status"], &[]),
    (&["list"], &[]),
    (&["overdue"], &[]),
    (&["lagging"], &[]),
    (&["due"], &[]),
    (&["blockers"], &[]),
    (&["stale"], &[]),
    (&["rollup", "--by", "dept"], &[]),
    (&["forecast"], &[]),
    (&["rank"], &[]),
    (&["reconcile", "2031-04"], &[]),
    (&["changes", "2031-04"], &[]),
    (&["show", "P-1"], &[]),
    (&["report", "weekly"], &["docx", "wechat"]),
    (&["report", "monthly"], &["docx", "wechat"]),
];
const NOTICES: [&str; 6] = ["text", "md", "html", "json", "docx", "eml"];
const FORMATS: [&str; 8] = ["table", "plain", "md", "html", "json", "ndjson", "csv", "xlsx"];

/// All that an answer says; `None` where there is no such command or format.
fn said(folder: &Path, words: &[&str], format: &str) -> Option<(String, String)> {
    let output = Command::new(env!("CARGO_BIN_EXE_duban"))
        .current_dir(folder)
        .env_clear()
        .envs(profile())
        .args(["--as-of", "2031-05-15", "--keep-going"])
        .args(words)
        .args(["--format", format])
        .output()
        .unwrap();
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    let code = output.status.code();
    assert!(matches!(code, Some(0..=2)), "{words:?} {format}: {code:?} {errors}");
    let text = match format {
        "docx" => unpacked(&output.stdout, "word/document.xml"),
        "xlsx" if code == Some(2) => String::new(),
        "xlsx" => unpacked(&output.stdout, "xl/sharedStrings.xml"),
        _ => String::from_utf8(output.stdout).unwrap(),
    };
    (code != Some(2)).then_some((text, errors))
}

fn unpacked(bytes: &[u8], part: &str) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    std::io::Read::read_to_string(&mut archive.by_name(part).unwrap(), &mut text).unwrap();
    text
}

#[test]
fn half_a_ledger_says_so_in_every_format() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("duban.toml"), BOOK).unwrap();
    fs::write(folder.path().join("tasks.toml"), TASKS).unwrap();
    let mut silent = Vec::new();
    let mut count = 0;
    let notice = (&["notice"][..], &NOTICES[..], &[][..]);
    let answers = ANSWERS.iter().map(|(words, more)| (*words, &FORMATS[..], *more));
    for (words, formats, more) in answers.chain([notice]) {
        for format in formats.iter().chain(more) {
            let Some((text, errors)) = said(folder.path(), words, format) else {
                silent.push(format!("{words:?} {format}: no such command"));
                continue;
            };
            count += 1;
            let table = matches!(*format, "csv" | "ndjson");
            let half = match *format {
                "json" => text.contains("\"left_out\": 1"),
                "csv" | "ndjson" => errors.contains("另有1项") || errors.contains("1项"),
                "eml" => errors.contains("1项"),
                _ => text.contains("另有1项有错误，未计入"),
            };
            let year = match *format {
                "json" => text.contains("\"years_without_holidays\": [\n    2031\n  ]"),
                "eml" => true,
                _ if table => errors.contains("2031年没有放假安排数据"),
                _ => text.contains("2031年没有放假安排数据"),
            };
            let twice = text.matches("2031年没有放假安排数据").count() > 1 && *format != "html";
            if !half || !year || twice {
                silent.push(format!("{words:?} {format}: half {half} year {year} twice {twice}"));
            }
        }
    }
    assert!(count > 80, "only {count}");
    assert!(silent.is_empty(), "{}", silent.join("\n"));
}

/// How a district may be broken, and the number of its tasks that is then told of it.
const BROKEN: [(&str, &str, Option<usize>); 6] = [
    ("tasks.toml", "<<<\n", None),
    ("tasks.toml", "cadense = \"week\"\n[[task]]\nid = \"P-1\"\ntitle = \"甲\"\n", Some(1)),
    ("tasks.toml", "[[task]]\nid = \"P-1\"\ntitle = 3\n", Some(1)),
    ("tasks.toml", "[tasks]\nid = \"P-1\"\n", Some(1)),
    ("duban.toml", "[ledger]\nformat = 1\ntitle = \"破区\"\nx = = 3\n", None),
    ("config/holidays.toml", "year = = 2\n", None),
];

/// A city with a sound district and one that is broken.
fn city(folder: &Path, file: &str, text: &str) {
    let own = BOOK.replacen(
        "year = 2031\n",
        "year = 2031\ninclude = [{ path = \"d/*\", as = \"dir\" }]\n",
        1,
    );
    let mut files = vec![
        ("duban.toml".to_owned(), own),
        ("tasks.toml".to_owned(), TASKS.split("[[task]]\nid = \"P-2\"").next().unwrap().to_owned()),
    ];
    for (name, title) in [("e", "好区"), ("w", "破区")] {
        let sound = "[[task]]\nid = \"P-1\"\ntitle = \"好\"\ndue = 2031-04-30\ntarget = 100\n";
        files.push((format!("d/{name}/duban.toml"), BOOK.replace("半本", title)));
        files.push((
            format!("d/{name}/tasks.toml"),
            format!("area = \"a\"\nowner = \"x\"\n{sound}"),
        ));
    }
    files.push((format!("d/w/{file}"), text.to_owned()));
    for (name, text) in files {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

#[test]
fn a_city_without_a_district_names_it_in_every_format() {
    let mut silent = Vec::new();
    let answers =
        ANSWERS.iter().filter(|(words, _)| words[0] != "changes" && words[0] != "reconcile");
    let answers: Vec<_> = answers.map(|(words, more)| (*words, *more)).collect();
    for (file, text, tasks) in BROKEN {
        let folder = tempfile::tempdir().unwrap();
        city(folder.path(), file, text);
        // Each answer in one format, so that all formats come up for each way of being broken.
        let formats = FORMATS.iter().enumerate();
        let asked = formats.map(|(nth, format)| (answers[(nth * 2) % answers.len()].0, *format));
        let papers = [(&["report", "weekly"][..], "docx"), (&["report", "weekly"][..], "wechat")];
        for (words, format) in asked.chain(papers) {
            let Some((text, errors)) = said(folder.path(), words, format) else {
                silent.push(format!("{file} {words:?} {format}: no such answer"));
                continue;
            };
            let in_errors = errors
                .lines()
                .any(|line| line.contains("未计入：") || line.contains("没有计入的事项"));
            let named = match (format, tasks) {
                ("csv" | "ndjson", _) => errors.contains("破区") && in_errors,
                ("json", Some(tasks)) => text.contains(&format!(
                    "\"title\": \"破区\",\n      \"prefix\": \"w\",\n      \"tasks\": {tasks}"
                )),
                ("json", None) => text.contains("\"ledgers_left_out\"") && text.contains("破区"),
                _ => text.contains("破区"),
            };
            if !named || !in_errors {
                silent.push(format!(
                    "{file} {words:?} {format}: named {named} in errors {in_errors}\n{errors}"
                ));
            }
        }
        for to in ["ics", "xlsx", "json", "parquet"] {
            if !exported(folder.path(), to).contains("破区") {
                silent.push(format!("{file} export {to}"));
            }
        }
    }
    assert!(silent.is_empty(), "{}", silent.join("\n"));
}

/// What an exported file says, whatever it is written in.
fn exported(folder: &Path, to: &str) -> String {
    let out = folder.join("out");
    let output = Command::new(env!("CARGO_BIN_EXE_duban"))
        .current_dir(folder)
        .env_clear()
        .envs(profile())
        .args(["--as-of", "2031-05-15", "--keep-going", "export", to, "-o"])
        .arg(if to == "parquet" { out.clone() } else { out.join(to) })
        .output()
        .unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{to}: {errors}");
    let name = if to == "parquet" { "tasks.parquet" } else { to };
    let bytes = fs::read(out.join(name)).unwrap();
    match to {
        "xlsx" => unpacked(&bytes, "xl/sharedStrings.xml"),
        // Lines are folded between characters.
        _ => String::from_utf8_lossy(&bytes).replace("\r\n ", ""),
    }
}
