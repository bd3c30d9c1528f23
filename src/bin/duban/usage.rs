//! Errors of the command line in the user's language, and the language itself before it is parsed.

use crate::cli::lang;
use crate::edge::output;
use crate::refusal::{Refusal, unknown};
use crate::session::Exit;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use duban::diagnostic::nearest;
use duban::ledger::Locale;
use duban_words::words;

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
    let known = Locale::ALL
        .iter()
        .find(|(tag, _)| tag.eq_ignore_ascii_case(name));
    known.map(|(_, lang)| *lang).ok_or_else(|| {
        let tags: Vec<&str> = Locale::ALL.iter().map(|(tag, _)| *tag).collect();
        unknown(
            words!("语言", "language"),
            name,
            nearest(name, tags.iter().copied()),
            &tags,
            Locale::default(),
        )
    })
}

/// Prints the help asked for, or what is wrong with the command line.
pub(crate) fn refuse(error: &clap::Error) -> Exit {
    if matches!(
        error.kind(),
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion
    ) {
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
    let near = context(ContextKind::SuggestedSubcommand)
        .or_else(|| context(ContextKind::SuggestedArg))
        .or_else(|| context(ContextKind::SuggestedValue));
    let what = match error.kind() {
        ErrorKind::InvalidSubcommand => words!(lang(), "没有这个命令", "no such command"),
        ErrorKind::UnknownArgument => words!(
            lang(),
            "没有这个选项或多了内容",
            "no such option, or one word too many"
        ),
        ErrorKind::InvalidValue => {
            words!(lang(), "选项的值不对", "not a value of this option")
        }
        ErrorKind::MissingRequiredArgument => words!(lang(), "还缺", "missing"),
        _ => words!(lang(), "命令写法有误", "the command line is wrong"),
    };
    let values = match error.get(ContextKind::ValidValue) {
        Some(ContextValue::Strings(values)) if !values.is_empty() => Some(values.join(", ")),
        _ => None,
    };
    let near = near.map(|near| format!("{} `{near}`?", words!(lang(), "是不是", "did you mean")));
    let help = near.or(values).unwrap_or_else(|| {
        words!(
            lang(),
            "duban --help 列出全部命令和选项",
            "duban --help lists commands and options"
        )
        .to_owned()
    });
    let error = words!(lang(), "错误", "error");
    output::say(&format!(
        "{error}: {what}: `{argument}`\n  = help: {help}\n"
    ));
    Exit::Usage
}
