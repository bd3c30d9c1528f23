//! `undo`: the last write of this machine taken back, if the files are still as that write left them.

use crate::arguments::{WriteArgs, WriteFormat, lang};
use crate::edge::journal::{self, Memory};
use crate::edge::output;
use crate::outcome::{Exit, Outcome};
use crate::refusal::pick;
use crate::writing::Writing;
use crate::written::{print_diff, unified};
use clap::Args;
use duban::ledger::Locale;
use duban::render;
use serde::Serialize;

#[derive(Serialize)]
struct Undone<'a> {
    undone: &'a str,
    files: Vec<String>,
}
use duban_words::{say, words};

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
    let memory = writing.context.settings.state_folder.as_deref();
    let memory = memory.map(|state| Memory::of(state, &folder));
    let memory = memory.transpose()?;
    let last = memory.as_ref().map(Memory::last).transpose()?.flatten();
    let (Some(memory), Some((number, record))) = (memory, last) else {
        let words = words!(
            "本机没有可撤回的写入",
            "this machine has no write to take back"
        );
        return Err(anyhow::anyhow!(pick(lang, words)).into());
    };
    let back = record.reversed();
    if writing.args.dry_run {
        let texts = back.texts(&folder)?;
        let shown = texts.iter().map(|(path, old, new)| unified(path, old, new));
        print_diff(&shown.collect::<String>(), &writing.context.settings)?;
        return Ok(Exit::Done);
    }
    if let Some(changed) = writing.make(&back)? {
        let path = changed.display();
        let words = say!(
            lang,
            "{path} 已不是那次写入后的样子,没有撤回",
            "{path} is no longer as that write left it; nothing was taken back"
        );
        return Err(anyhow::anyhow!(words).into());
    }
    memory.forget(number)?;
    if back.command == "roll-over" {
        let words = words!(
            "结转在两本台账里各是一笔:另一本里也要 undo\n",
            "a roll-over is one write in each of two ledgers: undo the other one too\n"
        );
        output::say(pick(lang, words));
    }
    let (command, files) = (&back.command, back.paths().join(", "));
    let told = match lang {
        _ if writing.args.format == WriteFormat::Json => {
            let body = Undone {
                undone: command,
                files: back.paths(),
            };
            render::json("undo", &body).map_err(anyhow::Error::from)?
        }
        Locale::ZhHans => format!("已撤回 {command}:{files}\n"),
        Locale::ZhHant => format!("已撤回 {command}:{files}\n"),
        Locale::En => format!("took back {command}: {files}\n"),
    };
    output::print(&told, None).map_err(anyhow::Error::from)?;
    Ok(Exit::Done)
}
