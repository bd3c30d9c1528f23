//! In what order a list stands.

use super::{Figures, Standing};
use crate::ledger::in_order;
use crate::variants::variants;
use std::cmp::Reverse;

variants! {
    /// The order of a list; tasks that do not differ stay in book order.
    pub enum Sort {
        /// 重点 first.
        Key = "key",
        /// As the files have them.
        Book = "book",
        /// The furthest behind first, what has no lag last.
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
    /// Whether groups stand as duban.toml has them; else the one with the first task of the list comes first.
    pub fn keeps_groups(self) -> bool {
        matches!(self, Self::Key | Self::Book)
    }

    /// Puts tasks into this order.
    pub fn apply(self, tasks: &mut [&Figures<'_>]) {
        match self {
            Self::Book => {}
            Self::Key => tasks.sort_by_key(|task| Reverse(task.task.key)),
            Self::Lag => {
                tasks.sort_by_key(|task| {
                    let lag = task.shares.lag().filter(|_| task.standing.is_counted());
                    (lag.is_none(), Reverse(lag))
                });
            }
            Self::Due => tasks.sort_by_key(|task| task.state.due),
            Self::Overdue => {
                tasks.sort_by_key(|task| (task.standing != Standing::Overdue, task.state.due))
            }
            Self::Light => tasks.sort_by_key(|task| task.light),
            Self::Weight => tasks.sort_by_key(|task| Reverse(task.state.weight)),
            Self::Id => tasks.sort_by(|task, other| in_order(&task.task.id, &other.task.id)),
            Self::Missed => tasks.sort_by_key(|task| Reverse(task.reports.missed)),
        }
    }
}
