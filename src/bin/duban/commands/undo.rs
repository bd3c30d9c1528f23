//! `undo`: the last write of this machine taken back, if the files are still as that write left them.

use crate::arguments::{WriteArgs, WriteFormat, lang};
use crate::edge::journal::{self, Memory, Record};
use crate::edge::output;
use crate::outcome::{Exit, Outcome};
use crate::writing::Writing;
use crate::written::{print_diff, unified};
use anyhow::anyhow;
use clap::Args;
use duban::page::refusals::done::Done;
use duban::page::refusals::notes::Note;
use duban::page::refusals::writing::WriteFailed;
use duban::render;
use duban_words::words;
use serde::Serialize;
use std::path::Path;

#[derive(Serialize)]
struct Undone<'a> {
    undone: &'a str,
    files: Vec<String>,
}
#[derive(Debug, Args)]
#[command(visible_alias = "撤回", about = words!(lang(), "撤回本机的上一次写入", "Take back the last write of this machine"), after_help = words!(lang(), "例:\n  duban undo --dry-run\n  duban undo", "Examples:\n  duban undo --dry-run\n  duban undo"))]
pub(crate) struct UndoArgs {
    #[command(flatten)]
    pub(crate) write: WriteArgs,
}

/// Takes it back.
pub(crate) fn run(writing: &Writing<'_>) -> Result<Exit, Outcome> {
    let (folder, lang) = (writing.folder(), writing.lang());
    let _lock = writing.lock()?;
    journal::recover(&folder)?;
    let state = writing.context.settings.state_folder.as_deref();
    let memory = state.map(|state| Memory::of(state, &folder)).transpose()?;
    let last = memory.as_ref().map(Memory::last).transpose()?.flatten();
    let (Some(memory), Some((number, record))) = (memory, last) else {
        return Err(anyhow!(WriteFailed::NothingToTakeBack.words(lang)).into());
    };
    let back = record.reversed();
    if writing.args.dry_run {
        return show(writing, &back, &folder);
    }
    if let Some(path) = writing.make(&back)? {
        let path = path.display().to_string();
        return Err(anyhow!(WriteFailed::ChangedSince { path }.words(lang)).into());
    }
    memory.forget(number)?;
    if back.command == "roll-over" {
        output::say(&Note::OtherLedgerToo.words(lang));
    }
    answer(writing, back)
}

/// Shows what would be taken back.
fn show(writing: &Writing<'_>, back: &Record, folder: &Path) -> Result<Exit, Outcome> {
    let texts = back.texts(folder)?;
    let shown = texts.iter().map(|(path, old, new)| unified(path, old, new));
    print_diff(&shown.collect::<String>(), &writing.context.settings)?;
    Ok(Exit::Done)
}

fn answer(writing: &Writing<'_>, back: Record) -> Result<Exit, Outcome> {
    let files = back.paths();
    let text = if writing.args.format == WriteFormat::Json {
        let undone = &back.command;
        render::json("undo", &Undone { undone, files }).map_err(anyhow::Error::from)?
    } else {
        let command = back.command;
        Done::TookBack { command, files }.words(writing.lang())
    };
    output::print(&text, None).map_err(anyhow::Error::from)?;
    Ok(Exit::Done)
}
