//! `rollup`: groups of tasks with planned, actual, counts and investment.

use crate::arguments::{FilterArgs, OutputArgs, lang};
use crate::outcome::{Exit, Outcome};
use crate::resolve::named;
use crate::session::Session;
use clap::Args;
use duban::account::{By, Matter, Sort};
use duban::page;
use duban::page::refusals::names::NameOf;
use duban_words::words;

#[derive(Debug, Args)]
#[command(visible_alias = "汇总", about = words!(lang(), "按领域、单位、领导等汇总", "Roll up by area, department, leader, …"), after_help = words!(lang(), "例：\n  duban rollup --by dept --format csv", "Example:\n  duban rollup --by dept --format csv"))]
pub(crate) struct RollupArgs {
    #[command(flatten)]
    pub(crate) filter: FilterArgs,
    #[arg(long, value_name = "GROUP", default_value = "area", help = words!(lang(), "分组：area、dept、leader、kind、key、parent、source、tag、unit、ledger", "Group by: area, dept, leader, kind, key, parent, source, tag, unit, ledger"))]
    pub(crate) by: String,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

/// Rolls the tasks that fit up.
pub(crate) fn run(session: &Session<'_>, args: &RollupArgs) -> Result<Exit, Outcome> {
    let by = named(NameOf::Grouping, &args.by, &By::ALL, session.lang)?;
    let tasks = session.select(&args.filter, Matter::All, Sort::Book)?;
    let account = &session.account;
    let rollup = account.rollup(by, &tasks);
    // Groups that share tasks have no total.
    let rows = || (rollup.rows.clone(), by.partitions().then(|| rollup.totals.clone()));
    session.answer(
        "rollup",
        rows,
        || page::lists::rollup::page(account, &rollup, session.lang),
        &args.output,
    )?;
    Ok(Exit::Done)
}
