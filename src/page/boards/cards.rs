//! 事项: a card a task.

mod chart;
mod chips;
mod details;
mod facts;
mod log;
mod orders;
pub(super) mod room;
mod state;
mod why;

use super::asked::Asked;
use super::home;
use crate::account::{Account, Figures};
use crate::ledger::{Entry, Locale, Share};
use crate::page::board::{Bar, Card, CardFacets, Orders};
use crate::page::cards::show;
use crate::page::parts;
use crate::page::words::{self, say};
use rayon::prelude::*;

/// The cards of some tasks, in their order, not yet cut to the room of a page.
pub(super) fn cards(
    asked: &Asked<'_, '_, '_>,
    tasks: &[&Figures<'_>],
    facets: &[CardFacets],
) -> Vec<Card> {
    let orders = orders::orders(tasks);
    let drawn = tasks.par_iter().zip(facets).zip(orders).with_min_len(16);
    drawn.map(|((figures, facets), orders)| card(asked, figures, facets.clone(), orders)).collect()
}

fn card(
    asked: &Asked<'_, '_, '_>,
    figures: &Figures<'_>,
    facets: CardFacets,
    orders: Orders,
) -> Card {
    let (account, lang, task) = (asked.account, asked.lang, figures.task);
    let rules = &account.book.ledger_of(task).rules.lights;
    let due = parts::deadline(account, figures, lang);
    let is_told =
        |report: &&Entry<'_>| log::told(asked, figures).any(|told| std::ptr::eq(told, *report));
    let last = figures.state.last_report.filter(is_told);
    Card {
        id: task.id.to_string(),
        title: task.title.to_string(),
        is_key: task.key,
        light: words::hue(figures.light),
        light_name: words::light(figures.light, Some(rules), lang),
        state: state(asked, figures),
        unit: parts::owner_in_tables(account, figures),
        due: match figures.deadline() {
            Some(_) => say!(lang, "时限{due}", "due {due}"),
            None => due,
        },
        bar: bar(account, figures, lang),
        figures: figured(account, figures, lang),
        why: why::why(account, figures, last, lang),
        chips: chips::chips(account, figures, lang),
        facets,
        orders,
        details: details::details(asked, figures),
    }
}

/// What is wrong with it, or how it stands, in a few words.
pub(super) fn state(asked: &Asked<'_, '_, '_>, figures: &Figures<'_>) -> String {
    state::state(asked.account, figures, asked.lang)
}

fn bar(account: &Account<'_>, figures: &Figures<'_>, lang: Locale) -> Option<Bar> {
    let (planned, actual) = (figures.shares.planned?, figures.shares.actual?);
    let said = shares(account, figures, lang)?;
    let held = |share: Share| share.as_f64().clamp(0.0, 1.0);
    Some(Bar { filled: held(actual), mark: held(planned), said })
}

/// 92/96户 · 应达100.0% 实达95.8%; of a rate 2.7%，目标不高于2.5%.
fn figured(account: &Account<'_>, figures: &Figures<'_>, lang: Locale) -> String {
    if let Some(target) = show::rate_target(account, figures, lang) {
        let done = figures.state.done(figures.task);
        let done = done.map(|done| words::amount(done, &figures.task.unit));
        return match done {
            Some(done) => say!(lang, "{done}，目标{target}", "{done}, target {target}"),
            None => say!(lang, "目标{target}", "target {target}"),
        };
    }
    let done = Some(parts::done(figures, lang)).filter(|done| !done.is_empty());
    let said: Vec<String> = done.into_iter().chain(shares(account, figures, lang)).collect();
    said.join(" · ")
}

/// What is planned and reached of it; where nothing is planned, what is reached.
fn shares(account: &Account<'_>, figures: &Figures<'_>, lang: Locale) -> Option<String> {
    let decimals = account.book.decimals_of(figures.task);
    let percent = |share: Share| words::percent_to(share, decimals);
    let actual = figures.shares.actual.filter(|_| figures.standing.is_counted()).map(percent)?;
    Some(match figures.shares.planned.map(percent) {
        Some(planned) => home::shares(&planned, &actual, lang),
        None => say!(lang, "实达{actual}%", "{actual}% done"),
    })
}

#[cfg(test)]
mod tests;
