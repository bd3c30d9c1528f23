//! The one table of keys: what may stand in a task and in an entry of its log, in the order in which `fmt` writes it.
//!
//! Decoder, schema, `set`, review and the words of each key follow by exhaustive matches; `add`, the card, the task's JSON
//! and the docs are held against the table by `tests/all/keys.rs`. The user's own keys (`x-…`) are not in it.

use super::EventKind;
use crate::variants::variants;

/// What the value of a key is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyType {
    /// An id: letters of any script, digits and `-` `_` `.`.
    Id,
    /// Words, at least one.
    Title,
    /// Words.
    Text,
    /// A list of words.
    Texts,
    /// A day.
    Date,
    /// A day, or that there is none: `standing`.
    Deadline,
    /// Yes or no.
    Flag,
    /// Any number.
    Number,
    /// A number not below 0.
    Amount,
    /// A whole number not below 0.
    Count,
    /// One of [`super::Kind`].
    Kind,
    /// One of [`super::Measure`].
    Measure,
    /// One of [`super::Better`].
    Better,
    /// One of [`crate::calendar::Cadence`].
    Cadence,
    /// One of [`super::CurveShape`].
    Curve,
    /// One of [`super::Verdict`].
    Verdict,
    /// The light that a judgement gives.
    JudgedLight,
    /// Of a blocker its stage, of an order the departments it goes to, of an answer what is answered.
    Recipient,
    /// The id of an area.
    Area,
    /// The id of a department.
    Department,
    /// Ids of departments.
    Departments,
    /// Where something lies: the id of a department, or words.
    Place,
    /// The id of a task.
    Task,
    /// The id of a pipeline.
    Pipeline,
    /// A number, or numbers by indicator.
    Figure,
    /// The indicators of a task.
    Indicators,
    /// The points of a plan.
    Plan,
    /// The entries of a log.
    Log,
}

/// Whether a change of a key changes what was promised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bond {
    /// It does: `review` judges the change.
    Promise,
    /// It does not: `review` tells the change.
    Free,
}

/// The command that changes a key lawfully.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangedBy {
    /// `set`.
    Set,
    /// `extend`.
    Extend,
    /// `adjust`.
    Adjust,
    /// An entry of the log.
    Entry,
    /// Only `edit`.
    Edit,
}

/// Where a key stands besides the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyPlace {
    /// `add` takes it as an option.
    Add,
    /// The row of the task in JSON and CSV has it, by the same name.
    Json,
    /// The card of `show` has it.
    Card,
}

/// What there is to say of a key of a task.
#[derive(Clone, Copy, Debug)]
pub struct TaskKeyRow {
    /// Its value.
    pub value: KeyType,
    /// Whether it is a part of the promise.
    pub bond: Bond,
    /// How it is changed.
    pub changed_by: ChangedBy,
    /// Where it stands.
    pub places: &'static [KeyPlace],
}

macro_rules! task_keys {
    ($($key:ident = $text:literal: $value:ident, $bond:ident, $by:ident, [$($place:ident)*];)+) => {
        variants! {
            /// A key of `[[task]]`.
            #[derive(PartialOrd, Ord)]
            #[allow(missing_docs, reason = "docs/format.md describes each by its text")]
            pub enum TaskKey { $($key = $text,)+ }
        }

        impl TaskKey {
            /// Its row of the table.
            pub const fn row(self) -> TaskKeyRow {
                match self {
                    $(Self::$key => TaskKeyRow {
                        value: KeyType::$value,
                        bond: Bond::$bond,
                        changed_by: ChangedBy::$by,
                        places: &[$(KeyPlace::$place),*],
                    },)+
                }
            }
        }
    };
}

task_keys! {
    Id = "id": Id, Promise, Edit, [Add Json Card];
    Title = "title": Title, Free, Set, [Add Json Card];
    Area = "area": Area, Free, Edit, [Add Json Card];
    Parent = "parent": Task, Promise, Edit, [Add Json];
    Of = "of": Id, Free, Set, [Add Json Card];
    Parts = "parts": Count, Promise, Edit, [];
    Owner = "owner": Department, Promise, Adjust, [Add Json Card];
    With = "with": Departments, Free, Set, [Add Json Card];
    Leader = "leader": Text, Promise, Adjust, [Add Json Card];
    Start = "start": Date, Promise, Edit, [Add Json Card];
    Due = "due": Deadline, Promise, Extend, [Add Json Card];
    Entered = "entered": Date, Promise, Edit, [];
    Rolls = "rolls": Text, Promise, Edit, [Card];
    OriginalDue = "original_due": Date, Promise, Edit, [Json Card];
    Extensions = "extensions": Count, Promise, Edit, [Json Card];
    Key = "key": Flag, Promise, Set, [Add Json Card];
    Weight = "weight": Amount, Promise, Adjust, [Add Json];
    Kind = "kind": Kind, Promise, Edit, [Add Json];
    Goal = "goal": Text, Promise, Edit, [Add Card];
    Source = "source": Text, Free, Set, [Add Card];
    Person = "person": Text, Free, Set, [Add Json Card];
    Phone = "phone": Text, Free, Set, [Add Json Card];
    Place = "place": Place, Free, Set, [Json Card];
    No = "no": Text, Free, Set, [Json Card];
    Remark = "remark": Text, Free, Set, [Add Json Card];
    Tags = "tags": Texts, Free, Set, [Add];
    Unit = "unit": Text, Promise, Edit, [Add Json Card];
    Baseline = "baseline": Number, Promise, Edit, [Add Json Card];
    Target = "target": Number, Promise, Adjust, [Add Json Card];
    Measure = "measure": Measure, Promise, Edit, [Add];
    Indicators = "indicators": Indicators, Promise, Edit, [Add Json Card];
    Better = "better": Better, Promise, Edit, [Add Json];
    Cadence = "cadence": Cadence, Promise, Edit, [Add Card];
    Invest = "invest": Amount, Promise, Edit, [Add Json Card];
    Total = "total": Amount, Promise, Set, [Json Card];
    Measures = "measures": Texts, Free, Set, [Add Card];
    Levers = "levers": Texts, Free, Set, [Add Card];
    Pipeline = "pipeline": Pipeline, Promise, Edit, [Add];
    Curve = "curve": Curve, Promise, Edit, [Add Json Card];
    Plan = "plan": Plan, Promise, Edit, [Add Card];
    Log = "log": Log, Promise, Entry, [Card];
}

impl TaskKey {
    /// Whether the head of a file may state it for all tasks of the file.
    pub const fn may_head(self) -> bool {
        !matches!(self, Self::Id | Self::Title | Self::No | Self::Parent | Self::Log)
    }

    /// What is measured, which no heading has.
    pub const FIGURES: [Self; 9] = [
        Self::Log,
        Self::Plan,
        Self::Target,
        Self::Baseline,
        Self::Unit,
        Self::Measure,
        Self::Better,
        Self::Indicators,
        Self::Pipeline,
    ];

    /// Whether a part that does not state it takes it from its heading.
    pub const fn is_inherited(self) -> bool {
        matches!(
            self,
            Self::Area
                | Self::Owner
                | Self::With
                | Self::Leader
                | Self::Start
                | Self::Due
                | Self::Source
                | Self::Cadence
        )
    }
}

/// What there is to say of a key of an entry.
#[derive(Clone, Copy, Debug)]
pub struct EntryKeyRow {
    /// Its value.
    pub value: KeyType,
    /// The event that it names, if it names one.
    pub event: Option<EventKind>,
}

macro_rules! entry_keys {
    ($($key:ident = $text:literal: $value:ident $(, $event:ident)?;)+) => {
        variants! {
            /// A key of a log entry.
            #[derive(PartialOrd, Ord)]
            #[allow(missing_docs, reason = "docs/format.md describes each by its text")]
            pub enum EntryKey { $($key = $text,)+ }
        }

        impl EntryKey {
            /// Its row of the table.
            pub const fn row(self) -> EntryKeyRow {
                match self {
                    $(Self::$key => EntryKeyRow {
                        value: KeyType::$value,
                        event: entry_keys!(@event $($event)?),
                    },)+
                }
            }
        }
    };
    (@event) => { None };
    (@event $event:ident) => { Some(EventKind::$event) };
}

entry_keys! {
    On = "on": Date;
    Done = "done": Figure, Done;
    Step = "step": Text, Step;
    Judge = "judge": Verdict, Judge;
    Light = "light": JudgedLight;
    Blocked = "blocked": Text, Blocked;
    Raise = "raise": Text, Raise;
    Cleared = "cleared": Text, Cleared;
    Verify = "verify": Text, Verify;
    Reject = "reject": Text, Reject;
    Reopen = "reopen": Text, Reopen;
    Ask = "ask": Date, Ask;
    Refuse = "refuse": Text, Refuse;
    Extend = "extend": Date, Extend;
    Adjust = "adjust": Text, Adjust;
    Suspend = "suspend": Text, Suspend;
    Resume = "resume": Text, Resume;
    Cancel = "cancel": Text, Cancel;
    Rolled = "rolled": Text, Rolled;
    Order = "order": Text, Order;
    Urge = "urge": Text, Urge;
    Answer = "answer": Text, Answer;
    From = "from": Text;
    Target = "target": Number;
    Owner = "owner": Department;
    Weight = "weight": Amount;
    Leader = "leader": Text;
    Reply = "reply": Date;
    To = "to": Recipient;
    Invested = "invested": Amount;
    Correction = "correction": Text;
    Approval = "approval": Text;
    Note = "note": Text, Note;
    Next = "next": Text;
    Request = "request": Text, Request;
    By = "by": Text;
    Got = "got": Date;
    Evidence = "evidence": Text;
}
