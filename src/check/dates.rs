//! Dates that contradict each other, and plans that do not lead from baseline to target.

use super::Judge;
use crate::diagnostic::{Contradiction, Finding};
use crate::ledger::{
    Better, Event, Kind, Level, Measure, PlanPoint, Quantity, Share, TaskKey, is_blank,
};
use crate::read::Spot;

impl Judge<'_, '_> {
    pub(super) fn dates(&mut self) {
        let task = self.task;
        let sure = self.knows(&[TaskKey::Start]);
        if task.due < task.start && sure && self.knows(&[TaskKey::Due]) {
            let finding = Finding::DueBeforeStart { due: task.due, start: task.start };
            self.report_both(finding, Spot::Key("due"), Some(Spot::Key("start")));
        }
        let term = self.book.ledger_of(task).term;
        for entry in &task.log {
            // Entries carried over from an earlier ledger keep their days: a blocker stays as old as it is.
            if sure && entry.on < task.start && task.details().rolls.is_none() {
                let finding = Finding::EntryBeforeStart { on: entry.on, start: task.start };
                let on = Spot::Entry(entry.nth, Some("on"));
                self.report_both(finding, on, Some(Spot::Key("start")));
            }
            // The mark of a roll-over is dated in the new year: on 31 December it would take that month out of the old ranking.
            if entry.on > term.last && !matches!(entry.event, Event::Rolled(_)) {
                let finding = Finding::EntryOutsideYear { on: entry.on, term };
                self.report(finding, Spot::Entry(entry.nth, Some("on")));
            }
        }
        self.order();
    }

    /// Reports entries that stand below a later one.
    fn order(&mut self) {
        let mut in_file: Vec<_> = self.task.log.iter().collect();
        if in_file.is_sorted_by_key(|entry| entry.nth) {
            return;
        }
        in_file.sort_by_key(|entry| entry.nth);
        for pair in in_file.windows(2) {
            if let [above, below] = pair
                && below.on < above.on
            {
                let finding = Finding::LogOutOfOrder { on: below.on, before: above.on };
                let also = Some(Spot::Entry(above.nth, Some("on")));
                self.report_both(finding, Spot::Entry(below.nth, Some("on")), also);
            }
        }
    }

    pub(super) fn target(&mut self) {
        let task = self.task;
        let counted = !task.heading && task.kind != Kind::Duty && task.measure != Measure::Rate;
        if !counted {
            return;
        }
        if let Some(target) = task.target.or(task.promised_target()) {
            let keys = [Spot::Key("target"), Spot::Key("better")];
            self.way(target, keys, Some(Spot::Key("baseline")));
        }
        let stated = || task.baseline.map(|_| Spot::Key("baseline"));
        for entry in &task.log {
            if let Event::Adjust(change) = &entry.event
                && let Some(target) = change.target
            {
                let key = Spot::Entry(entry.nth, Some("target"));
                self.way(target, [key, key], stated());
            }
        }
    }

    /// Reports a target that is the baseline, and one that does not lie on the better side of it: the share of such a way
    /// would run backwards. `spots`: where the first and where the second is told.
    fn way(&mut self, target: Quantity, spots: [Spot<'_>; 2], also: Option<Spot<'_>>) {
        let [equal, against] = spots;
        let base = self.task.base();
        if target == base {
            let value = base.to_string();
            self.report_both(Finding::TargetEqualsBaseline { value }, equal, also);
            return;
        }
        let fits = |better: &Better| match better {
            Better::Higher => target >= base,
            Better::Lower => target <= base,
        };
        if let Some(better) = self.task.better.filter(|better| !fits(better)) {
            let finding = Contradiction::BetterAgainstWay { better, baseline: base, target };
            let finding = Finding::Contradiction(finding);
            let also = self.task.baseline.map(|_| Spot::Key("baseline"));
            self.report_both(finding, against, also);
        }
    }

    pub(super) fn plan(&mut self) {
        let task = self.task;
        if task.details().standing {
            if !task.plan.is_empty() {
                self.report_both(
                    Finding::Contradiction(Contradiction::StandingWithPlan),
                    Spot::Key("plan"),
                    Some(Spot::Key("due")),
                );
            }
            return;
        }
        for (nth, point) in task.plan.iter().enumerate() {
            if point.step.as_deref().is_some_and(is_blank) {
                self.report(Finding::BlankName { key: "step" }, Spot::Point(nth, Some("step")));
            }
            if point.by < task.start || point.by > task.due {
                let (by, start, due) = (point.by, task.start, task.due);
                let finding = Finding::PlanOutside { by, start, due };
                let key = if by < start { "start" } else { "due" };
                self.report_both(finding, Spot::Point(nth, Some("by")), Some(Spot::Key(key)));
            }
            let before = nth.checked_sub(1).and_then(|nth| task.plan.get(nth));
            if let Some(before) = before {
                self.step_up(nth, before, point);
            }
            self.height(nth, point);
        }
    }

    fn step_up(&mut self, nth: usize, before: &PlanPoint<'_>, point: &PlanPoint<'_>) {
        if point.by <= before.by {
            let finding = Finding::PlanOutOfOrder { by: point.by, before: before.by };
            let also = Some(Spot::Point(nth - 1, Some("by")));
            self.report_both(finding, Spot::Point(nth, Some("by")), also);
        }
        // A rate may be staged up and down: by the season, by the quarter.
        if let (Some(low), Some(high)) = (self.share(before), self.share(point))
            && !self.task.is_rate()
            && high < low
        {
            let finding =
                Finding::PlanFalls { level: self.words(point), before: self.words(before) };
            let also = Some(Spot::Point(nth - 1, Some("reach")));
            self.report_both(finding, Spot::Point(nth, Some("reach")), also);
        }
    }

    fn height(&mut self, nth: usize, point: &PlanPoint<'_>) {
        if self.task.is_rate() {
            self.last_stage(nth, point);
            return;
        }
        let Some(share) = self.share(point) else {
            return;
        };
        let level = self.words(point);
        let target = self.task.promised_target().unwrap_or_default().to_string();
        let spot = Spot::Point(nth, Some("reach"));
        if share < Share::ZERO {
            let baseline = self.task.base().to_string();
            let finding = Finding::PlanBelowBaseline { level, baseline };
            let stated = self.task.baseline.map(|_| Spot::Key("baseline"));
            self.report_both(finding, spot, stated);
        } else if share > Share::ONE {
            self.report_both(
                Finding::PlanPastTarget { level, target },
                spot,
                Some(Spot::Key("target")),
            );
        } else if point.by == self.task.due && share < Share::ONE {
            self.report_both(
                Finding::PlanEndsEarly { level, target },
                spot,
                Some(Spot::Key("due")),
            );
        }
    }

    /// Reports a staged target of a rate on the deadline that is not the target.
    fn last_stage(&mut self, nth: usize, point: &PlanPoint<'_>) {
        let Some(target) = self.task.promised_target() else {
            return;
        };
        let staged = point.level.quantity(self.task.base(), Some(target));
        if point.by == self.task.due && staged != Some(target) {
            let (level, target) = (self.words(point), target.to_string());
            let finding = Finding::PlanEndsEarly { level, target };
            self.report_both(finding, Spot::Point(nth, Some("reach")), Some(Spot::Key("due")));
        }
    }

    fn share(&self, point: &PlanPoint<'_>) -> Option<Share> {
        let target = self.task.promised_target()?;
        point.level.share(self.task.base(), target)
    }

    fn words(&self, point: &PlanPoint<'_>) -> String {
        match point.level {
            Level::Reach(quantity) => format!("{quantity}{}", self.task.unit),
            Level::Share(share) => format!("{}%", share.rounded(100)),
        }
    }
}
