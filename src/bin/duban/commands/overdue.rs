//! `overdue`: past the deadline and not complete.

use super::list;
use crate::arguments::{ListArgs, words};
use crate::outcome::{Exit, Outcome};
use crate::session::Session;
use clap::Args;

#[derive(Debug, Args)]
#[command(visible_alias = "逾期", about = words("逾期未完成的事项", "逾期未完成的事項", "Tasks past their deadline and not complete"), after_help = words("例:\n  duban overdue --dept 东海街道办\n  duban overdue --exit-code --format md", "例:\n  duban overdue --dept 東海街道辦\n  duban overdue --exit-code --format md", "Examples:\n  duban overdue --dept 东海街道办\n  duban overdue --exit-code --format md"))]
pub(crate) struct OverdueArgs {
    #[command(flatten)]
    pub(crate) list: ListArgs,
}

/// Lists them.
pub(crate) fn run(session: &Session<'_>, args: &OverdueArgs) -> Result<Exit, Outcome> {
    list::overdue(session, &args.list)
}
