//! What the shell offers for an argument: the ids and names of the ledger at hand.

use crate::edge::{configuration, environment, files};
use clap_complete::CompletionCandidate;
use duban::ledger::Book;
use std::path::PathBuf;

/// Ids of tasks, with their titles.
pub(crate) fn tasks() -> Vec<CompletionCandidate> {
    let offer = |book: &Book<'_>| {
        let tasks = book.tasks.iter();
        tasks.map(|task| candidate(&task.id, &task.title)).collect()
    };
    with_book(offer)
}

/// Ids and names of departments.
pub(crate) fn departments() -> Vec<CompletionCandidate> {
    with_book(|book| {
        let all = book.departments.iter();
        all.flat_map(|department| {
            [
                candidate(&department.id, &department.name),
                candidate(&department.name, &department.id),
            ]
        })
        .collect()
    })
}

/// Ids and names of areas.
pub(crate) fn areas() -> Vec<CompletionCandidate> {
    with_book(|book| {
        let all = book.areas.iter();
        all.flat_map(|area| [candidate(&area.id, &area.name), candidate(&area.name, &area.id)])
            .collect()
    })
}

fn candidate(value: &str, help: &str) -> CompletionCandidate {
    CompletionCandidate::new(value).help(Some(help.to_owned().into()))
}

/// Nothing is offered where no ledger can be read: this is no place for an error.
fn with_book(
    offer: impl FnOnce(&Book<'_>) -> Vec<CompletionCandidate>,
) -> Vec<CompletionCandidate> {
    let given = asked_ledger(environment::arguments()).or_else(environment::ledger);
    let config = files::find(given.as_deref(), &environment::current_folder());
    let links = configuration::read(environment::settings_folder().as_deref());
    let loaded = config.ok().zip(links.ok());
    let loaded = loaded.and_then(|(config, links)| files::load(&config, &links, |_| {}).ok());
    loaded.map_or_else(Vec::new, |loaded| {
        let reading = duban::read::read(&loaded.sources, &loaded.ledgers);
        offer(&reading.book)
    })
}

/// The value of `-C`, wherever it stands.
fn asked_ledger(mut args: impl Iterator<Item = String>) -> Option<PathBuf> {
    while let Some(arg) = args.next() {
        if arg == "-C" || arg == "--ledger" {
            return args.next().map(PathBuf::from);
        }
        if let Some(value) = arg.strip_prefix("--ledger=") {
            return Some(PathBuf::from(value));
        }
    }
    None
}
