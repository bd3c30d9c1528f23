//! Two logs held against each other: what is new, what is gone, what says something else now.

use super::{Fact, KeyChange, Logged, What, Written};
use std::collections::HashMap;

/// Entries of either log that the other does not have.
pub(super) fn differences(old: &[Logged], new: &[Logged]) -> Vec<Fact> {
    let mut known: HashMap<&str, usize> = HashMap::new();
    for own in old {
        *known.entry(own.own.text.as_str()).or_default() += 1;
    }
    let mut added = Vec::new();
    for own in new {
        match known.get_mut(own.own.text.as_str()) {
            Some(count) if *count > 0 => *count -= 1,
            _ => added.push(What::Logged(Box::new(met(own, old)))),
        }
    }
    let mut gone: Vec<What> = Vec::new();
    for own in old.iter().rev() {
        if let Some(count) = known
            .get_mut(own.own.text.as_str())
            .filter(|count| **count > 0)
        {
            *count -= 1;
            gone.push(What::Erased(Box::new(own.own.clone())));
        }
    }
    if added.is_empty() && gone.is_empty() {
        return order(old, new).into_iter().collect();
    }
    gone.reverse();
    gone.into_iter().chain(added).map(Fact::new).collect()
}

/// The same entries in another order: what happened on one day happens in the order of the file.
fn order(old: &[Logged], new: &[Logged]) -> Option<Fact> {
    let mut pairs = old.iter().zip(new);
    let (was, is) = pairs.find(|(was, is)| was.own.text != is.own.text)?;
    Some(Fact::new(What::Key(KeyChange {
        key: "log",
        before: was.own.text.clone(),
        after: is.own.text.clone(),
        names: None,
        softer: true,
        approved: false,
    })))
}

/// A new entry, and whether one of a later day was there before it.
fn met(own: &Logged, old: &[Logged]) -> Logged {
    let mut met = own.clone();
    let later = old
        .iter()
        .filter(|other| other.own.entry.on > own.own.entry.on);
    let mut figures = later.clone().filter(|other| is_figure(&other.own));
    met.before_later_figure = figures.next().is_some();
    met.before_later = later.count() > 0;
    met
}

/// Whether an entry says how much is done.
pub(super) fn is_figure(own: &Written) -> bool {
    use crate::ledger::Event::{Done, Step};
    matches!(own.entry.event, Done(_) | Step(_))
}

/// Joins an entry that is gone with the new one that stands in its place.
pub(super) fn rewritten(facts: Vec<Fact>) -> Vec<Fact> {
    let (gone, mut rest): (Vec<Fact>, Vec<Fact>) = facts
        .into_iter()
        .partition(|fact| matches!(fact.what, What::Erased(_)));
    let mut whole = Vec::with_capacity(rest.len() + gone.len());
    for one in gone {
        let What::Erased(was) = one.what else {
            continue;
        };
        match successor(&was, &rest).map(|at| rest.remove(at)) {
            Some(Fact {
                what: What::Logged(is),
                after,
                commit,
                restores,
                ..
            }) => whole.push(Fact {
                what: What::Rewritten(was, is),
                before: one.before,
                after,
                commit,
                restores,
            }),
            _ => whole.push(Fact {
                what: What::Erased(was),
                ..one
            }),
        }
    }
    whole.extend(rest);
    whole
}

/// The new entry that took the place of one that is gone: of its kind and day, else its day, else its kind and words.
fn successor(was: &Written, facts: &[Fact]) -> Option<usize> {
    let kind = was.entry.event.kind();
    let like = |fits: &dyn Fn(&Written) -> bool| {
        facts.iter().position(|fact| match &fact.what {
            What::Logged(is) => fits(&is.own),
            _ => false,
        })
    };
    let day = |is: &Written| is.entry.on == was.entry.on;
    let same_kind = |is: &Written| is.entry.event.kind() == kind;
    let after_day = |text: &str| text.split_once(", ").map(|(_, rest)| rest.to_owned());
    let words = |is: &Written| after_day(&is.text) == after_day(&was.text);
    like(&|is| day(is) && same_kind(is))
        .or_else(|| like(&|is| same_kind(is) && words(is)))
        .or_else(|| like(&day))
}
