//! The program: its layers, and that it holds no words of its own.

use super::report;
use super::source::Source;

/// The layers of the program, by files and folders of src/bin/duban; each knows itself and those before it.
const LAYERS: [(&str, &[&str]); 7] = [
    ("edge", &["edge", "settings"]),
    ("refusal", &["refusal", "outcome", "completion", "arguments", "argv", "manual", "usage"]),
    (
        "context",
        &[
            "session",
            "context",
            "archive",
            "period",
            "edition",
            "revisions",
            "timeline",
            "culprit",
            "mails",
            "mailing",
        ],
    ),
    ("resolve", &["changes", "naming", "plan_table", "resolve", "replies", "when"]),
    ("write", &["target", "writing", "written"]),
    ("commands", &["commands"]),
    ("dispatch", &["cli", "dispatch", "formats", "main"]),
];

/// Help that several arguments share is made in these.
const HELP: [&str; 2] = ["arguments", "cli"];

#[test]
fn the_program_knows_its_layers() {
    report("a layer of the program knows itself and those before it (ARCHITECTURE.md)", |source| {
        let Some(file) = file(source) else {
            return Vec::new();
        };
        let Some(from) = layer(&file) else {
            return vec![format!("{}: in no layer", source.place(0))];
        };
        let named = source.names_after("crate::");
        let wrong = named.filter(|(_, name)| layer(name).is_some_and(|to| to > from));
        wrong.map(|(at, name)| format!("{}: {file} → {name}", source.place(at))).collect()
    });
}

#[test]
fn the_program_holds_no_sentence() {
    report("words stand in src/page; the program holds the help of its arguments only", |source| {
        match file(source) {
            Some(file) if !HELP.contains(&&*file) => words(source),
            _ => Vec::new(),
        }
    });
}

/// A file of the program, without its ending.
fn file(source: &Source) -> Option<String> {
    let inside = source.path.strip_prefix("src/bin/duban").ok()?;
    Some(inside.with_extension("").to_string_lossy().into_owned())
}

fn layer(file: &str) -> Option<usize> {
    let first = file.split('/').next()?;
    LAYERS.iter().position(|(_, files)| files.contains(&first))
}

/// Words outside attributes: a macro that says them, or a Chinese string.
fn words(source: &Source) -> Vec<String> {
    let is_chinese = |c: char| matches!(c, '\u{3000}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}');
    let macros = ["say!", "words!"];
    let macros = macros.iter().flat_map(|name| source.find(name));
    let strings = source.strings().into_iter();
    let strings = strings.filter(|(_, string)| string.contains(is_chinese));
    let mut found: Vec<usize> = macros.chain(strings.map(|(at, _)| at)).collect();
    found.retain(|at| !source.is_in_attribute(*at));
    found.sort_unstable();
    let found = found.into_iter();
    found.map(|at| format!("{}: words", source.place(at))).collect()
}

#[test]
fn words_are_found_outside_attributes() {
    let text =
        "#[arg(help = words!(lang(), \"中\", \"[\"))]\n// 中 \"中\"\nsay!(\"a\");\n\"中\"; ['中'];";
    let source = Source::new("src/bin/duban/a.rs".into(), text.into());
    assert_eq!(words(&source), ["src/bin/duban/a.rs:3: words", "src/bin/duban/a.rs:4: words"]);
}
