//! The figures of a task with indicators: given for one of them, and never back without a word.

use super::Judge;
use crate::account::State;
use crate::diagnostic::{Finding, Indicated, Reference, nearest};
use crate::ledger::{Entry, Event, IndicatorFigure, Quantity, Share, Task};
use crate::read::Spot;

impl<'b> Judge<'b, '_> {
    /// Reports a figure that belongs to no indicator, and figures by indicator of a task that has none.
    pub(super) fn indicated(&mut self, entry: &'b Entry<'b>, state: &State<'b>) {
        let task = self.task;
        let ids = || task.indicators().iter().map(|indicator| indicator.id.to_string()).collect();
        let whole = !task.indicators().is_empty();
        match &entry.event {
            Event::Done(_) if whole => {
                self.indication(entry, "done", Indicated::Whole { ids: ids() });
            }
            Event::Adjust(change) if whole && change.target.is_some() => {
                self.indication(entry, "target", Indicated::Adjusted);
            }
            Event::Figures(figures) if !whole => {
                let ids = figures.iter().map(|figure| figure.id.to_string()).collect();
                self.indication(entry, "done", Indicated::NoneThere { ids });
            }
            Event::Figures(figures) => {
                for figure in figures {
                    self.figure(entry, figure, state);
                }
            }
            _ => {}
        }
    }

    fn indication(&mut self, entry: &Entry<'_>, key: &str, what: Indicated) {
        self.report(Finding::Indicated(what), Spot::Entry(entry.nth, Some(key)));
    }

    fn figure(&mut self, entry: &Entry<'_>, figure: &IndicatorFigure<'_>, state: &State<'_>) {
        let mut known = state.indicated(self.task);
        let spot = Spot::Entry(entry.nth, Some("done"));
        let Some((indicator, before)) = known.find(|(known, _)| known.id == figure.id) else {
            let finding = unknown(self.task, &figure.id);
            self.report(finding, spot);
            return;
        };
        let Some(before) = before else {
            return;
        };
        let share = |done: Quantity| indicator.share(Some(done));
        let falls = !indicator.is_limit() && share(figure.done) < share(before);
        if falls && !entry.is_corrected() {
            let (from, to) = (indicator.amount(before), indicator.amount(figure.done));
            let finding = Finding::FigureFalls { from, to };
            self.report(finding, spot);
        }
    }
}

/// An indicator that is none, with the nearest: the id of one that goes by that name, or the nearest id.
fn unknown(task: &Task<'_>, id: &str) -> Finding {
    let all = task.indicators();
    let called = all.iter().find(|indicator| indicator.is_called(id));
    let names = all.iter().flat_map(|indicator| [indicator.id.as_ref(), indicator.name.as_ref()]);
    let near = nearest(id, names);
    let near = near.and_then(|near| all.iter().find(|indicator| indicator.is_called(near)));
    Finding::Unknown {
        what: Reference::Indicator,
        name: id.to_owned(),
        nearest: called.or(near).map(|indicator| indicator.id.to_string()),
    }
}

/// The figures and the targets of the indicators that are not reached.
pub(super) fn short_of(task: &Task<'_>, state: &State<'_>) -> (String, String) {
    let short = state.indicated(task);
    let short = short.filter(|(indicator, done)| indicator.share(*done) < Share::ONE);
    let words = short.map(|(indicator, done)| {
        (indicator.amount(done.unwrap_or_default()), indicator.amount(indicator.target))
    });
    let (done, targets): (Vec<String>, Vec<String>) = words.unzip();
    (done.join("、"), targets.join("、"))
}
