//! `forecast`: the finish at the present pace, and the pace that is needed.

use super::Outcome;
use crate::cli::ForecastArgs;
use crate::session::{Exit, Session};
use duban::account::{Matter, Sort};
use duban::page;
use serde::Serialize;

#[derive(Serialize)]
struct ForecastTotals {
    tasks: usize,
    late: usize,
}

/// Lists the forecasts, those without any pace and the latest first.
pub(crate) fn run(session: &Session<'_>, args: &ForecastArgs) -> Result<Exit, Outcome> {
    let account = &session.account;
    let tasks = session.select(&args.filter, Matter::All, Sort::Book)?;
    let mut forecasts = account.forecasts(&tasks);
    forecasts.retain(|(_, one)| !args.late || one.misses());
    let late = forecasts.iter().filter(|(_, one)| one.misses()).count();
    let rows = || {
        let rows = forecasts.iter();
        let rows: Vec<_> = rows
            .map(|(own, one)| account.forecast_row(own, one.clone()))
            .collect();
        let tasks = rows.len();
        (rows, ForecastTotals { tasks, late })
    };
    let page = || page::forecast::page(account, &forecasts, session.lang);
    session.answer("forecast", rows, page, &args.output)?;
    Ok(Exit::found_if(args.exit_code && late > 0))
}
