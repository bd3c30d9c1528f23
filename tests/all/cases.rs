//! The golden cases: `tests/cases/<topic>/<rule>/` is a ledger, `session.txt` in it is what happens there.
//!
//! To add a case, copy a folder, name it for its rule, change the command lines, run `UPDATE=1 cargo test` and read what it
//! wrote. `CASE=overdue/due-today cargo test` runs the cases with that in their name only.
//!
//! Directives, each a line before the first command:
//! - `@ledger data/fengze`: begin with a copy of that folder of the repository; the case's own files are laid over it.
//! - `@files examples/excel`: the same of a folder that is no ledger.
//! - `@writes`: the commands change files. Without it the case fails when any file of the folder changes.

use crate::session::place::{self, Files, Place, contents};
use crate::session::{Ellipsis, Script};
use crate::verdict::{Verdict, conclude, root};
use rayon::prelude::*;
use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn golden_cases() {
    let wanted = std::env::var("CASE").unwrap_or_default();
    let cases: Vec<PathBuf> =
        all_cases().into_iter().filter(|case| case.to_string_lossy().contains(&wanted)).collect();
    assert!(!cases.is_empty(), "no case below tests/cases with `{wanted}` in its name");
    let verdicts: Vec<Verdict> = cases.par_iter().map(|case| judge(case)).collect();
    conclude(&verdicts);
}

/// Relative to the repository: every folder two levels below `tests/cases`.
pub(crate) fn all_cases() -> Vec<PathBuf> {
    let subfolders = |folder: PathBuf| {
        let mut found: Vec<PathBuf> = fs::read_dir(root().join(&folder))
            .into_iter()
            .flatten()
            .map(|entry| entry.unwrap())
            .filter(|entry| entry.file_type().unwrap().is_dir())
            .map(|entry| folder.join(entry.file_name()))
            .collect();
        found.sort();
        found
    };
    subfolders("tests/cases".into()).into_iter().flat_map(subfolders).collect()
}

/// The folder of the repository that a case begins with.
pub(crate) fn ledger_of(script: &Script) -> Option<PathBuf> {
    Directives::read(script).0.ledger
}

fn judge(case: &Path) -> Verdict {
    let file = case.join("session.txt");
    let written = fs::read_to_string(root().join(&file)).unwrap_or_default();
    let script = Script::parse(&written);
    let mut place = Place::new();
    let (directives, mut complaints) = Directives::read(&script);
    if let Some(ledger) = &directives.ledger {
        place::copy(&root().join(ledger), &place.folder());
    }
    place::copy(&root().join(case), &place.folder());

    let before = contents(&place.folder());
    let (replayed, unrunnable) = script.replay(&mut place, Ellipsis::Literal);
    complaints.extend(unrunnable);
    if !directives.writes {
        complaints.extend(changes(&before, &contents(&place.folder())));
    }
    Verdict { file, written, expected: script.text(), actual: replayed.text(), complaints }
}

fn changes(before: &Files, after: &Files) -> Option<String> {
    let names = before.keys().chain(after.keys().filter(|name| !before.contains_key(*name)));
    let changed = names.filter(|name| before.get(*name) != after.get(*name));
    let changed: Vec<String> = changed.map(|name| name.display().to_string()).collect();
    let shown = changed.iter().take(5).cloned().collect::<Vec<_>>().join(", ");
    let more =
        if changed.len() > 5 { format!(" and {} more", changed.len() - 5) } else { String::new() };
    (!changed.is_empty()).then(|| format!("changes files without `@writes`: {shown}{more}"))
}

#[derive(Default)]
struct Directives {
    ledger: Option<PathBuf>,
    writes: bool,
}

impl Directives {
    fn read(script: &Script) -> (Directives, Vec<String>) {
        let mut directives = Directives::default();
        let mut complaints = Vec::new();
        for line in script.head.iter().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            match line.split_once(' ').unwrap_or((line, "")) {
                ("@writes", "") => directives.writes = true,
                ("@ledger", folder) if root().join(folder).join("duban.toml").is_file() => {
                    directives.ledger = Some(folder.into());
                }
                ("@files", folder) if root().join(folder).is_dir() => {
                    directives.ledger = Some(folder.into());
                }
                ("@files", folder) => complaints.push(format!("no folder `{folder}`")),
                ("@ledger", folder) => complaints.push(format!("no duban.toml in `{folder}`")),
                _ => complaints
                    .push(format!("`{line}` is no comment (#), directive (@) or command ($)")),
            }
        }
        if !script.head.iter().any(|line| line.starts_with("# ")) {
            complaints.push("no comment says which rule the case shows".to_owned());
        }
        (directives, complaints)
    }
}
