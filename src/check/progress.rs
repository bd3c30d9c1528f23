//! The log, judged by replaying it: events out of state, figures that go back, missing approvals.

use super::indicators::short_of;
use super::{Depth, Judge};
use crate::account::{State, replay_with};
use crate::diagnostic::{Finding, OutOfState, Reference, nearest};
use crate::ledger::{
    DepartmentId, Entry, Event, Kind, Level, Measure, Quantity, TaskKey, is_blank,
};
use crate::read::Spot;
use chrono::NaiveDate;

impl<'b> Judge<'b, '_> {
    pub(super) fn log(&mut self) {
        let task = self.task;
        let is_measured = !matches!(task.measure, Measure::Track | Measure::None);
        let fits = |entry: &Entry<'_>| {
            never_wrong(entry)
                && (is_measured || !(entry.event.is_figure() || is_adjustment(entry)))
                && !(is_named(entry) && entry.event.words().is_some_and(is_blank))
        };
        let plain = task.indicators().is_empty() && task.log.iter().all(fits);
        if matches!(self.depth, Depth::Errors) && plain {
            return;
        }
        replay_with(self.book, task, NaiveDate::MAX, |entry, state, problem| {
            self.entry(entry, state, problem);
        });
    }

    fn entry(&mut self, entry: &'b Entry<'b>, state: &State<'b>, problem: Option<OutOfState>) {
        let key = entry.event.kind().name();
        let spot = Spot::Entry(entry.nth, Some(key));
        let knows_state = self.knows_state(entry.nth);
        if let Some(why) = problem.filter(|_| knows_state) {
            let event = entry.event.kind();
            self.report(Finding::OutOfState { event, why }, spot);
        }
        self.blank(entry);
        self.measured(entry);
        if self.knows(&[TaskKey::Plan, TaskKey::Pipeline]) {
            self.step(entry);
        }
        if knows_state {
            self.falls(entry, state);
            self.indicated(entry, state);
            self.far_beyond(entry, state);
        }
        self.approval(entry, state);
        if let Event::Verify(by) = &entry.event
            && knows_state
        {
            self.struck(by, state, spot);
        }
        if matches!(entry.event, Event::Answer(_)) {
            self.answer(entry, state, spot);
        }
        let evidence = entry.extra().and_then(|extra| extra.evidence.as_deref());
        if let (Some(path), Some(exists)) = (evidence, self.depth.exists())
            && !exists(self.task.ledger, path)
        {
            let path = path.to_owned();
            self.report(
                Finding::EvidenceMissing { path },
                Spot::Entry(entry.nth, Some("evidence")),
            );
        }
    }

    /// Reports an answer by a department that owes none: it closes nothing.
    fn answer(&mut self, entry: &'b Entry<'b>, state: &State<'b>, spot: Spot<'_>) {
        let owing = state.owing_for(entry);
        if owing.is_empty() || state.answering(self.book, entry).is_some() {
            return;
        }
        let name = |id: DepartmentId| self.book.department(id).name.clone();
        let mut departments = self.book.departments.iter();
        let by = entry.by().map(|by| {
            let known = departments.find(|department| department.is_called(by));
            known.map_or_else(|| by.to_string(), |department| department.name.clone())
        });
        let by = by.or_else(|| state.owner.map(name)).unwrap_or_default();
        let owing = owing.into_iter().map(name).collect();
        self.report(Finding::AnswerNotOwed { by, owing }, spot);
    }

    /// Reports words that say nothing where something must be said.
    fn blank(&mut self, entry: &Entry<'_>) {
        let extra = entry.extra();
        let note = entry.note.as_deref().filter(|_| matches!(entry.event, Event::Note));
        let said = [
            (entry.event.kind().name(), entry.event.words().or(note)),
            ("by", entry.by().map(AsRef::as_ref)),
            ("approval", extra.and_then(|extra| extra.approval.as_deref())),
            ("correction", extra.and_then(|extra| extra.correction.as_deref())),
            ("request", extra.and_then(|extra| extra.request.as_deref())),
            ("to", extra.and_then(|extra| extra.to.as_deref())),
        ];
        for (key, text) in said {
            if text.is_some_and(is_blank) {
                let named = is_named(entry) && key == entry.event.kind().name();
                let finding =
                    if named { Finding::BlankName { key } } else { Finding::BlankText { key } };
                self.report(finding, Spot::Entry(entry.nth, Some(key)));
            }
        }
    }

    /// Reports a figure of a task of which nothing is measured but whether it is done.
    fn measured(&mut self, entry: &Entry<'_>) {
        let measure = self.task.measure;
        let adjusted = matches!(&entry.event, Event::Adjust(change) if change.target.is_some());
        let barred = match measure {
            Measure::None => entry.event.is_figure() || adjusted,
            Measure::Track => adjusted,
            Measure::Cumulative | Measure::Rate | Measure::YearEnd => false,
        };
        if barred {
            let key = if adjusted { "target" } else { entry.event.kind().name() };
            let finding = Finding::FigureWithoutMeasure { key, measure };
            self.report(finding, Spot::Entry(entry.nth, Some(key)));
        }
    }

    fn step(&mut self, entry: &Entry<'_>) {
        let Event::Step(name) = &entry.event else {
            return;
        };
        if self.task.measure == Measure::None || self.levels.level(name).is_some() {
            return;
        }
        let pipelines = &self.book.ledger_of(self.task).pipelines;
        let pipeline = self.task.pipeline.and_then(|at| pipelines.get(usize::from(at)));
        let steps = self.task.plan.iter().filter_map(|point| point.step.as_deref());
        let shared = pipeline
            .into_iter()
            .flat_map(|pipeline| pipeline.steps.iter().map(|step| step.step.as_str()));
        let near = nearest(name, steps.chain(shared)).map(str::to_owned);
        let finding =
            Finding::Unknown { what: Reference::Step, name: name.to_string(), nearest: near };
        self.report(finding, Spot::Entry(entry.nth, Some("step")));
    }

    fn falls(&mut self, entry: &Entry<'_>, state: &State<'_>) {
        let level = self.levels.of_entry(entry);
        let corrected = entry.is_corrected();
        let (Some(level), Some(before), Some(target)) = (level, state.reached, state.target) else {
            return;
        };
        let share = |level: Level| level.share(self.task.base(), target);
        let may_fall = !self.task.measure.accumulates();
        if corrected || may_fall || share(level) >= share(before) {
            return;
        }
        let words = |level: Level| match level {
            Level::Reach(quantity) => format!("{quantity}{}", self.task.unit),
            Level::Share(share) => format!("{}%", share.rounded(100)),
        };
        let finding = Finding::FigureFalls { from: words(before), to: words(level) };
        let key = entry.event.kind().name();
        self.report(finding, Spot::Entry(entry.nth, Some(key)));
    }

    fn approval(&mut self, entry: &Entry<'_>, state: &State<'_>) {
        let key = entry.event.kind().name();
        let spot = Spot::Entry(entry.nth, Some(key));
        let needed = matches!(entry.event, Event::Extend(_) | Event::Adjust(_) | Event::Cancel(_));
        let approved = entry.is_approved();
        if needed && !approved {
            let event = entry.event.kind();
            self.report(Finding::NoApproval { event }, spot);
        }
        let late = matches!(entry.event, Event::Extend(_)) && entry.on > state.due;
        if late && self.knows_state(entry.nth) {
            let finding = Finding::ExtendedLate { on: entry.on, due: state.due };
            self.report(finding, Spot::Entry(entry.nth, Some("on")));
        }
    }

    fn struck(&mut self, by: &str, state: &State<'_>, spot: Spot<'_>) {
        let task = self.task;
        let silent = state.is_of_the_whole(task) && state.reached.is_none();
        let measured = task.kind != Kind::Duty && !silent;
        let short = match task.measure {
            Measure::Rate => state.rate_met(task) == Some(false),
            Measure::Cumulative | Measure::YearEnd => !state.is_reached(task),
            Measure::Track | Measure::None => false,
        };
        if measured && short {
            let unit = &task.unit;
            let words =
                |quantity: Option<Quantity>| format!("{}{unit}", quantity.unwrap_or_default());
            let (done, target) = if task.indicators().is_empty() {
                (words(state.done(task)), words(state.target))
            } else {
                short_of(task, state)
            };
            let finding = Finding::StruckEarly { done, target };
            self.report(finding, spot);
        }
        let owner = state.owner.map(|id| self.book.department(id));
        if let Some(owner) = owner.filter(|owner| owner.is_called(by)) {
            let owner = owner.name.clone();
            self.report(Finding::StruckByOwner { owner }, spot);
        }
    }
}

/// Whether the words of an entry's own key name something: who strikes off, what blocks.
fn is_named(entry: &Entry<'_>) -> bool {
    matches!(entry.event, Event::Verify(_) | Event::Blocked(_))
}

fn is_adjustment(entry: &Entry<'_>) -> bool {
    matches!(entry.event, Event::Adjust(_))
}

/// Whether an entry of this kind fits every state: a log of only such entries has no error.
fn never_wrong(entry: &Entry<'_>) -> bool {
    use Event::{Adjust, Ask, Blocked, Done, Judge, Note, Order, Request, Urge};
    matches!(
        entry.event,
        Done(_)
            | Note
            | Judge(_)
            | Blocked(_)
            | Request(_)
            | Ask(_)
            | Adjust(_)
            | Order(_)
            | Urge(_)
    )
}
