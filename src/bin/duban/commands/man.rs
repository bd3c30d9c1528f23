//! `man`: a manual page, made from the same definitions as the help.

use crate::arguments::lang;
use crate::context::Context;
use crate::edge::output;
use crate::outcome::{Exit, Outcome};
use anyhow::Context as _;
use clap::Args;
use duban::diagnostic::nearest;
use duban::page::refusals::names::{NameOf, NameRefused};
use duban_words::words;

#[derive(Debug, Args)]
#[command(about = words!(lang(), "输出手册页", "Print a manual page"), after_help = words!(lang(), "例：\n  duban man | man -l -\n  duban man done | man -l -", "Examples:\n  duban man | man -l -\n  duban man done | man -l -"))]
pub(crate) struct ManArgs {
    #[arg(value_name = "COMMAND", help = words!(lang(), "哪个命令的（默认总的）", "Of which command (default: of duban)"))]
    pub(crate) command: Option<String>,
}

/// Prints it; `whole` is the command line with all its commands.
pub(crate) fn run(
    context: &Context,
    args: &ManArgs,
    mut whole: clap::Command,
) -> Result<Exit, Outcome> {
    whole.build();
    let page = match args.command.as_deref() {
        None => whole,
        Some(name) => {
            let names: Vec<String> =
                whole.get_subcommands().map(|command| command.get_name().to_owned()).collect();
            let command = whole.find_subcommand(name).ok_or_else(|| {
                let near = nearest(name, names.iter().map(String::as_str));
                NameRefused::unknown(NameOf::Command, name, near, &[]).refusal(context.lang())
            })?;
            command.clone()
        }
    };
    let mut roff = Vec::new();
    clap_mangen::Man::new(page).render(&mut roff).context("man")?;
    let text = String::from_utf8(roff).context("man")?;
    output::print(&text, None).map_err(anyhow::Error::from)?;
    Ok(Exit::Done)
}
