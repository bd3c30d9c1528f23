//! `blockers`: the tasks with open blockers.

use super::list;
use crate::arguments::{ListArgs, lang};
use crate::outcome::{Exit, Outcome};
use crate::session::Session;
use clap::Args;
use duban::account::Matter;
use duban_words::words;

#[derive(Debug, Args)]
#[command(visible_alias = "阻点", about = words!(lang(), "未解决的阻点", "Open blockers"), after_help = words!(lang(), "例：\n  duban blockers --stuck", "Example:\n  duban blockers --stuck"))]
pub(crate) struct BlockersArgs {
    #[arg(long, help = words!(lang(), "只看超时的", "Those stuck at their stage only"))]
    pub(crate) stuck: bool,
    #[command(flatten)]
    pub(crate) list: ListArgs,
}

/// Lists them.
pub(crate) fn run(session: &Session<'_>, args: &BlockersArgs) -> Result<Exit, Outcome> {
    let matter = if args.stuck { Matter::Stuck } else { Matter::Blocked };
    list::listed(session, matter, &args.list)
}
