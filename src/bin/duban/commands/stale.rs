//! `stale`: without the reports owed.

use super::list;
use crate::arguments::{ListArgs, words};
use crate::outcome::{Exit, Outcome};
use crate::session::Session;
use clap::Args;

#[derive(Debug, Args)]
#[command(visible_alias = "漏报", about = words("该报未报的事项", "該報未報的事項", "Tasks whose reports are missing"), after_help = words("例:\n  duban stale --by dept", "例:\n  duban stale --by dept", "Example:\n  duban stale --by dept"))]
pub(crate) struct StaleArgs {
    #[command(flatten)]
    pub(crate) list: ListArgs,
}

/// Lists them.
pub(crate) fn run(session: &Session<'_>, args: &StaleArgs) -> Result<Exit, Outcome> {
    list::stale(session, &args.list)
}
