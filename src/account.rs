//! What a book means as of a day: planned and actual shares, standings, lights, reports owed, rollups.
//!
//! A pure function of a book, a day and a calendar of working days. This room knows no words, no
//! page and no clock.

mod against;
mod answers;
mod asked;
mod bulletin;
mod carry;
mod changes;
mod chosen;
mod claim;
pub mod closed;
mod compare;
mod converted;
mod course;
pub mod data;
mod forecast;
mod group;
mod impossible;
mod instructions;
mod judged;
mod left_cells;
mod levels;
mod matching;
mod matter;
mod notice;
mod occasions;
mod open_blockers;
mod owing;
mod plan_read;
mod planned;
mod pooled;
mod progress;
mod rate;
mod readiness;
mod replay;
mod reports_owed;
mod rollup;
mod rows;
mod scales;
mod scorecard;
mod select;
mod sent;
mod sort;
mod stages;
mod standing;
mod statement;
mod through;
mod totals;
mod turning;
mod unlogged;
mod weights;
mod worked_rows;

pub use crate::ledger::{Light, Part};
pub use against::{
    Against, AgainstRow, Compared, Conflict, MatchedBy, NotInvested, NotRead, NotReadWhy, RowReason,
};
pub use asked::Asked;
pub use bulletin::{Bulletin, Issue, Reporting};
pub use carry::{Carry, LeftBehind, Promise};
pub use changes::{ChangeKind, ChangeRow, ChangedValue, Changes, Evidence, TaskChange};
pub use claim::{
    Address, CellValue, Claim, Counts, Reply, Skip, Stated, Unread, column_letters, column_named,
};
pub use converted::{Earlier, Way, Worked};
pub use course::{Course, Outline};
pub use forecast::{Forecast, ForecastRow, Outlook};
pub use group::{By, Group};
pub use impossible::Impossible;
pub use instructions::OpenInstruction;
pub use judged::Judged;
pub use left_cells::{KeptWhy, LeftWhy, SheetFate};
pub use levels::Levels;
pub use matter::Matter;
pub use notice::{Cause, Grade, Notice, NoticeRow, NoticeTerms, UrgedTask, recorded};
pub use occasions::{Holds, Occasion, Occasions, ReportDay, Want};
pub use open_blockers::{OpenBlocker, OpenBlockers};
pub use owing::NotOwed;
pub use plan_read::{CellRow, MappingRow, PlanRead};
pub use planned::Curve;
pub use rate::{RateFigure, staged};
pub use readiness::{Criterion, Readiness};
pub use replay::{Ended, Report, State, Trail, replay, replay_with};
pub use reports_owed::{OwedReport, Reports, Timing};
pub use rollup::{Rollup, RollupRow};
pub use rows::{BlockerRow, TaskRow, ToAnswerRow, own_keys};
pub use scorecard::{
    Card, Explained, Factor, Fraction, PeriodBlocker, Piece, PieceRow, Proof, RankRow, Scorecard,
    explained, hundredths,
};
pub use select::{Filter, Scope};
pub use sort::Sort;
pub use stages::Stage;
pub use standing::{PerStanding, Reason, Shares, Standing};
pub use statement::{
    BillPart, BillRow, Grouping, Happening, HappeningKind, Holder, ItemDetail, Listed, ListedItem,
    Outcome, Statement, StatementLine, StatementRow, StatementSums, Statements,
};
pub use through::{ThroughRow, days as days_through, on as groups_on, through};
pub use totals::Totals;
pub use worked_rows::WorkedRow;

use crate::calendar::{Pace, WorkCalendar};
use crate::ledger::{Book, CurveShape, Entry, Event, Kind, Measure, Share, Task, TaskId};
use chrono::NaiveDate;
use rayon::prelude::*;
use reports_owed::Periods;
use serde::Serialize;

/// Every figure of one task as of a day.
#[derive(Debug)]
pub struct Figures<'b> {
    /// Which task.
    pub id: TaskId,
    /// The task itself.
    pub task: &'b Task<'b>,
    /// What its log says.
    pub state: State<'b>,
    /// Its shares.
    pub shares: Shares,
    /// Its standing.
    pub standing: Standing,
    /// Its light.
    pub light: Light,
    /// Why the light is so.
    pub reason: Reason,
    /// Reports owed and made.
    pub reports: Reports,
}

/// A dated step that was not reached by its day.
#[derive(Clone, Debug, Serialize)]
pub struct MissedStep<'b> {
    /// The task's id.
    pub task: &'b str,
    /// Its name.
    pub step: &'b str,
    /// Its day.
    pub by: NaiveDate,
    /// Days since then.
    pub days: i64,
    /// The share it stands for; of a rate none.
    pub planned: Option<Share>,
    /// The share reached.
    pub actual: Option<Share>,
}

/// A book as of a day: the figures of every task that exists and is no heading, in book order.
#[derive(Debug)]
pub struct Account<'b> {
    /// The book.
    pub book: &'b Book<'b>,
    /// The day, counted to its end.
    pub as_of: NaiveDate,
    /// Which days are worked.
    pub work: &'b WorkCalendar,
    /// Figures by task.
    pub tasks: Vec<Figures<'b>>,
}

/// A book that has been judged, with its working days: what figures are made from. Only `check` and `store` hand one out,
/// so that no figure is made of half a ledger.
#[derive(Clone, Copy, Debug)]
pub struct Basis<'b> {
    /// The book.
    pub book: &'b Book<'b>,
    work: &'b WorkCalendar,
}

impl<'b> Basis<'b> {
    pub(crate) fn new(book: &'b Book<'b>, work: &'b WorkCalendar) -> Self {
        Self { book, work }
    }

    /// Every figure as of a day.
    pub fn figures(self, as_of: NaiveDate) -> Account<'b> {
        Account::of(self.book, as_of, self.work)
    }
}

impl<'b> Account<'b> {
    /// Works every figure out. Outside of this library `Basis` is the door to it.
    pub(crate) fn of(book: &'b Book<'b>, as_of: NaiveDate, work: &'b WorkCalendar) -> Self {
        let first = book.tasks.iter().map(Task::reports_from).min();
        let periods = Periods::new(first.unwrap_or(as_of), as_of);
        let numbered = (0..).map(TaskId).zip(&book.tasks);
        let existing: Vec<TaskId> = numbered
            .filter(|(_, task)| !task.heading && task.entered <= as_of)
            .map(|(id, _)| id)
            .collect();
        // Over a list of known length, so that the figures are written in place.
        let tasks = existing
            .par_iter()
            .with_min_len(256)
            .map(|id| figures(book, *id, book.task(*id), as_of, work, &periods))
            .collect();
        Self { book, as_of, work, tasks }
    }

    /// What it was made from.
    pub fn basis(&self) -> Basis<'b> {
        Basis::new(self.book, self.work)
    }

    /// The same book as of another day.
    pub fn on(&self, day: NaiveDate) -> Self {
        self.basis().figures(day)
    }

    /// The figures of one task, unless it does not exist yet or is a heading.
    pub fn figures(&self, id: TaskId) -> Option<&Figures<'b>> {
        let at = self.tasks.binary_search_by_key(&id, |figures| figures.id).ok()?;
        self.tasks.get(at)
    }

    /// The figures of a task on an earlier day. One that has come since from an earlier year's ledger is asked there.
    fn earlier(&self, id: TaskId, day: NaiveDate) -> Option<Figures<'b>> {
        let task = self.book.task(id);
        if task.entered > day {
            return self.brought(id);
        }
        Some(self.figures_on(id, day))
    }

    /// The figures that a task from an earlier year's ledger had on the day before it came into this one.
    fn brought(&self, id: TaskId) -> Option<Figures<'b>> {
        let task = self.book.task(id);
        task.details().rolls.as_ref()?;
        Some(self.figures_on(id, task.entered.pred_opt()?))
    }

    fn figures_on(&self, id: TaskId, day: NaiveDate) -> Figures<'b> {
        let task = self.book.task(id);
        let periods = Periods::new(task.reports_from(), day);
        figures(self.book, id, task, day, self.work, &periods)
    }

    /// The plan curve in force of a task.
    pub fn curve(&self, figures: &Figures<'b>) -> Curve<'b> {
        let rules = &self.book.ledger_of(figures.task).rules;
        Curve::new(figures.task, figures.state.due, rules, self.work.of(figures.task.ledger))
    }

    /// How the plan of a task runs; `None` where nothing is planned.
    pub fn curve_shape(&self, figures: &Figures<'b>) -> Option<CurveShape> {
        let rules = &self.book.ledger_of(figures.task).rules;
        figures.shares.planned.map(|_| planned::shape(figures.task, rules))
    }

    /// Days behind the plan (minus: ahead); `None` where a task has none.
    pub fn lag_days(&self, figures: &Figures<'b>) -> Option<i64> {
        let task = figures.task;
        let none = figures.state.complete(self.as_of)
            || self.as_of < task.start
            || task.kind == Kind::Duty
            || task.measure != Measure::Cumulative
            || !figures.standing.is_running();
        figures.shares.planned?;
        let actual = figures.shares.actual.filter(|_| !none)?;
        Some((self.as_of - self.curve(figures).last_day_within(actual)).num_days())
    }

    /// Whether a task counts in planned and actual shares (“Rollups” in docs/figures.md).
    pub fn is_assessed(&self, figures: &Figures<'b>) -> bool {
        let (state, shares) = (&figures.state, figures.shares);
        let counts = state.ended.is_none() && !state.suspended;
        counts && shares.planned.is_some() && shares.actual.is_some()
    }

    /// Whether a blocker has been at its stage for longer than its ledger allows.
    pub fn is_stuck(&self, figures: &Figures<'b>, blocker: &OpenBlocker<'b>) -> bool {
        let rules = &self.book.ledger_of(figures.task).rules;
        standing::is_stuck(blocker, rules, self.as_of)
    }

    /// Dated steps that a running task has not reached by their day, each from the day after. A step on the first deadline
    /// moves with it.
    pub fn missed_steps(&self, figures: &Figures<'b>) -> Vec<MissedStep<'b>> {
        let (task, actual) = (figures.task, figures.shares.actual);
        if task.is_rate() && figures.standing.is_running() {
            return self.missed_stages(figures);
        }
        let Some(actual) = actual.filter(|_| figures.standing.is_running()) else {
            return Vec::new();
        };
        let target = task.promised_target().unwrap_or_default();
        let reached = figures.state.steps_share(task).max(actual);
        let dated = task.plan.iter().map(|point| (point, figures.state.day_of(task, point)));
        let passed = dated.filter(|(_, by)| *by < self.as_of);
        passed
            .filter_map(|(point, by)| {
                let planned = point.level.share(task.base(), target)?;
                let step = point.step.as_deref().filter(|_| planned > reached)?;
                let days = (self.as_of - by).num_days();
                let (planned, actual) = (Some(planned), Some(actual));
                Some(MissedStep { task: &task.id, step, by, days, planned, actual })
            })
            .collect()
    }

    /// Years of the plans worked on Monday to Friday because the calendar lacks them.
    pub fn unknown_years(&self) -> Vec<i32> {
        let paced =
            |figures: &&Figures<'b>| self.book.ledger_of(figures.task).rules.pace == Pace::Workdays;
        let mut years: Vec<i32> = self
            .tasks
            .iter()
            .filter(paced)
            .filter(|figures| !figures.task.details().standing)
            .flat_map(|figures| {
                let work = self.work.of(figures.task.ledger);
                work.unknown_years(figures.task.start, figures.state.due)
            })
            .collect();
        years.sort_unstable();
        years.dedup();
        years
    }
}

impl Standing {
    /// Whether the task is started and neither complete nor out of the count.
    pub fn is_running(self) -> bool {
        matches!(
            self,
            Self::Overdue
                | Self::Lagging
                | Self::SlightlyBehind
                | Self::OnSchedule
                | Self::Ahead
                | Self::Open
        )
    }

    /// Whether the task is still to be worked on: neither complete nor out of the count.
    pub fn is_open(self) -> bool {
        self.is_running() || self == Self::NotStarted
    }
}

impl<'b> Figures<'b> {
    /// The `reject` or `reopen` that holds the task open, whatever was reached; a duty is not held.
    pub fn held_by(&self, as_of: NaiveDate) -> Option<&'b Entry<'b>> {
        if !self.state.held || self.task.kind == Kind::Duty || !self.standing.is_open() {
            return None;
        }
        let log = self.task.log.iter().rev().filter(|entry| entry.on <= as_of);
        log.into_iter().find(|entry| matches!(entry.event, Event::Reject(_) | Event::Reopen(_)))
    }

    /// Deadline in force; `None` of a standing promise.
    pub fn deadline(&self) -> Option<NaiveDate> {
        self.task.deadline().map(|_| self.state.due)
    }

    /// Whole days past the deadline; 1 on the day after. `None` for a task that is not overdue.
    pub fn overdue_days(&self, as_of: NaiveDate) -> Option<i64> {
        (self.standing == Standing::Overdue).then(|| (as_of - self.state.due).num_days())
    }

    /// Planned less actual in percentage points with two decimals.
    pub fn lag_points(&self) -> Option<f64> {
        let lag = if self.standing.is_counted() { self.shares.lag() } else { None };
        lag.map(points)
    }
}

impl Standing {
    /// Whether planned and actual shares are shown for it.
    pub fn is_counted(self) -> bool {
        !matches!(self, Self::Cancelled | Self::Rolled | Self::Suspended)
    }
}

/// A share in percentage points, rounded to two decimals.
pub fn points(share: Share) -> f64 {
    share.rounded(10_000) as f64 / 100.0
}

fn figures<'b>(
    book: &'b Book<'b>,
    id: TaskId,
    task: &'b Task<'b>,
    as_of: NaiveDate,
    work: &'b WorkCalendar,
    periods: &Periods,
) -> Figures<'b> {
    let rules = &book.ledger_of(task).rules;
    let mut state = replay(book, task, as_of);
    let curve = Curve::new(task, state.due, rules, work.of(task.ledger));
    let trail = state.trail.take().unwrap_or_default();
    let reports = reports_owed::count(task, state.due, &trail, rules, periods, as_of);
    let shares = Shares::new(task, &state, &curve, reports, as_of);
    let (standing, light, reason) = standing::judge(task, &state, shares, reports, rules, as_of);
    Figures { id, task, state, shares, standing, light, reason, reports }
}
