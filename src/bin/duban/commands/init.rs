//! `init`: a small commented ledger that passes `check`; or a whole one out of a plan.

pub(crate) mod arguments;
mod from;

use super::git_setup::SetupArgs;
use super::{git_setup, save};
use crate::context::Context;
use crate::edge::repository::Repository;
use crate::edge::{files, output};
use crate::outcome::{Exit, Outcome};
use arguments::InitArgs;
use chrono::Datelike;
use duban::page::first_ledger;
use duban::page::refusals::done::{self, Done};
use duban::page::refusals::ledger::LedgerRefused;
use std::path::Path;

/// What git leaves out: journals and what is being written.
const LEFT_OUT: &str = ".duban-*";

/// Writes the files; refuses where one is there already.
pub(crate) fn run(context: &Context, args: &InitArgs) -> Result<Exit, Outcome> {
    let lang = context.settings.first_language();
    if let Some(path) = &args.from {
        if !from::run(context, args, path)? {
            return Ok(Exit::Done);
        }
        return finish(context, args);
    }
    let year = args.year.map_or_else(|| context.as_of().map(|day| day.year()), Ok)?;
    let [book, tasks] = first_ledger::files(year, lang);
    let new = [("duban.toml", book.as_str()), ("tasks.toml", &tasks)];
    if let Some(path) = files::write_new(&args.folder, &new)? {
        return Err(LedgerRefused::AlreadyThere { path }.refusal(lang).into());
    }
    context.mark_acted();
    let folder = args.folder.clone();
    output::print(&Done::Made { folder }.words(lang), None).map_err(anyhow::Error::from)?;
    finish(context, args)
}

/// What goes along with every new ledger.
fn finish(context: &Context, args: &InitArgs) -> Result<Exit, Outcome> {
    files::add_line(&args.folder.join(".gitignore"), LEFT_OUT)?;
    if args.git {
        begin(&args.folder, context)?;
    }
    Ok(Exit::Done)
}

/// Makes the first commit, in a new repository where the folder lies in none.
fn begin(folder: &Path, context: &Context) -> Result<(), Outcome> {
    if Repository::open(folder)?.is_none() {
        Repository::make(folder)?;
    }
    let config = folder.join("duban.toml");
    let lang = context.settings.first_language();
    git_setup::set_up(&config, &SetupArgs::default(), lang)?;
    let message = done::first_commit(lang);
    let request = save::Request { words: Some(&message), ..save::Request::default() };
    let saved = save::commit(&config, context, &request)?;
    output::print(&saved.unwrap_or_default(), None).map_err(anyhow::Error::from)?;
    Ok(())
}
