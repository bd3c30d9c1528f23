//! `overdue`: the tasks past their deadline and not complete.

use super::list;
use crate::arguments::{ListArgs, lang};
use crate::outcome::{Exit, Outcome};
use crate::session::Session;
use clap::Args;
use duban::account::Matter;
use duban_words::words;

#[derive(Debug, Args)]
#[command(visible_alias = "逾期", about = words!(lang(), "逾期未完成的事项", "Tasks past their deadline and not complete"), after_help = words!(lang(), "例：\n  duban overdue --dept 东海街道办\n  duban overdue --exit-code --format md", "Examples:\n  duban overdue --dept 东海街道办\n  duban overdue --exit-code --format md"))]
pub(crate) struct OverdueArgs {
    #[command(flatten)]
    pub(crate) list: ListArgs,
}

/// Lists them.
pub(crate) fn run(session: &Session<'_>, args: &OverdueArgs) -> Result<Exit, Outcome> {
    list::listed(session, Matter::Overdue, &args.list)
}
