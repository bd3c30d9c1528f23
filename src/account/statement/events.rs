//! What happened to a task in a period: it came in, was struck off, opened again, changed hands.

use crate::account::{State, replay};
use crate::calendar::Period;
use crate::ledger::{
    Adjustment, Book, DepartmentId, Entry, Event, IndicatorFigure, Quantity, Task,
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
    entered: NaiveDate,
    /// Who held the task when it came in.
    first: Holder<'b>,
    found: Vec<Found<'b>>,
    /// What happened to its deadline.
    pub(super) moved: Moved,
}

/// What happened in a period to the deadline of a task.
#[derive(Clone, Copy, Default)]
pub(super) struct Moved {
    /// An extension moved a deadline of the period.
    pub(super) out: bool,
    /// It was suspended when it was carried over, which the mark ends.
    pub(super) rolled_halted: bool,
}

impl<'b> Events<'b> {
    pub(super) fn new(period: Period, book: &'b Book<'b>, task: &'b Task<'b>) -> Self {
        let first = if brought_along(task) {
            Holder::of(&replay(book, task, eve(task)))
        } else {
            Holder { open: true, owner: task.owner, leader: task.leader.as_deref() }
        };
        let mut events = Self {
            period,
            entered: task.entered,
            first,
            found: Vec::new(),
            moved: Moved::default(),
        };
        if period.contains(task.entered) && first.open {
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
        match entry.event {
            Event::Extend(_) => self.moved.out |= self.period.contains(state.due),
            Event::Rolled(_) => self.moved.rolled_halted = state.suspended,
            _ => {}
        }
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
