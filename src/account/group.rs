//! The group that a task falls into: its area, its department, its leader, its kind.

use crate::ledger::{AreaId, Book, DepartmentId, Kind, Task, TaskId};
use crate::variants::variants;

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
    }
}

/// A group, before it has a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Group<'b> {
    Area(Option<AreaId>),
    Dept(Option<DepartmentId>),
    Leader(Option<&'b str>),
    Kind(Kind),
    Key(bool),
    Parent(Option<TaskId>),
}

impl<'b> Group<'b> {
    /// The group of a task under an owner and a leader.
    pub(super) fn of(
        by: By,
        task: &Task<'b>,
        owner: Option<DepartmentId>,
        leader: Option<&'b str>,
    ) -> Self {
        match by {
            By::Area => Self::Area(task.area),
            By::Dept => Self::Dept(owner),
            By::Leader => Self::Leader(leader),
            By::Kind => Self::Kind(task.kind),
            By::Key => Self::Key(task.key),
            By::Parent => Self::Parent(task.parent),
        }
    }

    /// Its id and its name; neither for the tasks that have none.
    pub(super) fn named(self, book: &Book<'b>) -> (Option<String>, Option<String>) {
        let pair = |id: &str, name: &str| (Some(id.to_owned()), Some(name.to_owned()));
        match self {
            Self::Area(id) => id.map(|id| book.area(id)).map(|area| pair(&area.id, &area.name)),
            Self::Dept(id) => id.map(|id| book.department(id)).map(|department| {
                pair(&department.id, &prefixed(&department.id, &department.name))
            }),
            Self::Leader(name) => name.map(|name| pair(name, name)),
            Self::Kind(kind) => Some((Some(kind.name().to_owned()), None)),
            Self::Key(key) => Some((Some(key.to_string()), None)),
            Self::Parent(id) => id.map(|id| book.task(id)).map(|task| pair(&task.id, &task.title)),
        }
        .unwrap_or_default()
    }
}

/// The name of a department of an included ledger tells which ledger that is: `fz/区住建局`.
fn prefixed(id: &str, name: &str) -> String {
    match id.rsplit_once('/') {
        Some((prefix, _)) => format!("{prefix}/{name}"),
        None => name.to_owned(),
    }
}
