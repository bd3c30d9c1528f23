//! 有措施、有抓手、有底数: whether a task is ready to be supervised; and full-width letters.

use super::Judge;
use crate::diagnostic::Finding;
use crate::ledger::{Kind, Measure};
use crate::read::Spot;

/// A plan longer than a quarter needs a point on the way.
const QUARTER: i64 = 92;

impl Judge<'_, '_> {
    pub(super) fn readiness(&mut self) {
        let task = self.task;
        if task.heading {
            return;
        }
        if task.measures.is_empty() {
            self.report(Finding::NoMeasures, Spot::Header);
        }
        if task.levers.is_empty() {
            self.report(Finding::NoLevers, Spot::Header);
        }
        if task.kind == Kind::Duty {
            return;
        }
        if task.baseline.is_none() || task.promised_target().is_none() {
            self.report(Finding::NoBaseline, Spot::Header);
        }
        let days = (task.due - task.start).num_days() + 1;
        let on_the_way = task
            .plan
            .iter()
            .any(|point| point.by > task.start && point.by < task.due);
        if task.measure == Measure::Cumulative && days > QUARTER && !on_the_way {
            self.report(Finding::NoPlanPoint { days }, Spot::Header);
        }
    }

    /// Full-width letters and signs in an id or a path, where they look like ASCII and are not.
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
            let fold = |letter: char| match wide(letter) {
                true => char::from_u32(u32::from(letter) - 0xFEE0).unwrap_or(letter),
                false => letter,
            };
            let meant = text.chars().map(fold).collect();
            self.report(
                Finding::FullWidthText {
                    found: text.to_owned(),
                    meant,
                },
                spot,
            );
        }
    }
}
