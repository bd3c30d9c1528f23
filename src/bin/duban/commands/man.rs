//! `man`: a manual page, made from the same definitions as the help.

use crate::arguments::lang;
use crate::edge::output;
use crate::manual;
use crate::outcome::{Exit, Outcome};
use crate::usage;
use clap::Args;
use duban_words::words;

#[derive(Debug, Args)]
#[command(about = words!(lang(), "输出手册页", "Print a manual page"), after_help = words!(lang(), "例：\n  duban man | man -l -\n  duban man done | man -l -", "Examples:\n  duban man | man -l -\n  duban man done | man -l -"))]
pub(crate) struct ManArgs {
    #[arg(value_name = "COMMAND", help = words!(lang(), "哪个命令的（默认总的）", "Of which command (default: of duban)"))]
    pub(crate) command: Option<String>,
}

/// Prints it; `whole` is the command line with all its commands.
pub(crate) fn run(args: &ManArgs, mut whole: clap::Command) -> Result<Exit, Outcome> {
    whole.build();
    let command = usage::command(&whole, args.command.as_deref())?;
    output::print(&manual::page(&whole, command), None).map_err(anyhow::Error::from)?;
    Ok(Exit::Done)
}
