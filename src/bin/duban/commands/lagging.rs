//! `lagging`: the tasks behind their plan.

use super::list;
use crate::arguments::{ListArgs, lang};
use crate::outcome::{Exit, Outcome};
use crate::session::Session;
use clap::Args;
use duban::account::Matter;
use duban_words::words;

#[derive(Debug, Args)]
#[command(visible_alias = "滞后", about = words!(lang(), "落后于序时进度的事项", "Tasks behind the plan"), after_help = words!(lang(), "例：\n  duban lagging --area 城市 --sort lag", "Example:\n  duban lagging --area 城市 --sort lag"))]
pub(crate) struct LaggingArgs {
    #[command(flatten)]
    pub(crate) list: ListArgs,
}

/// Lists them.
pub(crate) fn run(session: &Session<'_>, args: &LaggingArgs) -> Result<Exit, Outcome> {
    list::listed(session, Matter::Lagging, &args.list)
}
