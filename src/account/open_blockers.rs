//! The blockers of a task that stand, oldest first, each found by its name: a log may open thousands.

use crate::ledger::Stage;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// A blocker that has not been cleared.
#[derive(Clone, Debug)]
pub struct OpenBlocker<'b> {
    /// Its name.
    pub name: &'b str,
    /// The stage it has reached.
    pub stage: Stage,
    /// The day it was opened.
    pub opened: NaiveDate,
    /// The day it came to this stage.
    pub since: NaiveDate,
    /// What was said with it.
    pub note: Option<&'b str>,
}

/// Blockers that stand. A task without any takes no room for them.
#[derive(Clone, Debug, Default)]
pub struct OpenBlockers<'b>(Option<Box<Standing<'b>>>);

#[derive(Clone, Debug, Default)]
struct Standing<'b> {
    /// By how many were opened before.
    opened: BTreeMap<u32, OpenBlocker<'b>>,
    numbers: BTreeMap<&'b str, u32>,
    next: u32,
}

impl<'b> OpenBlockers<'b> {
    /// Each, the oldest first.
    pub fn iter(&self) -> impl Iterator<Item = &OpenBlocker<'b>> {
        self.0.iter().flat_map(|standing| standing.opened.values())
    }

    /// Whether none stands.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many stand.
    pub fn len(&self) -> usize {
        self.0.as_ref().map_or(0, |standing| standing.opened.len())
    }

    /// The one of that name.
    pub fn named(&self, name: &str) -> Option<&OpenBlocker<'b>> {
        let standing = self.0.as_ref()?;
        standing.opened.get(standing.numbers.get(name)?)
    }

    /// The one of that name, to be changed.
    pub(super) fn named_mut(&mut self, name: &str) -> Option<&mut OpenBlocker<'b>> {
        let standing = self.0.as_mut()?;
        standing.opened.get_mut(standing.numbers.get(name)?)
    }

    /// Opens one whose name does not stand yet.
    pub(super) fn open(&mut self, blocker: OpenBlocker<'b>) {
        let standing = self.0.get_or_insert_default();
        standing.numbers.insert(blocker.name, standing.next);
        standing.opened.insert(standing.next, blocker);
        standing.next += 1;
    }

    /// Takes the one of that name away.
    pub(super) fn clear(&mut self, name: &str) {
        if let Some(standing) = &mut self.0
            && let Some(number) = standing.numbers.remove(name)
        {
            standing.opened.remove(&number);
        }
    }
}
