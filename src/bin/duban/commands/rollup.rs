//! `rollup`: groups of tasks with planned, actual, counts and investment.

use super::Outcome;
use crate::cli::RollupArgs;
use crate::resolve::named;
use crate::session::{Exit, Session};
use duban::account::{By, Matter, Sort};
use duban::page;
use duban_words::words;

/// Rolls the tasks that fit up.
pub(crate) fn run(session: &Session<'_>, args: &RollupArgs) -> Result<Exit, Outcome> {
    let by = named(words!("分组", "grouping"), &args.by, &By::ALL, session.lang)?;
    let tasks = session.select(&args.filter, Matter::All, Sort::Book)?;
    let account = &session.account;
    let rollup = account.rollup(by, &tasks);
    let rows = || (rollup.rows.clone(), rollup.totals.clone());
    session.answer(
        "rollup",
        rows,
        || page::rollup::page(account, &rollup, session.lang),
        &args.output,
    )?;
    Ok(Exit::Done)
}
