//! 事项: a card a task.

use super::asked::Asked;
use super::home;
use crate::account::Figures;
use crate::page::board::{Bar, Card, CardFacets, Details, Orders};
use crate::page::words::{self, say};
use crate::page::{parts, reason};

/// The cards of some tasks, in their order.
pub(super) fn cards(
    asked: &Asked<'_, '_, '_>,
    tasks: &[&Figures<'_>],
    facets: &[CardFacets],
) -> Vec<Card> {
    let numbered = tasks.iter().zip(facets).enumerate();
    numbered.map(|(nth, (figures, facets))| card(asked, figures, facets, nth)).collect()
}

fn card(asked: &Asked<'_, '_, '_>, figures: &Figures<'_>, facets: &CardFacets, nth: usize) -> Card {
    let (account, lang, task) = (asked.account, asked.lang, figures.task);
    let rules = &account.book.ledger_of(task).rules.lights;
    let due = parts::deadline(account, figures, lang);
    Card {
        id: task.id.to_string(),
        title: task.title.to_string(),
        is_key: task.key,
        light: home::hue(figures.light),
        light_name: words::light(figures.light, Some(rules), lang),
        state: state(asked, figures),
        unit: parts::owner_in_tables(account, figures),
        due: say!(lang, "时限{due}", "due {due}"),
        bar: bar(asked, figures),
        figures: parts::done(figures, lang),
        why: reason::reason(account, figures, lang),
        chips: Vec::new(),
        facets: facets.clone(),
        orders: Orders { lag: nth, due: nth, id: nth },
        details: Details::default(),
    }
}

/// What is wrong with it, or how it stands, in a few words.
pub(super) fn state(asked: &Asked<'_, '_, '_>, figures: &Figures<'_>) -> String {
    words::standing(figures.standing, asked.lang)
}

fn bar(asked: &Asked<'_, '_, '_>, figures: &Figures<'_>) -> Option<Bar> {
    let (planned, actual) = (figures.shares.planned?, figures.shares.actual?);
    let decimals = asked.account.book.decimals_of(figures.task);
    let said = home::shares(
        &words::percent_to(planned, decimals),
        &words::percent_to(actual, decimals),
        asked.lang,
    );
    let held = |share: crate::ledger::Share| share.as_f64().clamp(0.0, 1.0);
    figures.standing.is_counted().then(|| Bar { filled: held(actual), mark: held(planned), said })
}
