//! `git-merge`: two changes of a file of the ledger joined, as git's merge driver.

use super::Outcome;
use crate::cli::git::MergeArgs;
use crate::edge::{files, output, repository};
use crate::session::Exit;
use anyhow::Context;
use duban::ledger::Locale;
use duban::merge::{self, Sides};
use duban::page::merging;
use duban::read;
use std::path::Path;

/// Writes the result over this side's file; 1 where something is left to be decided.
pub(crate) fn run(args: &MergeArgs, lang: Option<Locale>) -> Result<Exit, Outcome> {
    let config = repository::config_above(&args.path);
    let lang = lang
        .or_else(|| files::locale(config.as_deref()?))
        .unwrap_or_default();
    let texts = Sides {
        base: text(&args.base)?,
        ours: text(&args.ours)?,
        theirs: text(&args.theirs)?,
    };
    let sides = Sides {
        base: texts.base.as_str(),
        ours: texts.ours.as_str(),
        theirs: texts.theirs.as_str(),
    };
    let merged = match args.path.file_name() == Some("duban.toml".as_ref()) {
        true => merge::book(sides),
        false => {
            // Without it nothing that comes out can be judged; it is joined all the same.
            let config = config.and_then(|config| text(&config).ok());
            merge::tasks(sides, &config.unwrap_or_default())
        }
    };
    if merged.text != texts.ours {
        repository::overwrite(&args.ours, &merged.text)?;
    }
    if merged.conflicts.is_empty() {
        return Ok(Exit::Done);
    }
    let path = args.path.display().to_string();
    output::say(&merging::conflicts(&path, &merged.conflicts, lang));
    Ok(Exit::Found)
}

fn text(path: &Path) -> anyhow::Result<String> {
    let bytes = files::bytes(path)?;
    let text = read::decode(bytes).ok();
    text.with_context(|| format!("{}: UTF-8", path.display()))
}
