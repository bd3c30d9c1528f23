//! What is said of a roll-over: its page, and its answer for machines.

use super::choice::{Chosen, Order};
use crate::changes::Before;
use chrono::NaiveDate;
use duban::account::{Account, Carry, Figures, Left, TaskRow};
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
    left: Left,
}

/// The page, and the answer for machines.
pub(super) fn told(
    judgement: &Judgement,
    side: &Before<'_>,
    (account, chosen, carries): (&Account<'_>, &Chosen<'_, '_>, &[Carry]),
    order: &Order<'_>,
) -> (Page, RolledBody) {
    let lang = side.lang;
    let after = judgement.read(&side.loaded.work);
    let after = after.basis().figures(order.to.first);
    let by_id = after.tasks.iter().map(|own| (&*own.task.id, own));
    let by_id: HashMap<&str, &Figures<'_>> = by_id.collect();
    let pairs = chosen.tasks.iter().zip(carries).filter_map(|(own, carry)| {
        let there = by_id.get(&*own.task.id)?;
        Some(Pair {
            here: own,
            there,
            carry,
        })
    });
    let pairs: Vec<Pair<'_, '_, '_>> = pairs.collect();
    let row =
        |own: &Pair<'_, '_, '_>| after.row(own.there, reason::reason(&after, own.there, lang));
    let rows: Vec<TaskRow> = pairs.iter().map(row).collect();
    let headings = chosen.headings.iter();
    let headings: Vec<&str> = headings.map(|id| &*account.book.task(*id).id).collect();
    let totals = RolledTotals {
        rolled: rows.len(),
        headings: headings.iter().map(ToString::to_string).collect(),
        left: chosen.left,
    };
    let ledger = account.book.first_ledger();
    let answer = RolledBody {
        as_of: order.to.first,
        ledger: ledger.map(|own| own.title.clone()),
        on: order.on,
        into: order.into.display().to_string(),
        files: Vec::new(),
        rows,
        totals,
    };
    let page = rolled::page(
        &Rolled {
            here: account,
            there: &after,
            pairs: &pairs,
            headings: &headings,
            left: chosen.left,
            on: order.on,
            into: &order.into.display().to_string(),
            folder: &order.here.display().to_string(),
        },
        lang,
    );
    (page, answer)
}
