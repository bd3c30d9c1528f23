//! A task as the next year's ledger will have it, tried before it is written: whether it stands there as it stands here.

use super::{Carry, Promise};
use crate::account::reports_owed::Periods;
use crate::account::{Account, Figures, OpenInstruction, State, figures};
use crate::ledger::{Kind, Task};
use chrono::NaiveDate;

impl<'b> Account<'b> {
    /// Whether a task whose plan goes on stands there, on the account's day, as it stands here.
    pub(super) fn stands_there(&self, here: &Figures<'b>, carry: &Carry) -> bool {
        let task = there(here.task, &here.state, carry, self.as_of);
        let periods = Periods::new(task.reports_from(), self.as_of);
        let there = figures(self.book, here.id, &task, self.as_of, self.work, &periods);
        let same_curve = || self.curve(here).nodes() == self.curve(&there).nodes();
        // Other tasks owe their reports anew from the new year on.
        let reported = here.task.kind != Kind::Duty || there.reports == here.reports;
        is_same(&here.state, here.task, &there.state, &task)
            && here.shares.planned == there.shares.planned
            && here.shares.actual == there.shares.actual
            && here.shares.gap == there.shares.gap
            && here.standing == there.standing
            && (here.task.kind == Kind::Duty || same_curve())
            && reported
    }
}

/// Whether two states say the same of what is promised, of how far it has come and of what stands open.
fn is_same(here: &State<'_>, task: &Task<'_>, there: &State<'_>, task_there: &Task<'_>) -> bool {
    let promise = |state: &State<'_>| {
        (state.due, state.target, state.owner, state.weight, state.extensions, state.asking)
    };
    let course =
        |state: &State<'_>| (state.complete_since, state.suspended, state.held, state.requested);
    let blockers = |state: &State<'_>| -> Vec<(String, _, _, _)> {
        let all = state.blockers.iter();
        let all = all.map(|open| (open.name.to_owned(), open.stage, open.opened, open.since));
        all.collect()
    };
    let instruction = |state: &State<'_>, open: &OpenInstruction<'_>| {
        let owing: Vec<_> = open.owing(state.owner).collect();
        (open.on, open.text.to_owned(), open.reply, open.urge, owing)
    };
    let instructions = |state: &State<'_>| -> Vec<_> {
        state.instructions.iter().map(|open| instruction(state, open)).collect()
    };
    let judged = |state: &State<'_>| {
        let judged = state.judged.as_deref();
        judged.map(|judged| (judged.on, judged.verdict, judged.light, judged.own))
    };
    let indicated = |state: &State<'_>, task: &Task<'_>| -> Vec<_> {
        state.indicated(task).map(|(indicator, done)| (indicator.id.to_string(), done)).collect()
    };
    promise(here) == promise(there)
        && indicated(here, task) == indicated(there, task_there)
        && here.leader == there.leader
        && course(here) == course(there)
        && here.done(task) == there.done(task_there)
        && blockers(here) == blockers(there)
        && instructions(here) == instructions(there)
        && judged(here) == judged(there)
}

/// The task there: what is written of it ([`Carry`]) read again.
fn there<'b>(task: &Task<'b>, state: &State<'b>, carry: &Carry, first: NaiveDate) -> Task<'b> {
    let mut there = task.clone();
    let mut details = task.details().clone();
    details.rolls.get_or_insert("".into());
    there.start = carry.start;
    there.entered = first;
    if carry.promise != Promise::Whole {
        there.due = state.due;
        if state.extensions > 0 {
            details.original_due = Some(task.first_due());
            details.extensions = state.extensions;
        }
    }
    if carry.promise == Promise::InForce {
        there.owner = state.owner;
        there.leader = state.leader.map(Into::into);
        there.weight = state.weight;
        if state.target != task.promised_target() {
            there.target = state.target;
        }
    }
    there.details = Some(Box::new(details));
    let point = |(nth, by): &(usize, NaiveDate)| {
        let mut point = task.plan.get(*nth)?.clone();
        point.by = *by;
        Some(point)
    };
    there.plan = carry.points.iter().filter_map(point).collect();
    let entries = carry.entries.iter();
    there.log = entries.filter_map(|nth| task.log.get(*nth).cloned()).collect();
    there
}
