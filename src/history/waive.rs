//! Reviewed exceptions: each covers the one change that it names by code, task and commit or day, and no other.

use super::book::AUDIT;
use super::{Fact, Found, Origin, What};
use crate::ledger::Waiver;
use chrono::NaiveDate;

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

/// Whether a change was made while the ledger was still being set up. That day itself is never moved unseen.
pub(super) fn is_before(audited: Option<NaiveDate>, fact: &Fact, origin: Origin<'_>) -> bool {
    let moves_the_day = matches!(&fact.what, What::Rule(change) if change.key == AUDIT);
    !moves_the_day && audited.is_some_and(|from| origin.day < from)
}
