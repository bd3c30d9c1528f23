//! `status`, also what a bare `duban` does: the first screen.

use super::Outcome;
use crate::cli::OutputArgs;
use crate::session::{Exit, Session};
use chrono::Days;
use duban::account::{By, Figures, Matter};
use duban::page;

/// The whole book at a glance; its rows are the areas.
pub(crate) fn run(session: &Session<'_>, args: &OutputArgs) -> Result<Exit, Outcome> {
    let account = &session.account;
    let tasks: Vec<&Figures<'_>> = account.tasks.iter().collect();
    let then = account.as_of.checked_sub_days(Days::new(7));
    let week_ago = then.map(|then| account.on(then));
    let rows = || {
        let rollup = account.rollup(By::Area, &tasks);
        let mut totals = serde_json::to_value(&rollup.totals).unwrap_or_default();
        if let Some(before) = &week_ago {
            let then: Vec<&Figures<'_>> = before.tasks.iter().collect();
            totals["week_ago"] = serde_json::to_value(before.totals(&then)).unwrap_or_default();
            let red = Matter::NewlyRed.among(account, &tasks).into_iter();
            totals["newly_red"] = red.map(|figures| figures.task.id.as_ref()).collect();
        }
        (rollup.rows, totals)
    };
    session.answer(
        "status",
        rows,
        || page::status::page(account, &tasks, week_ago.as_ref(), None, &session.view),
        args,
    )?;
    Ok(Exit::Done)
}
