//! Errors of the command line in the user's language, and the language itself before it is parsed.

use crate::arguments::lang;
use crate::edge::environment;
use crate::edge::output::{self, Drawn};
use crate::outcome::Exit;
use crate::refusal::Refusal;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use duban::diagnostic::nearest;
use duban::ledger::Locale;
use duban::page::refusals::names::{NameOf, NameRefused};
use duban::page::refusals::usage::{UsageProblem, UsageRefused};

/// The value of `--lang`, wherever it stands: help and errors are in that language too.
pub(crate) fn asked_language(args: impl Iterator<Item = String>) -> Option<String> {
    let mut args = args;
    while let Some(arg) = args.next() {
        if arg == "--lang" {
            return args.next();
        }
        if let Some(value) = arg.strip_prefix("--lang=") {
            return Some(value.to_owned());
        }
    }
    None
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

/// Prints the help asked for, or refuses the command line; to git, as its merge driver, so that no merge is taken for made.
pub(crate) fn refuse(error: &clap::Error, merges: bool) -> Exit {
    let exit = refused(error);
    if merges && (exit != Exit::Done || environment::arguments().count() > 3) {
        return Exit::NotMerged;
    }
    exit
}

fn refused(error: &clap::Error) -> Exit {
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        return match output::print(&error.render().to_string(), None) {
            Ok(()) => Exit::Done,
            Err(_) => Exit::Failed,
        };
    }
    let context = |kind: ContextKind| {
        error.get(kind).map(|value| match value {
            ContextValue::Strings(several) => several.join("`, `"),
            other => other.to_string(),
        })
    };
    let argument = context(ContextKind::InvalidSubcommand)
        .or_else(|| context(ContextKind::InvalidValue))
        .or_else(|| context(ContextKind::InvalidArg))
        .unwrap_or_default();
    let nearest = context(ContextKind::SuggestedSubcommand)
        .or_else(|| context(ContextKind::SuggestedArg))
        .or_else(|| context(ContextKind::SuggestedValue));
    let problem = match error.kind() {
        ErrorKind::InvalidSubcommand => UsageProblem::NoSuchCommand,
        ErrorKind::UnknownArgument => UsageProblem::NoSuchOption,
        ErrorKind::InvalidValue => UsageProblem::WrongValue,
        ErrorKind::MissingRequiredArgument => UsageProblem::Missing,
        _ => UsageProblem::Wrong,
    };
    let values = match error.get(ContextKind::ValidValue) {
        Some(ContextValue::Strings(values)) => values.clone(),
        _ => Vec::new(),
    };
    let refused = UsageRefused { problem, argument, nearest, values };
    output::say(&Drawn(refused.refusal(lang()).text(lang())));
    Exit::Usage
}
