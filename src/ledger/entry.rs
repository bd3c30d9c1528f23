//! One line of a task's log: a day and exactly one kind of event.

use super::{DepartmentId, IndicatorFigure, Judgement, Quantity, Text, is_blank};
use crate::variants::variants;
use chrono::NaiveDate;

/// An entry of a log.
#[derive(Clone, Debug)]
pub struct Entry<'t> {
    /// The day for which it holds.
    pub on: NaiveDate,
    /// What happened.
    pub event: Event<'t>,
    /// In words.
    pub note: Option<Text<'t>>,
    /// What is promised next (下步打算).
    pub next: Option<Text<'t>>,
    /// What few entries have.
    pub extra: Option<Box<Extra<'t>>>,
    /// Its place in the file's log, from 0.
    pub nth: u32,
}

/// Keys that few entries have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Extra<'t> {
    /// Who reports; absent: the owner.
    pub by: Option<Text<'t>>,
    /// The day it was received, when late.
    pub got: Option<NaiveDate>,
    /// A file that proves it, relative to the ledger's folder.
    pub evidence: Option<Text<'t>>,
    /// The document that approves it.
    pub approval: Option<Text<'t>>,
    /// Why a figure goes back.
    pub correction: Option<Text<'t>>,
    /// The owner asks for strike-off along with a figure.
    pub request: Option<Text<'t>>,
    /// Investment made so far in the ledger's year, 万元.
    pub invested: Option<Quantity>,
    /// How the task goes, judged along with a figure.
    pub judge: Option<Judgement>,
    /// What is answered: the words of an order or the number of a notice.
    pub to: Option<Text<'t>>,
}

impl<'t> Entry<'t> {
    /// The rarer keys, where there are any.
    pub fn extra(&self) -> Option<&Extra<'t>> {
        self.extra.as_deref()
    }

    /// Whether another entry has the same day and the same words, wherever in the log it stands.
    pub fn says_the_same(&self, other: &Self) -> bool {
        self.on == other.on
            && self.event == other.event
            && self.note == other.note
            && self.next == other.next
            && self.extra == other.extra
    }

    /// Who reports; `None` is the owner.
    pub fn by(&self) -> Option<&Text<'t>> {
        self.extra().and_then(|extra| extra.by.as_ref())
    }

    /// Whether a document approves it. A blank one is none.
    pub fn is_approved(&self) -> bool {
        let approval = self.extra().and_then(|extra| extra.approval.as_deref());
        approval.is_some_and(|approval| !is_blank(approval))
    }

    /// Whether it says why a figure goes back.
    pub fn is_corrected(&self) -> bool {
        let correction = self.extra().and_then(|extra| extra.correction.as_deref());
        correction.is_some_and(|correction| !is_blank(correction))
    }

    /// Whether the owner asks for strike-off with it.
    pub fn requests(&self) -> bool {
        matches!(self.event, Event::Request(_))
            || self.extra().is_some_and(|extra| extra.request.is_some())
    }

    /// How it judges the task, alone or along with a figure.
    pub fn judgement(&self) -> Option<Judgement> {
        match self.event {
            Event::Judge(judgement) => Some(judgement),
            _ => self.extra().and_then(|extra| extra.judge),
        }
    }

    /// Whether it counts as a report of its period, if its author's does.
    pub fn reports(&self) -> bool {
        use Event::{Blocked, Done, Figures, Judge, Note, Request, Step};
        // Words that say nothing report nothing.
        let noted = || self.note.as_deref().is_some_and(|note| !is_blank(note));
        match &self.event {
            Done(_) | Figures(_) | Step(_) => true,
            Note => noted(),
            // A judgement without an author is the office's.
            Judge(_) => self.by().is_some() && noted(),
            Blocked(text) | Request(text) => !is_blank(text),
            _ => false,
        }
    }
}

/// What an entry says. The text is the value of the entry's own key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event<'t> {
    /// Quantity reached so far.
    Done(Quantity),
    /// Quantities reached so far, by indicator.
    Figures(Vec<IndicatorFigure<'t>>),
    /// A named level reached.
    Step(Text<'t>),
    /// A report without figures; its words are the entry's note.
    Note,
    /// How the task goes, judged without a figure.
    Judge(Judgement),
    /// A blocker opened, or reported again while open.
    Blocked(Text<'t>),
    /// A blocker goes up to a stage.
    Raise(Text<'t>, Stage),
    /// A blocker resolved.
    Cleared(Text<'t>),
    /// The owner asks for strike-off.
    Request(Text<'t>),
    /// Struck off, by whom.
    Verify(Text<'t>),
    /// The request is returned, why.
    Reject(Text<'t>),
    /// Opened again, why.
    Reopen(Text<'t>),
    /// The owner applies for a later deadline.
    Ask(NaiveDate),
    /// The application is refused.
    Refuse(Text<'t>),
    /// An approved later deadline.
    Extend(NaiveDate),
    /// An approved change of the promise.
    Adjust(Box<Adjustment<'t>>),
    /// Halted, why.
    Suspend(Text<'t>),
    /// Taken up again, why.
    Resume(Text<'t>),
    /// Taken out of the ledger, why.
    Cancel(Text<'t>),
    /// Carried into the next year's ledger, as what.
    Rolled(Text<'t>),
    /// An instruction from a leader.
    Order(Box<Instruction<'t>>),
    /// A notice was served, its number.
    Urge(Box<Instruction<'t>>),
    /// The open order or notice is answered.
    Answer(Text<'t>),
}

variants! {
    /// The kind of an event, named by its key in the file.
    #[derive(Hash)]
    #[allow(missing_docs, reason = "each is the key of the event it names")]
    pub enum EventKind {
        Done = "done",
        Step = "step",
        Note = "note",
        Judge = "judge",
        Blocked = "blocked",
        Raise = "raise",
        Cleared = "cleared",
        Request = "request",
        Verify = "verify",
        Reject = "reject",
        Reopen = "reopen",
        Ask = "ask",
        Refuse = "refuse",
        Extend = "extend",
        Adjust = "adjust",
        Suspend = "suspend",
        Resume = "resume",
        Cancel = "cancel",
        Rolled = "rolled",
        Order = "order",
        Urge = "urge",
        Answer = "answer",
    }
}

impl Event<'_> {
    /// The words of its own key, where it has any.
    pub fn words(&self) -> Option<&str> {
        match self {
            Self::Step(text)
            | Self::Blocked(text)
            | Self::Raise(text, _)
            | Self::Cleared(text)
            | Self::Request(text)
            | Self::Verify(text)
            | Self::Reject(text)
            | Self::Reopen(text)
            | Self::Refuse(text)
            | Self::Suspend(text)
            | Self::Resume(text)
            | Self::Cancel(text)
            | Self::Rolled(text)
            | Self::Answer(text) => Some(text),
            Self::Adjust(change) => Some(&change.why),
            Self::Order(instruction) | Self::Urge(instruction) => Some(&instruction.text),
            Self::Done(_)
            | Self::Figures(_)
            | Self::Note
            | Self::Judge(_)
            | Self::Ask(_)
            | Self::Extend(_) => None,
        }
    }

    /// Whether it says how far the task has come.
    pub fn is_figure(&self) -> bool {
        matches!(self, Self::Done(_) | Self::Figures(_) | Self::Step(_))
    }

    /// Which kind it is.
    pub fn kind(&self) -> EventKind {
        match self {
            Self::Done(_) | Self::Figures(_) => EventKind::Done,
            Self::Step(_) => EventKind::Step,
            Self::Note => EventKind::Note,
            Self::Judge(_) => EventKind::Judge,
            Self::Blocked(_) => EventKind::Blocked,
            Self::Raise(..) => EventKind::Raise,
            Self::Cleared(_) => EventKind::Cleared,
            Self::Request(_) => EventKind::Request,
            Self::Verify(_) => EventKind::Verify,
            Self::Reject(_) => EventKind::Reject,
            Self::Reopen(_) => EventKind::Reopen,
            Self::Ask(_) => EventKind::Ask,
            Self::Refuse(_) => EventKind::Refuse,
            Self::Extend(_) => EventKind::Extend,
            Self::Adjust(_) => EventKind::Adjust,
            Self::Suspend(_) => EventKind::Suspend,
            Self::Resume(_) => EventKind::Resume,
            Self::Cancel(_) => EventKind::Cancel,
            Self::Rolled(_) => EventKind::Rolled,
            Self::Order(_) => EventKind::Order,
            Self::Urge(_) => EventKind::Urge,
            Self::Answer(_) => EventKind::Answer,
        }
    }
}

/// An approved change of the promise; what is absent stays as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adjustment<'t> {
    /// Why.
    pub why: Text<'t>,
    /// The new target.
    pub target: Option<Quantity>,
    /// The new owner.
    pub owner: Option<DepartmentId>,
    /// The new weight.
    pub weight: Option<Quantity>,
    /// The new leader.
    pub leader: Option<Text<'t>>,
}

/// An order from a leader or a notice served.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instruction<'t> {
    /// Its words, or its number.
    pub text: Text<'t>,
    /// From whom, for an order.
    pub from: Option<Text<'t>>,
    /// The day by which an answer is due.
    pub reply: Option<NaiveDate>,
    /// The departments that are each to answer; none: the owner.
    pub to: Vec<DepartmentId>,
}

variants! {
    /// The three stages a blocker goes through (会商、协调、解决).
    #[derive(PartialOrd, Ord, Hash)]
    pub enum Stage, PerStage {
        /// Consulted on.
        Consult = "consult",
        /// Coordinated.
        Coordinate = "coordinate",
        /// Being resolved.
        Resolve = "resolve",
    }
}
