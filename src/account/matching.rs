//! Which task a row of the other side's book is about: by its id, else by its whole title, never by a guess.

use super::Account;
use super::against::MatchedBy;
use super::claim::Claim;
use crate::diagnostic::nearest_within;
use crate::ledger::{DepartmentId, Quantity, TaskId, folded, in_unit, same_unit, title_key};
use std::cell::Cell;
use std::collections::BTreeMap;

/// The ids and titles of the book, as they are compared.
pub(super) struct Names {
    ids: BTreeMap<String, Vec<TaskId>>,
    titles: BTreeMap<String, Vec<TaskId>>,
    /// Titles without a unit in brackets at their end, and with the unit of the task: `投资完成(万元)`.
    with_units: BTreeMap<String, Vec<(TaskId, String)>>,
    /// Departments by all their names; of several of one name the first.
    departments: BTreeMap<String, DepartmentId>,
    /// What may still be compared for claims that are about none: a table of strangers is not held against a whole province.
    left: Cell<usize>,
}

/// Letters times letters compared for all claims together, so that they take no more than a moment.
const MOST: usize = 20_000_000;

impl Names {
    pub(super) fn of(account: &Account<'_>) -> Self {
        let mut names = Self {
            ids: BTreeMap::new(),
            titles: BTreeMap::new(),
            with_units: BTreeMap::new(),
            departments: BTreeMap::new(),
            left: Cell::new(MOST),
        };
        for (id, task) in (0..).map(TaskId).zip(&account.book.tasks) {
            names.ids.entry(folded(&task.id)).or_default().push(id);
            let title = title_key(&task.title);
            let bare = bracketed(&title).map_or(title.as_str(), |(bare, _)| bare).to_owned();
            names.with_units.entry(bare).or_default().push((id, task.unit.to_string()));
            names.titles.entry(title).or_default().push(id);
        }
        for (id, department) in (0..).map(DepartmentId).zip(&account.book.departments) {
            for name in department.names() {
                names.departments.entry(folded(name)).or_insert(id);
            }
        }
        names
    }

    /// The department that a cell names first.
    pub(super) fn department(&self, words: &str) -> Option<DepartmentId> {
        let first = words.split(['、', '，', ',', '；', ';', '/']).next().unwrap_or(words);
        self.departments.get(&folded(first)).copied()
    }

    fn by_id(&self, claim: &Claim) -> Option<TaskId> {
        // `*` marks a key task on our own lists, which people copy.
        let id = folded(claim.id.as_deref()?);
        match self.ids.get(id.trim_end_matches('*'))?.as_slice() {
            [only] => Some(*only),
            _ => None,
        }
    }

    /// The tasks of that title; else those of that title but for the unit in brackets behind it.
    pub(super) fn by_title(&self, claim: &Claim) -> Vec<TaskId> {
        let titled = self.titled(claim.title.as_deref());
        // A column of indicators may be that of the tasks, beside one of projects.
        if titled.is_empty() { self.titled(claim.indicator.as_deref()) } else { titled }
    }

    fn titled(&self, title: Option<&str>) -> Vec<TaskId> {
        let Some(title) = title.map(title_key) else {
            return Vec::new();
        };
        if let Some(exactly) = self.titles.get(&title) {
            return exactly.clone();
        }
        let (bare, unit) = match bracketed(&title) {
            Some((bare, unit)) => (bare, Some(unit)),
            None => (title.as_str(), None),
        };
        let fits = |own: &str| unit.is_none_or(|unit| is_unit_of(unit, own));
        // Ours may have the unit where theirs has not.
        let ours = |id: &TaskId, own: &str| {
            unit.is_some()
                || self.titles.get(&format!("{title}({own})")).is_some_and(|ids| ids.contains(id))
        };
        let all = self.with_units.get(bare).into_iter().flatten();
        all.filter(|(id, own)| fits(own) && ours(id, own)).map(|(id, _)| *id).collect()
    }

    /// The unit in brackets behind a title that is none of ours with it.
    pub(super) fn unit_of_title(&self, claim: &Claim) -> Option<String> {
        let title = title_key(claim.title.as_deref()?);
        let (_, unit) = bracketed(&title).filter(|_| !self.titles.contains_key(&title))?;
        let known = self.by_title(claim);
        (!known.is_empty()).then(|| unit.to_owned())
    }

    /// The one task that a claim is about.
    pub(super) fn task(&self, claim: &Claim) -> Option<(TaskId, MatchedBy)> {
        if claim.skip.is_some() {
            return None;
        }
        if let Some(id) = self.by_id(claim) {
            return Some((id, MatchedBy::Id));
        }
        match self.by_title(claim).as_slice() {
            [only] => Some((*only, MatchedBy::Title)),
            _ => None,
        }
    }

    /// The nearest id or title for a claim that is about none.
    pub(super) fn nearest(&self, account: &Account<'_>, claim: &Claim) -> Option<String> {
        let tasks = &account.book.tasks;
        let mut left = self.left.get();
        let id = |id: &str, left: &mut _| {
            nearest_within(id, tasks.iter().map(|task| task.id.as_ref()), left)
        };
        let title = |title: &str, left: &mut _| {
            let near = nearest_within(title, tasks.iter().map(|task| task.title.as_ref()), left)?;
            let of = tasks.iter().find(|task| task.title == near)?;
            Some(of.id.as_ref())
        };
        // Where there is a title, an id that only looks alike is another task's.
        let near = match claim.title.as_deref() {
            Some(text) => title(text, &mut left),
            None => claim.id.as_deref().and_then(|text| id(text, &mut left)),
        };
        self.left.set(left);
        near.map(str::to_owned)
    }
}

/// A title and what stands in brackets at its end.
fn bracketed(title: &str) -> Option<(&str, &str)> {
    let inside = title.strip_suffix(')')?;
    let (bare, unit) = inside.rsplit_once('(')?;
    let unit = unit.strip_prefix("单位:").unwrap_or(unit);
    (!bare.is_empty() && !unit.is_empty()).then_some((bare, unit))
}

fn is_unit_of(unit: &str, own: &str) -> bool {
    same_unit(unit, own) || in_unit(Quantity::default(), unit, own).is_some()
}
