//! What of an open task goes over into the next year's ledger: where its plan begins there, and which entries still matter.
//!
//! A quantity whose deadline lies in the new year begins anew: the plan from that year's first day, the last figure as the
//! baseline. Every other task goes on as it stood: its plan, its baseline, its last figure; so one that is overdue or awaits
//! its strike-off stands there exactly as it did here. That is not hoped for but tried ([`there`]): where the promise in
//! force and the few entries that usually matter do not make the task stand as it stood, more of its log comes along.

mod log;
mod there;

use super::{Account, Ended, Figures, Standing, State, replay};
use crate::ledger::{Entry, Event, Kind, Level, Measure, PlanPoint, Quantity, Share, Task, TaskId};
use chrono::NaiveDate;
use log::Log;
use serde::Serialize;
use std::collections::BTreeSet;

/// What becomes of one task in the next year's ledger.
#[derive(Clone, Debug)]
pub struct Carry {
    /// First day of its plan there.
    pub start: NaiveDate,
    /// Its baseline there, where that is the last figure.
    pub baseline: Option<Quantity>,
    /// Points of its plan that are kept, by their number, each with its day there.
    pub points: Vec<(usize, NaiveDate)>,
    /// Entries that still matter, by their number in the log by date.
    pub entries: Vec<usize>,
    /// The one of them that goes without its figure: only its judgement still stands.
    pub without_figure: Option<usize>,
    /// The one of them that goes without its judgement: that has ended.
    pub without_judgement: Option<usize>,
    /// How its promise stands there.
    pub promise: Promise,
}

/// How the promise of a task stands in the next year's ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Promise {
    /// As it is in force.
    InForce,
    /// As it was first made, with its adjustments among the entries, but for the deadline, which is the one in force.
    Adjusted,
    /// As it was first made, with everything that was logged but plain reports.
    Whole,
}

/// How many tasks do not go over, by why.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct LeftBehind {
    /// Struck off.
    pub struck: usize,
    /// Cancelled.
    pub cancelled: usize,
    /// Rolled over before.
    pub rolled: usize,
    /// Open, and not among those asked for.
    pub not_chosen: usize,
    /// Entered after the new year's first day.
    pub later: usize,
    /// Of ledgers read along, which roll over by themselves.
    pub included: usize,
}

impl LeftBehind {
    /// All of them.
    pub fn total(&self) -> usize {
        self.struck + self.cancelled + self.rolled + self.not_chosen + self.later + self.included
    }
}

impl<'b> Account<'b> {
    /// The open tasks of the ledger itself that are chosen, and how many others stay, by why.
    pub fn to_carry(
        &self,
        chosen: impl Fn(&Figures<'b>) -> bool,
    ) -> (Vec<&Figures<'b>>, LeftBehind) {
        let mut left = LeftBehind::default();
        let mut open = Vec::new();
        let is_ours = |task: &Task<'b>| self.book.ledger_of(task).prefix.is_empty();
        for figures in &self.tasks {
            match self.gone(figures) {
                _ if !is_ours(figures.task) => left.included += 1,
                Some(Standing::Cancelled) => left.cancelled += 1,
                Some(Standing::Rolled) => left.rolled += 1,
                Some(_) => left.struck += 1,
                _ if !chosen(figures) => left.not_chosen += 1,
                _ => open.push(figures),
            }
        }
        let to_come =
            |task: &&Task<'b>| !task.heading && task.entered > self.as_of && is_ours(task);
        left.later = self.book.tasks.iter().filter(to_come).count();
        (open, left)
    }

    /// Why a task stays, by all that is logged, also on later days; `None` for an open one.
    fn gone(&self, figures: &Figures<'b>) -> Option<Standing> {
        let later = figures.task.log.last();
        let later = later.filter(|entry| entry.on > self.as_of);
        let later = later.map(|entry| replay(self.book, figures.task, entry.on));
        let state = later.as_ref().unwrap_or(&figures.state);
        match state.ended {
            Some(Ended::Cancelled) => Some(Standing::Cancelled),
            Some(Ended::Rolled) => Some(Standing::Rolled),
            None => state.struck.map(|_| Standing::Struck),
        }
    }

    /// The headings above some tasks, in book order.
    pub fn headings_of(&self, tasks: &[&Figures<'b>]) -> Vec<TaskId> {
        let mut above = BTreeSet::new();
        for figures in tasks {
            let mut at = figures.task.parent;
            while let Some(heading) = at.filter(|heading| above.insert(*heading)) {
                at = self.book.task(heading).parent;
            }
        }
        above.into_iter().collect()
    }

    /// What becomes of an open task, in an account as of the new year's first day. Entries keep their days, so that a blocker stays as
    /// old as it is and a carried entry is no report of the new year.
    pub fn carry(&self, figures: &Figures<'b>) -> Carry {
        let (task, state, first) = (figures.task, &figures.state, self.as_of);
        if begins_anew(task, state, first) {
            return anew(task, state, first);
        }
        let fits = |carry: &Carry| self.stands_there(figures, carry);
        let in_force = goes_on(task, state, Promise::InForce);
        if fits(&in_force) {
            return in_force;
        }
        let adjusted = goes_on(task, state, Promise::Adjusted);
        if fits(&adjusted) { adjusted } else { whole(task) }
    }
}

/// A plan that begins with the new year, at the last figure.
fn anew(task: &Task<'_>, state: &State<'_>, first: NaiveDate) -> Carry {
    let counted = task.kind != Kind::Duty;
    let baseline = state.done(task).filter(|_| counted);
    let way = Way {
        rate: task.is_rate(),
        from: counted.then_some(first),
        base: baseline.unwrap_or(task.base()),
        target: state.target,
    };
    Carry {
        start: task.start.max(first),
        baseline,
        points: way.points(task, state),
        entries: entries(task, state, counted).into_iter().collect(),
        without_figure: judgement(task, state)
            .filter(|nth| counted && task.log.get(*nth).is_some_and(is_figure)),
        without_judgement: Log(&task.log)
            .last(is_figure)
            .filter(|nth| !counted && state.judged.is_none() && judges(task, *nth)),
        promise: Promise::InForce,
    }
}

/// A plan that goes on as it stood.
fn goes_on(task: &Task<'_>, state: &State<'_>, promise: Promise) -> Carry {
    let mut entries = entries(task, state, false);
    let target = match promise {
        Promise::InForce => state.target,
        Promise::Adjusted | Promise::Whole => {
            entries.extend(Log(&task.log).all(is_adjustment));
            task.promised_target()
        }
    };
    let way = Way { rate: task.is_rate(), from: None, base: task.base(), target };
    let points = way.points(task, state);
    let entries = entries.into_iter().collect();
    Carry {
        start: task.start,
        baseline: None,
        points,
        entries,
        without_figure: None,
        without_judgement: None,
        promise,
    }
}

/// A task with all that was logged but plain reports; a duty is measured by these too, from the day it came in.
fn whole(task: &Task<'_>) -> Carry {
    let duty = task.kind == Kind::Duty;
    let says = |entry: &Entry<'_>| entry.requests() || entry.judgement().is_some();
    let matters = |entry: &Entry<'_>| duty || !matches!(entry.event, Event::Note) || says(entry);
    Carry {
        start: if duty { task.start.max(task.entered).min(task.due) } else { task.start },
        baseline: None,
        points: task.plan.iter().map(|point| point.by).enumerate().collect(),
        entries: Log(&task.log).all(matters).collect(),
        without_figure: None,
        without_judgement: None,
        promise: Promise::Whole,
    }
}

/// Whether its plan begins with the new year: it is due there, and what is left of it is a quantity that can be planned anew.
fn begins_anew(task: &Task<'_>, state: &State<'_>, first: NaiveDate) -> bool {
    if task.details().standing || state.due < first || state.complete(first) {
        return false;
    }
    if task.kind == Kind::Duty {
        return true;
    }
    let planned = match task.measure {
        Measure::Cumulative => {
            // Each indicator has its own figure: the task goes on as it stood.
            !is_stepwise(task) && !state.is_of_the_whole(task) && task.indicators().is_empty()
        }
        Measure::Rate | Measure::YearEnd | Measure::Track | Measure::None => false,
    };
    planned && state.share(task) < Share::ONE
}

/// Whether its way is made of named levels rather than of a quantity.
fn is_stepwise(task: &Task<'_>) -> bool {
    let is_share = |point: &PlanPoint<'_>| matches!(point.level, Level::Share(_));
    task.pipeline.is_some() || task.plan.iter().any(is_share)
}

/// The way that the plan points must lie on.
struct Way {
    /// A rate may be staged to either side of the way.
    rate: bool,
    /// The day from which they lie ahead, where the plan begins anew.
    from: Option<NaiveDate>,
    base: Quantity,
    target: Option<Quantity>,
}

impl Way {
    /// The points that are kept, each with its day there: one on the first deadline moves with it.
    fn points(&self, task: &Task<'_>, state: &State<'_>) -> Vec<(usize, NaiveDate)> {
        let kept = task.plan.iter().enumerate().filter(|(_, point)| self.keeps(point, task.due));
        kept.map(|(nth, point)| (nth, state.day_of(task, point))).collect()
    }

    /// Whether a point is still on the way; one on the first deadline is the end of it.
    fn keeps(&self, point: &PlanPoint<'_>, due: NaiveDate) -> bool {
        let Level::Reach(reach) = point.level else {
            return true;
        };
        if self.rate {
            return point.by != due || self.target == Some(reach);
        }
        let share = self.target.and_then(|target| Share::of_way(reach, self.base, target));
        let Some(share) = share else {
            return false;
        };
        let ahead = self.from.is_none_or(|first| point.by >= first && share > Share::ZERO);
        let fits = if point.by == due { share == Share::ONE } else { share <= Share::ONE };
        ahead && fits
    }
}

/// The entries that make what stands: open blockers, orders and applications, a suspension, a request and its return,
/// and, unless the last figure is the baseline now, that figure and the one that completed the task.
fn entries(task: &Task<'_>, state: &State<'_>, counted: bool) -> BTreeSet<usize> {
    let log = Log(&task.log);
    let mut kept = BTreeSet::new();
    if !counted {
        kept.extend(log.last(is_figure));
        kept.extend(of_indicators(task, &log));
        let since = state.complete_since;
        let by_then = |entry: &Entry<'_>| since.is_some_and(|day| entry.on <= day);
        kept.extend(log.last(|entry| is_figure(entry) && by_then(entry)));
        if state.is_of_the_whole(task) || task.measure == Measure::None {
            kept.extend(log.last(|entry| entry.requests() && by_then(entry)));
        }
    }
    let of_blockers = log.of_blockers();
    for blocker in state.blockers.iter() {
        let entries = of_blockers.get(blocker.name).map(Vec::as_slice).unwrap_or_default();
        kept.extend(log.blocker(entries, blocker.opened));
    }
    kept.extend(judgement(task, state));
    if state.suspended {
        kept.extend(log.last(|entry| matches!(entry.event, Event::Suspend(_))));
    }
    if state.asking.is_some() {
        kept.extend(log.last(|entry| matches!(entry.event, Event::Ask(_))));
    }
    let open = state.instructions.iter();
    let asked = open.flat_map(|open| std::iter::once(open.given).chain(open.answers()));
    kept.extend(asked.filter_map(|entry| log.number(entry)));
    if state.requested {
        kept.extend(log.last(|entry| asks(entry, counted)));
    }
    if state.held || (!counted && began_again_by_request(&log)) {
        kept.extend(held(&log, counted));
    }
    kept
}

/// The entry of the judgement that stands.
fn judgement(task: &Task<'_>, state: &State<'_>) -> Option<usize> {
    let judged = state.judged.as_deref()?;
    // An own word after it takes nothing back.
    Log(&task.log).last(|entry| {
        let verdict = entry.judgement().map(|judgement| judgement.verdict);
        let by = entry.by().map(AsRef::as_ref);
        verdict == Some(judged.verdict) && entry.on == judged.on && by == judged.by
    })
}

/// Whether an entry says how the task goes.
fn judges(task: &Task<'_>, nth: usize) -> bool {
    task.log.get(nth).is_some_and(|entry| entry.judgement().is_some())
}

/// From the oldest last figure of an indicator on, all: what lay between may have decided when the task was complete.
fn of_indicators(task: &Task<'_>, log: &Log<'_, '_>) -> Vec<usize> {
    let gives = |entry: &Entry<'_>, id: &str| match &entry.event {
        Event::Figures(figures) => figures.iter().any(|figure| figure.id == id),
        _ => false,
    };
    let last = task.indicators().iter();
    let last = last.filter_map(|indicator| log.last(|entry| gives(entry, &indicator.id)));
    let Some(first) = last.min() else {
        return Vec::new();
    };
    log.all(is_figure).filter(|nth| *nth >= first).collect()
}

/// Whether a request, and no figure, ended the last hold: without that hold it would be complete from an earlier day.
fn began_again_by_request(log: &Log<'_, '_>) -> bool {
    let hold = log.last(|entry| matches!(entry.event, Event::Reject(_) | Event::Reopen(_)));
    log.last(is_figure).is_some_and(|figure| Some(figure) < hold)
}

/// Whether it says how far the task has come.
fn is_figure(entry: &Entry<'_>) -> bool {
    entry.event.is_figure()
}

fn is_adjustment(entry: &Entry<'_>) -> bool {
    matches!(entry.event, Event::Adjust(_))
}

/// Whether an entry asks for strike-off; one with a figure does not go where that figure is left behind.
fn asks(entry: &Entry<'_>, counted: bool) -> bool {
    entry.requests() && (!counted || matches!(entry.event, Event::Request(_)))
}

/// What holds a task open, and what was returned or opened again by it.
fn held(log: &Log<'_, '_>, counted: bool) -> Vec<usize> {
    let holds = log.last(|entry| matches!(entry.event, Event::Reject(_) | Event::Reopen(_)));
    let Some(holds) = holds else {
        return Vec::new();
    };
    let returned = log.0.get(holds).map(|entry| &entry.event);
    let before = Log(log.0.get(..holds).unwrap_or_default());
    let acted_on = match returned {
        Some(Event::Reject(_)) => before.last(|entry| asks(entry, counted)),
        _ => before.last(|entry| matches!(entry.event, Event::Verify(_) | Event::Cancel(_))),
    };
    match (returned, acted_on) {
        (_, Some(acted_on)) if !counted => vec![acted_on, holds],
        (Some(Event::Reject(_)), Some(acted_on)) => vec![acted_on, holds],
        (Some(Event::Reject(_)), None) if !counted => vec![holds],
        _ => Vec::new(),
    }
}
