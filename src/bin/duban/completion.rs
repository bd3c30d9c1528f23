//! What the shell offers for an argument: the ids and names of the ledger at hand.
//!
//! Bash puts a candidate into the command line as it stands, so that a name is offered only where no shell reads more into it.

use crate::edge::{configuration, environment, files, output};
use crate::outcome::Exit;
use clap_complete::{CompleteEnv, CompletionCandidate};
use duban::ledger::Book;
use duban::render;
use std::path::PathBuf;
use std::sync::OnceLock;

/// Everything that may be written.
static WHOLE: OnceLock<fn() -> clap::Command> = OnceLock::new();

/// Answers a shell that asks what may stand at the cursor; `None` where none does.
pub(crate) fn asked(command: fn() -> clap::Command) -> Option<Exit> {
    let here = environment::current_folder();
    let all = environment::raw_arguments();
    WHOLE.get_or_init(|| command);
    match CompleteEnv::with_factory(command).try_complete(all, Some(&here)) {
        Ok(true) => Some(Exit::Done),
        Ok(false) => None,
        Err(error) => {
            output::say(&error.render().to_string());
            Some(Exit::Usage)
        }
    }
}

/// Ids of tasks, with their titles.
pub(crate) fn tasks() -> Vec<CompletionCandidate> {
    let offer = |book: &Book<'_>| {
        let tasks = book.tasks.iter();
        tasks.filter_map(|task| candidate(&task.id, &task.title)).collect()
    };
    with_book(offer)
}

/// The commands, with what they do.
pub(crate) fn commands() -> Vec<CompletionCandidate> {
    let whole = WHOLE.get().map(|whole| whole());
    let all = whole.iter().flat_map(clap::Command::get_subcommands).flat_map(|command| {
        let about = command.get_about().map(ToString::to_string).unwrap_or_default();
        let names = std::iter::once(command.get_name()).chain(command.get_visible_aliases());
        names.filter_map(|name| candidate(name, &about)).collect::<Vec<_>>()
    });
    all.collect()
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
        .flatten()
        .collect()
    })
}

/// Ids and names of areas.
pub(crate) fn areas() -> Vec<CompletionCandidate> {
    with_book(|book| {
        let all = book.areas.iter();
        all.flat_map(|area| [candidate(&area.id, &area.name), candidate(&area.name, &area.id)])
            .flatten()
            .collect()
    })
}

/// A name with words beside it; `None` where a shell would read more into it than a name.
fn candidate(value: &str, help: &str) -> Option<CompletionCandidate> {
    let help = render::safe(help).into_owned();
    let candidate = || CompletionCandidate::new(value).help(Some(help.into()));
    is_plain(value).then(candidate)
}

/// Whether every shell takes the name as it stands.
fn is_plain(name: &str) -> bool {
    let plain = |c: char| match c.is_ascii() {
        true => c.is_ascii_alphanumeric() || "-_./:=,@%+".contains(c),
        false => !c.is_whitespace(),
    };
    let first = name.chars().next();
    first.is_some_and(|c| !"-=%@".contains(c)) && name.chars().all(plain) && render::is_safe(name)
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
