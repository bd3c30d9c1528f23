//! What of an open task goes over into the next year's ledger: where its plan begins there, and which entries still matter.
//!
//! A quantity whose deadline lies in the new year begins anew: the plan from that year's first day, the last figure as the
//! baseline. Every other task goes on as it stood: its plan, its baseline, its last figure; so one that is overdue or awaits
//! its strike-off stands there exactly as it did here.

use super::{Account, Ended, Figures, Standing, State, replay};
use crate::ledger::{Entry, Event, Kind, Level, Measure, PlanPoint, Quantity, Share, Task, TaskId};
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::{BTreeSet, HashMap};

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
    /// The promise stays as it was first made and its adjustments are among the entries: one of them completed the task,
    /// or came after it was returned.
    pub adjusted: bool,
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
        let anew = begins_anew(task, state, first);
        let counted = anew && counts(task, state) && !is_stepwise(task);
        let baseline = state.done(task).filter(|_| counted);
        let start = if anew { task.start.max(first) } else { task.start };
        let way = Way {
            from: counted.then_some(first),
            base: baseline.unwrap_or(task.base()),
            target: state.target,
        };
        let mut entries = entries(task, state, counted);
        let returned = !counted && returned_before_adjustment(task, state);
        let completed = state.complete(first) && completed_by_adjustment(task, state);
        let adjusted = returned || completed;
        if adjusted {
            entries.extend(Log(&task.log).all(is_adjustment));
        }
        let points = task.plan.iter().enumerate();
        let points = points.filter(|(_, point)| way.keeps(point, task.due));
        let moved = |point: &PlanPoint<'_>| {
            if point.by == task.due { state.due } else { point.by }
        };
        Carry {
            start,
            baseline,
            points: points.map(|(nth, point)| (nth, moved(point))).collect(),
            entries: entries.into_iter().collect(),
            adjusted,
        }
    }
}

/// Whether its plan begins with the new year.
fn begins_anew(task: &Task<'_>, state: &State<'_>, first: NaiveDate) -> bool {
    if state.due < first || state.complete(first) {
        return false;
    }
    // Each indicator has its own figure: the task goes on as it stood.
    if !task.indicators().is_empty() {
        return false;
    }
    let ahead = || task.plan.iter().all(|point| point.by >= first);
    let steps = is_stepwise(task) && (state.reached.is_some() || !ahead());
    let held_at_target = counts(task, state) && state.share(task) >= Share::ONE;
    !steps && !held_at_target
}

/// Whether it is measured by a quantity on the way from a baseline to a target.
fn counts(task: &Task<'_>, state: &State<'_>) -> bool {
    task.kind != Kind::Duty
        && task.measure.accumulates()
        && state.target.is_some()
        && (!state.is_of_the_whole(task) || state.reached.is_some())
}

/// Whether its way is made of named levels rather than of a quantity.
fn is_stepwise(task: &Task<'_>) -> bool {
    let is_share = |point: &PlanPoint<'_>| matches!(point.level, Level::Share(_));
    task.pipeline.is_some() || task.plan.iter().any(is_share)
}

/// The way that the plan points must lie on.
struct Way {
    /// The day from which they lie ahead, where the plan begins anew.
    from: Option<NaiveDate>,
    base: Quantity,
    target: Option<Quantity>,
}

impl Way {
    /// Whether a point is still on the way; one on the first deadline is the end of it.
    fn keeps(&self, point: &PlanPoint<'_>, due: NaiveDate) -> bool {
        let Level::Reach(reach) = point.level else {
            return true;
        };
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
    if state.suspended {
        kept.extend(log.last(|entry| matches!(entry.event, Event::Suspend(_))));
    }
    if state.asking.is_some() {
        kept.extend(log.last(|entry| matches!(entry.event, Event::Ask(_))));
    }
    let is_instruction =
        |entry: &Entry<'_>| matches!(entry.event, Event::Order(_) | Event::Urge(_));
    kept.extend(log.all(is_instruction).rev().take(state.instructions.len()));
    if state.requested {
        kept.extend(log.last(|entry| asks(entry, counted)));
    }
    if state.held || (!counted && began_again_by_request(&log)) {
        kept.extend(held(&log, counted));
    }
    kept
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

/// Whether what was reached before became enough on the day it has been complete from.
fn completed_by_adjustment(task: &Task<'_>, state: &State<'_>) -> bool {
    let that_day = |entry: &&Entry<'_>| Some(entry.on) == state.complete_since;
    let mut that_day = task.log.iter().filter(that_day);
    let adds = |entry: &Entry<'_>| is_figure(entry) || entry.requests();
    that_day.clone().any(is_adjustment) && !that_day.any(adds)
}

/// Whether it was returned as complete, without a request, by a target that is no longer in force.
fn returned_before_adjustment(task: &Task<'_>, state: &State<'_>) -> bool {
    let log = Log(&task.log);
    let holds = log.last(|entry| matches!(entry.event, Event::Reject(_) | Event::Reopen(_)));
    let returned = holds.and_then(|nth| Some((nth, task.log.get(nth)?)));
    let returned = returned.filter(|(_, entry)| matches!(entry.event, Event::Reject(_)));
    let Some((nth, _)) = returned else {
        return false;
    };
    let log = Log(task.log.get(nth..).unwrap_or_default());
    if log.last(is_figure).is_some() {
        return false;
    }
    let asked = task.log.iter().take(nth).any(|entry| entry.requests());
    let enough = match task.measure {
        Measure::Rate => state.rate_met(task) == Some(true),
        Measure::Track | Measure::None => false,
        Measure::Cumulative | Measure::YearEnd => state.is_reached(task),
    };
    !asked && !enough
}

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

/// A log by date.
struct Log<'l, 't>(&'l [Entry<'t>]);

impl Log<'_, '_> {
    fn last(&self, fits: impl Fn(&Entry<'_>) -> bool) -> Option<usize> {
        self.0.iter().rposition(fits)
    }

    fn all(&self, fits: impl Fn(&Entry<'_>) -> bool) -> impl DoubleEndedIterator<Item = usize> {
        let numbered = self.0.iter().enumerate();
        numbered.filter(move |(_, entry)| fits(entry)).map(|(nth, _)| nth)
    }

    /// The entries that open or raise a blocker, by its name.
    fn of_blockers(&self) -> HashMap<&str, Vec<usize>> {
        let mut found: HashMap<&str, Vec<usize>> = HashMap::new();
        for (nth, entry) in self.0.iter().enumerate() {
            if let Event::Blocked(name) | Event::Raise(name, _) = &entry.event {
                found.entry(name).or_default().push(nth);
            }
        }
        found
    }

    /// Of the entries of one blocker, that which opened it and those that raised it since.
    fn blocker<'e>(&self, entries: &'e [usize], opened: NaiveDate) -> &'e [usize] {
        let opens = |nth: &usize| {
            let entry = self.0.get(*nth);
            entry
                .is_some_and(|entry| entry.on == opened && matches!(entry.event, Event::Blocked(_)))
        };
        let opening = entries.iter().rposition(opens);
        opening.and_then(|opening| entries.get(opening..)).unwrap_or_default()
    }
}
