//! Which tasks an answer is about, and in what order they stand.

use super::{Account, Figures, Light, Standing};
use crate::ledger::{AreaId, DepartmentId, Kind, TaskId};
use crate::variants::variants;
use std::cmp::Reverse;

/// What a task must be to be among those asked for; an empty list asks for nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// One of these areas.
    pub areas: Vec<AreaId>,
    /// Led by one of these.
    pub departments: Vec<DepartmentId>,
    /// Under one of these leaders.
    pub leaders: Vec<String>,
    /// One of these kinds.
    pub kinds: Vec<Kind>,
    /// 重点 only.
    pub key: bool,
    /// With one of these tags.
    pub tags: Vec<String>,
    /// With one of these lights.
    pub lights: Vec<Light>,
    /// With one of these standings.
    pub standings: Vec<Standing>,
    /// Below this heading.
    pub under: Option<TaskId>,
    /// An application for a later deadline stands.
    pub asking: bool,
    /// All of these stand in the id, the title or the goal.
    pub words: Vec<String>,
}

impl Filter {
    /// Whether a task fits.
    pub fn fits(&self, account: &Account<'_>, own: &Figures<'_>) -> bool {
        let any = |list_is_empty: bool, found: bool| list_is_empty || found;
        let (task, state) = (own.task, &own.state);
        any(
            self.areas.is_empty(),
            task.area.is_some_and(|area| self.areas.contains(&area)),
        ) && any(
            self.departments.is_empty(),
            state
                .owner
                .is_some_and(|owner| self.departments.contains(&owner)),
        ) && any(
            self.leaders.is_empty(),
            state
                .leader
                .is_some_and(|leader| self.leaders.iter().any(|name| name == leader)),
        ) && any(self.kinds.is_empty(), self.kinds.contains(&task.kind))
            && (!self.key || task.key)
            && any(
                self.tags.is_empty(),
                task.tags
                    .iter()
                    .any(|tag| self.tags.iter().any(|own| own == tag)),
            )
            && any(self.lights.is_empty(), self.lights.contains(&own.light))
            && any(
                self.standings.is_empty(),
                self.standings.contains(&own.standing),
            )
            && (!self.asking || state.asking.is_some())
            && self
                .under
                .is_none_or(|heading| is_below(account, own.id, heading))
            && self.words.iter().all(|word| {
                let goal = task.goal.as_deref().unwrap_or("");
                [task.id.as_ref(), task.title.as_ref(), goal]
                    .iter()
                    .any(|text| text.to_lowercase().contains(&word.to_lowercase()))
            })
    }
}

fn is_below(account: &Account<'_>, task: TaskId, heading: TaskId) -> bool {
    let mut at = account.book.task(task).parent;
    while let Some(parent) = at {
        if parent == heading {
            return true;
        }
        at = account.book.task(parent).parent;
    }
    false
}

variants! {
    /// The order of a list; tasks that do not differ stay in book order.
    pub enum Sort {
        /// 重点 first.
        Key = "key",
        /// As the files have them.
        Book = "book",
        /// The furthest behind first.
        Lag = "lag",
        /// The earliest deadline first.
        Due = "due",
        /// The longest past its deadline first.
        Overdue = "overdue",
        /// Red first.
        Light = "light",
        /// The heaviest first.
        Weight = "weight",
        /// By id.
        Id = "id",
        /// The longest without a report first.
        Missed = "missed",
    }
}

impl Sort {
    /// Puts tasks into this order.
    pub fn apply(self, tasks: &mut [&Figures<'_>]) {
        match self {
            Self::Book => {}
            Self::Key => tasks.sort_by_key(|own| Reverse(own.task.key)),
            Self::Lag => {
                tasks.sort_by_key(|own| (own.shares.lag().is_none(), Reverse(own.shares.lag())))
            }
            Self::Due => tasks.sort_by_key(|own| own.state.due),
            Self::Overdue => {
                tasks.sort_by_key(|own| (own.standing != Standing::Overdue, own.state.due))
            }
            Self::Light => tasks.sort_by_key(|own| own.light),
            Self::Weight => tasks.sort_by_key(|own| Reverse(own.state.weight)),
            Self::Id => tasks.sort_by(|one, other| one.task.id.cmp(&other.task.id)),
            Self::Missed => tasks.sort_by_key(|own| Reverse(own.reports.missed)),
        }
    }
}
