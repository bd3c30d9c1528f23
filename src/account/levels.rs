//! The levels of a task's named steps: its own points first, else its pipeline's.

use crate::ledger::{Book, Entry, Event, Level, Pipeline, Task};
use std::cell::OnceCell;
use std::collections::HashMap;

/// So many points are looked through quicker than a table of them is made.
const FEW: usize = 32;

/// What the steps of one task are worth.
pub struct Levels<'b> {
    task: &'b Task<'b>,
    pipeline: Option<&'b Pipeline>,
    by_name: OnceCell<HashMap<&'b str, Level>>,
}

impl<'b> Levels<'b> {
    /// The steps of a task.
    pub fn of(book: &'b Book<'b>, task: &'b Task<'b>) -> Self {
        let pipelines = &book.ledger_of(task).pipelines;
        let pipeline = task.pipeline.and_then(|at| pipelines.get(usize::from(at)));
        Self { task, pipeline, by_name: OnceCell::new() }
    }

    /// The level of a named step.
    pub fn level(&self, step: &str) -> Option<Level> {
        let count = self.task.plan.len() + self.pipeline.map_or(0, |shared| shared.steps.len());
        if count > FEW {
            return self.by_name.get_or_init(|| self.named().rev().collect()).get(step).copied();
        }
        self.named().find(|(name, _)| *name == step).map(|(_, level)| level)
    }

    /// The level that an entry reports; `None` for one that reports none.
    pub fn of_entry(&self, entry: &Entry<'_>) -> Option<Level> {
        match &entry.event {
            Event::Done(quantity) => Some(Level::Reach(*quantity)),
            Event::Step(step) => self.level(step),
            _ => None,
        }
    }

    /// Each with its name; the first of a name holds.
    fn named(&self) -> impl DoubleEndedIterator<Item = (&'b str, Level)> + use<'b> {
        let points = self.task.plan.iter();
        let points = points.filter_map(|point| Some((point.step.as_deref()?, point.level)));
        let shared = self.pipeline.map(|pipeline| pipeline.steps.as_slice()).unwrap_or_default();
        let shared = shared.iter().map(|step| (step.step.as_str(), Level::Share(step.reach)));
        points.chain(shared)
    }
}
