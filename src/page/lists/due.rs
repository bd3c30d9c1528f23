//! What is due, the steps that were missed, and the orders and notices still to be answered.

use super::tasks::page as list;
use crate::account::{Account, By, Figures, Matter};
use crate::ledger::Locale;
use crate::page::words::{self, say};
use crate::page::{Block, BlockOf, Cell, Sheet, table};

/// What is due within some days, and below it the steps that `among` have missed.
pub fn page<'a>(
    account: &'a Account<'_>,
    tasks: &[&'a Figures<'a>],
    among: &[&Figures<'_>],
    (days, by): (u32, Option<By>),
    lang: Locale,
) -> Sheet<'a> {
    let mut page = list(account, tasks, Matter::DueWithin(days), by, lang);
    let notes = page.blocks.iter().position(|block| matches!(block, BlockOf::Note(_)));
    let at = notes.unwrap_or(page.blocks.len());
    let missed = missed_steps(account, among, lang);
    page.blocks.splice(at..at, missed);
    page
}

/// Dated steps that were not reached by their day, below the list of what is due.
fn missed_steps(account: &Account<'_>, tasks: &[&Figures<'_>], lang: Locale) -> Vec<Block> {
    let steps = |figures| {
        let missed = account.missed_steps(figures).into_iter();
        missed.map(move |missed| (figures, missed))
    };
    let rows: Vec<_> = tasks.iter().copied().flat_map(steps).collect();
    let count = rows.len();
    if count == 0 {
        return Vec::new();
    }
    let table = table::table(rows, lang)
        .named(say!(lang, "错过的节点", "Missed steps"))
        .area(account, |(figures, _)| figures)
        .task(|(figures, _)| figures)
        .owner(account, 1, |(figures, _)| figures)
        .left(say!(lang, "节点", "Step"), 0, |(_, missed)| missed.step)
        .right(say!(lang, "时限", "By"), 0, |(_, missed)| {
            Cell::day(missed.by, account.as_of, lang)
        })
        .right(say!(lang, "错过", "Missed by"), 0, |(_, missed)| Cell::days(missed.days, lang));
    let steps = words::counted(count, "missed step");
    let head = Block::Heading(say!(lang, "错过的节点{count}个", "{steps}"));
    vec![head, table.block(), Block::Gap]
}
