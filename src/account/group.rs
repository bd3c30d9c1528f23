//! The groups that a task falls into: its area, its department, its leader, its tags.

use super::{Account, Figures};
use crate::ledger::{AreaId, Book, DepartmentId, Kind, Measure, Money, Task, TaskId, Text};
use crate::variants::variants;
use std::collections::HashMap;

variants! {
    /// By what tasks are grouped.
    #[allow(missing_docs, reason = "each names what it groups by")]
    pub enum By {
        Area = "area",
        Dept = "dept",
        Leader = "leader",
        Kind = "kind",
        Key = "key",
        Parent = "parent",
        Source = "source",
        Tag = "tag",
        Unit = "unit",
        Ledger = "ledger",
    }
}

impl By {
    /// Whether each task falls into one group, so that groups add up.
    pub fn partitions(self) -> bool {
        self != Self::Tag
    }
}

/// A group, before it has a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Group<'b>(Kinds<'b>);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Kinds<'b> {
    Area(Option<AreaId>),
    Dept(Option<DepartmentId>),
    Leader(Option<&'b str>),
    Kind(Kind),
    Key(bool),
    Parent(Option<TaskId>),
    Source(Option<&'b str>),
    Tag(Option<&'b str>),
    /// All units of money are one.
    Money,
    Unit(Option<&'b str>),
    Ledger(u16),
}

impl<'b> Group<'b> {
    /// The group of a department.
    pub fn of_department(id: DepartmentId) -> Self {
        Self(Kinds::Dept(Some(id)))
    }

    /// The group of a task under an owner and a leader; by tags that of its first one.
    pub(super) fn of(
        by: By,
        task: &'b Task<'b>,
        owner: Option<DepartmentId>,
        leader: Option<&'b str>,
    ) -> Self {
        Self(match by {
            By::Area => Kinds::Area(task.area),
            By::Dept => Kinds::Dept(owner),
            By::Leader => Kinds::Leader(leader),
            By::Kind => Kinds::Kind(task.kind),
            By::Key => Kinds::Key(task.key),
            By::Parent => Kinds::Parent(task.taken_over().or(task.parent)),
            By::Source => Kinds::Source(task.source.as_deref()),
            By::Tag => Kinds::Tag(task.tags.first().map(AsRef::as_ref)),
            By::Unit if is_uncounted(task) => Kinds::Unit(None),
            By::Unit if Money::of(&task.unit).is_some() => Kinds::Money,
            By::Unit => Kinds::Unit(Some(&task.unit)),
            By::Ledger => Kinds::Ledger(task.ledger),
        })
    }

    /// Every group that a task falls into as it stands: one, but by tags as many as it has.
    pub fn each(by: By, figures: &Figures<'b>) -> impl Iterator<Item = Self> {
        let (task, state) = (figures.task, &figures.state);
        let tags = if by == By::Tag { task.tags.as_slice() } else { &[] };
        let other = tags.is_empty().then(|| Self::of(by, task, state.owner, state.leader));
        let first = |(at, tag): &(usize, &'b Text<'b>)| !tags[..*at].contains(tag);
        let tagged = tags.iter().enumerate().filter(first);
        tagged.map(|(_, tag)| Self(Kinds::Tag(Some(tag)))).chain(other)
    }

    /// The groups that duban.toml puts into an order.
    pub fn in_book_order(by: By, book: &Book<'b>) -> impl Iterator<Item = Self> + use<'b> {
        let (areas, departments, ledgers) = match by {
            By::Area => (book.areas.len(), 0, 0),
            By::Dept => (0, book.departments.len(), 0),
            By::Ledger => (0, 0, book.ledgers.len()),
            By::Leader | By::Kind | By::Key | By::Parent | By::Source | By::Tag | By::Unit => {
                (0, 0, 0)
            }
        };
        let areas = (0..=u16::MAX).take(areas).map(|nth| Kinds::Area(Some(AreaId(nth))));
        let departments =
            (0..=u32::MAX).take(departments).map(|nth| Kinds::Dept(Some(DepartmentId(nth))));
        let ledgers = (0..=u16::MAX).take(ledgers).map(Kinds::Ledger);
        areas.chain(departments).chain(ledgers).map(Self)
    }

    /// Whether it is that of the tasks that have none.
    pub(super) fn is_none(&self) -> bool {
        match self.0 {
            Kinds::Area(id) => id.is_none(),
            Kinds::Dept(id) => id.is_none(),
            Kinds::Parent(id) => id.is_none(),
            Kinds::Leader(text) | Kinds::Source(text) | Kinds::Tag(text) | Kinds::Unit(text) => {
                text.is_none()
            }
            Kinds::Kind(_) | Kinds::Key(_) | Kinds::Money | Kinds::Ledger(_) => false,
        }
    }

    /// Its short name, where it is a department that has one.
    pub fn short(self, book: &Book<'b>) -> Option<String> {
        let Kinds::Dept(Some(id)) = self.0 else {
            return None;
        };
        let department = book.department(id);
        department.short.as_ref().map(|short| prefixed(&department.id, short))
    }

    /// Its id and its name; neither for the tasks that have none.
    pub fn named(self, book: &Book<'b>) -> (Option<String>, Option<String>) {
        let pair = |id: &str, name: &str| (Some(id.to_owned()), Some(name.to_owned()));
        match self.0 {
            Kinds::Area(id) => id.map(|id| book.area(id)).map(|area| pair(&area.id, &area.name)),
            Kinds::Dept(id) => id.map(|id| book.department(id)).map(|department| {
                pair(&department.id, &prefixed(&department.id, &department.name))
            }),
            Kinds::Leader(text) | Kinds::Source(text) | Kinds::Tag(text) | Kinds::Unit(text) => {
                text.map(|text| pair(text, text))
            }
            Kinds::Kind(kind) => Some((Some(kind.name().to_owned()), None)),
            Kinds::Key(key) => Some((Some(key.to_string()), None)),
            Kinds::Parent(id) => id.map(|id| book.task(id)).map(|task| pair(&task.id, &task.title)),
            Kinds::Money => largest_money(book).map(|unit| pair(unit, unit)),
            Kinds::Ledger(nth) => book
                .ledgers
                .get(usize::from(nth))
                .map(|ledger| pair(ledger.prefix.trim_end_matches('/'), &ledger.title)),
        }
        .unwrap_or_default()
    }
}

impl<'b> Account<'b> {
    /// Tasks group after group: as duban.toml has the groups where `order` is none, else as the tasks of `order` come to them.
    pub fn in_groups<'f>(
        &self,
        by: By,
        tasks: &[&'f Figures<'b>],
        order: Option<&[&Figures<'b>]>,
    ) -> Vec<&'f Figures<'b>> {
        let mut places: HashMap<Group<'b>, usize> = HashMap::new();
        if order.is_none() {
            for group in Group::in_book_order(by, self.book) {
                places.insert(group, places.len());
            }
        }
        for figures in order.unwrap_or(tasks) {
            for group in Group::each(by, figures) {
                let next = places.len();
                places.entry(group).or_insert(next);
            }
        }
        // Where the worst do not come first, the tasks of no group come last.
        let place = |figures: &&Figures<'b>| {
            let group = |group: Group<'b>| {
                (order.is_none() && group.is_none(), places.get(&group).copied())
            };
            Group::each(by, figures).map(group).min()
        };
        let mut tasks = tasks.to_vec();
        tasks.sort_by_cached_key(place);
        tasks
    }
}

/// Whether a task has no quantity of one unit: duties, what is only done or not, and what has several indicators.
fn is_uncounted(task: &Task<'_>) -> bool {
    task.kind == Kind::Duty || task.measure == Measure::None || task.unit.is_empty()
}

/// The largest unit of money that a task of the book is counted in.
fn largest_money<'t>(book: &'t Book<'_>) -> Option<&'t str> {
    let units = book.tasks.iter().map(|task| task.unit.as_ref());
    units.filter(|unit| Money::of(unit).is_some()).max_by_key(|unit| Money::of(unit))
}

/// The name of a department of an included ledger tells which ledger that is: `fz/区住建局`.
fn prefixed(id: &str, name: &str) -> String {
    match id.rsplit_once('/') {
        Some((prefix, _)) => format!("{prefix}/{name}"),
        None => name.to_owned(),
    }
}
