//! `help`: the help of one command, or of all.

use crate::arguments::lang;
use crate::context::Context;
use crate::edge::output;
use crate::manual;
use crate::outcome::{Exit, Outcome};
use crate::usage;
use clap::Args;
use duban_words::words;

#[derive(Debug, Args)]
#[command(visible_alias = "帮助", about = words!(lang(), "一个命令的用法和例子", "How a command is used, with examples"), after_help = words!(lang(), "例：\n  duban help\n  duban help done\n  duban help 销号", "Examples:\n  duban help\n  duban help done"))]
pub(crate) struct HelpArgs {
    #[arg(value_name = "COMMAND", help = words!(lang(), "哪个命令的（默认总的）", "Of which command (default: of duban)"))]
    pub(crate) command: Option<String>,
}

/// Prints it; `whole` is the command line with all its commands.
pub(crate) fn run(
    context: &Context,
    args: &HelpArgs,
    mut whole: clap::Command,
) -> Result<Exit, Outcome> {
    whole.build();
    let command = usage::command(&whole, args.command.as_deref())?;
    let pager = context.settings.pager.as_deref();
    output::print(&manual::help(&whole, command, context.settings.out), pager)
        .map_err(anyhow::Error::from)?;
    Ok(Exit::Done)
}
