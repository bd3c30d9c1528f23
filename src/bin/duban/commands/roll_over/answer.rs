//! The answer of a roll-over: its page, and its rows for machines.

use super::choice::{Chosen, Order};
use crate::changes::Before;
use chrono::NaiveDate;
use duban::account::{Account, Carry, Figures, LeftBehind, TaskRow};
use duban::ledger::Locale;
use duban::page::statements::rolled::{self, Pair, Rolled};
use duban::page::{Page, reason};
use duban::store::Judgement;
use serde::Serialize;
use std::collections::HashMap;

/// What a roll-over answers in JSON.
#[derive(Clone, Serialize)]
pub(super) struct RolledBody {
    as_of: NaiveDate,
    ledger: Option<String>,
    on: NaiveDate,
    into: String,
    /// Of both ledgers.
    pub(super) files: Vec<String>,
    rows: Vec<TaskRow>,
    totals: RolledTotals,
}

#[derive(Clone, Serialize)]
struct RolledTotals {
    rolled: usize,
    headings: Vec<String>,
    left: LeftBehind,
}

/// The page, and the answer for machines.
pub(super) fn answer(
    judgement: &Judgement,
    side: &Before<'_>,
    (account, chosen, carries): (&Account<'_>, &Chosen<'_, '_>, &[Carry]),
    order: &Order<'_>,
) -> (Page, RolledBody) {
    let lang = side.lang;
    let after = judgement.read(&side.loaded.work);
    let after = after.basis().figures(order.to.first);
    let by_id = after.tasks.iter().map(|figures| (&*figures.task.id, figures));
    let by_id: HashMap<&str, &Figures<'_>> = by_id.collect();
    let pairs = chosen.tasks.iter().zip(carries).filter_map(|(figures, carry)| {
        let there = by_id.get(&*figures.task.id)?;
        Some(Pair { here: figures, there, carry })
    });
    let pairs: Vec<Pair<'_, '_, '_>> = pairs.collect();
    let headings = chosen.headings.iter();
    let headings: Vec<&str> = headings.map(|id| &*account.book.task(*id).id).collect();
    let rolled = Rolled {
        here: account,
        there: &after,
        pairs: &pairs,
        headings: &headings,
        left: chosen.left,
        on: order.on,
        into: &order.into.display().to_string(),
        folder: &order.here.display().to_string(),
    };
    (rolled::page(&rolled, lang), body(&rolled, lang))
}

/// The rows are the tasks as they stand there.
fn body(rolled: &Rolled<'_, '_, '_>, lang: Locale) -> RolledBody {
    let there = rolled.there;
    let figures = rolled.pairs.iter().map(|pair| pair.there);
    let rows = figures.map(|figures| there.row(figures, reason::reason(there, figures, lang)));
    let rows: Vec<TaskRow> = rows.collect();
    let ledger = rolled.here.book.first_ledger();
    RolledBody {
        as_of: there.as_of,
        ledger: ledger.map(|ledger| ledger.title.clone()),
        on: rolled.on,
        into: rolled.into.to_owned(),
        files: Vec::new(),
        totals: RolledTotals {
            rolled: rows.len(),
            headings: rolled.headings.iter().map(ToString::to_string).collect(),
            left: rolled.left,
        },
        rows,
    }
}
