//! A task as it was in one revision: its promise, its log, where it stood. It outlives its text, so that a task that is gone
//! or unreadable in one commit can be compared with what comes back in a later one.

use super::keys::{Keyed, keys};
use super::{Logged, Side, Where, Written};
use crate::account::{State, closed, replay_with};
use crate::ledger::{Book, DepartmentId, Entry, Event, Share, Task};
use crate::read::{Spot, locate};
use chrono::NaiveDate;

/// Everything that a task said in one revision.
#[derive(Clone, Debug)]
pub struct Profile {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) owner: String,
    pub(super) unit: String,
    pub(super) key: bool,
    /// Struck off, cancelled or carried over.
    pub(super) ended: bool,
    pub(super) keys: Vec<Keyed>,
    pub(super) log: Vec<Logged>,
    pub(super) header: Where,
}

impl Profile {
    /// Its id.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Whether both logs say the same.
    pub(super) fn same_log(&self, other: &Self) -> bool {
        let mut pairs = self.log.iter().zip(&other.log);
        self.log.len() == other.log.len()
            && pairs.all(|(one, two)| one.written.text == two.written.text)
    }

    pub(super) fn of(side: &Side, book: &Book<'_>, task: &Task<'_>) -> Self {
        let mut log = Vec::with_capacity(task.log.len());
        let end = replay_with(book, task, NaiveDate::MAX, |entry, state, _| {
            log.push(logged(book, task, entry, state));
        });
        let owner = end.owner.or(task.owner);
        Self {
            id: task.id.to_string(),
            title: task.title.to_string(),
            owner: owner.map_or_else(String::new, |id| book.department(id).name.clone()),
            unit: task.unit.to_string(),
            key: task.key,
            ended: end.struck.is_some() || end.ended.is_some(),
            keys: keys(side, book, task),
            log,
            header: place(side, task, Spot::Header),
        }
    }
}

/// The line of a spot.
pub(super) fn place(side: &Side, task: &Task<'_>, spot: Spot<'_>) -> Where {
    let place = locate(&side.sources, task, spot);
    let file = side.sources.file(place.file);
    Where { file: file.name.clone(), line: file.line_column(place.span.start).0 }
}

/// An entry with the state of its task. Whether a later entry stood there is known only by comparing revisions.
fn logged(book: &Book<'_>, task: &Task<'_>, entry: &Entry<'_>, state: &State<'_>) -> Logged {
    let named = |name: &str, owner: DepartmentId| book.department(owner).is_by(name);
    let author = if let Event::Verify(by) = &entry.event {
        Some(by.as_ref())
    } else {
        entry.by().map(AsRef::as_ref)
    };
    Logged {
        written: written(book, entry),
        cadence: task.cadence,
        grace: book.ledger_of(task).rules.grace,
        due: state.due,
        raises: raises(task, entry, state),
        by_owner: author.zip(state.owner).map(|(author, owner)| named(author, owner)),
        before_later: false,
        before_later_figure: false,
    }
}

fn written(book: &Book<'_>, entry: &Entry<'_>) -> Written {
    let mut firm = entry.to_static();
    firm.next = None;
    if !matches!(firm.event, Event::Note) {
        firm.note = None;
    }
    if let Some(extra) = firm.extra.as_deref_mut() {
        extra.evidence = None;
    }
    Written {
        entry: entry.to_static(),
        text: closed::entry(book, entry),
        firm: closed::entry(book, &firm),
    }
}

/// Whether a figure is higher than the one before it.
fn raises(task: &Task<'_>, entry: &Entry<'_>, state: &State<'_>) -> bool {
    if let Event::Figures(figures) = &entry.event {
        return state.indicated(task).any(|(indicator, before)| {
            let figure = figures.iter().find(|figure| figure.id == indicator.id);
            let now = figure.map(|figure| indicator.share(Some(figure.done)));
            now.is_some_and(|now| now > indicator.share(before))
        });
    }
    let Event::Done(figure) = entry.event else {
        return matches!(entry.event, Event::Step(_));
    };
    let share = |figure| Share::of_way(figure, task.base(), state.target.unwrap_or_default());
    match (share(figure), state.done(task).and_then(share)) {
        (Some(now), Some(before)) => now > before,
        (Some(now), None) => now > Share::ZERO,
        _ => false,
    }
}
