//! What is due, the steps that were missed, and the orders and notices still to be answered.

use super::parts::{self, left, right, title_column};
use super::tasks::page as list;
use super::words::{self, say};
use super::{Block, Ink, Page, Row, Table, Text};
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
    let columns = vec![
        left(say!(lang, "编号", "Id"), 0),
        title_column(lang),
        left(say!(lang, "牵头单位", "Owner"), 1),
        left(say!(lang, "节点", "Step"), 0),
        right(say!(lang, "时限", "By"), 0),
        right(say!(lang, "错过", "Missed by"), 0),
    ];
    let mut rows = Vec::new();
    for own in tasks {
        for missed in account.missed_steps(own) {
            let cells = vec![
                parts::id(own),
                own.task.title.as_ref().into(),
                parts::owner(account, own).into(),
                missed.step.into(),
                parts::day(account, own, missed.by, lang).into(),
                words::days(missed.days, lang).into(),
            ];
            rows.push(Row::Cells {
                cells,
                details: Vec::new(),
            });
        }
    }
    if rows.is_empty() {
        return Vec::new();
    }
    let count = rows.len();
    vec![
        Block::Heading(say!(lang, "错过的节点{count}个", "{count} missed steps")),
        Block::Table(Table { columns, rows }),
        Block::Gap,
    ]
}

/// A row an order or notice whose answer has a day.
pub(super) fn answer_rows(
    account: &Account<'_>,
    own: &Figures<'_>,
    first: &[Text],
    lang: Locale,
) -> Vec<Row> {
    let open = own.state.instructions.iter();
    let dated = open.filter_map(|one| Some((one, one.reply?)));
    dated
        .map(|(one, reply)| {
            let over = (account.as_of - reply).num_days();
            let over = match over > 0 {
                true => Text::inked(words::days(over, lang), Ink::Red),
                false => "".into(),
            };
            let mut cells = first.to_vec();
            cells.extend([
                one.text.into(),
                parts::day(account, own, reply, lang).into(),
                over,
            ]);
            Row::Cells {
                cells,
                details: Vec::new(),
            }
        })
        .collect()
}
