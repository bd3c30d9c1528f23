//! The documents tell the truth: every ```` ```console ```` block is run and its output compared, every local link leads somewhere.
//!
//! The blocks of one document are one session (`session.rs`) in one folder: a copy of data/, examples/ and docs/. A line
//! `...` stands for lines left out. `UPDATE=1 cargo test` rewrites the blocks that no longer fit, and nothing else. Commands for
//! a reader's own shell stand in ```` ```sh ```` blocks, which nobody runs; so no `duban` command may stand there.

mod markdown;

use crate::session::place::{self, Place, files_below};
use crate::session::{Ellipsis, Script};
use crate::verdict::{Verdict, conclude, root};
use markdown::Fence;
use rayon::prelude::*;
use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn console_blocks_show_what_is_printed() {
    let verdicts: Vec<Verdict> = documents().par_iter().map(|document| replay(document)).collect();
    conclude(&verdicts);
}

#[test]
fn duban_commands_stand_in_console_blocks() {
    let mut found = Vec::new();
    for document in documents() {
        let text = read(&document);
        let lines: Vec<&str> = text.split('\n').collect();
        for fence in markdown::fences(&lines).iter().filter(|fence| fence.info == "sh") {
            for at in fence.body.clone().filter(|&at| runs_duban(lines[at])) {
                found.push(format!("{}:{}: {}", document.display(), at + 1, lines[at].trim()));
            }
        }
    }
    assert!(
        found.is_empty(),
        "move these into a ```console block, where they are run:\n{}",
        found.join("\n")
    );
}

#[test]
fn local_links_lead_somewhere() {
    let mut found = Vec::new();
    for document in documents() {
        let text = read(&document);
        for (line, target) in markdown::links(&text.split('\n').collect::<Vec<_>>()) {
            if let Some(reason) = broken(&document, &target) {
                found.push(format!("{}:{line}: `{target}`: {reason}", document.display()));
            }
        }
    }
    assert!(found.is_empty(), "broken links:\n{}", found.join("\n"));
}

/// A manual in Chinese says what the English one says: under each heading as many rows and the same blocks.
#[test]
fn a_manual_and_its_twin_have_the_same_sections() {
    let mut found = Vec::new();
    for twin in documents() {
        let name = twin.file_name().unwrap().to_str().unwrap().to_owned();
        let Some(stem) = name.strip_suffix(".zh-CN.md").filter(|_| twin.starts_with("docs")) else {
            continue;
        };
        let manual = twin.with_file_name(format!("{stem}.md"));
        let [english, chinese] = [read(&manual), read(&twin)];
        for (text, link) in [(&english, format!("]({name})")), (&chinese, format!("]({stem}.md)"))]
        {
            if !text.lines().nth(2).is_some_and(|line| line.ends_with(&link)) {
                found.push(format!("{}: its third line does not link its twin", twin.display()));
            }
        }
        let [english, chinese] = [&english, &chinese]
            .map(|text| markdown::sections(&text.split('\n').collect::<Vec<_>>()));
        if english.len() != chinese.len() {
            found.push(format!("{}: {} and {}", twin.display(), english.len(), chinese.len()));
        }
        for ((heading, manual), (other, section)) in english.iter().zip(&chinese) {
            if manual != section {
                let differs = format!("{heading}: {manual:?}\n  {other}: {section:?}");
                found.push(format!("{}: {differs}", twin.display()));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn sources_that_documents_name_are_there() {
    let rooms = ["src", "tests", "examples", "benches", "words", "fuzz"];
    let sources = rooms.iter().flat_map(|room| {
        let files = files_below(&root().join(room));
        files.into_iter().map(move |file| Path::new(room).join(file))
    });
    let sources: Vec<PathBuf> = sources.collect();
    let mut found = Vec::new();
    for document in documents() {
        let text = read(&document);
        let code = text.split('`').skip(1).step_by(2);
        let named = code.filter(|piece| piece.ends_with(".rs") && !piece.contains([' ', '*']));
        let lacks = named.filter(|piece| !sources.iter().any(|source| source.ends_with(piece)));
        found.extend(lacks.map(|piece| format!("{}: `{piece}`", document.display())));
    }
    assert!(found.is_empty(), "no such file:\n{}", found.join("\n"));
}

/// Relative to the repository; those that exist.
fn documents() -> Vec<PathBuf> {
    let top =
        ["README.md", "README.zh-CN.md", "CONTRIBUTING.md", "ARCHITECTURE.md"].map(PathBuf::from);
    let below = ["docs", "examples", "data"].into_iter().flat_map(|folder| {
        let files = files_below(&root().join(folder));
        files.into_iter().map(move |file| Path::new(folder).join(file))
    });
    let is_document =
        |file: &PathBuf| file.extension().is_some_and(|e| e == "md") && root().join(file).is_file();
    top.into_iter().chain(below).filter(is_document).collect()
}

fn read(document: &Path) -> String {
    fs::read_to_string(root().join(document)).unwrap()
}

fn replay(document: &Path) -> Verdict {
    let written = read(document);
    let lines: Vec<&str> = written.split('\n').collect();
    let fences = markdown::fences(&lines);
    let mut place = Place::new();
    for folder in ["data", "examples", "docs"] {
        place::copy(&root().join(folder), &place.folder().join(folder));
    }
    let (mut expected, mut actual, mut complaints) = (String::new(), String::new(), Vec::new());
    let mut done = 0;
    for block in fences.iter().filter(|fence| fence.info == "console") {
        let script = Script::parse(&body(&lines, block));
        let (replayed, unrunnable) = script.replay(&mut place, Ellipsis::Allowed);
        let first = block.body.start;
        complaints.extend(unrunnable.iter().map(|why| format!("line {first}: {why}")));
        if replayed.text() != script.text() {
            let before = lines[done..first].join("\n") + "\n";
            expected += &(before.clone() + &indented(&script.text(), &block.indent));
            actual += &(before + &indented(&replayed.text(), &block.indent));
            done = block.body.end;
        }
    }
    let rest = lines[done..].join("\n");
    let (expected, actual) = (expected + &rest, actual + &rest);
    let file = document.to_path_buf();
    Verdict { file, written, expected, actual, complaints }
}

fn body(lines: &[&str], block: &Fence) -> String {
    let outdented = |line: &&str| line.strip_prefix(&block.indent).unwrap_or(line).to_owned();
    let body: Vec<String> = lines[block.body.clone()].iter().map(outdented).collect();
    body.join("\n")
}

fn indented(text: &str, indent: &str) -> String {
    let indent = |line: &str| format!("{}{line}\n", if line.is_empty() { "" } else { indent });
    text.lines().map(indent).collect()
}

/// `$EDITOR` is the reader's own: a line that opens it cannot be run here.
fn runs_duban(line: &str) -> bool {
    let line = line.trim_start().trim_start_matches("$ ");
    let is_assignment =
        |word: &&str| word.contains('=') && word.starts_with(|c: char| c.is_ascii_uppercase());
    let mut words = line.split_whitespace().skip_while(is_assignment);
    let runs = match (words.next(), words.next()) {
        (Some("duban"), _) => true,
        (Some("cargo"), Some("run")) => {
            let mut words = words.take_while(|word| *word != "--example").peekable();
            words.any(|word| word == "duban" || word == "--")
        }
        _ => false,
    };
    runs && !line.contains("$EDITOR")
}

fn broken(document: &Path, target: &str) -> Option<&'static str> {
    if target.contains("://") || target.starts_with("mailto:") {
        return None;
    }
    let (path, anchor) = target.split_once('#').unwrap_or((target, ""));
    let folder = document.parent().unwrap();
    let file = if path.is_empty() { document.to_path_buf() } else { folder.join(path) };
    if !root().join(&file).exists() {
        return Some("no such file");
    }
    let heads_are_known = anchor.is_empty() || file.extension().is_none_or(|e| e != "md");
    let text = if heads_are_known {
        return None;
    } else {
        read(&file)
    };
    let anchors = markdown::anchors(&text.split('\n').collect::<Vec<_>>());
    (!anchors.contains(anchor)).then_some("no such heading")
}

#[test]
fn a_duban_command_is_recognised_in_a_shell_block() {
    for line in [
        "duban status",
        "  $ DUBAN_LANG=en duban status",
        "cargo run -q -- status",
        "cargo run --bin duban",
    ] {
        assert!(runs_duban(line), "{line}");
    }
    for line in
        ["cargo test", "EDITOR=\"$EDITOR\" duban edit P-07", "cd duban", "cargo install --path ."]
    {
        assert!(!runs_duban(line), "{line}");
    }
}
