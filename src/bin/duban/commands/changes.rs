//! `changes`: what has changed since the period before.

use super::reconcile::totals;
use crate::arguments::{FilterArgs, OutputArgs, lang};
use crate::outcome::{Exit, Outcome};
use crate::period::PeriodView;
use crate::resolve;
use clap::Args;
use duban::account::{ChangeKind, Changes, Statement};
use duban::page;
use duban::render::Named;
use duban_words::words;

#[derive(Debug, Args)]
#[command(visible_alias = "变化", about = words!(lang(), "一期里的变化：新转红、新逾期、漏报、照抄、承诺未见、延期、销号", "What has changed in a period: newly red, unreported, copied reports, promises not seen, extended, struck off"), after_help = words!(lang(), "例：
  duban changes
  duban 变化 5月上旬 --dept 东海街道办", "Examples:
  duban changes
  duban changes 2018-05-D1 --dept 东海街道办"))]
pub(crate) struct ChangesArgs {
    #[arg(value_name = "PERIOD", help = words!(lang(), "哪一期，如 5月上旬、2018-04、一季度、1-8月（默认本期）", "Which period, like 2018-05-D1, 2018-04, 2018-Q1 (default: the running one)"))]
    pub(crate) period: Option<String>,
    #[command(flatten)]
    pub(crate) filter: FilterArgs,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

/// Lists the changes, what needs a decision first.
pub(crate) fn run(view: &PeriodView<'_>, args: &ChangesArgs) -> Result<Exit, Outcome> {
    let session = &view.session;
    let (account, lang) = (&session.account, session.lang);
    let filter = resolve::filter(account, &args.filter, lang)?;
    let statement = Statement::of(view.period, account, &view.before, &filter);
    let changes = Changes::of(&statement, &filter);
    let rows = || {
        let rows = changes.all.iter().map(|change| account.change_row(change));
        let counts = ChangeKind::ALL.map(|(name, change)| (name, changes.list(change).len()));
        (rows, totals(view, Named::of(counts)))
    };
    let page = || page::lists::changes::page(&statement, &changes, lang);
    session.answer("changes", rows, page, &args.output)?;
    Ok(Exit::Done)
}
