//! What happened to a task in a period: it came in, was struck off, opened again, changed hands.

use crate::account::standing::{is_after_deadline, is_past};
use crate::account::{State, replay};
use crate::calendar::Period;
use crate::ledger::{
    Adjustment, Book, DepartmentId, Entry, Event, IndicatorFigure, Kind, Quantity, Task,
};
use chrono::NaiveDate;

/// Who answers for a task, and whether it is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Holder<'b> {
    /// In the ledger, and neither struck off, cancelled nor carried over into the next year.
    pub open: bool,
    /// 牵头单位 in force.
    pub owner: Option<DepartmentId>,
    /// 挂钩领导 in force.
    pub leader: Option<&'b str>,
}

impl<'b> Holder<'b> {
    /// Who holds a task in a state of its log.
    pub fn of(state: &State<'b>) -> Self {
        Self {
            open: state.struck.is_none() && state.ended.is_none(),
            owner: state.owner,
            leader: state.leader,
        }
    }
}

/// Something that happened to a task.
#[derive(Clone, Debug)]
pub struct Happening<'b> {
    /// The day for which it counts.
    pub on: NaiveDate,
    /// What.
    pub kind: HappeningKind<'b>,
    /// Who held the task before.
    pub before: Holder<'b>,
    /// Who held it afterwards.
    pub after: Holder<'b>,
    /// The entry that says so; `None` where the task came in.
    pub entry: Option<&'b Entry<'b>>,
}

impl<'b> Happening<'b> {
    /// What an adjustment changes, with the target and the weight before; `None` for anything else.
    pub fn adjustment(&self) -> Option<(&'b Adjustment<'b>, Option<Quantity>, Quantity)> {
        match (&self.entry?.event, &self.kind) {
            (Event::Adjust(adjustment), HappeningKind::Adjusted { target, weight, .. }) => {
                Some((adjustment, *target, *weight))
            }
            _ => None,
        }
    }

    /// Whether the task was open until then and is not any more.
    pub fn closes(&self) -> bool {
        self.before.open && !self.after.open
    }

    /// Whether it opened a task that was not.
    pub fn opens(&self) -> bool {
        !self.before.open && self.after.open
    }

    /// Why it was done, or by whom.
    pub fn words(&self) -> Option<&'b str> {
        match self.kind {
            HappeningKind::Extended { .. } => None,
            HappeningKind::Entered(from) => from,
            HappeningKind::Struck(text)
            | HappeningKind::Cancelled(text)
            | HappeningKind::Rolled(text)
            | HappeningKind::Reopened(text)
            | HappeningKind::Suspended(text)
            | HappeningKind::Resumed(text)
            | HappeningKind::Requested(text)
            | HappeningKind::Returned(text)
            | HappeningKind::Blocked(text)
            | HappeningKind::Cleared(text) => Some(text),
            HappeningKind::Adjusted { why, .. } | HappeningKind::Corrected { why, .. } => Some(why),
        }
    }

    /// What was noted with it.
    pub fn note(&self) -> Option<&'b str> {
        self.entry?.note.as_deref()
    }

    /// The document that approves it.
    pub fn approval(&self) -> Option<&'b str> {
        self.entry?.extra()?.approval.as_deref()
    }
}

/// What happened.
#[derive(Clone, Debug)]
pub enum HappeningKind<'b> {
    /// It came into the ledger (立项), or from which task of the year before (结转来).
    Entered(Option<&'b str>),
    /// 销号, by whom.
    Struck(&'b str),
    /// 撤销, why.
    Cancelled(&'b str),
    /// 结转 into the next year, as what.
    Rolled(&'b str),
    /// 重开, why.
    Reopened(&'b str),
    /// 调整.
    Adjusted {
        /// Why.
        why: &'b str,
        /// The target before.
        target: Option<Quantity>,
        /// The weight before.
        weight: Quantity,
    },
    /// 延期.
    Extended {
        /// The deadline before.
        from: NaiveDate,
        /// The deadline now.
        to: NaiveDate,
    },
    /// 暂停, why.
    Suspended(&'b str),
    /// 恢复, why.
    Resumed(&'b str),
    /// 申请销号.
    Requested(&'b str),
    /// 退回, why.
    Returned(&'b str),
    /// A blocker opened.
    Blocked(&'b str),
    /// A blocker resolved.
    Cleared(&'b str),
    /// A figure put right.
    Corrected {
        /// The figures now by indicator, each with the one before.
        figures: Vec<(&'b IndicatorFigure<'b>, Option<Quantity>)>,
        /// The figure before.
        from: Option<Quantity>,
        /// The figure now; `None` for a step.
        to: Option<Quantity>,
        /// Why.
        why: &'b str,
    },
}

/// The day, what, who held the task until then, and the entry.
type Found<'b> = (NaiveDate, HappeningKind<'b>, Holder<'b>, Option<&'b Entry<'b>>);

/// Collects them while a log is replayed.
pub(super) struct Events<'b> {
    period: Period,
    /// The day on which the statement stands.
    close: NaiveDate,
    entered: NaiveDate,
    /// The last day of an entry seen.
    seen: Option<NaiveDate>,
    /// Who held the task when it came in.
    first: Holder<'b>,
    found: Vec<Found<'b>>,
    /// What happened to its deadline.
    pub(super) moved: Moved,
}

/// What happened in a period to the deadline of a task.
#[derive(Clone, Copy, Default)]
pub(super) struct Moved {
    /// An extension moved a deadline of the period that would have passed.
    pub(super) out: bool,
    /// It was past its deadline when it came in, when it was opened again, or at the end of a day with an entry.
    pub(super) past: bool,
    /// It was opened again.
    pub(super) reopened: bool,
    /// It was suspended when it was carried over, which the mark ends.
    pub(super) rolled_halted: bool,
}

impl<'b> Events<'b> {
    /// `close`: the day on which the statement stands.
    pub(super) fn new(
        period: Period,
        close: NaiveDate,
        book: &'b Book<'b>,
        task: &'b Task<'b>,
    ) -> Self {
        let comes_in = period.contains(task.entered);
        let mut moved = Moved::default();
        let first = if brought_along(task) {
            let state = replay(book, task, eve(task));
            moved.past = comes_in && is_past(task, &state, task.entered);
            Holder::of(&state)
        } else {
            moved.past = comes_in && passes(task, task.due, task.entered);
            Holder { open: true, owner: task.owner, leader: task.leader.as_deref() }
        };
        let mut events = Self {
            period,
            close,
            entered: task.entered,
            seen: None,
            first,
            found: Vec::new(),
            moved,
        };
        if comes_in && first.open {
            let nobody = Holder { open: false, owner: None, leader: None };
            let from = task.details().rolls.as_deref();
            let came = (task.entered, HappeningKind::Entered(from), nobody, None);
            events.found.push(came);
        }
        events
    }

    /// An entry and the state it meets. What was logged before the task came in counts for the day on which it did; what it
    /// has brought along from an earlier year was counted there.
    pub(super) fn see(&mut self, task: &Task<'_>, entry: &'b Entry<'b>, state: &State<'b>) {
        if entry.on < self.entered && brought_along(task) {
            return;
        }
        let on = entry.on.max(self.entered);
        if on < self.period.first {
            return;
        }
        if let Some(seen) = self.seen.filter(|seen| *seen < on) {
            self.moved.past |= is_past(task, state, seen);
        }
        self.seen = Some(on);
        self.move_deadline(task, entry, state, on);
        let what = what_happened(entry, state);
        let asked = match (&entry.event, entry.extra()) {
            (Event::Request(text), _) => Some(text),
            (_, Some(extra)) => extra.request.as_ref(),
            _ => None,
        };
        let corrected = entry.extra().and_then(|extra| extra.correction.as_deref());
        let corrected = corrected.map(|why| HappeningKind::Corrected {
            figures: corrected_figures(task, entry, state),
            from: state.done(task),
            to: match entry.event {
                Event::Done(quantity) => Some(quantity),
                _ => None,
            },
            why,
        });
        let asked = asked.map(|text| HappeningKind::Requested(text));
        let all = what.into_iter().chain(corrected).chain(asked);
        let holder = Holder::of(state);
        let found = all.map(|what| (on, what, holder, Some(entry)));
        self.found.extend(found);
    }

    /// What an entry that counts on a day does to the deadline.
    fn move_deadline(
        &mut self,
        task: &Task<'_>,
        entry: &Entry<'_>,
        state: &State<'_>,
        on: NaiveDate,
    ) {
        match entry.event {
            Event::Extend(_) => {
                self.moved.out |= self.period.contains(state.due) && state.due <= self.close;
            }
            Event::Rolled(_) => self.moved.rolled_halted = state.suspended,
            Event::Reopen(_) => {
                self.moved.reopened = true;
                self.moved.past |= passes(task, state.due, on);
            }
            _ => {}
        }
    }

    /// Each with the holder after it, which is the one that the next meets.
    pub(super) fn finish(self, end: &State<'b>) -> Vec<Happening<'b>> {
        let mut after = Holder::of(end);
        let first = self.first;
        let mut all = Vec::with_capacity(self.found.len());
        for (on, what, before, entry) in self.found.into_iter().rev() {
            let is_first = matches!(what, HappeningKind::Entered(_));
            all.push(Happening {
                on,
                kind: what,
                before,
                after: if is_first { first } else { after },
                entry,
            });
            after = before;
        }
        all.reverse();
        all
    }
}

/// The figures that an entry gives by indicator, each with the one before.
fn corrected_figures<'b>(
    task: &Task<'_>,
    entry: &'b Entry<'b>,
    state: &State<'_>,
) -> Vec<(&'b IndicatorFigure<'b>, Option<Quantity>)> {
    let Event::Figures(figures) = &entry.event else {
        return Vec::new();
    };
    let before = |figure: &IndicatorFigure<'_>| {
        let mut known = state.indicated(task);
        known.find(|(indicator, _)| indicator.id == figure.id).and_then(|(_, before)| before)
    };
    figures.iter().map(|figure| (figure, before(figure))).collect()
}

/// Whether a task that is open on a day is past its deadline then. A duty is never late.
fn passes(task: &Task<'_>, due: NaiveDate, day: NaiveDate) -> bool {
    task.kind != Kind::Duty && is_after_deadline(task, due, day)
}

/// Whether a task came from an earlier year's ledger.
fn brought_along(task: &Task<'_>) -> bool {
    task.details().rolls.is_some()
}

/// The day before a task came in.
pub(super) fn eve(task: &Task<'_>) -> NaiveDate {
    task.entered.pred_opt().unwrap_or(task.entered)
}

/// What an entry does to the account, the promise or a blocker.
fn what_happened<'b>(entry: &'b Entry<'b>, state: &State<'b>) -> Option<HappeningKind<'b>> {
    let open = |name: &str| state.blockers.named(name).is_some();
    match &entry.event {
        Event::Verify(by) => Some(HappeningKind::Struck(by)),
        Event::Cancel(why) => Some(HappeningKind::Cancelled(why)),
        Event::Rolled(to) => Some(HappeningKind::Rolled(to)),
        Event::Reopen(why) => Some(HappeningKind::Reopened(why)),
        Event::Adjust(adjustment) => Some(HappeningKind::Adjusted {
            why: &adjustment.why,
            target: state.target,
            weight: state.weight,
        }),
        Event::Extend(to) => Some(HappeningKind::Extended { from: state.due, to: *to }),
        Event::Suspend(why) => Some(HappeningKind::Suspended(why)),
        Event::Resume(why) => Some(HappeningKind::Resumed(why)),
        Event::Reject(why) => Some(HappeningKind::Returned(why)),
        Event::Blocked(name) if !open(name) => Some(HappeningKind::Blocked(name)),
        Event::Cleared(name) if open(name) => Some(HappeningKind::Cleared(name)),
        _ => None,
    }
}
