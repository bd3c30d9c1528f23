//! The dresses of a page on real programs: HTML and letters in Chromium on a phone, a desk and A4, a document in LibreOffice.
//!
//! One run of each, since they are slow to start. Where a program is not installed (`.ci/install` does that), its test says
//! on standard error that it was passed over.

mod ledgers;

use crate::report::printed;
use mail_parser::MessageParser;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Pages whose tables are the widest and the longest.
const PAGES: [&[&str]; 9] = [
    &["report", "weekly"],
    &["status"],
    &["rollup", "--by", "dept"],
    &["overdue"],
    &["list"],
    &["show", "P-07"],
    &["forecast", "U-10"],
    &["reconcile", "2018-04", "--by", "dept"],
    &["--lang", "en", "report", "quarterly"],
];

/// Those of a ledger whose first task is P-01.
const ONE_TASK: [&[&str]; 8] = [
    &["report", "weekly"],
    &["status"],
    &["rollup", "--by", "dept"],
    &["overdue"],
    &["list"],
    &["show", "P-01"],
    &["rank"],
    &["--lang", "en", "list"],
];

const LARGE: [&[&str]; 4] =
    [&["report", "weekly"], &["status"], &["list"], &["rollup", "--by", "dept"]];

const WIDTHS: [u32; 3] = [360, 800, 1280];

/// A new folder below the build's own.
pub(crate) fn folder(name: &str) -> PathBuf {
    let folder =
        Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    folder
}

pub(crate) fn installed(program: &str, version: &str, what: &str) -> bool {
    let found = Command::new(program).arg(version).output().is_ok_and(|said| said.status.success());
    if !found {
        // Not `eprintln!`, which is kept back from who runs the tests.
        let _ = writeln!(
            std::io::stderr(),
            "passed over: {what} ({program} is not installed; .ci/install does that)"
        );
    }
    found
}

/// Lets LibreOffice make something of some files of a folder, in a profile of that folder's own.
pub(crate) fn office(folder: &Path, words: &[&str], paths: &[PathBuf]) {
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let done = Command::new("soffice")
        .args(["--headless", &profile])
        .args(words)
        .args(paths)
        .current_dir(folder)
        .output()
        .unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

fn chromium(folder: &Path, words: &[&str]) -> (String, String) {
    let said = Command::new("chromium")
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"])
        .args(["--disable-background-networking", "--disable-component-update", "--disable-sync"])
        .args(["--enable-logging=stderr", "--v=0"])
        .arg(format!("--user-data-dir={}", folder.join("profile").display()))
        .args(words)
        .current_dir(folder)
        .output()
        .unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (text(&said.stdout), text(&said.stderr))
}

/// A page in a file of its own, and the name of what it shows.
struct Shown {
    name: String,
    file: String,
}

/// What the program prints of a ledger.
fn printed_of(ledger: &Path, words: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_duban"))
        .env_clear()
        .envs(crate::session::place::profile())
        .arg("-C")
        .arg(ledger)
        .args(["--as-of", "2018-05-15"])
        .args(words)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{}: {words:?}\n{said}", ledger.display());
    String::from_utf8(output.stdout).unwrap()
}

/// The pages of a ledger as documents, and its weekly bulletin as the body of a letter.
fn written(folder: &Path, (name, ledger): (&str, &Path), pages: &[&[&str]]) -> Vec<Shown> {
    let mut shown = Vec::new();
    let mut write = |what: &str, html: &str| {
        let file = format!("{name}-{}.html", shown.len());
        fs::write(folder.join(&file), html).unwrap();
        shown.push(Shown { name: format!("{name}: {what}"), file });
    };
    for words in pages {
        write(&words.join(" "), &printed_of(ledger, &[*words, &["--format", "html"]].concat()));
    }
    for lang in ["zh-Hans", "zh-Hant", "en"] {
        let letter = printed_of(ledger, &["--lang", lang, "report", "weekly", "--format", "eml"]);
        let letter = MessageParser::default().parse(letter.as_bytes()).unwrap();
        write(&format!("letter in {lang}"), &letter.body_html(0).unwrap());
    }
    shown
}

#[test]
fn no_page_scrolls_sideways_and_none_complains() {
    if !installed("chromium", "--version", "pages and letters at 360, 800 and 1280 px") {
        return;
    }
    let folder = folder("html");
    let ledger = |name: &str, files: &[(&str, String)]| {
        let ledger = folder.join(name);
        fs::create_dir_all(&ledger).unwrap();
        files.iter().for_each(|(file, text)| fs::write(ledger.join(file), text).unwrap());
        ledger
    };
    let sample = crate::verdict::root().join("data/fengze");
    let empty = ledger("empty", &ledgers::nearly_empty());
    let long = ledger("long", &ledgers::with_long_names());
    let large = ledger("large", &ledgers::of_tasks(3_000));
    let mut shown = written(&folder, ("sample", &sample), &PAGES);
    shown.extend(written(&folder, ("nearly empty", &empty), &ONE_TASK));
    shown.extend(written(&folder, ("long names", &long), &ONE_TASK));
    shown.extend(written(&folder, ("3,000 tasks", &large), &LARGE));
    let frames = shown.iter().flat_map(|page| {
        WIDTHS.map(|width| {
            format!(
                "<iframe title=\"{} at {width}\" width=\"{width}\" height=\"900\" src=\"{}\"></iframe>\n",
                page.name, page.file
            )
        })
    });
    let measure = "<script>addEventListener('load', () => { document.title = [...document.querySelectorAll('iframe')].map(frame => { \
        const inside = frame.contentDocument, page = inside.documentElement; \
        const heads = inside.querySelectorAll('h1').length, fetched = inside.querySelectorAll('[src],[href],[srcset],script').length; \
        return frame.title + '=' + [page.scrollWidth - frame.clientWidth, page.scrollHeight, heads, fetched].join('/'); }).join(';'); });</script>";
    let page = format!(
        "<!doctype html><meta charset=\"utf-8\"><title>none</title><style>iframe{{border:0}}</style>\n{}{measure}\n",
        frames.collect::<String>()
    );
    fs::write(folder.join("all.html"), page).unwrap();
    let address = format!("file://{}", folder.join("all.html").display());
    let words = ["--allow-file-access-from-files", "--timeout=120000", "--dump-dom", &address];
    let (dom, said) = chromium(&folder, &words);
    let title =
        dom.split("<title>").nth(1).and_then(|rest| rest.split("</title>").next()).unwrap_or("");
    let measured: Vec<&str> = title.split(';').collect();
    assert_eq!(measured.len(), shown.len() * WIDTHS.len(), "{title}\n{said}");
    let mut wrong = Vec::new();
    for page in measured {
        let (name, sizes) = page.rsplit_once('=').unwrap();
        let sizes: Vec<i64> = sizes.split('/').map(|size| size.parse().unwrap()).collect();
        let [over, height, heads, fetched] = sizes[..] else { panic!("{page}") };
        let faults = [
            (over > 0, format!("{over} px too wide")),
            (height < 200, "nothing is shown".to_owned()),
            (heads != 1, format!("{heads} headings of the first level")),
            (fetched > 0, "something is fetched or runs".to_owned()),
        ];
        let faults = faults.into_iter().filter(|(is_so, _)| *is_so);
        wrong.extend(faults.map(|(_, fault)| format!("{name}: {fault}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let complaints: Vec<&str> = said.lines().filter(|line| line.contains("CONSOLE")).collect();
    assert!(complaints.is_empty(), "{complaints:?}");
    let _ = fs::remove_dir_all(folder);
}

#[test]
fn no_head_is_left_at_the_foot_of_a_printed_page() {
    let what = "heads on A4";
    if !installed("chromium", "--version", what) || !installed("pdftotext", "-v", what) {
        return;
    }
    let folder = folder("a4");
    let (mut pages, mut heads) = (0, 0);
    for (nth, unit) in ["weekly", "monthly", "quarterly"].into_iter().enumerate() {
        // Each with another length of its first page.
        for more in 0..4 {
            let html = printed(&["report", unit, "--format", "html"], "UTC");
            let room = format!("<main><div style=\"height:{}mm\"></div>", more * 23);
            let html = String::from_utf8(html).unwrap().replacen("<main>", &room, 1);
            let name = format!("{nth}-{more}");
            fs::write(folder.join(format!("{name}.html")), html).unwrap();
            let pdf = format!("--print-to-pdf={name}.pdf");
            let address = format!("file://{}", folder.join(format!("{name}.html")).display());
            chromium(&folder, &["--no-pdf-header-footer", &pdf, &address]);
            let text = Command::new("pdftotext")
                .args(["-layout", &format!("{name}.pdf"), "-"])
                .current_dir(&folder)
                .output()
                .unwrap();
            let text = String::from_utf8(text.stdout).unwrap();
            for page in text.split('\u{c}') {
                let lines: Vec<&str> =
                    page.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
                // The last line is the number of the page.
                let [.., last, _] = lines[..] else { continue };
                pages += 1;
                heads += lines.iter().filter(|line| is_head(line)).count();
                assert!(!is_head(last) && !last.ends_with('：'), "{unit}, {more}: {last}");
            }
        }
    }
    assert!(pages > 30 && heads > 50, "{pages} pages, {heads} heads");
    let _ = fs::remove_dir_all(folder);
}

/// `一、总体情况`.
fn is_head(line: &str) -> bool {
    line.split_once('、').is_some_and(|(number, words)| {
        number.chars().all(|c| "一二三四五六七八九十".contains(c)) && !words.contains('。')
    })
}

#[test]
fn a_document_opens_and_prints_on_a4() {
    if !installed("soffice", "--version", "the document in LibreOffice") {
        return;
    }
    let folder = folder("docx");
    let path = folder.join("weekly.docx");
    fs::write(&path, printed(&["report", "weekly", "--format", "docx"], "UTC")).unwrap();
    office(&folder, &["--convert-to", "pdf"], &[path]);
    let pdf = fs::read(folder.join("weekly.pdf")).unwrap();
    let pdf = String::from_utf8_lossy(&pdf);
    let a4 = pdf.matches("MediaBox[0 0 595.3").count();
    assert!((4..=9).contains(&a4), "{a4} pages");
    let _ = fs::remove_dir_all(folder);
}
