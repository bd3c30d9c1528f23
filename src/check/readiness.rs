//! 有措施、有抓手、有底数: whether a task is ready to be supervised, and what was imported is checked; and full-width letters.

use super::Judge;
use crate::account::{Criterion, Readiness};
use crate::diagnostic::Finding;
use crate::ledger::{Measure, TO_CHECK, Task};
use crate::read::Spot;

impl Judge<'_, '_> {
    pub(super) fn readiness(&mut self) {
        let task = self.task;
        self.unchecked();
        if task.heading {
            return;
        }
        for (criterion, met) in Readiness::of(task).judged() {
            if !met {
                self.report(weakness(criterion, task), Spot::Header);
            }
        }
    }

    /// Reports what an import read out of words, until somebody has checked it.
    fn unchecked(&mut self) {
        let task = self.task;
        let keys = task.own_words(TO_CHECK);
        if !keys.is_empty() {
            let id = task.id.to_string();
            self.report(Finding::ToCheck { id, keys }, Spot::Key(TO_CHECK));
        }
    }

    /// Reports full-width characters in an id or a path, where they look like ASCII and are not.
    pub(super) fn full_width(&mut self) {
        let task = self.task;
        self.ascii(&task.id, Spot::Key("id"));
        for entry in &task.log {
            if let Some(path) = entry.extra().and_then(|extra| extra.evidence.as_deref()) {
                self.ascii(path, Spot::Entry(entry.nth, Some("evidence")));
            }
        }
    }

    fn ascii(&mut self, text: &str, spot: Spot<'_>) {
        let wide = |letter: char| ('！'..='～').contains(&letter);
        if text.contains(wide) {
            let fold = |letter: char| {
                if wide(letter) {
                    char::from_u32(u32::from(letter) - 0xFEE0).unwrap_or(letter)
                } else {
                    letter
                }
            };
            let meant = text.chars().map(fold).collect();
            self.report(Finding::FullWidthText { found: text.to_owned(), meant }, spot);
        }
    }
}

fn weakness(criterion: Criterion, task: &Task<'_>) -> Finding {
    match criterion {
        Criterion::Measures => Finding::NoMeasures,
        Criterion::Levers => Finding::NoLevers,
        Criterion::Baseline if task.measure == Measure::Rate && task.baseline.is_none() => {
            Finding::NoDirection
        }
        Criterion::Baseline => Finding::NoBaseline,
        Criterion::PlanPoint => Finding::NoPlanPoint { days: task.planned_days() },
    }
}
