//! What was promised and what was logged: the book, its departments, its tasks and their entries.
//!
//! Plain data that borrows its text from the files. This room never reads a file and never says
//! what a figure means as of a day: that is `account`'s.

mod better;
mod book;
mod cycle;
mod entry;
mod ids;
mod indicator;
mod judgement;
mod keys;
mod light;
mod mail;
mod money;
mod notices;
mod owned;
mod plan;
mod quantity;
mod rules;
mod share;
mod share_sum;
mod spelling;
mod spoken;
mod task;
mod term;
mod units;
mod waiver;

pub use better::Better;
pub use book::{
    AilingTask, Area, Book, Commits, Department, Ledger, LeftOutLedger, LeftOutTasks, TasksLeftOut,
    UnreadTask,
};
pub use cycle::{Bulletins, Cycle};
pub use entry::{Adjustment, Entry, Event, EventKind, Extra, Instruction, PerStage, Stage};
pub use ids::{AreaId, DepartmentId, TaskId, in_order};
pub use indicator::{Indicator, IndicatorFigure};
pub use judgement::{Judgement, Verdict};
pub use keys::{Bond, ChangedBy, EntryKey, EntryKeyRow, KeyPlace, KeyType, TaskKey, TaskKeyRow};
pub use light::{Light, PerLight};
pub use mail::{
    AddressProblem, Attach, MailRoute, MailRoutes, MailRules, Mailbox, Security, is_loopback,
};
pub use money::{INVESTED, Money, in_money, is_money};
pub use notices::{NoticeNumber, NoticeRules};
pub use plan::{CurveShape, Level, Pipeline, PipelineStep, PlanPoint};
pub use quantity::{Quantity, QuantityProblem};
pub use rules::{Decimals, LightRule, LightRules, Locale, Part, PerPart, Rules, Scale};
pub use share::Share;
pub use share_sum::ShareSum;
pub use spelling::{folded, half_width, is_blank, same_unit, title_key};
pub use spoken::{spoken, stable};
pub use task::{CAME_FROM, Details, Kind, Measure, READ_FROM, STANDING, TO_CHECK, Task};
pub use term::Term;
pub use units::{USUAL_MEASURED, USUAL_WHOLE, in_unit, is_counted_whole, scaled};
pub use waiver::Waiver;

use std::borrow::Cow;

/// Text as it stands in the file, or decoded where the file escapes it.
pub type Text<'t> = Cow<'t, str>;
