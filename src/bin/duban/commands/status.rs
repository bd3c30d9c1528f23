//! `status`, also what a bare `duban` does: the first screen.

use crate::arguments::{OutputArgs, lang};
use crate::outcome::{Exit, Outcome};
use crate::session::Session;
use chrono::Days;
use clap::Args;
use duban::account::{By, Figures, Matter, Totals};
use duban::page;
use duban_words::words;
use serde::Serialize;

#[derive(Debug, Default, Args)]
#[command(visible_alias = "总览", about = words!(lang(), "总览：今天该拍板的事", "Head figures, lights, areas, what needs a decision today"), after_help = words!(lang(), "例：\n  duban\n  duban status --format html", "Examples:\n  duban\n  duban status --format html"))]
pub(crate) struct StatusArgs {
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

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
pub(crate) fn run(session: &Session<'_>, args: &StatusArgs) -> Result<Exit, Outcome> {
    let account = &session.account;
    let tasks: Vec<&Figures<'_>> = account.tasks.iter().collect();
    let then = account.as_of.checked_sub_days(Days::new(7));
    let week_ago = then.map(|then| account.on(then));
    let rows = || {
        let rollup = account.rollup(By::Area, &tasks);
        let since = week_ago.as_ref().map(|before| {
            let then: Vec<&Figures<'_>> = before.tasks.iter().collect();
            let red = Matter::NewlyRed.among(account, &tasks).into_iter();
            Since {
                week_ago: before.totals(&then),
                newly_red: red.map(|figures| figures.task.id.as_ref()).collect(),
            }
        });
        let now = rollup.totals;
        (rollup.rows, StatusTotals { now, since })
    };
    session.answer(
        "status",
        rows,
        || page::lists::status::page(account, &tasks, week_ago.as_ref(), &session.view),
        &args.output,
    )?;
    Ok(Exit::Done)
}
