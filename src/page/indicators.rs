//! The indicators of a task in words: 征地120/320亩、拆迁30/86户.

use super::words::{self, say};
use crate::account::Figures;
use crate::ledger::{Indicator, IndicatorFigure, Locale, Quantity};

/// What is done of what, by indicator: 征地120/320亩、拆迁30/86户.
pub(super) fn short(figures: &Figures<'_>, lang: Locale) -> String {
    let parts = figures.state.indicated(figures.task).map(|(indicator, done)| {
        let done = done.map_or_else(|| "-".to_owned(), |done| done.to_string());
        indicator.amount(format_args!("{done}/{}", indicator.target))
    });
    words::list(&parts.collect::<Vec<String>>(), lang)
}

/// The figures of an entry: 征地120亩、拆迁30户.
pub(super) fn given(figures: &[IndicatorFigure<'_>], lang: Locale) -> String {
    let parts: Vec<String> = figures.iter().map(IndicatorFigure::words).collect();
    words::list(&parts, lang)
}

/// What an indicator still lacks.
pub fn gap(indicator: &Indicator<'_>, done: Option<Quantity>, lang: Locale) -> String {
    let Some(gap) = indicator.gap(done) else {
        return say!(lang, "未报", "not reported");
    };
    let unit = &indicator.unit;
    let amount = words::amount(Quantity::from_millionths(gap.millionths().abs()), unit);
    let limit = words::amount(indicator.target, unit);
    if gap >= Quantity::default() {
        return say!(lang, "已达到", "reached");
    }
    match (indicator.is_limit(), indicator.lower_is_better()) {
        (true, true) => {
            say!(lang, "高于目标{limit}，超{amount}", "{amount} above the limit of {limit}")
        }
        (true, false) => {
            say!(lang, "低于目标{limit}，差{amount}", "{amount} below the limit of {limit}")
        }
        (false, true) => say!(lang, "还须再降{amount}", "{amount} still to be taken off"),
        (false, false) => say!(lang, "还差{amount}", "{amount} to go"),
    }
}
