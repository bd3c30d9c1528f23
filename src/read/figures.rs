//! The figures that an entry gives for the indicators of its task.

use super::decoder::{Decoder, Field};
use crate::diagnostic::{Expected, Finding};
use crate::ledger::{Entry, Event, Indicator, IndicatorFigure, Text};
use std::ops::Range;

/// Reads `done = { zd = 120, cq = 30 }`.
pub(super) fn figures<'t>(
    decoder: &mut Decoder<'t, '_>,
    field: Field,
    nodes: Range<usize>,
) -> Vec<IndicatorFigure<'t>> {
    let mut figures: Vec<IndicatorFigure<'t>> = Vec::new();
    let mut at = nodes.start;
    while let Some(figure) = decoder.next_field(&mut at, nodes.end) {
        let id = decoder.key(figure);
        if figures.iter().any(|known| known.id == id) {
            let key = id.into_owned();
            decoder.report(Finding::DuplicateKey { key }, decoder.key_span(figure));
            continue;
        }
        if let Some(done) = decoder.quantity(figure) {
            let (name, unit) = (id.clone(), Text::Borrowed(""));
            figures.push(IndicatorFigure { id, name, unit, done });
        }
    }
    if nodes.is_empty() {
        let finding = Finding::WrongType { key: "done".to_owned(), expected: Expected::Figures };
        decoder.report(finding, decoder.span(field.value));
    }
    figures
}

/// Gives each figure of a log the name and the unit of its indicator.
pub(super) fn name<'t>(indicators: &[Indicator<'t>], log: &mut [Entry<'t>]) {
    for entry in log {
        let Event::Figures(figures) = &mut entry.event else {
            continue;
        };
        for figure in figures {
            let known = indicators.iter().find(|indicator| indicator.id == figure.id);
            if let Some(indicator) = known {
                (figure.name, figure.unit) = (indicator.name.clone(), indicator.unit.clone());
            }
        }
    }
}
