//! A task's log applied day by day: what is in force, what stands, since when it is complete.
//!
//! The one place that knows what each event does; `check` uses it to judge the log, the figures
//! use it to answer as of a day.

use super::instructions::OpenInstruction;
use super::judged::Judged;
use super::levels::Levels;
use super::open_blockers::{OpenBlocker, OpenBlockers};
use crate::diagnostic::OutOfState;
use crate::ledger::{
    Book, DepartmentId, Entry, Event, IndicatorFigure, Level, Quantity, Stage, Task,
};
use chrono::NaiveDate;

/// How a task left the ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// 已撤销.
    Cancelled,
    /// 已结转.
    Rolled,
}

/// A report made by the owner in force.
#[derive(Clone, Copy, Debug)]
pub struct Report {
    /// The day for which it holds.
    pub on: NaiveDate,
    /// The day it was received, when late.
    pub got: Option<NaiveDate>,
}

/// The reports of a task and the days on which it owed none.
#[derive(Clone, Debug, Default)]
pub struct Trail {
    /// Reports by the owner, in order of days.
    pub reports: Vec<Report>,
    /// From when on, and whether, no report is owed.
    pub off: Vec<(NaiveDate, bool)>,
}

/// Everything the log says about a task up to a day.
#[derive(Clone, Debug)]
pub struct State<'b> {
    /// Deadline in force.
    pub due: NaiveDate,
    /// Target in force; `None` where the task has none.
    pub target: Option<Quantity>,
    /// Whether a target was stated or adjusted.
    pub target_stated: bool,
    /// Owner in force.
    pub owner: Option<DepartmentId>,
    /// Weight in force.
    pub weight: Quantity,
    /// Leader in force.
    pub leader: Option<&'b str>,
    /// The level of the last `done` or `step`.
    pub reached: Option<Level>,
    /// The last figure of each indicator, in the order of the task's.
    pub indicators: Vec<Option<Quantity>>,
    /// The day of that entry.
    pub reached_on: Option<NaiveDate>,
    /// The day of a standing strike-off.
    pub struck: Option<NaiveDate>,
    /// Cancelled or carried over.
    pub ended: Option<Ended>,
    /// Halted.
    pub suspended: bool,
    /// A `reject` or `reopen` stands.
    pub held: bool,
    /// A request for strike-off stands.
    pub requested: bool,
    /// Blockers that stand, oldest first.
    pub blockers: OpenBlockers<'b>,
    /// Orders and notices that not every department they went to has answered.
    pub instructions: Vec<OpenInstruction<'b>>,
    /// How the task goes in the last word on it, until it is complete.
    pub judged: Option<Box<Judged<'b>>>,
    /// Notices served so far.
    pub urges: u32,
    /// Approved later deadlines so far.
    pub extensions: u32,
    /// The later deadline applied for.
    pub asking: Option<NaiveDate>,
    /// The last entry that is a report by the owner.
    pub last_report: Option<&'b Entry<'b>>,
    /// Investment made so far in the ledger's year.
    pub invested: Option<Quantity>,
    /// The day from which it has been complete, which may lie ahead.
    pub complete_since: Option<NaiveDate>,
    /// What the count of reports needs; gone once they are counted.
    pub trail: Option<Box<Trail>>,
}

/// Applies the log up to the end of a day.
pub fn replay<'b>(book: &'b Book<'b>, task: &'b Task<'b>, as_of: NaiveDate) -> State<'b> {
    replay_with(book, task, as_of, |_, _, _| {})
}

/// The same, showing each entry together with the state it meets and what it cannot do.
pub fn replay_with<'b>(
    book: &'b Book<'b>,
    task: &'b Task<'b>,
    as_of: NaiveDate,
    mut see: impl FnMut(&'b Entry<'b>, &State<'b>, Option<OutOfState>),
) -> State<'b> {
    let levels = Levels::of(book, task);
    let mut state = State::before(task);
    state.settle(task, NaiveDate::MIN);
    let mut log = task.log.iter().take_while(|entry| entry.on <= as_of).peekable();
    while let Some(entry) = log.next() {
        let problem = state.problem(task, entry);
        see(entry, &state, problem);
        state.apply(book, task, &levels, entry);
        if log.peek().is_none_or(|next| next.on != entry.on) {
            state.settle(task, entry.on);
            let next = log.peek().and_then(|next| next.on.pred_opt());
            state.end_judgement(next.unwrap_or(as_of));
        }
    }
    state
}

impl<'b> State<'b> {
    fn before(task: &'b Task<'b>) -> Self {
        Self {
            due: task.due,
            target: task.promised_target(),
            target_stated: task.target.is_some(),
            owner: task.owner,
            weight: task.weight,
            leader: task.leader.as_deref(),
            reached: None,
            indicators: vec![None; task.indicators().len()],
            reached_on: None,
            struck: None,
            ended: None,
            suspended: false,
            held: false,
            requested: false,
            blockers: OpenBlockers::default(),
            instructions: Vec::new(),
            judged: None,
            urges: 0,
            extensions: task.details().extensions,
            asking: None,
            last_report: None,
            invested: None,
            complete_since: None,
            trail: Some(Box::default()),
        }
    }

    /// What stands against an entry.
    fn problem(&self, task: &Task<'_>, entry: &Entry<'_>) -> Option<OutOfState> {
        let gone = self.struck.is_some() || self.ended.is_some();
        let blocker = |name: &str| self.blockers.named(name);
        match &entry.event {
            Event::Verify(_)
            | Event::Cancel(_)
            | Event::Rolled(_)
            | Event::Request(_)
            | Event::Blocked(_) => gone.then_some(OutOfState::Ended),
            Event::Ask(_) if gone => Some(OutOfState::Ended),
            Event::Ask(_) => task.deadline().is_none().then_some(OutOfState::NoDeadline),
            Event::Reject(_) if gone => Some(OutOfState::Ended),
            Event::Reject(_) => {
                let complete =
                    self.complete_from(task, entry.on).is_some_and(|from| from <= entry.on);
                (!complete && !self.requested).then_some(OutOfState::NothingToReject)
            }
            Event::Reopen(_) => {
                let open = self.struck.is_none() && self.ended != Some(Ended::Cancelled);
                open.then_some(OutOfState::NotEnded)
            }
            Event::Suspend(_) if gone => Some(OutOfState::Ended),
            Event::Suspend(_) => self.suspended.then_some(OutOfState::AlreadySuspended),
            Event::Resume(_) => (!self.suspended).then_some(OutOfState::NotSuspended),
            Event::Raise(name, stage) => match blocker(name) {
                None => Some(OutOfState::NoBlocker(name.to_string())),
                Some(blocker) if blocker.stage >= *stage => {
                    Some(OutOfState::StageNotHigher(name.to_string()))
                }
                Some(_) => None,
            },
            Event::Cleared(name) => {
                blocker(name).is_none().then(|| OutOfState::NoBlocker(name.to_string()))
            }
            Event::Refuse(_) => self.asking.is_none().then_some(OutOfState::NothingAsked),
            Event::Answer(_) if self.instructions.is_empty() => Some(OutOfState::NothingToAnswer),
            Event::Answer(_) => {
                let to = entry.extra().and_then(|extra| extra.to.as_deref())?;
                let known = self.instructions.iter().any(|open| open.is_called(to));
                (!known).then(|| OutOfState::NoInstruction(to.to_owned()))
            }
            Event::Extend(_) if task.deadline().is_none() => Some(OutOfState::NoDeadline),
            Event::Extend(to) if *to <= self.due => {
                Some(OutOfState::NotLater { to: *to, due: self.due })
            }
            Event::Extend(_) => gone.then_some(OutOfState::Ended),
            _ => None,
        }
    }

    fn apply(
        &mut self,
        book: &Book<'_>,
        task: &Task<'_>,
        levels: &Levels<'b>,
        entry: &'b Entry<'b>,
    ) {
        if self.is_report(book, entry) {
            self.last_report = Some(entry);
            if let Some(trail) = self.trail.as_deref_mut() {
                trail
                    .reports
                    .push(Report { on: entry.on, got: entry.extra().and_then(|extra| extra.got) });
            }
        }
        if let Some(invested) = entry.extra().and_then(|extra| extra.invested) {
            self.invested = Some(invested);
        }
        if let Some(judgement) = entry.judgement() {
            self.judged = Judged::of(judgement, entry, self.is_own_word(book, entry));
        }
        match &entry.event {
            Event::Done(quantity) => self.reach(Some(Level::Reach(*quantity)), entry.on),
            Event::Figures(figures) => self.indicate(task, figures, entry.on),
            Event::Step(step) => self.reach(levels.level(step), entry.on),
            Event::Note | Event::Judge(_) | Event::Request(_) => {}
            Event::Blocked(name) => self.block(name, entry),
            Event::Raise(name, stage) => {
                if let Some(blocker) = self.blockers.named_mut(name) {
                    blocker.stage = *stage;
                    blocker.since = entry.on;
                }
            }
            Event::Cleared(name) => self.blockers.clear(name),
            Event::Ask(date) => self.asking = Some(*date),
            Event::Refuse(_) => self.asking = None,
            Event::Extend(date) => {
                self.due = *date;
                self.extensions += 1;
                self.asking = None;
            }
            Event::Order(instruction) | Event::Urge(instruction) => {
                let urge = matches!(entry.event, Event::Urge(_));
                self.urges += u32::from(urge);
                self.instructions.push(OpenInstruction::of(entry, instruction, urge));
            }
            Event::Answer(_) => self.answer(book, entry),
            _ => self.pass(entry),
        }
        if entry.requests() {
            self.requested = true;
            self.held = false;
        }
    }

    /// The events that change the promise or the task's standing.
    fn pass(&mut self, entry: &'b Entry<'b>) {
        match &entry.event {
            Event::Adjust(change) => {
                self.target = change.target.or(self.target);
                self.target_stated |= change.target.is_some();
                self.owner = change.owner.or(self.owner);
                self.weight = change.weight.unwrap_or(self.weight);
                self.leader = change.leader.as_deref().or(self.leader);
            }
            Event::Verify(_) => {
                self.struck = Some(entry.on);
                self.suspended = false;
                self.held = false;
            }
            Event::Reject(_) => {
                self.held = true;
                self.requested = false;
            }
            Event::Reopen(_) => {
                self.struck = None;
                self.ended = None;
                self.held = true;
                self.requested = false;
            }
            Event::Suspend(_) => self.suspended = true,
            Event::Resume(_) => self.suspended = false,
            Event::Cancel(_) => self.end(Ended::Cancelled),
            Event::Rolled(_) => self.end(Ended::Rolled),
            _ => {}
        }
    }

    fn reach(&mut self, level: Option<Level>, on: NaiveDate) {
        if level.is_some() {
            (self.reached, self.reached_on) = (level, Some(on));
        }
        self.held = false;
    }

    fn indicate(&mut self, task: &Task<'_>, figures: &[IndicatorFigure<'_>], on: NaiveDate) {
        for (indicator, reached) in task.indicators().iter().zip(&mut self.indicators) {
            let figure = figures.iter().find(|figure| figure.id == indicator.id);
            *reached = figure.map(|figure| figure.done).or(*reached);
        }
        self.reached_on = Some(on);
        self.held = false;
    }

    fn end(&mut self, how: Ended) {
        self.ended = Some(how);
        self.suspended = false;
    }

    fn block(&mut self, name: &'b str, entry: &'b Entry<'b>) {
        if self.blockers.named(name).is_some() {
            return;
        }
        self.blockers.open(OpenBlocker {
            name,
            stage: Stage::Consult,
            opened: entry.on,
            since: entry.on,
            note: entry.note.as_deref(),
        });
    }

    /// Whether an entry that meets this state is a report by the owner.
    pub fn is_report(&self, book: &Book<'_>, entry: &Entry<'_>) -> bool {
        entry.reports() && self.by_owner(book, entry)
    }

    pub(super) fn by_owner(&self, book: &Book<'_>, entry: &Entry<'_>) -> bool {
        match (entry.by(), self.owner) {
            (Some(by), Some(owner)) => book.department(owner).is_by(by),
            _ => true,
        }
    }
}
