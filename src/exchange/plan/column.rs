//! What a column of a plan holds, and the name that it has in a mapping.

use crate::calendar::month_end;
use chrono::NaiveDate;
use std::fmt;

/// What a column holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlanColumn {
    /// Numbers of rows: 序号.
    No,
    /// Ids of tasks.
    Id,
    /// Titles of tasks.
    Title,
    /// What is to be reached, in words or with a figure.
    Goal,
    /// Work areas.
    Area,
    /// The department that leads.
    Owner,
    /// Those that help.
    With,
    /// Several departments, of which the first leads.
    Units,
    /// The leader who watches over it.
    Leader,
    /// Who does it.
    Person,
    /// Telephone numbers.
    Phone,
    /// The first day.
    Start,
    /// The deadline.
    Due,
    /// The whole investment.
    Total,
    /// The investment of the year.
    Invest,
    /// The figure at the beginning.
    Baseline,
    /// The figure to be reached.
    Target,
    /// Units of the figures.
    Unit,
    /// What is to be reached by a day: 一季度, 6月底; the words of the heading, and the day where they name one.
    Node(String, Option<NodeDay>),
    /// The state of construction to be reached, in words (形象进度).
    Progress,
    /// Measures (措施).
    Measures,
    /// Levers (抓手).
    Levers,
    /// Where the promise was made.
    Source,
    /// Remarks.
    Remark,
    /// Kinds of tasks.
    Kind,
    /// Whether it is a key task (重点).
    Key,
    /// Weights.
    Weight,
    /// Tags.
    Tags,
    /// Anything else.
    Other,
}

/// The names of columns in a mapping; `node` and `skip` stand apart.
static NAMES: [(&str, PlanColumn); 29] = [
    ("no", PlanColumn::No),
    ("id", PlanColumn::Id),
    ("title", PlanColumn::Title),
    ("goal", PlanColumn::Goal),
    ("area", PlanColumn::Area),
    ("owner", PlanColumn::Owner),
    ("with", PlanColumn::With),
    ("units", PlanColumn::Units),
    ("leader", PlanColumn::Leader),
    ("person", PlanColumn::Person),
    ("phone", PlanColumn::Phone),
    ("start", PlanColumn::Start),
    ("due", PlanColumn::Due),
    ("total", PlanColumn::Total),
    ("invest", PlanColumn::Invest),
    ("baseline", PlanColumn::Baseline),
    ("target", PlanColumn::Target),
    ("unit", PlanColumn::Unit),
    ("progress", PlanColumn::Progress),
    ("measures", PlanColumn::Measures),
    ("levers", PlanColumn::Levers),
    ("source", PlanColumn::Source),
    ("remark", PlanColumn::Remark),
    ("kind", PlanColumn::Kind),
    ("key", PlanColumn::Key),
    ("weight", PlanColumn::Weight),
    ("tags", PlanColumn::Tags),
    ("other", PlanColumn::Other),
    ("node", PlanColumn::Node(String::new(), None)),
];

impl PlanColumn {
    /// Its name in a mapping.
    pub fn name(&self) -> &'static str {
        let same = |own: &PlanColumn| std::mem::discriminant(own) == std::mem::discriminant(self);
        NAMES.iter().find(|(_, own)| same(own)).map_or("other", |(name, _)| name)
    }

    /// The column of that name; a node without label and day.
    pub fn named(name: &str) -> Option<Self> {
        NAMES.iter().find(|(own, _)| *own == name).map(|(_, column)| column.clone())
    }

    /// Every name.
    pub fn names() -> impl Iterator<Item = &'static str> {
        NAMES.iter().map(|(name, _)| *name)
    }

    /// Whether it counts money.
    pub fn is_money(&self) -> bool {
        matches!(self, Self::Total | Self::Invest)
    }

    /// Whether it holds figures.
    pub(super) fn is_figure(&self) -> bool {
        self.is_money() || matches!(self, Self::Target | Self::Baseline | Self::Weight)
    }
}

/// The last day that a heading names; without a year where it names none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NodeDay {
    /// Its year.
    pub year: Option<i32>,
    /// Its month.
    pub month: u32,
    /// Its day; none for the last of the month.
    pub day: Option<u32>,
}

impl NodeDay {
    /// The day, where a heading without a year means this one.
    pub fn day(self, year: i32) -> Option<NaiveDate> {
        let year = self.year.unwrap_or(year);
        match self.day {
            Some(day) => NaiveDate::from_ymd_opt(year, self.month, day),
            None => NaiveDate::from_ymd_opt(year, self.month, 1).map(month_end),
        }
    }
}

/// `2018-06-30`, `2018-06`, `06-30`; `06` for the last day of June in the year of the ledger.
impl fmt::Display for NodeDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(year) = self.year {
            write!(f, "{year}-")?;
        }
        write!(f, "{:02}", self.month)?;
        self.day.map_or(Ok(()), |day| write!(f, "-{day:02}"))
    }
}
