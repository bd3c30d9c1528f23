//! What the shell offers for an argument: the ids and names of the ledger at hand.
//!
//! Bash puts a candidate into the command line as it stands, so that a name is offered only where no shell reads more into it.

use crate::arguments::lang;
use crate::edge::{configuration, environment, files, output};
use crate::outcome::Exit;
use clap::Arg;
use clap_complete::{ArgValueCandidates, CompleteEnv, CompletionCandidate};
use duban::account::{By, Light, Sort, Standing};
use duban::calendar::{Cadence, Period, PeriodUnit, parse_date};
use duban::ledger::{Book, Kind, Locale};
use duban::page::{manual, words};
use duban::render;
use std::cmp::Reverse;
use std::collections::BTreeMap;
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
fn tasks() -> Vec<CompletionCandidate> {
    with_book(tasks_of)
}

fn tasks_of(book: &Book<'_>) -> Vec<CompletionCandidate> {
    book.tasks.iter().filter_map(|task| candidate(&task.id, &task.title)).collect()
}

/// The commands, with what they do.
fn commands() -> Vec<CompletionCandidate> {
    let whole = WHOLE.get().map(|whole| whole());
    let all = whole.iter().flat_map(clap::Command::get_subcommands).flat_map(|command| {
        let about = command.get_about().map(ToString::to_string).unwrap_or_default();
        let names = std::iter::once(command.get_name()).chain(command.get_visible_aliases());
        names.filter_map(|name| candidate(name, &about)).collect::<Vec<_>>()
    });
    all.collect()
}

/// Ids and names of departments.
fn departments() -> Vec<CompletionCandidate> {
    with_book(departments_of)
}

fn departments_of(book: &Book<'_>) -> Vec<CompletionCandidate> {
    let pairs = book.departments.iter().map(|department| (&department.id, &department.name));
    pairs.flat_map(|(id, name)| [candidate(id, name), candidate(name, id)]).flatten().collect()
}

/// Ids and names of areas.
fn areas() -> Vec<CompletionCandidate> {
    with_book(areas_of)
}

fn areas_of(book: &Book<'_>) -> Vec<CompletionCandidate> {
    let pairs = book.areas.iter().map(|area| (&area.id, &area.name));
    pairs.flat_map(|(id, name)| [candidate(id, name), candidate(name, id)]).flatten().collect()
}

/// What has a card: tasks by their ids, departments, areas and leaders, then tasks by their titles.
fn carded() -> Vec<CompletionCandidate> {
    with_book(|book| {
        let titles = book.tasks.iter();
        let titles = titles.filter_map(|task| candidate(&task.title, &task.id)).collect();
        let all = [tasks_of(book), departments_of(book), areas_of(book), leaders_of(book), titles];
        all.into_iter().flatten().collect()
    })
}

/// The leaders of tasks.
fn leaders() -> Vec<CompletionCandidate> {
    with_book(leaders_of)
}

fn leaders_of(book: &Book<'_>) -> Vec<CompletionCandidate> {
    counted(book.tasks.iter().filter_map(|task| task.leader.as_deref()))
}

fn tags() -> Vec<CompletionCandidate> {
    with_book(|book| counted(book.tasks.iter().flat_map(|task| &task.tags).map(AsRef::as_ref)))
}

fn sources() -> Vec<CompletionCandidate> {
    with_book(|book| counted(book.tasks.iter().filter_map(|task| task.source.as_deref())))
}

/// Each name once, the most frequent first, with how many tasks have it.
fn counted<'n>(names: impl Iterator<Item = &'n str>) -> Vec<CompletionCandidate> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    names.for_each(|name| *counts.entry(name).or_default() += 1);
    let mut counts: Vec<(&str, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| Reverse(*count));
    let offers = counts.into_iter();
    offers.filter_map(|(name, count)| candidate(name, &manual::of_tasks(count, lang()))).collect()
}

fn lights() -> Vec<CompletionCandidate> {
    worded(&Light::ALL, |light| words::light(light, None, lang()))
}

fn standings() -> Vec<CompletionCandidate> {
    worded(&Standing::ALL, |standing| words::standing(standing, lang()))
}

fn kinds() -> Vec<CompletionCandidate> {
    worded(&Kind::ALL, |kind| words::kind(kind, lang()))
}

fn groups() -> Vec<CompletionCandidate> {
    worded(&By::ALL, |by| words::by(by, lang()))
}

fn orders() -> Vec<CompletionCandidate> {
    Sort::ALL.iter().filter_map(|(name, _)| candidate(name, "")).collect()
}

/// The names of values, then what they are called.
fn worded<T: Copy>(
    all: &[(&'static str, T)],
    words: impl Fn(T) -> String,
) -> Vec<CompletionCandidate> {
    let names = all.iter().filter_map(|(name, value)| candidate(name, &words(*value)));
    let called = all.iter().filter_map(|(name, value)| {
        let word = words(*value);
        (word != *name).then(|| candidate(&word, name)).flatten()
    });
    names.chain(called).collect()
}

/// The periods up to the day, the running one first.
fn periods() -> Vec<CompletionCandidate> {
    const MOST: usize = 6;
    let typed =
        environment::value_of(environment::arguments(), &["--as-of"]).or_else(environment::as_of);
    let today = environment::today();
    let as_of = today.map(|today| {
        typed.as_deref().and_then(|typed| parse_date(typed, today).ok()).unwrap_or(today)
    });
    let Some(as_of) = as_of else { return Vec::new() };
    with_book(|book| {
        let cadence = book.first_ledger().and_then(|ledger| ledger.rules.cadence);
        let unit = cadence.map_or(PeriodUnit::Month, Cadence::unit);
        let running = Some(Period::containing(unit, as_of));
        let all = std::iter::successors(running, |period| period.previous()).take(MOST);
        let all: Vec<(String, String)> =
            all.map(|period| (period.to_string(), words::period(period, as_of, lang()))).collect();
        let stable = all.iter().filter_map(|(name, words)| candidate(name, words));
        let called = all.iter().filter_map(|(name, words)| candidate(words, name));
        if lang() == Locale::En { stable.collect() } else { called.chain(stable).collect() }
    })
}

/// An argument with what the shell offers for it.
pub(crate) fn completed(arg: Arg) -> Arg {
    let names = arg.get_value_names().unwrap_or_default();
    let name = names.first().map_or("", |name| name.as_str());
    let offers = match name {
        // An id that is typed for a new task is none of these.
        "ID" if arg.get_long() != Some("id") => tasks,
        "AREA" => areas,
        "DEPT" | "DEPARTMENT" => departments,
        "COMMAND" => commands,
        "LEADER" => leaders,
        "TAG" => tags,
        "SOURCE" => sources,
        "LIGHT" => lights,
        "STANDING" => standings,
        "KIND" => kinds,
        "GROUP" => groups,
        "PERIOD" => periods,
        "NAME" => carded,
        "ORDER" if arg.get_long() == Some("sort") => orders,
        _ => return arg,
    };
    arg.add(ArgValueCandidates::new(offers))
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
    let given =
        environment::value_of(environment::arguments(), &["-C", "--ledger"]).map(PathBuf::from);
    let given = given.or_else(environment::ledger);
    let config = files::find(given.as_deref(), &environment::current_folder());
    let links = configuration::read(environment::settings_folder().as_deref());
    let loaded = config.ok().zip(links.ok());
    let loaded = loaded.and_then(|(config, links)| files::load(&config, &links, |_| {}).ok());
    loaded.map_or_else(Vec::new, |loaded| {
        let reading = duban::read::read(&loaded.sources, &loaded.ledgers);
        offer(&reading.book)
    })
}
