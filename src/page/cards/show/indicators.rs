//! The indicators of a task, each in a row.

use crate::account::{Account, Figures};
use crate::ledger::{Indicator, Locale, Quantity};
use crate::page::indicators::gap;
use crate::page::table::table;
use crate::page::words::say;
use crate::page::{Block, Cell, Ink, Text};

/// A row an indicator.
pub(super) fn rows(account: &Account<'_>, figures: &Figures<'_>, lang: Locale) -> Block {
    let decimals = account.book.decimals_of(figures.task);
    let all: Vec<(&Indicator<'_>, Option<Quantity>)> =
        figures.state.indicated(figures.task).collect();
    let weighed = all.iter().any(|(indicator, _)| indicator.weight != Quantity::whole(1));
    let based = all.iter().any(|(indicator, _)| indicator.baseline.is_some());
    let mut rows = table(&all, lang)
        .wrapping(say!(lang, "指标", "Indicator"), |(indicator, _)| indicator.name.to_string());
    if weighed {
        rows = rows.right(say!(lang, "权重", "Weight"), 2, |(indicator, _)| indicator.weight);
    }
    if based {
        rows = rows.right(say!(lang, "底数", "Baseline"), 2, |(indicator, _)| {
            Cell::amount(indicator.base(), &indicator.unit)
        });
    }
    rows.right(say!(lang, "目标", "Target"), 0, |(indicator, _)| {
        Cell::amount(indicator.target, &indicator.unit)
    })
    .right(say!(lang, "完成", "Done"), 0, |(indicator, done)| {
        done.map_or_else(|| "-".into(), |done| Cell::amount(done, &indicator.unit))
    })
    .right(say!(lang, "实达%", "Done %"), 1, move |(indicator, done)| {
        Cell::percent(indicator.share(*done), decimals)
    })
    .left(say!(lang, "差距", "To go"), 0, |(indicator, done)| {
        let met = done.is_some_and(|done| indicator.is_met(done));
        Text::inked(gap(indicator, *done, lang), if met { Ink::Plain } else { Ink::Yellow })
    })
    .block()
}
