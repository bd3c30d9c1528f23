//! What a part takes from its heading: the keys that it does not state itself.
//!
//! What a heading states goes before what the head of the part's own file states for all its tasks, since it is said of
//! these parts alone; what the head of the heading's file states comes last.

use super::keys::Keys;
use crate::ledger::{Book, Measure, Task, TaskKey};
use std::borrow::Cow;

/// What is known of where the keys of a task stand.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Origin {
    /// Keys that it states, or a heading above it.
    pub(super) stated: u64,
    /// Keys that the head of its file states, or that of a heading's.
    pub(super) lent: u64,
}

/// Hands the keys of the headings down to their parts, from the top, each task once. Parents are known and make no cycle.
pub(super) fn hand_down(book: &mut Book<'_>, origins: &mut [Origin]) {
    let mut settled = vec![false; book.tasks.len()];
    let mut way = Vec::new();
    for first in 0..book.tasks.len() {
        let mut next = Some(first);
        while let Some(at) = next.filter(|at| !settled[*at]) {
            way.push(at);
            next = book.tasks[at].parent.map(|id| id.0 as usize);
        }
        while let Some(at) = way.pop() {
            settled[at] = true;
            if let Some(parent) = book.tasks[at].parent {
                take_from(book, parent.0 as usize, at, origins);
            }
        }
    }
}

fn take_from(book: &mut Book<'_>, heading: usize, part: usize, origins: &mut [Origin]) {
    let (above, mut own) = (origins[heading], origins[part]);
    let inherited = TaskKey::ALL.into_iter().map(|(_, key)| key).filter(|key| key.is_inherited());
    for key in inherited {
        let bit = key.bit();
        let stated = above.stated & !own.stated & bit != 0;
        let lent = above.lent & !(own.stated | own.lent) & bit != 0;
        if !stated && !lent {
            continue;
        }
        let [heading, part] = match book.tasks.get_disjoint_mut([heading, part]) {
            Ok(both) => both,
            Err(_) => return,
        };
        take_key(heading, part, key);
        own.stated |= if stated { bit } else { 0 };
        own.lent |= if stated { 0 } else { bit };
    }
    origins[part] = own;
}

fn take_key<'t>(heading: &Task<'t>, part: &mut Task<'t>, key: TaskKey) {
    match key {
        TaskKey::Area => part.area = heading.area,
        TaskKey::Owner => part.owner = heading.owner,
        TaskKey::With => part.with.clone_from(&heading.with),
        TaskKey::Leader => part.leader.clone_from(&heading.leader),
        TaskKey::Start => part.start = heading.start,
        TaskKey::Due => part.set_deadline(heading.deadline()),
        TaskKey::Source => part.source.clone_from(&heading.source),
        TaskKey::Cadence => part.cadence = heading.cadence,
        TaskKey::Id
        | TaskKey::Title
        | TaskKey::Parent
        | TaskKey::Of
        | TaskKey::Parts
        | TaskKey::Entered
        | TaskKey::Rolls
        | TaskKey::OriginalDue
        | TaskKey::Extensions
        | TaskKey::Key
        | TaskKey::Weight
        | TaskKey::Kind
        | TaskKey::Goal
        | TaskKey::Person
        | TaskKey::Phone
        | TaskKey::Place
        | TaskKey::No
        | TaskKey::Remark
        | TaskKey::Tags
        | TaskKey::Unit
        | TaskKey::Baseline
        | TaskKey::Target
        | TaskKey::Measure
        | TaskKey::Better
        | TaskKey::Indicators
        | TaskKey::Invest
        | TaskKey::Total
        | TaskKey::Measures
        | TaskKey::Levers
        | TaskKey::Pipeline
        | TaskKey::Curve
        | TaskKey::Plan
        | TaskKey::Log => {}
    }
}

/// What the heading of a part may state where the part does not.
pub(super) fn unstated(stated: u64) -> Vec<TaskKey> {
    let keys = TaskKey::ALL.into_iter().map(|(_, key)| key);
    keys.filter(|key| key.is_inherited() && stated & key.bit() == 0).collect()
}

/// The head of a file is not said of its headings where it speaks of figures.
pub(super) fn without_figures(task: &mut Task<'_>) {
    task.plan.clear();
    task.pipeline = None;
    (task.target, task.baseline) = (None, None);
    task.unit = Cow::Borrowed("%");
    (task.measure, task.better) = (Measure::default(), None);
    if let Some(details) = task.details.as_deref_mut() {
        details.indicators.clear();
    }
}
