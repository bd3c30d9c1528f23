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
