//! Errors of the command line in the user's language, and the language itself before it is parsed.

use crate::arguments::lang;
use crate::edge::environment::{self, Color, value_of};
use crate::edge::output::{self, Drawn};
use crate::manual::{self, command_of};
use crate::outcome::Exit;
use crate::refusal::Refusal;
use clap::Command;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use duban::diagnostic::nearest;
use duban::ledger::Locale;
use duban::page::refusals::names::{NameOf, NameRefused};
use duban::page::refusals::usage::{UsageProblem, UsageRefused};

/// The value of `--lang`, wherever it stands: help and errors are in that language too.
pub(crate) fn asked_language(args: impl Iterator<Item = String>) -> Option<String> {
    value_of(args, &["--lang"])
}

/// A language by its tag.
pub(crate) fn language(name: &str) -> Result<Locale, Refusal> {
    let known = Locale::ALL.iter().find(|(tag, _)| tag.eq_ignore_ascii_case(name));
    known.map(|(_, lang)| *lang).ok_or_else(|| {
        let tags: Vec<&str> = Locale::ALL.iter().map(|(tag, _)| *tag).collect();
        let near = nearest(name, tags.iter().copied());
        NameRefused::unknown(NameOf::Language, name, near, &tags).refusal(Locale::default())
    })
}

/// A command line that is not to be run.
pub(crate) struct Wrong {
    pub(crate) error: clap::Error,
    /// Everything that may be written.
    pub(crate) whole: Command,
    /// The command that was named.
    pub(crate) command: Option<String>,
}

/// Prints the help asked for, or refuses the command line; to git, as its merge driver, so that no merge is taken for made.
pub(crate) fn refuse(wrong: &Wrong, merges: bool) -> Exit {
    let exit = refused(wrong);
    if merges && (exit != Exit::Done || environment::arguments().count() > 3) {
        return Exit::NotMerged;
    }
    exit
}

fn refused(wrong: &Wrong) -> Exit {
    let Wrong { error, whole, .. } = wrong;
    let command = command_of(whole, wrong.command.as_deref()).unwrap_or(whole);
    let shown = match error.kind() {
        ErrorKind::DisplayHelp => output::print(
            &manual::help(whole, command, environment::canvas(Color::Auto, false)),
            None,
        ),
        ErrorKind::DisplayVersion => output::print(&error.render().to_string(), None),
        _ => {
            output::say(&Drawn(usage_refused(wrong, command).refusal(lang()).text(lang())));
            return Exit::Usage;
        }
    };
    if shown.is_ok() { Exit::Done } else { Exit::Failed }
}

/// No command has that name.
fn no_such_command(whole: &Command, typed: &str) -> UsageRefused {
    UsageRefused {
        problem: UsageProblem::NoSuchCommand,
        arguments: vec![typed.to_owned()],
        nearest: near_commands(whole, typed),
        values: Vec::new(),
        usage: None,
    }
}

/// The command of that name or alias; all of it without one.
///
/// # Errors
/// There is no such command.
pub(crate) fn command<'c>(whole: &'c Command, name: Option<&str>) -> Result<&'c Command, Refusal> {
    command_of(whole, name)
        .ok_or_else(|| no_such_command(whole, name.unwrap_or_default()).refusal(lang()))
}

/// Those that begin like it, else the nearest one.
fn near_commands(whole: &Command, typed: &str) -> Vec<String> {
    const MOST: usize = 4;
    let commands = whole.get_subcommands().filter(|command| !command.is_hide_set());
    let names: Vec<&str> = commands
        .flat_map(|command| {
            std::iter::once(command.get_name()).chain(command.get_visible_aliases())
        })
        .collect();
    let mut near: Vec<&str> =
        names.iter().copied().filter(|name| !typed.is_empty() && name.starts_with(typed)).collect();
    near.sort_by_key(|name| name.len());
    if near.is_empty() {
        near.extend(nearest(typed, names.iter().copied()));
    }
    near.into_iter().take(MOST).map(str::to_owned).collect()
}

fn usage_refused(wrong: &Wrong, command: &Command) -> UsageRefused {
    let error = &wrong.error;
    let context = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::Strings(several)) => several.clone(),
        Some(ContextValue::String(one)) => vec![one.clone()],
        Some(_) | None => Vec::new(),
    };
    let option = || context(ContextKind::InvalidArg);
    let (problem, arguments) = match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let typed = context(ContextKind::InvalidSubcommand).concat();
            return no_such_command(&wrong.whole, &typed);
        }
        ErrorKind::UnknownArgument => (UsageProblem::NoSuchOption, option()),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let value = context(ContextKind::InvalidValue).concat();
            match value.is_empty() {
                true => (UsageProblem::NoValue, option()),
                false => (UsageProblem::WrongValue, [option(), vec![value]].concat()),
            }
        }
        ErrorKind::ArgumentConflict => {
            (UsageProblem::Conflict, [option(), context(ContextKind::PriorArg)].concat())
        }
        ErrorKind::MissingRequiredArgument => (UsageProblem::Missing, option()),
        _ => (UsageProblem::Wrong, option()),
    };
    let shows_usage = matches!(problem, UsageProblem::Missing | UsageProblem::Wrong);
    UsageRefused {
        problem,
        arguments,
        nearest: [context(ContextKind::SuggestedArg), context(ContextKind::SuggestedValue)]
            .concat(),
        values: context(ContextKind::ValidValue),
        usage: shows_usage.then(|| manual::usage(command)),
    }
}
