//! Errors of the merged text that neither side had: two changes, each correct alone, that are wrong together.

use super::conflict::{About, Conflict, Merged};
use super::file::below_header;
use super::pieces::Pieces;
use super::sides::Sides;
use crate::check::{self, Depth};
use crate::diagnostic::{Diagnostic, Finding, Severity};
use crate::read::{self, LedgerFiles};
use crate::source::{SourceFile, Sources};
use std::collections::HashSet;

/// An error; it is the same on another side, wherever it stands there.
#[derive(PartialEq, Eq, Hash)]
pub(super) struct Error {
    task: Option<String>,
    finding: Finding,
}

/// Marks each task that has an error which neither side had.
pub(super) fn together(
    merged: &mut Merged,
    sides: Sides<&str>,
    cut: fn(&str) -> Pieces<'_>,
    errors: impl Fn(&str) -> Vec<Error>,
) {
    let known: HashSet<Error> = [sides.ours, sides.theirs].into_iter().flat_map(&errors).collect();
    let new = errors(&merged.text).into_iter().filter(|error| !known.contains(error));
    let mut wrong: Vec<(String, &str)> = Vec::new();
    for error in new {
        if let Some(task) = error.task.filter(|task| !wrong.iter().any(|(known, _)| known == task))
        {
            wrong.push((task, error.finding.code()));
        }
    }
    if wrong.is_empty() {
        return;
    }
    let mut text = String::new();
    let pieces = cut(&merged.text);
    text.push_str(pieces.preamble);
    for piece in &pieces.all {
        text.push_str(piece.lead);
        let code = wrong.iter().find(|(task, _)| piece.id.as_ref() == Some(task));
        match code {
            Some((task, code)) => {
                text.push_str(&below_header(piece.body, code));
                let id = Some(task.clone());
                let about = About::Together((*code).to_owned());
                merged.conflicts.push(Conflict { id, about });
            }
            None => text.push_str(piece.body),
        }
    }
    text.push_str(pieces.tail);
    merged.text = text;
}

/// The errors of a task file that belongs to a duban.toml.
pub(super) fn of_tasks(text: &str, config: &str) -> Vec<Error> {
    errors(config, Some(text))
}

/// The errors of a duban.toml.
pub(super) fn of_book(text: &str) -> Vec<Error> {
    errors(text, None)
}

fn errors(config: &str, tasks: Option<&str>) -> Vec<Error> {
    let mut sources = Sources::default();
    let config = sources.push(SourceFile::new("duban.toml", config));
    let files = tasks.map(|text| sources.push(SourceFile::new("tasks.toml", text)));
    let ledger = LedgerFiles { config, tasks: files.into_iter().collect(), prefix: String::new() };
    let reading = read::read(&sources, &[ledger]);
    let mut found = reading.found;
    found.extend(check::check(&reading.book, &sources, Depth::Errors));
    let marked = |diagnostic: &Diagnostic| matches!(diagnostic.finding, Finding::Merging(_));
    found.retain(|diagnostic| diagnostic.severity() == Severity::Error && !marked(diagnostic));
    let error =
        |diagnostic: Diagnostic| Error { task: diagnostic.task, finding: diagnostic.finding };
    found.into_iter().map(error).collect()
}
