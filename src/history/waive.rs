//! Reviewed exceptions held against what is irregular: each lets the change stand that it names, and no other.

use super::{Found, Origin};
use crate::ledger::Waiver;

/// Gives what is irregular about a task (`None`: about the book) the exception that covers it.
pub fn waive(found: &mut Found, task: Option<&str>, origin: Origin<'_>, waivers: &[Waiver]) {
    let covers = |own: &&Waiver| {
        let commit = own
            .commit
            .as_deref()
            .is_none_or(|begin| origin.commit.is_some_and(|name| name.starts_with(begin)));
        let day = own.date.is_none_or(|day| day == origin.day);
        own.code == found.irregular.code() && own.task.as_deref() == task && commit && day
    };
    found.waiver = waivers.iter().find(covers).cloned();
}
