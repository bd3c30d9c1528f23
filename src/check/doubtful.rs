//! Entries that may be slips: figures far past their target, two figures on one day, the same entry twice.

use super::Judge;
use crate::account::State;
use crate::diagnostic::Finding;
use crate::ledger::{Entry, Event, IndicatorFigure, Measure, Quantity, Share};
use crate::read::Spot;

/// How many entries of one day before an entry are held against it, so that a long day is not quadratic.
const HELD_AGAINST: usize = 32;

impl Judge<'_, '_> {
    /// Reports a figure far past the target, which may have been typed in another unit.
    pub(super) fn far_beyond(&mut self, entry: &Entry<'_>, state: &State<'_>) {
        let task = self.task;
        let done = match &entry.event {
            Event::Done(done) => done,
            Event::Figures(figures) => return self.far_beyond_of_indicators(entry, figures, state),
            _ => return,
        };
        let (Some(times), Some(target)) = (state.far_beyond(task, *done), state.target) else {
            return;
        };
        let unit = &task.unit;
        let rate = task.measure == Measure::Rate;
        let base = if rate { Quantity::default() } else { task.base() };
        let finding = Finding::FigureFarBeyond {
            figure: format!("{done}{unit}"),
            target: format!("{target}{unit}"),
            base: format!("{base}{unit}"),
            times: in_hundredths(times),
        };
        self.report(finding, Spot::Entry(entry.nth, Some("done")));
    }

    fn far_beyond_of_indicators(
        &mut self,
        entry: &Entry<'_>,
        figures: &[IndicatorFigure<'_>],
        state: &State<'_>,
    ) {
        for (indicator, before) in state.indicated(self.task) {
            let figure = figures.iter().find(|figure| figure.id == indicator.id);
            let times = figure.and_then(|figure| indicator.far_beyond(before, figure.done));
            let (Some(figure), Some(times)) = (figure, times) else {
                continue;
            };
            let finding = Finding::FigureFarBeyond {
                figure: figure.words(),
                target: format!("{}{}", indicator.target, indicator.unit),
                base: format!("{}{}", indicator.base(), indicator.unit),
                times: in_hundredths(times),
            };
            self.report(finding, Spot::Entry(entry.nth, Some("done")));
        }
    }

    /// Reports entries that stand there twice, and a second figure on one day.
    pub(super) fn twice(&mut self) {
        let log = &self.task.log;
        for (at, entry) in log.iter().enumerate() {
            let before = log.get(at.saturating_sub(HELD_AGAINST)..at).unwrap_or_default();
            let same_day = before.iter().rev().take_while(|other| other.on == entry.on);
            let found = same_day.filter_map(|other| Some((other, self.doubled(other, entry)?)));
            let Some((other, finding)) = found.min_by_key(|(_, finding)| is_figures(finding))
            else {
                continue;
            };
            let key = entry.event.kind().name();
            let also = Some(Spot::Entry(other.nth, Some(other.event.kind().name())));
            self.report_both(finding, Spot::Entry(entry.nth, Some(key)), also);
        }
    }

    /// What is doubled by the second of two entries of one day. A correction says itself that it takes another figure's place.
    fn doubled(&self, first: &Entry<'_>, second: &Entry<'_>) -> Option<Finding> {
        let on = second.on;
        if first.says_the_same(second) {
            return Some(Finding::EntryTwice { on, figures: None });
        }
        let unit = &self.task.unit;
        let figures = match (&first.event, &second.event) {
            (Event::Done(one), Event::Done(other)) => {
                (format!("{one}{unit}"), format!("{other}{unit}"))
            }
            (Event::Figures(one), Event::Figures(other)) => of_one_indicator(one, other)?,
            _ => return None,
        };
        (!second.is_corrected()).then_some(Finding::EntryTwice { on, figures: Some(figures) })
    }
}

/// Two figures of one indicator.
fn of_one_indicator(
    one: &[IndicatorFigure<'_>],
    other: &[IndicatorFigure<'_>],
) -> Option<(String, String)> {
    let pair = |figure: &IndicatorFigure<'_>| {
        let second = other.iter().find(|second| second.id == figure.id)?;
        Some((figure.words(), second.words()))
    };
    one.iter().find_map(pair)
}

/// `2.01`
fn in_hundredths(times: Share) -> String {
    let hundredths = times.rounded(100);
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

fn is_figures(finding: &Finding) -> bool {
    matches!(finding, Finding::EntryTwice { figures: Some(_), .. })
}
