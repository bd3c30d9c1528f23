//! Reviewed exceptions: each covers the one change that it names by code, task and commit or day, and no other.

use super::{Found, Origin};
use crate::ledger::Waiver;

/// Sets the exception that covers an irregular change of a task, or (`None`) of the book.
pub fn waive(found: &mut Found, task: Option<&str>, origin: Origin<'_>, waivers: &[Waiver]) {
    let covers = |waiver: &&Waiver| {
        let commit = waiver
            .commit
            .as_deref()
            .is_none_or(|begin| origin.commit.is_some_and(|name| name.starts_with(begin)));
        let day = waiver.date.is_none_or(|day| day == origin.day);
        waiver.code == found.irregular.code() && waiver.task.as_deref() == task && commit && day
    };
    found.waiver = waivers.iter().find(covers).cloned();
}
