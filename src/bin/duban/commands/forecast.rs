//! `forecast`: the finish at the present pace, and the pace that is needed.

use crate::arguments::{FilterArgs, OutputArgs, lang};
use crate::outcome::{Exit, Outcome};
use crate::session::Session;
use clap::Args;
use duban::account::{Matter, Sort};
use duban::page;
use duban_words::words;
use serde::Serialize;

#[derive(Serialize)]
struct ForecastTotals {
    tasks: usize,
    late: usize,
}

#[derive(Debug, Args)]
#[command(visible_alias = "预测", about = words!(lang(), "照现在的速度何时完成，谁会误期", "Finish at the present pace, and who will miss the deadline"), after_help = words!(lang(), "例：\n  duban forecast --late\n  duban 预测 --under P-20", "Examples:\n  duban forecast --late\n  duban forecast --under P-20"))]
pub(crate) struct ForecastArgs {
    #[command(flatten)]
    pub(crate) filter: FilterArgs,
    #[arg(long, help = words!(lang(), "只看会误期的", "Those that will miss the deadline only"))]
    pub(crate) late: bool,
    #[arg(long, help = words!(lang(), "有会误期的则以 1 退出", "Exit with 1 if any will miss the deadline"))]
    pub(crate) exit_code: bool,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

/// Lists the forecasts, those without any pace and the latest first.
pub(crate) fn run(session: &Session<'_>, args: &ForecastArgs) -> Result<Exit, Outcome> {
    let account = &session.account;
    let tasks = session.select(&args.filter, Matter::All, Sort::Book)?;
    let mut forecasts = account.forecasts(&tasks);
    forecasts.retain(|(_, forecast)| !args.late || forecast.misses());
    let late = forecasts.iter().filter(|(_, forecast)| forecast.misses()).count();
    let rows = || {
        let rows = forecasts.iter();
        let rows = rows.map(|(figures, forecast)| account.forecast_row(figures, forecast.clone()));
        (rows, ForecastTotals { tasks: forecasts.len(), late })
    };
    let page = || page::lists::forecast::page(account, &forecasts, session.lang);
    session.answer("forecast", rows, page, &args.output)?;
    Ok(Exit::found_if(args.exit_code && late > 0))
}
