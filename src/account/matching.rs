//! Which task a row of the other side's book is about: by its id, else by its whole title, never by a guess.

use super::Account;
use super::against::MatchedBy;
use super::claim::Claim;
use crate::diagnostic::nearest;
use crate::ledger::{TaskId, folded, title_key};
use std::collections::BTreeMap;

/// The ids and titles of the book, as they are compared.
pub(super) struct Names {
    ids: BTreeMap<String, Vec<TaskId>>,
    titles: BTreeMap<String, Vec<TaskId>>,
}

impl Names {
    pub(super) fn of(account: &Account<'_>) -> Self {
        let mut names = Self { ids: BTreeMap::new(), titles: BTreeMap::new() };
        for (id, task) in (0..).map(TaskId).zip(&account.book.tasks) {
            names.ids.entry(folded(&task.id)).or_default().push(id);
            names.titles.entry(title_key(&task.title)).or_default().push(id);
        }
        names
    }

    fn by_id(&self, claim: &Claim) -> Option<TaskId> {
        // `*` marks a key task on our own lists, which people copy.
        let id = folded(claim.id.as_deref()?);
        match self.ids.get(id.trim_end_matches('*'))?.as_slice() {
            [only] => Some(*only),
            _ => None,
        }
    }

    pub(super) fn by_title(&self, claim: &Claim) -> &[TaskId] {
        let title = claim.title.as_deref().map(title_key);
        title.and_then(|title| self.titles.get(&title)).map_or(&[], Vec::as_slice)
    }

    /// The one task that a claim is about.
    pub(super) fn task(&self, claim: &Claim) -> Option<(TaskId, MatchedBy)> {
        if claim.skip.is_some() {
            return None;
        }
        if let Some(id) = self.by_id(claim) {
            return Some((id, MatchedBy::Id));
        }
        match self.by_title(claim) {
            [only] => Some((*only, MatchedBy::Title)),
            _ => None,
        }
    }

    /// The nearest id or title for a claim that is about none.
    pub(super) fn nearest(&self, account: &Account<'_>, claim: &Claim) -> Option<String> {
        let tasks = &account.book.tasks;
        let id = |id: &str| nearest(id, tasks.iter().map(|task| task.id.as_ref()));
        let title = |title: &str| {
            let near = nearest(title, tasks.iter().map(|task| task.title.as_ref()))?;
            let of = tasks.iter().find(|task| task.title == near)?;
            Some(of.id.as_ref())
        };
        // Where there is a title, an id that only looks alike is another task's.
        let near = match claim.title.as_deref() {
            Some(text) => title(text),
            None => claim.id.as_deref().and_then(id),
        };
        near.map(str::to_owned)
    }
}
