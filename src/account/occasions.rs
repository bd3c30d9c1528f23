//! The days that a ledger asks for: deadlines, dated steps, answers, reports; whether each still holds, and how often it has changed.

use super::replay::{State, Trail, replay_with};
use super::reports_owed::is_off;
use super::{Account, Figures};
use crate::calendar::{Cadence, Period};
use crate::ledger::{Entry, Event, Instruction, PlanPoint, Task};
use chrono::NaiveDate;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// What is to be done by a day.
#[derive(Clone, Copy, Debug)]
pub enum Want<'b> {
    /// The task is to be complete.
    Deadline,
    /// A dated step or stage is to be reached.
    Step(&'b PlanPoint<'b>),
    /// An order or a notice is to be answered.
    Answer(&'b Entry<'b>, &'b Instruction<'b>),
}

/// Whether a day still holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// It does.
    Stands,
    /// Its task is suspended.
    Halted,
    /// It is reached, answered, struck off, or out of the ledger.
    Withdrawn,
}

/// A day of one task.
#[derive(Clone, Debug)]
pub struct Occasion<'a, 'b> {
    /// Of which.
    pub figures: &'a Figures<'b>,
    /// Why.
    pub want: Want<'b>,
    /// The day in force.
    pub day: NaiveDate,
    /// Whether it still holds.
    pub holds: Holds,
    /// How often its day, or whether it holds, has changed so far.
    pub changes: u32,
}

/// The last day for the reports of a period, before they are missing.
#[derive(Clone, Debug)]
pub struct ReportDay<'a, 'b> {
    /// Which ledger of the book.
    pub ledger: u16,
    /// How often these tasks report.
    pub cadence: Cadence,
    /// Of which period.
    pub period: Period,
    /// Its end and the grace.
    pub day: NaiveDate,
    /// Who owes a report, or will.
    pub tasks: Vec<&'a Figures<'b>>,
    /// How many could owe one, and how many entries they have: nothing else decides who does.
    pub changes: u32,
}

/// The days of some tasks.
#[derive(Clone, Debug, Default)]
pub struct Occasions<'a, 'b> {
    /// Those of one task each, in the order of the tasks.
    pub of_tasks: Vec<Occasion<'a, 'b>>,
    /// Those of the reports, ledger by ledger, each cadence in order of days.
    pub of_reports: Vec<ReportDay<'a, 'b>>,
}

/// What the log of one task makes of its days.
struct Followed<'b> {
    days: Vec<Day<'b>>,
    entries: u32,
    trail: Trail,
}

/// A day while the log is followed.
struct Day<'b> {
    want: Want<'b>,
    last: Option<(NaiveDate, Holds)>,
    changes: u32,
}

impl<'b> Account<'b> {
    /// The days of some tasks, those that hold no more too.
    pub fn occasions<'a>(&self, tasks: &[&'a Figures<'b>]) -> Occasions<'a, 'b> {
        let followed: Vec<_> =
            tasks.par_iter().with_min_len(64).map(|figures| self.followed(figures)).collect();
        let all = || tasks.iter().copied().zip(&followed);
        let of_tasks = all().flat_map(|(figures, followed)| {
            followed.days.iter().filter_map(move |day| day.occasion(figures))
        });
        Occasions { of_tasks: of_tasks.collect(), of_reports: self.report_days(all()) }
    }

    /// Follows the log of a task day by day.
    fn followed(&self, figures: &Figures<'b>) -> Followed<'b> {
        let (task, as_of) = (figures.task, self.as_of);
        let mut days = vec![Day::of(Want::Deadline)];
        // A point on the deadline is the deadline.
        let points = task.plan.iter().filter(|point| point.by != task.due);
        days.extend(points.map(|point| Day::of(Want::Step(point))));
        let given = task.log.iter().filter_map(|entry| match &entry.event {
            Event::Order(given) | Event::Urge(given) => {
                given.reply.map(|_| Day::of(Want::Answer(entry, given)))
            }
            _ => None,
        });
        days.extend(given);
        let mut seen = NaiveDate::MIN;
        let mut state = replay_with(self.book, task, as_of, |entry, state, _| {
            if let Some(before) = entry.on.pred_opt().filter(|before| *before > seen) {
                days.iter_mut().for_each(|day| day.look(task, state, before));
                seen = before;
            }
        });
        days.iter_mut().for_each(|day| day.look(task, &state, as_of));
        let trail = state.trail.take().map_or_else(Trail::default, |trail| *trail);
        let entries = task.log.iter().take_while(|entry| entry.on <= as_of).count();
        Followed { days, entries: u32::try_from(entries).unwrap_or(u32::MAX), trail }
    }

    fn report_days<'a, 'f>(
        &self,
        tasks: impl Iterator<Item = (&'a Figures<'b>, &'f Followed<'b>)>,
    ) -> Vec<ReportDay<'a, 'b>>
    where
        'b: 'f,
    {
        let mut days: BTreeMap<(u16, &str, NaiveDate), ReportDay<'a, 'b>> = BTreeMap::new();
        for (figures, followed) in tasks {
            let task = figures.task;
            let Some(cadence) = task.cadence else {
                continue;
            };
            let ledger = self.book.ledger_of(task);
            let first = Period::containing(cadence.unit(), task.reports_from());
            // Who is past its deadline and not done still reports; of days to come nobody expects that.
            let last = ledger.last_day().min(figures.state.due.max(self.as_of));
            let periods = std::iter::successors(Some(first), |period| period.next())
                .take_while(|period| period.first <= last)
                .filter(|period| period.first >= task.reports_from());
            for period in periods {
                let day = period.grace_end(ledger.rules.grace);
                let place = (task.ledger, cadence.name(), period.first);
                let report = days.entry(place).or_insert_with(|| ReportDay {
                    ledger: task.ledger,
                    cadence,
                    period,
                    day,
                    tasks: Vec::new(),
                    changes: 0,
                });
                report.changes += 1 + followed.entries;
                if !is_off(task, figures.state.due, &followed.trail, period) {
                    report.tasks.push(figures);
                }
            }
        }
        days.into_values().collect()
    }
}

impl<'b> Day<'b> {
    fn of(want: Want<'b>) -> Self {
        Self { want, last: None, changes: 0 }
    }

    /// Sees how it stands at the end of a day.
    fn look(&mut self, task: &Task<'b>, state: &State<'b>, on: NaiveDate) {
        let Some(now) = self.want.stands(task, state, on) else {
            return;
        };
        if self.last.is_some_and(|last| last != now) {
            self.changes += 1;
        }
        self.last = Some(now);
    }

    fn occasion<'a>(&self, figures: &'a Figures<'b>) -> Option<Occasion<'a, 'b>> {
        let (day, holds) = self.last?;
        let is_promise = !matches!(self.want, Want::Deadline);
        let has_day = is_promise || figures.deadline().is_some();
        let (want, changes) = (self.want, self.changes);
        has_day.then_some(Occasion { figures, want, day, holds, changes })
    }
}

impl<'b> Want<'b> {
    /// Its day and whether that holds, as of a day; `None` before there is one.
    fn stands(
        self,
        task: &Task<'b>,
        state: &State<'b>,
        on: NaiveDate,
    ) -> Option<(NaiveDate, Holds)> {
        let of_task = if state.ended.is_some() || state.complete(on) {
            Holds::Withdrawn
        } else if state.suspended {
            Holds::Halted
        } else {
            Holds::Stands
        };
        match self {
            Self::Deadline => Some((state.due, of_task)),
            Self::Step(point) => {
                let target = task.promised_target().unwrap_or_default();
                let planned = point.level.share(task.base(), target);
                let reached = || planned.is_some_and(|share| state.steps_share(task) >= share);
                let holds = if !task.is_rate() && reached() { Holds::Withdrawn } else { of_task };
                Some((state.day_of(task, point), holds))
            }
            Self::Answer(given, instruction) => {
                if given.on > on {
                    return None;
                }
                let is_open = state.instructions.iter().any(|open| open.given.nth == given.nth);
                // A leader's order is to be answered though its task is done.
                let is_order = matches!(given.event, Event::Order(_));
                let holds = match (is_open, is_order) {
                    (false, _) => Holds::Withdrawn,
                    (true, true) if state.ended.is_none() => Holds::Stands,
                    (true, _) => of_task,
                };
                instruction.reply.map(|reply| (reply, holds))
            }
        }
    }
}
