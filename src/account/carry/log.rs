//! Entries of a log by their numbers.

use crate::ledger::{Entry, Event};
use chrono::NaiveDate;
use std::collections::HashMap;

/// A log by date.
pub(super) struct Log<'l, 't>(pub(super) &'l [Entry<'t>]);

impl Log<'_, '_> {
    pub(super) fn last(&self, fits: impl Fn(&Entry<'_>) -> bool) -> Option<usize> {
        self.0.iter().rposition(fits)
    }

    pub(super) fn number(&self, wanted: &Entry<'_>) -> Option<usize> {
        self.0.iter().position(|entry| std::ptr::eq(entry, wanted))
    }

    pub(super) fn all(
        &self,
        fits: impl Fn(&Entry<'_>) -> bool,
    ) -> impl DoubleEndedIterator<Item = usize> {
        let numbered = self.0.iter().enumerate();
        numbered.filter(move |(_, entry)| fits(entry)).map(|(nth, _)| nth)
    }

    /// The entries that open or raise a blocker, by its name.
    pub(super) fn of_blockers(&self) -> HashMap<&str, Vec<usize>> {
        let mut found: HashMap<&str, Vec<usize>> = HashMap::new();
        for (nth, entry) in self.0.iter().enumerate() {
            if let Event::Blocked(name) | Event::Raise(name, _) = &entry.event {
                found.entry(name).or_default().push(nth);
            }
        }
        found
    }

    /// Of the entries of one blocker, that which opened it and those that raised it since.
    pub(super) fn blocker<'e>(&self, entries: &'e [usize], opened: NaiveDate) -> &'e [usize] {
        let opens = |nth: &usize| {
            let entry = self.0.get(*nth);
            entry
                .is_some_and(|entry| entry.on == opened && matches!(entry.event, Event::Blocked(_)))
        };
        let opening = entries.iter().rposition(opens);
        opening.and_then(|opening| entries.get(opening..)).unwrap_or_default()
    }
}
