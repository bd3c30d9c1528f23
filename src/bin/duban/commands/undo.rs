//! `undo`: the last write of this machine taken back, if the files are still as that write left them.

use crate::arguments::{WriteArgs, WriteFormat, lang};
use crate::edge::output;
use crate::outcome::{Exit, Outcome};
use crate::writing::Writing;
use crate::written::{print_diff, unified};
use anyhow::anyhow;
use clap::Args;
use duban::ledger::Locale;
use duban::page::refusals::done::Done;
use duban::page::refusals::notes::Note;
use duban::page::refusals::writing::WriteFailed;
use duban::render;
use duban::store::{Memory, Record, Remembered, Stand, Unremembered};
use duban_words::words;
use serde::Serialize;
use std::path::Path;

#[derive(Serialize)]
struct Undone<'a> {
    undone: &'a str,
    files: Vec<String>,
}
#[derive(Debug, Args)]
#[command(visible_alias = "撤回", about = words!(lang(), "撤回本机的上一次写入", "Take back the last write of this machine"), after_help = words!(lang(), "例：\n  duban undo --dry-run\n  duban undo", "Examples:\n  duban undo --dry-run\n  duban undo"))]
pub(crate) struct UndoArgs {
    #[arg(long, help = words!(lang(), "其后有一次写入没有记下，也撤回记得的最后一次", "Take back the last write remembered, though a later one was not"))]
    pub(crate) older: bool,
    #[command(flatten)]
    pub(crate) write: WriteArgs,
}

/// Takes it back.
pub(crate) fn run(writing: &Writing<'_>, args: &UndoArgs) -> Result<Exit, Outcome> {
    let (folder, lang) = (writing.folder(), writing.lang());
    let _lock = writing.lock()?;
    writing.recover()?;
    let state = writing.context.settings.state_folder.as_deref();
    let memory = state.map(|state| Memory::of(state, &folder)).transpose()?;
    let last = memory.as_ref().map(Memory::last).transpose()?.flatten();
    let (Some(memory), Some((number, mut remembered))) = (memory, last) else {
        return Err(failed(&WriteFailed::NothingToTakeBack, lang));
    };
    let cut_off = writing.pending()?;
    let back = remembered.record.clone().reversed();
    if !is_made(&remembered, &folder, cut_off.as_ref(), lang)? {
        return never_made(writing, &memory, number, remembered);
    }
    if !args.older {
        is_last(writing, &remembered)?;
    }
    if writing.args.dry_run {
        return show(writing, &back, cut_off.as_ref());
    }
    // Asked before anything is written: afterwards a file that cannot be read would be told as a write that failed.
    writing.context.commits()?;
    memory.sweep();
    remembered.undoing = true;
    memory.rewrite(number, &remembered)?;
    if let Some(path) = writing.take_back(&back)? {
        let path = path.display().to_string();
        return Err(failed(&WriteFailed::ChangedSince { path }, lang));
    }
    // Where this fails the next `undo` finds by the files that the write is taken back.
    let _ = memory.forget(number);
    if back.command == "roll-over" {
        output::say(&Note::OtherLedgerToo.words(lang));
    }
    answer(writing, back)
}

fn failed(why: &WriteFailed, lang: Locale) -> Outcome {
    anyhow!(why.words(lang)).into()
}

/// Whether the files are as the write left them; false where they are as they were before it.
fn is_made(
    remembered: &Remembered,
    folder: &Path,
    cut_off: Option<&Record>,
    lang: Locale,
) -> Result<bool, Outcome> {
    let stands = remembered.record.stands(folder, cut_off)?;
    if stands.iter().all(|(_, stand)| *stand == Stand::Before) {
        return Ok(false);
    }
    let changed = stands.iter().find(|(_, stand)| *stand != Stand::After);
    changed.map_or(Ok(true), |(path, _)| {
        let path = path.display().to_string();
        Err(failed(&WriteFailed::ChangedSince { path }, lang))
    })
}

/// A write that was cut off before it wrote anything, or that an undo which was cut off has taken back.
fn never_made(
    writing: &Writing<'_>,
    memory: &Memory,
    number: u64,
    remembered: Remembered,
) -> Result<Exit, Outcome> {
    if !writing.args.dry_run {
        memory.forget(number)?;
    }
    let lang = writing.lang();
    if !remembered.undoing {
        let command = remembered.record.command;
        return Err(failed(&WriteFailed::NeverMade { command }, lang));
    }
    output::say(&Note::TakenBackBefore.words(lang));
    answer(writing, remembered.record)
}

/// Refuses where a later write was not remembered.
fn is_last(writing: &Writing<'_>, remembered: &Remembered) -> Result<(), Outcome> {
    if !Unremembered::of(&writing.folder()).is_set() {
        return Ok(());
    }
    let (command, files) = (remembered.record.command.clone(), remembered.record.paths());
    Err(failed(&WriteFailed::LaterUnremembered { command, files }, writing.lang()))
}

fn show(writing: &Writing<'_>, back: &Record, cut_off: Option<&Record>) -> Result<Exit, Outcome> {
    let folder = writing.folder();
    let texts = back.texts(&folder, cut_off)?;
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
