//! What is due, the steps that were missed, and the orders and notices still to be answered.

use super::tasks::{lines, page as list};
use super::words::{self, say};
use super::{Block, Ink, Page, Text, parts, table};
use crate::account::{Account, By, Figures, Matter};
use crate::ledger::Locale;

/// What is due within some days, and below it the steps that `among` have missed.
pub fn page(
    account: &Account<'_>,
    tasks: &[&Figures<'_>],
    among: &[&Figures<'_>],
    (days, by): (u32, Option<By>),
    lang: Locale,
) -> Page {
    let mut page = list(account, tasks, Matter::DueWithin(days), by, lang);
    let notes = page
        .blocks
        .iter()
        .position(|block| matches!(block, Block::Note(_)));
    let at = notes.unwrap_or(page.blocks.len());
    let missed = missed_steps(account, among, lang);
    page.blocks.splice(at..at, missed);
    page
}

/// Dated steps that were not reached by their day, below the list of what is due.
fn missed_steps(account: &Account<'_>, tasks: &[&Figures<'_>], lang: Locale) -> Vec<Block> {
    let steps = |own| {
        let missed = account.missed_steps(own).into_iter();
        missed.map(move |missed| (own, missed))
    };
    let rows: Vec<_> = tasks.iter().copied().flat_map(steps).collect();
    let count = rows.len();
    if count == 0 {
        return Vec::new();
    }
    let table = table::table(rows, lang)
        .task(|(own, _)| own)
        .owner(account, 1, |(own, _)| own)
        .left(say!(lang, "节点", "Step"), 0, |(_, missed)| missed.step)
        .right(say!(lang, "时限", "By"), 0, |(own, missed)| {
            parts::day(account, own, missed.by, lang)
        })
        .right(say!(lang, "错过", "Missed by"), 0, |(_, missed)| {
            words::days(missed.days, lang)
        });
    let head = Block::Heading(say!(lang, "错过的节点{count}个", "{count} missed steps"));
    vec![head, table.block(), Block::Gap]
}

/// A row an order or notice whose answer has a day.
pub(super) fn answers(
    account: &Account<'_>,
    tasks: &[&Figures<'_>],
    by: Option<By>,
    lang: Locale,
) -> Block {
    let lines = lines(account, tasks, by, lang, |own| {
        let open = own.state.instructions.iter();
        let dated = open.filter_map(|open| Some((own, open.text, open.reply?)));
        dated.collect()
    });
    table::grouped(lines, lang)
        .task(|(own, ..)| own)
        .owner(account, 0, |(own, ..)| own)
        .wrapping(
            say!(lang, "批示或催办", "Order or notice"),
            |(_, text, _)| *text,
        )
        .right(say!(lang, "限期", "Answer by"), 0, |(own, _, reply)| {
            parts::day(account, own, *reply, lang)
        })
        .right(say!(lang, "已过", "Over"), 0, |(_, _, reply)| {
            let over = (account.as_of - *reply).num_days();
            if over > 0 {
                Text::inked(words::days(over, lang), Ink::Red)
            } else {
                "".into()
            }
        })
        .block()
}
