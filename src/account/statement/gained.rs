//! What a period has brought in units (本期完成), beside the increments of the shares.

use super::StatementLine;
use crate::account::pooled::{Pool, reached};
use crate::account::{Figures, Shares};
use crate::ledger::{Kind, Quantity, Share};

impl StatementLine<'_, '_> {
    /// What was reached in the period, in the task's unit and turned so that plus is progress; `None` for what does not count up
    /// towards a target.
    pub fn gained(&self) -> Option<Quantity> {
        let (task, state) = (self.figures.task, &self.figures.state);
        if task.kind == Kind::Duty || !task.measure.accumulates() {
            return None;
        }
        // What was reached in an earlier year's ledger is not gained in this one.
        let before = self.figures_before().and_then(reached).unwrap_or(task.base());
        let gained = reached(self.figures)?.millionths() - before.millionths();
        let turn = if task.lower_is_better(state.target?) { -1 } else { 1 };
        Some(Quantity::from_millionths(turn * gained))
    }

    /// How far the planned share has moved, each end held to 0…1.
    pub fn planned_gain(&self) -> Share {
        self.gain(|shares| shares.planned)
    }

    /// The same of the actual share.
    pub fn actual_gain(&self) -> Share {
        self.gain(|shares| shares.actual)
    }

    fn gain(&self, of: fn(&Shares) -> Option<Share>) -> Share {
        let held = |figures: &Figures<'_>| of(&figures.shares).map_or(Share::ZERO, Share::held);
        let before = self.figures_before().map_or(Share::ZERO, held);
        held(self.figures).minus(before)
    }
}

/// What some tasks have gained together, where all count in one unit.
#[derive(Clone, Debug, Default)]
pub(super) struct Gains(Pool);

impl Gains {
    pub(super) fn add(&mut self, line: &StatementLine<'_, '_>) {
        let unit = &line.figures.task.unit;
        match line.gained() {
            None => {}
            // Percentages of several wholes do not add up.
            Some(_) if unit == "%" => self.0.mix(),
            Some(gained) => {
                self.0.take(unit, Quantity::default(), Quantity::default(), gained);
            }
        }
    }

    /// The unit and the quantity; `None` where nothing is counted, or in several units.
    pub(super) fn total(&self) -> Option<(String, Quantity)> {
        self.0.close().map(|pooled| (pooled.unit, pooled.done))
    }
}
