//! `rank`: departments by their scorecards of a period, or one scorecard explained to the last digit.

use super::reconcile::totals;
use crate::arguments::{FilterArgs, OutputArgs, lang};
use crate::outcome::{Exit, Outcome};
use crate::period::PeriodView;
use crate::resolve;
use clap::Args;
use duban::account::{Explained, Part, RankRow, Scorecard, Statement, explained};
use duban::ledger::Quantity;
use duban::page;
use duban::page::refusals::names::NameRefused;
use duban::render::Named;
use duban_words::words;
use serde::Serialize;

#[derive(Serialize)]
struct RankTotals {
    departments: usize,
    ranked: usize,
    min_tasks: usize,
}

#[derive(Serialize)]
struct ExplainTotals {
    #[serde(flatten)]
    card: RankRow,
    weights: Named<Quantity>,
}

#[derive(Debug, Args)]
#[command(visible_alias = "排名", about = words!(lang(), "各单位快、准、狠、净得分和排名", "Departments ranked by their scorecards: fast, aimed, hard, clean"), after_help = words!(lang(), "例：
  duban rank 2018-Q1
  duban 排名 一季度 --explain 东海街道办       每个分子分母逐项列明", "Examples:
  duban rank 2018-Q1
  duban rank 2018-Q1 --explain 东海街道办       every numerator and denominator, opened"))]
pub(crate) struct RankArgs {
    #[arg(value_name = "PERIOD", help = words!(lang(), "哪一期，如 5月上旬、2018-04、一季度、1-8月（默认本期）", "Which period, like 2018-05-D1, 2018-04, 2018-Q1 (default: the running one)"))]
    pub(crate) period: Option<String>,
    #[command(flatten)]
    pub(crate) filter: FilterArgs,
    #[arg(long, value_name = "DEPARTMENT", help = words!(lang(), "逐项列明一个单位的得分", "Open one department's score to the last digit"))]
    pub(crate) explain: Option<String>,
    #[arg(long, value_name = "N", default_value_t = Scorecard::MIN_TASKS, hide_default_value = true, help = words!(lang(), "少于多少项的单位不排名次（默认2）", "Departments with fewer tasks are not ranked (default: 2)"))]
    pub(crate) min_tasks: usize,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

/// Ranks the departments, or explains one.
pub(crate) fn run(view: &PeriodView<'_>, args: &RankArgs) -> Result<Exit, Outcome> {
    let session = &view.session;
    let (account, lang) = (&session.account, session.lang);
    let filter = resolve::filter(account, &args.filter, lang)?;
    let statement = Statement::of(view.period, account, &view.before, &filter);
    let scorecard = Scorecard::of(&statement, &filter, args.min_tasks);
    if let Some(name) = &args.explain {
        return explain(view, &statement, &scorecard, name, args);
    }
    let rows = || {
        let rows = scorecard.shown().map(|card| account.rank_row(card));
        let sums = RankTotals {
            departments: scorecard.cards.len(),
            ranked: scorecard.ranked(),
            min_tasks: scorecard.min_tasks,
        };
        (rows, totals(view, sums))
    };
    let page = || page::cards::scorecard::page(&statement, &scorecard, lang);
    session.answer("rank", rows, page, &args.output)?;
    Ok(Exit::Done)
}

fn explain(
    view: &PeriodView<'_>,
    statement: &Statement<'_, '_>,
    scorecard: &Scorecard,
    name: &str,
    args: &RankArgs,
) -> Result<Exit, Outcome> {
    let session = &view.session;
    let (account, lang) = (&session.account, session.lang);
    let department = resolve::department(account.book, name, lang)?;
    let asked = scorecard.departments();
    if !asked.is_empty() && !asked.contains(&department) {
        return Err(NameRefused::NotAmongDepartments {
            department: account.book.department(department).name.clone(),
        }
        .refusal(lang)
        .into());
    }
    let blank = account.blank_card(department);
    let card = scorecard.card(department).unwrap_or(&blank);
    let pieces: Vec<Explained<'_, '_, '_>> = explained(statement, &scorecard.judged, department);
    let rows = || {
        let rows = pieces.iter().map(Explained::row);
        let weights = Part::ALL.map(|(name, part)| (name, card.weights[part]));
        let sums = ExplainTotals { card: account.rank_row(card), weights: Named::of(weights) };
        (rows, totals(view, sums))
    };
    let page =
        || page::cards::scorecard::explained::page(statement, scorecard, card, &pieces, lang);
    session.answer("rank", rows, page, &args.output)?;
    Ok(Exit::Done)
}
