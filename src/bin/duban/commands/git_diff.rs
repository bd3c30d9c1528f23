//! `git-diff`: a file of the ledger in words, as git compares it.

use super::Outcome;
use crate::cli::Cli;
use crate::cli::git::DiffArgs;
use crate::edge::{environment, files, output};
use crate::session::Exit;
use duban::history::paragraphs;
use duban::ledger::Locale;
use duban::page;
use duban::render;

/// Prints the file: tasks as paragraphs, anything else as it stands.
pub(crate) fn run(args: &DiffArgs, cli: &Cli, lang: Option<Locale>) -> Result<Exit, Outcome> {
    let given = cli.ledger.clone().or_else(environment::ledger);
    let config = files::find(given.as_deref(), &environment::current_folder()).ok();
    let lang = lang
        .or_else(|| files::locale(config.as_deref()?))
        .unwrap_or_default();
    // A difference of what is no text must still be shown.
    let text = String::from_utf8_lossy(&files::bytes(&args.file)?).into_owned();
    let book = config.and_then(|config| files::bytes(&config).ok());
    let book = book.and_then(|bytes| String::from_utf8(bytes).ok());
    let told = match book {
        Some(book) if text.contains("[[task]]") => {
            let told = page::paragraphs::text(&paragraphs(&book, &text), lang);
            told.lines()
                .map(|line| render::safe(line).into_owned() + "\n")
                .collect()
        }
        _ => text,
    };
    output::print(&told, None).map_err(anyhow::Error::from)?;
    Ok(Exit::Done)
}
