//! `status`, also what a bare `duban` does: the first screen.

use super::Outcome;
use crate::cli::OutputArgs;
use crate::session::{Exit, Session};
use chrono::Days;
use duban::account::{Account, By, Figures, Matter, Totals};
use duban::page;
use serde::Serialize;

#[derive(Serialize)]
struct StatusTotals<'b> {
    #[serde(flatten)]
    now: Totals,
    #[serde(flatten)]
    since: Option<Since<'b>>,
}

#[derive(Serialize)]
struct Since<'b> {
    week_ago: Totals,
    newly_red: Vec<&'b str>,
}

/// The whole book at a glance; its rows are the areas.
pub(crate) fn run(session: &Session<'_>, args: &OutputArgs) -> Result<Exit, Outcome> {
    let account = &session.account;
    let tasks: Vec<&Figures<'_>> = account.tasks.iter().collect();
    let then = account.as_of.checked_sub_days(Days::new(7));
    let week_ago = then.map(|then| Account::of(account.book, then, account.work));
    let rows = || {
        let rollup = account.rollup(By::Area, &tasks);
        let since = week_ago.as_ref().map(|before| {
            let then: Vec<&Figures<'_>> = before.tasks.iter().collect();
            let red = Matter::NewlyRed.among(account, &tasks).into_iter();
            Since {
                week_ago: before.totals(&then),
                newly_red: red.map(|own| own.task.id.as_ref()).collect(),
            }
        });
        let now = rollup.totals;
        (rollup.rows, StatusTotals { now, since })
    };
    session.answer(
        "status",
        rows,
        || page::status::page(account, &tasks, week_ago.as_ref(), None, &session.view),
        args,
    )?;
    Ok(Exit::Done)
}
