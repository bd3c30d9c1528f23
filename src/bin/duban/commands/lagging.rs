//! `lagging`: behind the plan.

use super::list;
use crate::arguments::{ListArgs, words};
use crate::outcome::{Exit, Outcome};
use crate::session::Session;
use clap::Args;

#[derive(Debug, Args)]
#[command(visible_alias = "滞后", about = words("落后于序时进度的事项", "落後於序時進度的事項", "Tasks behind the plan"), after_help = words("例:\n  duban lagging --area 城市 --sort lag", "例:\n  duban lagging --area 城市 --sort lag", "Example:\n  duban lagging --area 城市 --sort lag"))]
pub(crate) struct LaggingArgs {
    #[command(flatten)]
    pub(crate) list: ListArgs,
}

/// Lists them.
pub(crate) fn run(session: &Session<'_>, args: &LaggingArgs) -> Result<Exit, Outcome> {
    list::lagging(session, &args.list)
}
