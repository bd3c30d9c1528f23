//! `due`: the tasks due within some days and not complete, and the steps missed; or the orders and notices to be answered.

use super::list::{self, order};
use crate::arguments::{ListArgs, lang};
use crate::outcome::{Exit, Outcome};
use crate::session::Session;
use clap::Args;
use duban::account::{Matter, MissedStep, Sort, Totals};
use duban::calendar::parse_days;
use duban::page;
use duban::page::refusals::dates::DateRefused;
use duban_words::words;
use serde::Serialize;

#[derive(Debug, Args)]
#[command(visible_alias = "到期", about = words!(lang(), "即将到期的事项和错过的节点", "Tasks soon due, and missed milestones"), after_help = words!(lang(), "例：\n  duban due --within 10d\n  duban due --answers", "Examples:\n  duban due --within 10d\n  duban due --answers"))]
pub(crate) struct DueArgs {
    #[arg(long, value_name = "DAYS", default_value = "7d", help = words!(lang(), "多少天内，如 10d", "Within how many days, like 10d"))]
    pub(crate) within: String,
    #[arg(long, help = words!(lang(), "改列未答复的批示、催办", "List orders and notices to be answered instead"))]
    pub(crate) answers: bool,
    #[command(flatten)]
    pub(crate) list: ListArgs,
}

#[derive(Serialize)]
struct DueTotals<'b> {
    #[serde(flatten)]
    tasks: Totals,
    missed_steps: Vec<MissedStep<'b>>,
}

/// Lists them.
pub(crate) fn run(session: &Session<'_>, args: &DueArgs) -> Result<Exit, Outcome> {
    if args.answers {
        return list::listed(session, Matter::ToAnswer, &args.list);
    }
    let days = parse_days(&args.within).ok_or_else(|| {
        let typed = args.within.clone();
        DateRefused::NotDays { typed }.refusal(session.lang)
    })?;
    let account = &session.account;
    let matter = Matter::DueWithin(days);
    let (sort, by) = order(session, matter, &args.list)?;
    let found = session.select(&args.list.filter, matter, sort)?;
    let among = session.select(&args.list.filter, Matter::All, Sort::Book)?;
    let rows = || {
        let missed = among.iter().flat_map(|task| account.missed_steps(task));
        let totals = DueTotals { tasks: account.totals(&found), missed_steps: missed.collect() };
        (session.rows(&found), totals)
    };
    let page = || page::lists::due::page(account, &found, &among, (days, by), session.lang);
    session.answer(matter.command().0, rows, page, &args.list.output)?;
    Ok(Exit::found_if(args.list.exit_code && !found.is_empty()))
}
