//! The tasks of one department's bill, part by part: what is still owed first.

use super::{HappeningKind, Outcome, Statement, StatementLine};
use crate::account::{Standing, TaskRow};
use crate::ledger::{DepartmentId, Quantity, Share};
use serde::Serialize;

/// The parts of a bill, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum BillPart {
    /// Owed and not delivered.
    CarriedOver,
    /// Owed and delivered, on time or late.
    Delivered,
    /// Owed no longer, or not yet.
    Lifted,
    /// Struck off in the period, its deadline still to come.
    Struck,
    /// Complete, awaiting strike-off.
    Awaiting,
    /// Open, its deadline still to come.
    Open,
    /// Cancelled or rolled over in the period.
    Gone,
    /// Handed over to another department in the period.
    MovedOut,
}

/// A task on a bill, as the machine reads it.
#[derive(Clone, Debug, Serialize)]
pub struct BillRow {
    /// The part of the bill it stands in.
    pub part: BillPart,
    /// What became of it, where it was owed.
    pub outcome: Option<Outcome>,
    /// What was planned to be gained in the period, a share; null of what is not assessed.
    pub planned_increment: Option<Share>,
    /// What was gained, a share.
    pub actual_increment: Option<Share>,
    /// What was done in the period (本期完成), in the task's unit; null of what does not count up.
    pub done_increment: Option<Quantity>,
    /// The task.
    #[serde(flatten)]
    pub task: TaskRow,
}

impl BillPart {
    /// Where a task stands on the bill of a department; `None` where it has no place there.
    fn of(line: &StatementLine<'_, '_>, department: DepartmentId) -> Option<Self> {
        let figures = line.figures;
        if figures.state.owner != Some(department) {
            let held_here = |happening: &&super::Happening<'_>| {
                happening.before.open && happening.before.owner == Some(department)
            };
            let mut last = line.happenings.iter().rev().filter(held_here);
            return last.find_map(|happening| match happening.kind {
                HappeningKind::Adjusted { .. } => Some(Self::MovedOut),
                HappeningKind::Struck(_) => Some(Self::Struck),
                HappeningKind::Cancelled(_) | HappeningKind::Rolled(_) => Some(Self::Gone),
                _ => None,
            });
        }
        let closed =
            |happening: &super::Happening<'_>| happening.before.open && !happening.after.open;
        let was_open = line.before.is_none_or(|then| super::Holder::of(&then.state).open)
            || line.happenings.iter().any(closed);
        match (line.outcome, figures.standing) {
            (Some(Outcome::CarriedOver), _) => Some(Self::CarriedOver),
            (Some(Outcome::OnTime | Outcome::Late), _) => Some(Self::Delivered),
            (Some(Outcome::Lifted), _) => Some(Self::Lifted),
            (None, Standing::Struck) => was_open.then_some(Self::Struck),
            (None, Standing::Cancelled | Standing::Rolled) => was_open.then_some(Self::Gone),
            (None, Standing::Awaiting) => Some(Self::Awaiting),
            (None, _) => Some(Self::Open),
        }
    }
}

impl<'s, 'b> Statement<'s, 'b> {
    /// The tasks of a department's bill by parts, those of one part in book order.
    pub fn bill(&self, department: DepartmentId) -> Vec<(BillPart, &StatementLine<'s, 'b>)> {
        let lines = self.lines.iter();
        let mut bill: Vec<(BillPart, &StatementLine<'s, 'b>)> =
            lines.filter_map(|line| Some((BillPart::of(line, department)?, line))).collect();
        bill.sort_by_key(|(part, _)| *part);
        bill
    }
}
