//! `init`: a small commented ledger that passes `check`.

use super::{Outcome, git_setup, save};
use crate::cli::InitArgs;
use crate::cli::git::SetupArgs;
use crate::edge::repository::Repository;
use crate::edge::{environment, files, output};
use crate::refusal::{Refusal, pick};
use crate::session::Exit;
use chrono::Datelike;
use duban::ledger::Locale;
use duban_words::{say, words};
use std::path::Path;

const BOOK: [&str; 3] = [
    include_str!("init/duban.zh-Hans.toml"),
    include_str!("init/duban.zh-Hant.toml"),
    include_str!("init/duban.en.toml"),
];
const TASKS: [&str; 3] = [
    include_str!("init/tasks.zh-Hans.toml"),
    include_str!("init/tasks.zh-Hant.toml"),
    include_str!("init/tasks.en.toml"),
];

/// Writes the files; refuses where one is there already.
pub(crate) fn run(args: &InitArgs, lang: Locale) -> Result<Exit, Outcome> {
    let year = args
        .year
        .unwrap_or_else(|| environment::today().year())
        .to_string();
    let book = BOOK[lang as usize].replace("YEAR", &year);
    let tasks = TASKS[lang as usize].replace("YEAR", &year);
    let there = files::write_new(
        &args.folder,
        &[("duban.toml", &book), ("tasks.toml", &tasks)],
    )?;
    if let Some(path) = there {
        let words = words!(
            "已经有了,没有改动:",
            "is there already, nothing was written: "
        );
        return Err(Refusal::new(format!("{}{}", pick(lang, words), path.display())).into());
    }
    let folder = args.folder.display();
    let made = say!(
        lang,
        "已建好 {folder}/duban.toml 和 {folder}/tasks.toml\n接着看:duban -C {folder}\n",
        "made {folder}/duban.toml and {folder}/tasks.toml\nnext: duban -C {folder}\n"
    );
    output::print(&made, None).map_err(anyhow::Error::from)?;
    if args.git {
        begin(&args.folder, lang)?;
    }
    Ok(Exit::Done)
}

/// The first commit, in a repository of its own where there is none around.
fn begin(folder: &Path, lang: Locale) -> Result<(), Outcome> {
    if Repository::open(folder)?.is_none() {
        Repository::make(folder)?;
    }
    let config = folder.join("duban.toml");
    git_setup::run(&config, &SetupArgs::default(), lang)?;
    let words = pick(lang, words!("建账", "the ledger begins"));
    let saved = save::commit(&config, Some(words), false, (environment::today(), lang))?;
    output::print(&saved.unwrap_or_default(), None).map_err(anyhow::Error::from)?;
    Ok(())
}
