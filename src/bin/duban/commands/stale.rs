//! `stale`: without the reports owed.

use super::list;
use crate::arguments::{ListArgs, lang};
use crate::outcome::{Exit, Outcome};
use crate::session::Session;
use clap::Args;
use duban::account::Matter;
use duban_words::words;

#[derive(Debug, Args)]
#[command(visible_alias = "漏报", about = words!(lang(), "该报未报的事项", "Tasks whose reports are missing"), after_help = words!(lang(), "例：\n  duban stale --by dept", "Example:\n  duban stale --by dept"))]
pub(crate) struct StaleArgs {
    #[command(flatten)]
    pub(crate) list: ListArgs,
}

/// Lists them.
pub(crate) fn run(session: &Session<'_>, args: &StaleArgs) -> Result<Exit, Outcome> {
    list::listed(session, Matter::Stale, &args.list)
}
