//! `blockers`: with open blockers.

use super::list;
use crate::arguments::{ListArgs, words};
use crate::outcome::{Exit, Outcome};
use crate::session::Session;
use clap::Args;

#[derive(Debug, Args)]
#[command(visible_alias = "阻点", about = words("未解决的阻点", "未解決的阻點", "Open blockers"), after_help = words("例:\n  duban blockers --stuck", "例:\n  duban blockers --stuck", "Example:\n  duban blockers --stuck"))]
pub(crate) struct BlockersArgs {
    #[arg(long, help = words("只看超时的", "只看超時的", "Those stuck at their stage only"))]
    pub(crate) stuck: bool,
    #[command(flatten)]
    pub(crate) list: ListArgs,
}

/// Lists them.
pub(crate) fn run(session: &Session<'_>, args: &BlockersArgs) -> Result<Exit, Outcome> {
    list::blockers(session, &args.list, args.stuck)
}
