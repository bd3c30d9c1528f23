//! What is wrong with the joined text and with neither side: two changes, each right alone, that are not together.

use super::file::below_header;
use super::pieces::Pieces;
use super::{About, Conflict, Merged, Sides};
use crate::check::{self, Depth};
use crate::diagnostic::{Diagnostic, Finding, Severity};
use crate::read::{self, LedgerFiles};
use crate::source::{SourceFile, Sources};
use std::collections::HashSet;

/// An error, known again on another side by its evidence.
pub(super) struct Error {
    task: Option<String>,
    code: &'static str,
    evidence: String,
}

/// Marks each task that has an error which neither side had.
pub(super) fn together(
    merged: &mut Merged,
    sides: Sides<&str>,
    cut: fn(&str) -> Pieces<'_>,
    errors: impl Fn(&str) -> Vec<Error>,
) {
    let known: HashSet<String> = [sides.ours, sides.theirs]
        .into_iter()
        .flat_map(&errors)
        .map(|own| own.evidence)
        .collect();
    let new = errors(&merged.text)
        .into_iter()
        .filter(|own| !known.contains(&own.evidence));
    let mut wrong: Vec<(String, &str)> = Vec::new();
    for own in new {
        if let Some(task) = own
            .task
            .filter(|task| !wrong.iter().any(|(known, _)| known == task))
        {
            wrong.push((task, own.code));
        }
    }
    if wrong.is_empty() {
        return;
    }
    let mut text = String::new();
    let pieces = cut(&merged.text);
    text.push_str(pieces.preamble);
    for own in &pieces.all {
        text.push_str(own.lead);
        let code = wrong.iter().find(|(task, _)| own.id.as_ref() == Some(task));
        match code {
            Some((task, code)) => {
                text.push_str(&below_header(own.body, code));
                let id = Some(task.clone());
                let about = About::Together((*code).to_owned());
                merged.conflicts.push(Conflict { id, about });
            }
            None => text.push_str(own.body),
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
    let ledger = LedgerFiles {
        config,
        tasks: files.into_iter().collect(),
        prefix: String::new(),
    };
    let reading = read::read(&sources, &[ledger]);
    let mut found = reading.found;
    found.extend(check::check(&reading.book, &sources, Depth::Errors));
    let marked = |one: &Diagnostic| matches!(one.finding, Finding::Merging(_));
    found.retain(|one| one.severity() == Severity::Error && !marked(one));
    let error = |one: Diagnostic| Error {
        code: one.finding.code(),
        evidence: format!("{:?} {:?}", one.task, one.finding),
        task: one.task,
    };
    found.into_iter().map(error).collect()
}
