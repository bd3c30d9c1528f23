//! `due`: due within some days and not complete, and the steps missed; or what is to be answered.

use super::list;
use crate::arguments::{ListArgs, words};
use crate::outcome::{Exit, Outcome};
use crate::session::Session;
use clap::Args;

#[derive(Debug, Args)]
#[command(visible_alias = "到期", about = words("即将到期的事项和错过的节点", "即將到期的事項和錯過的節點", "Tasks soon due, and missed milestones"), after_help = words("例:\n  duban due --within 10d\n  duban due --answers", "例:\n  duban due --within 10d\n  duban due --answers", "Examples:\n  duban due --within 10d\n  duban due --answers"))]
pub(crate) struct DueArgs {
    #[arg(long, value_name = "DAYS", default_value = "7d", help = words("多少天内,如 10d", "多少天內,如 10d", "Within how many days, like 10d"))]
    pub(crate) within: String,
    #[arg(long, help = words("改列未答复的批示、催办", "改列未答覆的批示、催辦", "List orders and notices to be answered instead"))]
    pub(crate) answers: bool,
    #[command(flatten)]
    pub(crate) list: ListArgs,
}

/// Lists them.
pub(crate) fn run(session: &Session<'_>, args: &DueArgs) -> Result<Exit, Outcome> {
    list::due(session, &args.list, (&args.within, args.answers))
}
