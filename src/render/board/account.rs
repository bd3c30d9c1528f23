//! 对账: the equation of a period, large, and the tasks behind its counts.

use super::words::{card, escaped};
use crate::page::board::{Board, Ledgered, LedgeredList};
use std::collections::HashSet;

/// The account.
pub(super) fn account(board: &Board) -> String {
    let Some(account) = &board.account else { return String::new() };
    let shown: HashSet<&str> = board.cards.iter().map(|card| card.id.as_str()).collect();
    let lists: String = account.lists.iter().map(|rows| list(rows, &shown)).collect();
    format!(
        "<div class=box><h3>{}</h3><p class=faint>{}</p>{}</div>\n<div class=lists>{lists}</div>",
        escaped(&account.title),
        escaped(&account.closing),
        equations(account)
    )
}

fn equations(account: &Ledgered) -> String {
    let line =
        |(name, words): &(String, String)| format!("<dt>{}<dd>{}", escaped(name), escaped(words));
    format!("<dl>{}</dl>", account.lines.iter().map(line).collect::<String>())
}

fn list(rows: &LedgeredList, shown: &HashSet<&str>) -> String {
    let row = |(id, title, words): &(String, String, String)| {
        let named = match shown.contains(id.as_str()) {
            true => format!("<a href=\"{}\">{}</a>", card(id), escaped(id)),
            false => format!("<b>{}</b>", escaped(id)),
        };
        format!("<li>{named}<span>{}</span><small>{}</small>", escaped(title), escaped(words))
    };
    let rest = rows.rest.as_deref().map(|rest| format!("<p class=faint>{}", escaped(rest)));
    format!(
        "<div class=box><h3>{}</h3><ul>{}</ul>{}</div>\n",
        escaped(&rows.head),
        rows.rows.iter().map(row).collect::<String>(),
        rest.unwrap_or_default()
    )
}
