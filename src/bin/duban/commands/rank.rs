//! `rank`: departments by their scorecards of a period, or one scorecard explained to the last digit.

use super::Outcome;
use super::reconcile::totals;
use crate::cli::period::RankArgs;
use crate::period::Stretch;
use crate::refusal::Refusal;
use crate::resolve;
use crate::session::Exit;
use duban::account::{Account, Explained, Part, RankRow, Scorecard, Statement, explained};
use duban::ledger::{DepartmentId, Locale, Quantity};
use duban::page;
use duban::render::Named;
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

/// Ranks the departments, or explains one.
pub(crate) fn run(stretch: &Stretch<'_>, args: &RankArgs) -> Result<Exit, Outcome> {
    let session = &stretch.session;
    let (account, lang) = (&session.account, session.lang);
    let filter = resolve::filter(account, &args.filter, lang)?;
    let made = Statement::of(stretch.period, account, &stretch.before, &filter);
    let scorecard = Scorecard::of(&made, &filter, args.min_tasks);
    if let Some(name) = &args.explain {
        return explain(stretch, &made, &scorecard, name, args);
    }
    let rows = || {
        let rows = scorecard.shown().map(|own| account.rank_row(own));
        let sums = RankTotals {
            departments: scorecard.cards.len(),
            ranked: scorecard.ranked(),
            min_tasks: scorecard.min_tasks,
        };
        (rows.collect(), totals(stretch, sums))
    };
    let page = || page::scorecard::page(&made, &scorecard, lang);
    session.answer("rank", rows, page, &args.output)?;
    Ok(Exit::Done)
}

fn explain(
    stretch: &Stretch<'_>,
    made: &Statement<'_, '_>,
    scorecard: &Scorecard,
    name: &str,
    args: &RankArgs,
) -> Result<Exit, Outcome> {
    let session = &stretch.session;
    let (account, lang) = (&session.account, session.lang);
    let department = resolve::department(account.book, name, lang)?;
    let asked = scorecard.departments();
    if !asked.is_empty() && !asked.contains(&department) {
        return Err(another(account, department, lang).into());
    }
    let blank = account.blank_card(department);
    let card = scorecard.card(department).unwrap_or(&blank);
    let pieces: Vec<Explained<'_, '_, '_>> = explained(made, &scorecard.judged, department);
    let rows = || {
        let rows = pieces.iter().map(Explained::row);
        let weights = Part::ALL.map(|(name, part)| (name, card.weight(part)));
        let sums = ExplainTotals {
            card: account.rank_row(card),
            weights: Named(weights.to_vec()),
        };
        (rows.collect(), totals(stretch, sums))
    };
    let page = || page::scorecard_explained::page(made, scorecard, card, &pieces, lang);
    session.answer("rank", rows, page, &args.output)?;
    Ok(Exit::Done)
}

/// One department is explained and others are asked for.
fn another(account: &Account<'_>, department: DepartmentId, lang: Locale) -> Refusal {
    let name = &account.book.department(department).name;
    let message = match lang {
        Locale::ZhHans | Locale::ZhHant => format!("--explain 的{name}不在 --dept 之列"),
        Locale::En => format!("{name} of --explain is not among those of --dept"),
    };
    let help = match lang {
        Locale::ZhHans | Locale::ZhHant => format!("去掉 --dept:duban rank --explain {name}"),
        Locale::En => format!("without --dept: duban rank --explain {name}"),
    };
    Refusal::new(message).with(Some(help))
}
