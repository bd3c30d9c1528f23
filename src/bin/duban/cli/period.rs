//! The commands that answer for a period.

use super::against::AgainstArgs;
use super::{FilterArgs, OutputArgs, lang};
use crate::completion;
use clap::{Args, Subcommand};
use clap_complete::ArgValueCandidates;
use duban_words::words;

/// One file of `commands/` each.
#[derive(Debug, Subcommand)]
pub(crate) enum PeriodCommand {
    #[command(visible_alias = "对账", about = words!(lang(), "一期的对账单:应办、已办、销号、转下期", "The statement of a period: owed, delivered, struck off, carried over"), after_help = words!(lang(), "例:\n  duban reconcile\n  duban 对账 5月上旬 --by dept\n  duban 对账 一季度 --dept 东海街道办       该单位的对账单,可打印签字\n  duban reconcile 2018-04 --list carried-over\n  duban reconcile 2018-04 --against replies/", "Examples:\n  duban reconcile\n  duban reconcile 2018-05-D1 --by dept\n  duban reconcile 2018-Q1 --dept 东海街道办       that department's bill, to be printed and signed\n  duban reconcile 2018-04 --list carried-over\n  duban reconcile 2018-04 --against replies/"))]
    Reconcile(ReconcileArgs),
    #[command(visible_alias = "变化", about = words!(lang(), "一期里的变化:新转红、新逾期、漏报、照抄、承诺未见、延期、销号", "What has changed in a period: newly red, unreported, copied reports, promises not seen, extended, struck off"), after_help = words!(lang(), "例:
  duban changes
  duban 变化 5月上旬 --dept 东海街道办", "Examples:
  duban changes
  duban changes 2018-05-D1 --dept 东海街道办"))]
    Changes(ChangesArgs),
    #[command(visible_alias = "排名", about = words!(lang(), "各单位快、准、狠、净得分和排名", "Departments ranked by their scorecards: fast, aimed, hard, clean"), after_help = words!(lang(), "例:
  duban rank 2018-Q1
  duban 排名 一季度 --explain 东海街道办       每个分子分母逐项列明", "Examples:
  duban rank 2018-Q1
  duban rank 2018-Q1 --explain 东海街道办       every numerator and denominator, opened"))]
    Rank(RankArgs),
}

impl PeriodCommand {
    /// The period, as typed.
    pub(crate) fn period(&self) -> Option<&str> {
        match self {
            Self::Reconcile(own) => own.period.as_deref(),
            Self::Changes(own) => own.period.as_deref(),
            Self::Rank(own) => own.period.as_deref(),
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct ReconcileArgs {
    #[arg(value_name = "PERIOD", help = words!(lang(), "哪一期,如 5月上旬、2018-04、一季度、1-8月(默认本期)", "Which period, like 2018-05-D1, 2018-04, 2018-Q1 (default: the running one)"))]
    pub(crate) period: Option<String>,
    #[command(flatten)]
    pub(crate) filter: FilterArgs,
    #[arg(long, value_name = "GROUP", help = words!(lang(), "分组:area、dept、leader、kind、key、parent", "Group by: area, dept, leader, kind, key, parent"))]
    pub(crate) by: Option<String>,
    #[arg(long, value_name = "COUNT", help = words!(lang(), "列出某一数的明细,如 carried-over、销号、漏报", "Open one count into its list: opening, struck, owed, carried-over, reports-missing, …"))]
    pub(crate) list: Option<String>,
    #[command(flatten)]
    pub(crate) against: AgainstArgs,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

#[derive(Debug, Args)]
pub(crate) struct ChangesArgs {
    #[arg(value_name = "PERIOD", help = words!(lang(), "哪一期,如 5月上旬、2018-04、一季度、1-8月(默认本期)", "Which period, like 2018-05-D1, 2018-04, 2018-Q1 (default: the running one)"))]
    pub(crate) period: Option<String>,
    #[command(flatten)]
    pub(crate) filter: FilterArgs,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

#[derive(Debug, Args)]
pub(crate) struct RankArgs {
    #[arg(value_name = "PERIOD", help = words!(lang(), "哪一期,如 5月上旬、2018-04、一季度、1-8月(默认本期)", "Which period, like 2018-05-D1, 2018-04, 2018-Q1 (default: the running one)"))]
    pub(crate) period: Option<String>,
    #[command(flatten)]
    pub(crate) filter: FilterArgs,
    #[arg(long, value_name = "DEPARTMENT", add = ArgValueCandidates::new(completion::departments), help = words!(lang(), "逐项列明一个单位的得分", "Open one department's score to the last digit"))]
    pub(crate) explain: Option<String>,
    #[arg(long, value_name = "N", default_value_t = 2, hide_default_value = true, help = words!(lang(), "少于多少项的单位不排名次(默认2)", "Departments with fewer tasks are not ranked (default: 2)"))]
    pub(crate) min_tasks: usize,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}
