//! What is said of a roll-over: its page, and its answer for machines.

use super::choice::{Chosen, Order};
use crate::changes::Before;
use crate::writing::Writing;
use duban::account::{Account, Carry, Figures, TaskRow};
use duban::page::rolled::{self, Pair, Rolled};
use duban::page::{Page, reason};
use duban::store::Judgement;
use serde_json::{Value, json};
use std::collections::HashMap;

/// The page, and the answer for machines.
pub(super) fn told(
    judgement: &Judgement,
    side: &Before<'_>,
    (account, chosen, carries): (&Account<'_>, &Chosen<'_, '_>, &[Carry]),
    order: &Order<'_>,
    there: &Writing<'_>,
) -> (Page, Value) {
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
    let totals = json!({"rolled": rows.len(), "headings": headings, "left": chosen.left});
    let title = account.book.first_ledger().map(|own| own.title.as_str());
    let answer = json!({
        "duban": 1,
        "command": there.command,
        "as_of": order.to.first,
        "ledger": title,
        "on": order.on,
        "into": order.into.display().to_string(),
        "files": [],
        "rows": rows,
        "totals": totals,
    });
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
