//! The course of a task by the days on which it bends: what [`Account::course`] says day by day, from one replay of its log.

use super::has_course;
use crate::account::replay::replay_with;
use crate::account::{Account, Figures};
use crate::ledger::Share;
use chrono::NaiveDate;

/// A task's shares as lines over days, each a list of corners, ascending. A rise has both of its ends on one day.
#[derive(Clone, Debug)]
pub struct Outline {
    /// The day before the start.
    pub first: NaiveDate,
    /// The deadline, or the last day of which more is known.
    pub last: NaiveDate,
    /// Planned: to within half a percent of the whole where it runs evenly, exactly where it is a stair. A step is
    /// climbed at the end of its day.
    pub planned: Vec<(NaiveDate, Share)>,
    /// Reached, up to the as-of day: a stair that rises on the days of figures, exactly.
    pub actual: Vec<(NaiveDate, Share)>,
}

impl<'b> Account<'b> {
    /// The outline of a task that grows towards a target; `None` for any other.
    pub fn outline(&self, figures: &Figures<'b>) -> Option<Outline> {
        if !has_course(figures) {
            return None;
        }
        let (start, due) = (figures.task.start, figures.state.due);
        let first = start.pred_opt().unwrap_or(start);
        let rises = self.rises(figures);
        let over = figures.state.struck.or(rises.last().map(|(day, _)| *day));
        let known = if figures.state.complete(self.as_of) { over } else { Some(self.as_of) };
        let last = known.map_or(due, |known| due.max(known));
        let mut planned = self.curve(figures).corners();
        if last > due {
            planned.push((last, Share::ONE));
        }
        Some(Outline { first, last, planned, actual: stair(&rises, first, last.min(self.as_of)) })
    }

    /// The days on which the share of a task changes up to the as-of day, each with its share at the end of it.
    fn rises(&self, figures: &Figures<'b>) -> Vec<(NaiveDate, Share)> {
        let task = figures.task;
        let mut rises: Vec<(NaiveDate, Share)> = Vec::new();
        let mut settle = |day: NaiveDate, share: Share| {
            let before = rises.last().map_or(Share::ZERO, |(_, share)| *share);
            if share != before {
                rises.push((day, share));
            }
        };
        let mut seen = None;
        let state = replay_with(self.book, task, self.as_of, |entry, state, _| {
            if let Some(day) = seen.filter(|day| *day != entry.on) {
                settle(day, state.share(task));
            }
            seen = Some(entry.on);
        });
        if let Some(day) = seen {
            settle(day, state.share(task));
        }
        rises
    }
}

/// The corners of a stair between two days that rises on the days of some shares; nothing where it would have no length.
fn stair(
    rises: &[(NaiveDate, Share)],
    first: NaiveDate,
    last: NaiveDate,
) -> Vec<(NaiveDate, Share)> {
    if last <= first {
        return Vec::new();
    }
    let split = rises.partition_point(|(day, _)| *day <= first);
    let (before, after) = rises.split_at(split);
    let mut share = before.last().map_or(Share::ZERO, |(_, share)| *share);
    let mut corners = vec![(first, share)];
    for (day, reached) in after.iter().take_while(|(day, _)| *day <= last) {
        corners.extend([(*day, share), (*day, *reached)]);
        share = *reached;
    }
    if corners.last().is_some_and(|(day, _)| *day < last) {
        corners.push((last, share));
    }
    corners
}
