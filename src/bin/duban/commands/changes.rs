//! `changes`: what has changed since the period before.

use super::reconcile::totals;
use crate::arguments::{FilterArgs, OutputArgs, lang};
use crate::outcome::{Exit, Outcome};
use crate::period::Stretch;
use crate::resolve;
use clap::Args;
use duban::account::{Change, Changes, Statement};
use duban::page;
use duban::render::Named;
use duban_words::words;

#[derive(Debug, Args)]
#[command(visible_alias = "变化", about = words!(lang(), "一期里的变化:新转红、新逾期、漏报、照抄、承诺未见、延期、销号", "What has changed in a period: newly red, unreported, copied reports, promises not seen, extended, struck off"), after_help = words!(lang(), "例:
  duban changes
  duban 变化 5月上旬 --dept 东海街道办", "Examples:
  duban changes
  duban changes 2018-05-D1 --dept 东海街道办"))]
pub(crate) struct ChangesArgs {
    #[arg(value_name = "PERIOD", help = words!(lang(), "哪一期,如 5月上旬、2018-04、一季度、1-8月(默认本期)", "Which period, like 2018-05-D1, 2018-04, 2018-Q1 (default: the running one)"))]
    pub(crate) period: Option<String>,
    #[command(flatten)]
    pub(crate) filter: FilterArgs,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

/// Lists the changes, what needs a decision first.
pub(crate) fn run(stretch: &Stretch<'_>, args: &ChangesArgs) -> Result<Exit, Outcome> {
    let session = &stretch.session;
    let (account, lang) = (&session.account, session.lang);
    let filter = resolve::filter(account, &args.filter, lang)?;
    let made = Statement::of(stretch.period, account, &stretch.before, &filter);
    let changes = Changes::of(&made, &filter);
    let rows = || {
        let rows = changes.all.iter().map(|one| account.change_row(one));
        let counts = Change::ALL.map(|(name, change)| (name, changes.list(change).len()));
        (rows.collect(), totals(stretch, Named::of(counts)))
    };
    let page = || page::lists::changes::page(&made, &changes, lang);
    session.answer("changes", rows, page, &args.output)?;
    Ok(Exit::Done)
}
