//! What a form asks of a task, and a digest of what the task promises: a form of another promise is known by it.

use super::Figures;
use crate::ledger::{Book, Indicator, Kind, Level, Measure, Quantity};
use crate::source::digest;
use std::fmt::Write;

/// What is to be filled in to say how far a task has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked<'b> {
    /// The figure so far.
    Figure,
    /// The figure of each indicator.
    Indicators,
    /// One of these steps.
    Steps(Vec<&'b str>),
    /// The owner's own word on how it goes.
    OwnWord,
    /// Words alone.
    Words,
}

/// So many digits of a digest tell two promises apart.
const DIGITS: usize = 16;

impl<'b> Figures<'b> {
    /// What a form asks of it.
    pub fn asked(&self, book: &'b Book<'b>) -> Asked<'b> {
        let task = self.task;
        if task.kind == Kind::Duty {
            return Asked::Words;
        }
        if !task.indicators().is_empty() {
            return Asked::Indicators;
        }
        let counted = task.plan.iter().any(|point| matches!(point.level, Level::Reach(_)));
        let steps = self.steps(book);
        let by_steps = task.unit == "%" && !task.is_rate() && !counted && !steps.is_empty();
        match task.measure {
            _ if by_steps => Asked::Steps(steps),
            Measure::None => Asked::OwnWord,
            Measure::Cumulative | Measure::Rate | Measure::YearEnd | Measure::Track => {
                Asked::Figure
            }
        }
    }

    /// The steps of which a form asks for the last one done: those of a task of steps, or beside its indicators.
    pub fn asked_steps(&self, book: &'b Book<'b>) -> Vec<&'b str> {
        match self.asked(book) {
            Asked::Steps(steps) => steps,
            Asked::Indicators => self.steps(book),
            Asked::Figure | Asked::OwnWord | Asked::Words => Vec::new(),
        }
    }

    /// The names of its steps, in their order, each once: its pipeline's, then its own.
    pub fn steps(&self, book: &'b Book<'b>) -> Vec<&'b str> {
        let pipelines = &book.ledger_of(self.task).pipelines;
        let pipeline = self.task.pipeline.and_then(|at| pipelines.get(usize::from(at)));
        let levels = pipeline.into_iter().flat_map(|pipeline| &pipeline.steps);
        let own = self.task.plan.iter().filter_map(|point| point.step.as_deref());
        let mut steps: Vec<&str> = Vec::new();
        for step in levels.map(|level| level.step.as_str()).chain(own) {
            if !steps.contains(&step) {
                steps.push(step);
            }
        }
        steps
    }

    /// A digest of the promise in force: who is to reach what by when, and how it is counted. Of an indicator, of that one.
    pub fn promise_digest(&self, book: &Book<'_>, indicator: Option<&Indicator<'_>>) -> String {
        let (task, state) = (self.task, &self.state);
        let owner = state.owner.map_or("", |id| book.department(id).id.as_str());
        let number = |number: Option<Quantity>| number.map(|number| number.to_string());
        let better = |better: Option<crate::ledger::Better>| better.map(|better| better.name());
        let mut text = String::new();
        let mut say = |part: &dyn std::fmt::Debug| {
            // Each as Rust quotes it, so that no two lists of parts make one text.
            let _ = writeln!(text, "{part:?}");
        };
        say(&(&*task.id, &*task.title, owner, self.deadline(), task.kind.name()));
        say(&task.measure.name());
        match indicator {
            None => {
                let (target, base) = (number(state.target), number(task.baseline));
                say(&(&*task.unit, target, base, better(task.better), self.steps(book)));
            }
            Some(own) => {
                let (target, base) = (own.target.to_string(), number(own.baseline));
                say(&(&*own.id, &*own.name, &*own.unit, target, base, better(own.better)));
            }
        }
        let mut whole = digest(&text);
        whole.truncate(DIGITS);
        whole
    }
}
