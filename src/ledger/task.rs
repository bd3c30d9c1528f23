//! A task: the promise as first made, and its log.

use super::{
    AreaId, Better, CurveShape, DepartmentId, Entry, Indicator, PlanPoint, Quantity, TaskId, Text,
};
use crate::calendar::Cadence;
use crate::source::{FileId, Span};
use crate::variants::variants;
use chrono::NaiveDate;

/// A task as its file states it. What is in force on a day is worked out in `account`.
#[derive(Clone, Debug)]
pub struct Task<'t> {
    /// Unique in the book, with the prefix of an included ledger (`fz/P-07`).
    pub id: Text<'t>,
    /// What it is called.
    pub title: Text<'t>,
    /// Which ledger of the book it stands in.
    pub ledger: u16,
    /// Which file.
    pub file: FileId,
    /// Its block in that file.
    pub block: Span,
    /// Work area; headings may have none.
    pub area: Option<AreaId>,
    /// 牵头单位; headings may have none.
    pub owner: Option<DepartmentId>,
    /// 配合单位.
    pub with: Vec<DepartmentId>,
    /// 挂钩领导.
    pub leader: Option<Text<'t>>,
    /// First day of the plan.
    pub start: NaiveDate,
    /// Deadline as this ledger promises it; [`STANDING`] where there is none.
    pub due: NaiveDate,
    /// The day on which it came into the ledger.
    pub entered: NaiveDate,
    /// 重点.
    pub key: bool,
    /// Weight as first promised, not below 0.
    pub weight: Quantity,
    /// What sort of promise.
    pub kind: Kind,
    /// How its figure is to be read.
    pub measure: Measure,
    /// Which way its figure should go, where that is stated.
    pub better: Option<Better>,
    /// Unit of the measure.
    pub unit: Text<'t>,
    /// 底数, where one is stated; counts as 0 where not.
    pub baseline: Option<Quantity>,
    /// Target as first promised, where one is stated.
    pub target: Option<Quantity>,
    /// Index into the pipelines of its ledger.
    pub pipeline: Option<u16>,
    /// The task it is a part of.
    pub parent: Option<TaskId>,
    /// Whether another task is a part of it.
    pub heading: bool,
    /// How many parts a heading declares.
    pub parts: Option<u32>,
    /// How often it must be reported.
    pub cadence: Option<Cadence>,
    /// Planned investment of the ledger's year, 万元.
    pub invest: Option<Quantity>,
    /// 路线图.
    pub plan: Vec<PlanPoint<'t>>,
    /// By date; those of one day in file order.
    pub log: Vec<Entry<'t>>,
    /// 措施.
    pub measures: Vec<Text<'t>>,
    /// 抓手.
    pub levers: Vec<Text<'t>>,
    /// Its own labels.
    pub tags: Vec<Text<'t>>,
    /// 年度目标, in words.
    pub goal: Option<Text<'t>>,
    /// Where the promise was made.
    pub source: Option<Text<'t>>,
    /// The keys that most tasks leave out.
    pub details: Option<Box<Details<'t>>>,
}

/// Stands for the deadline of a promise that has none: after every day there is.
pub const STANDING: NaiveDate = match NaiveDate::from_ymd_opt(9999, 12, 31) {
    Some(day) => day,
    None => NaiveDate::MAX,
};

/// The keys that most tasks leave out: boxed, so that a task without them stays small.
#[derive(Clone, Debug, Default)]
pub struct Details<'t> {
    /// 责任人.
    pub person: Option<Text<'t>>,
    /// Telephone of the office that answers.
    pub phone: Option<Text<'t>>,
    /// 属地, where it lies, when that is not the owner.
    pub place: Option<Text<'t>>,
    /// Its number in the paper it came from.
    pub no: Option<Text<'t>>,
    /// 备注.
    pub remark: Option<Text<'t>>,
    /// 长期坚持: there is no deadline.
    pub standing: bool,
    /// Where it was rolled over from.
    pub rolls: Option<Text<'t>>,
    /// Deadline as first promised in that earlier ledger, where it has been extended since.
    pub original_due: Option<NaiveDate>,
    /// How often it was extended there.
    pub extensions: u32,
    /// The task of the including ledger that it is a part of, by its id there.
    pub of: Option<Text<'t>>,
    /// That task, where its ledger is read along.
    pub taken_over: Option<TaskId>,
    /// Whole investment, 万元.
    pub total: Option<Quantity>,
    /// Its several quantities, in the order of the file.
    pub indicators: Vec<Indicator<'t>>,
    /// How its plan runs between two steps, where it says so itself.
    pub curve: Option<CurveShape>,
    /// The user's own `x-` keys with their values as TOML.
    pub own: Vec<(Text<'t>, &'t str)>,
}

impl Details<'_> {
    const BLANK: Self = Self {
        person: None,
        phone: None,
        place: None,
        no: None,
        remark: None,
        standing: false,
        rolls: None,
        original_due: None,
        extensions: 0,
        of: None,
        taken_over: None,
        total: None,
        indicators: Vec::new(),
        curve: None,
        own: Vec::new(),
    };
}

/// The user's own key in which an import names the keys that it read out of words and nobody has checked yet.
pub const TO_CHECK: &str = "x-check";

/// The user's own key in which an import keeps the words that it read a key out of: while a table says the same there, it says
/// nothing new, whatever was made of the words by hand.
pub const READ_FROM: &str = "x-read";
/// The user's own key in which an import names the file that a task came from.
pub const CAME_FROM: &str = "x-from";

impl<'t> Task<'t> {
    /// Its rarer keys; blank where it has none.
    pub fn details(&self) -> &Details<'t> {
        static BLANK: Details<'static> = Details::BLANK;
        self.details.as_deref().unwrap_or(&BLANK)
    }

    /// The task of the including ledger that it is a part of, where that is read along.
    pub fn taken_over(&self) -> Option<TaskId> {
        self.details.as_deref()?.taken_over
    }

    /// The tasks that it is a part of: its heading, and the task of the including ledger.
    pub fn above(&self) -> impl Iterator<Item = TaskId> {
        self.parent.into_iter().chain(self.taken_over())
    }

    /// The words of one of its own keys that is a table, by the keys in it.
    pub fn own_table(&self, key: &str) -> Vec<(String, String)> {
        let Some(toml::Value::Table(table)) = self.own_value(key) else { return Vec::new() };
        let words = table.into_iter().filter_map(|(key, value)| match value {
            toml::Value::String(word) => Some((key, word)),
            _ => None,
        });
        words.collect()
    }

    fn own_value(&self, key: &str) -> Option<toml::Value> {
        let (_, value) = self.details().own.iter().rev().find(|(own, _)| own == key)?;
        format!("v = {value}").parse::<toml::Table>().ok()?.remove("v")
    }

    /// The words of one of the user's own keys: of a text, or of a list of texts. Its own value goes before that of its file.
    pub fn own_words(&self, key: &str) -> Vec<String> {
        match self.own_value(key) {
            Some(toml::Value::String(word)) => vec![word],
            Some(toml::Value::Array(list)) => {
                let words = list.into_iter().filter_map(|item| match item {
                    toml::Value::String(word) => Some(word),
                    _ => None,
                });
                words.collect()
            }
            _ => Vec::new(),
        }
    }

    /// Its several quantities; empty for a task that is measured by one.
    pub fn indicators(&self) -> &[Indicator<'t>] {
        self.details.as_deref().map_or(&[], |details| &details.indicators)
    }

    /// The units of its figures.
    pub fn units(&self) -> impl Iterator<Item = &str> {
        let several = self.indicators().iter().map(|indicator| indicator.unit.as_ref());
        let single = self.indicators().is_empty().then_some(self.unit.as_ref());
        single.into_iter().chain(several)
    }

    /// 底数; 0 where none is stated.
    pub fn base(&self) -> Quantity {
        self.baseline.unwrap_or_default()
    }

    /// Whether a lower figure is the better one, with that target.
    pub fn lower_is_better(&self, target: Quantity) -> bool {
        Better::stated_or_by_way(self.better, self.base(), target) == Better::Lower
    }

    /// Deadline as this ledger promises it; `None` of a standing promise.
    pub fn deadline(&self) -> Option<NaiveDate> {
        (!self.details().standing).then_some(self.due)
    }

    /// Gives it a deadline, or none.
    pub fn set_deadline(&mut self, deadline: Option<NaiveDate>) {
        self.due = deadline.unwrap_or(STANDING);
        if deadline.is_none() || self.details.is_some() {
            self.details.get_or_insert_default().standing = deadline.is_none();
        }
    }

    /// Deadline as first promised, in an earlier year's ledger where it was rolled over from one.
    pub fn first_due(&self) -> NaiveDate {
        self.details().original_due.unwrap_or(self.due)
    }

    /// How its plan runs between two steps, as its ledger usually has them where it does not say so itself.
    pub fn curve_shape(&self, usual: CurveShape) -> CurveShape {
        self.details().curve.unwrap_or(usual)
    }

    /// The first day of which reports are owed. A duty is measured by its reports, so one that was rolled over brings them along.
    pub fn reports_from(&self) -> NaiveDate {
        let brings_them = self.kind == Kind::Duty && self.details().rolls.is_some();
        if brings_them { self.start } else { self.start.max(self.entered) }
    }

    /// Days from the first of its plan to its first deadline, both included.
    pub fn planned_days(&self) -> i64 {
        (self.due - self.start).num_days() + 1
    }

    /// The target as first promised: 100 where the unit is percent and none is stated. What is not measured towards a
    /// target has none.
    pub fn promised_target(&self) -> Option<Quantity> {
        match self.measure {
            Measure::Track | Measure::None => None,
            Measure::Cumulative | Measure::Rate | Measure::YearEnd => {
                self.target.or_else(|| (self.unit == "%").then_some(Quantity::whole(100)))
            }
        }
    }

    /// Whether its figure is compared with the target itself rather than with time.
    pub fn is_rate(&self) -> bool {
        self.kind != Kind::Duty && self.measure == Measure::Rate
    }

    /// Whether figures are reported of it: no duty, and not only done or not done.
    pub fn has_figures(&self) -> bool {
        self.kind != Kind::Duty && self.measure != Measure::None
    }
}

variants! {
    /// What sort of promise a task is.
    #[derive(Default, Hash)]
    pub enum Kind {
        /// 项目.
        Project = "project",
        /// 指标.
        Indicator = "indicator",
        /// 事项.
        #[default]
        Action = "action",
        /// 常态化工作: a standing duty over a window, without a quantity.
        Duty = "duty",
    }
}

impl Measure {
    /// Whether its figures add up towards a target, so that one below the last needs a reason.
    pub fn accumulates(self) -> bool {
        matches!(self, Self::Cumulative | Self::YearEnd)
    }
}

variants! {
    /// How a task's figure is to be read.
    #[derive(Default, Hash)]
    pub enum Measure {
        /// Counts up to the target.
        #[default]
        Cumulative = "cumulative",
        /// A growth rate or ratio, compared with the target itself.
        Rate = "rate",
        /// Assessed once, at the deadline.
        YearEnd = "year-end",
        /// Followed and shown, never judged: it has no target.
        Track = "track",
        /// 办结类: there is nothing to measure but whether it is done.
        None = "none",
    }
}
