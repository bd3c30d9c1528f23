//! `status`, also what a bare `duban` does: the first screen.

use super::Outcome;
use crate::cli::OutputArgs;
use crate::session::{Exit, Session};
use duban::account::{By, Figures};
use duban::page;

/// The whole book at a glance; its rows are the areas.
pub(crate) fn run(session: &Session<'_>, args: &OutputArgs) -> Result<Exit, Outcome> {
    let account = &session.account;
    let tasks: Vec<&Figures<'_>> = account.tasks.iter().collect();
    let rows = || {
        let rollup = account.rollup(By::Area, &tasks);
        let totals = serde_json::to_value(&rollup.totals).unwrap_or_default();
        (rollup.rows, totals)
    };
    session.answer(
        "status",
        rows,
        || page::status::page(account, &tasks, None, session.lang),
        args,
    )?;
    Ok(Exit::Done)
}
