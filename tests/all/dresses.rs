//! The dresses of a page on real programs: HTML in Chromium on a phone, a desk and A4, a document in LibreOffice.
//!
//! One run of each, since they are slow to start. Where a program is not installed (`.ci/install` does that), its test says
//! on standard error that it was passed over.

use crate::report::printed;
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

fn escaped(html: &str) -> String {
    html.replace('&', "&amp;").replace('"', "&quot;")
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

#[test]
fn no_page_scrolls_sideways_and_none_complains() {
    if !installed("chromium", "--version", "pages at 360, 800 and 1280 px and on A4") {
        return;
    }
    let folder = folder("html");
    let mut frames = String::new();
    for words in PAGES {
        let html = printed(&[words, &["--format", "html"]].concat(), "UTC");
        let html = escaped(&String::from_utf8(html).unwrap());
        for width in WIDTHS {
            let name = format!("{} at {width}", words.join(" "));
            frames.push_str(&format!("<iframe title=\"{name}\" width=\"{width}\" height=\"900\" srcdoc=\"{html}\"></iframe>\n"));
        }
    }
    let measure = "<script>addEventListener('load', () => { document.title = [...document.querySelectorAll('iframe')].map(frame => { \
        const page = frame.contentDocument.documentElement; \
        return frame.title + '=' + (page.scrollWidth - frame.clientWidth) + '/' + page.scrollHeight; }).join(';'); });</script>";
    let page = format!(
        "<!doctype html><meta charset=\"utf-8\"><title>none</title><style>iframe{{border:0}}</style>\n{frames}{measure}\n"
    );
    fs::write(folder.join("all.html"), page).unwrap();
    let address = format!("file://{}", folder.join("all.html").display());
    let (dom, said) = chromium(&folder, &["--dump-dom", "--print-to-pdf=all.pdf", &address]);
    let title =
        dom.split("<title>").nth(1).and_then(|rest| rest.split("</title>").next()).unwrap_or("");
    let measured: Vec<&str> = title.split(';').collect();
    assert_eq!(measured.len(), PAGES.len() * WIDTHS.len(), "{title}\n{said}");
    for own in measured {
        let (name, sizes) = own.rsplit_once('=').unwrap();
        let (over, height) = sizes.split_once('/').unwrap();
        assert!(over.parse::<i64>().unwrap() <= 0, "{name}: {over} px too wide");
        assert!(height.parse::<i64>().unwrap() > 200, "{name}: nothing is shown");
    }
    let complaints: Vec<&str> = said.lines().filter(|line| line.contains("CONSOLE")).collect();
    assert!(complaints.is_empty(), "{complaints:?}");
    let _ = fs::remove_dir_all(folder);
}

#[test]
fn a_document_opens_and_prints_on_a4() {
    if !installed("soffice", "--version", "the document in LibreOffice") {
        return;
    }
    let folder = folder("docx");
    fs::write(
        folder.join("weekly.docx"),
        printed(&["report", "weekly", "--format", "docx"], "UTC"),
    )
    .unwrap();
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let done = Command::new("soffice")
        .args(["--headless", &profile, "--convert-to", "pdf", "weekly.docx"])
        .current_dir(&folder)
        .output()
        .unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let pdf = fs::read(folder.join("weekly.pdf")).unwrap();
    let pdf = String::from_utf8_lossy(&pdf);
    let a4 = pdf.matches("MediaBox[0 0 595.3").count();
    assert!((4..=9).contains(&a4), "{a4} pages");
    let _ = fs::remove_dir_all(folder);
}
