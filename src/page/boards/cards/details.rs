//! What is seen of a task once its card is opened.

use super::{chart, facts, log};
use crate::account::Figures;
use crate::page::board::{Details, Step};
use crate::page::boards::asked::Asked;
use crate::page::cards::show::{self, Did};
use crate::page::words::say;
use crate::page::{Ink, Text, indicators};

/// The inside of a card, its log not yet cut to the room of the page.
pub(super) fn details(asked: &Asked<'_, '_, '_>, figures: &Figures<'_>) -> Details {
    Details {
        chart: chart::chart(asked.account, figures, asked.lang),
        steps: steps(asked, figures),
        indicators: indicators(asked, figures),
        log: log::log(asked, figures),
        log_cut: None,
        facts: facts::facts(asked, figures),
    }
}

/// The points of its plan; one that is counted in units says how many.
fn steps(asked: &Asked<'_, '_, '_>, figures: &Figures<'_>) -> Vec<Step> {
    let lang = asked.lang;
    let all = show::steps(asked.account, figures, lang).into_iter();
    let step = |step: show::Step| {
        let ink = match step.did {
            Did::Reached => Ink::Green,
            Did::Ahead => Ink::Plain,
            Did::Missed => Ink::Red,
        };
        let (name, reach) = (step.name, step.reach);
        let name = match step.amount {
            true => say!(lang, "{name}（{reach}）", "{name} ({reach})"),
            false => name,
        };
        Step { name, by: step.by, actual: Text::inked(step.actual, ink) }
    };
    all.map(step).collect()
}

/// Each with what is done of what, and what it lacks.
fn indicators(asked: &Asked<'_, '_, '_>, figures: &Figures<'_>) -> Vec<(String, String)> {
    let lang = asked.lang;
    let all = figures.state.indicated(figures.task);
    let row = all.map(|(indicator, done)| {
        let gap = indicators::gap(indicator, done, lang);
        let done = done.map_or_else(|| "-".to_owned(), |done| done.to_string());
        let (target, unit) = (indicator.target, &indicator.unit);
        let said = say!(lang, "{done}/{target}{unit}，{gap}", "{done}/{target}{unit}, {gap}");
        (indicator.name.to_string(), said)
    });
    row.collect()
}
