//! In what order a list stands.

use super::{Figures, Standing};
use std::cmp::Reverse;

/// The order of a list; tasks that do not differ stay in book order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// 重点 first.
    Key,
    /// As the files have them.
    Book,
    /// The furthest behind first.
    Lag,
    /// The earliest deadline first.
    Due,
    /// The longest past its deadline first.
    Overdue,
    /// Red first.
    Light,
    /// The heaviest first.
    Weight,
    /// By id.
    Id,
    /// The longest without a report first.
    Missed,
}

impl Sort {
    /// Every order with its name on the command line.
    pub const ALL: [(&'static str, Self); 9] = [
        ("key", Self::Key),
        ("book", Self::Book),
        ("lag", Self::Lag),
        ("due", Self::Due),
        ("overdue", Self::Overdue),
        ("light", Self::Light),
        ("weight", Self::Weight),
        ("id", Self::Id),
        ("missed", Self::Missed),
    ];

    /// Puts tasks into this order.
    pub fn apply(self, tasks: &mut [&Figures<'_>]) {
        match self {
            Self::Book => {}
            Self::Key => tasks.sort_by_key(|task| Reverse(task.task.key)),
            Self::Lag => {
                tasks.sort_by_key(|task| (task.shares.lag().is_none(), Reverse(task.shares.lag())))
            }
            Self::Due => tasks.sort_by_key(|task| task.state.due),
            Self::Overdue => {
                tasks.sort_by_key(|task| (task.standing != Standing::Overdue, task.state.due))
            }
            Self::Light => tasks.sort_by_key(|task| task.light),
            Self::Weight => tasks.sort_by_key(|task| Reverse(task.state.weight)),
            Self::Id => tasks.sort_by(|one, other| one.task.id.cmp(&other.task.id)),
            Self::Missed => tasks.sort_by_key(|task| Reverse(task.reports.missed)),
        }
    }
}
