//! `git-diff`: a file of the ledger in words, as git compares it.

use crate::arguments::lang;
use crate::context::{Context, locale_of};
use crate::edge::{files, output};
use crate::outcome::{Exit, Outcome};
use clap::Args;
use duban::history::paragraphs;
use duban::page;
use duban::render;
use duban_words::words;
use std::path::PathBuf;

#[derive(Debug, Args)]
#[command(about = words!(lang(), "git 的比较驱动：一项一段、一条记录一行", "Diff driver of git: a task a paragraph, an event a line"), after_help = words!(lang(), "由 git 调用；duban git-setup 装上，git diff --no-textconv 看原文", "Called by git; `duban git-setup` installs it, `git diff --no-textconv` shows the text itself"))]
pub(crate) struct DiffArgs {
    #[arg(value_name = "FILE", allow_hyphen_values = true, help = words!(lang(), "文件", "The file"))]
    pub(crate) file: PathBuf,
}

/// Prints the file: tasks as paragraphs, anything else as it stands.
pub(crate) fn run(context: &Context, args: &DiffArgs) -> Result<Exit, Outcome> {
    // git also compares files that are not UTF-8.
    let text = String::from_utf8_lossy(&files::bytes(&args.file)?).into_owned();
    let book = context.find().ok().and_then(|config| files::bytes(config).ok());
    let book = book.and_then(|bytes| String::from_utf8(bytes).ok());
    let shown = match book {
        Some(book) if text.contains("[[task]]") => {
            context.speak(locale_of(&book));
            let text = page::reviews::paragraphs::text(&paragraphs(&book, &text), context.lang());
            text.lines().map(|line| render::safe(line).into_owned() + "\n").collect()
        }
        _ => text,
    };
    output::print(&shown, None).map_err(anyhow::Error::from)?;
    Ok(Exit::Done)
}
