//! Compares two logs: which entries are new, gone or rewritten.

use super::{Fact, KeyChange, Logged, What, Written};
use std::collections::HashMap;

/// The entries that only one of the two logs has.
pub(super) fn differences(old: &[Logged], new: &[Logged]) -> Vec<Fact> {
    let mut known: HashMap<&str, usize> = HashMap::new();
    for logged in old {
        *known.entry(logged.written.text.as_str()).or_default() += 1;
    }
    let mut added = Vec::new();
    for logged in new {
        match known.get_mut(logged.written.text.as_str()) {
            Some(count) if *count > 0 => *count -= 1,
            _ => added.push(What::Logged(Box::new(against(logged, old)))),
        }
    }
    let mut gone: Vec<What> = Vec::new();
    for logged in old.iter().rev() {
        if let Some(count) = known.get_mut(logged.written.text.as_str()).filter(|count| **count > 0)
        {
            *count -= 1;
            gone.push(What::Erased(Box::new(logged.written.clone())));
        }
    }
    if added.is_empty() && gone.is_empty() {
        return order(old, new).into_iter().collect();
    }
    gone.reverse();
    gone.into_iter().chain(added).map(Fact::new).collect()
}

/// The same entries in another order, which is a change: events of one day happen in the order of the file.
fn order(old: &[Logged], new: &[Logged]) -> Option<Fact> {
    let mut pairs = old.iter().zip(new);
    let (was, is) = pairs.find(|(was, is)| was.written.text != is.written.text)?;
    Some(Fact::new(What::Key(KeyChange {
        key: "log",
        before: was.written.text.clone(),
        after: is.written.text.clone(),
        names: None,
        softer: true,
        approved: false,
    })))
}

/// A new entry that knows whether the old log already had one of a later day.
fn against(logged: &Logged, old: &[Logged]) -> Logged {
    let mut entry = logged.clone();
    let later = old.iter().filter(|other| other.written.entry.on > logged.written.entry.on);
    let mut figures = later.clone().filter(|other| is_figure(&other.written));
    entry.before_later_figure = figures.next().is_some();
    entry.before_later = later.count() > 0;
    entry
}

/// Whether an entry reports how much is done.
pub(super) fn is_figure(written: &Written) -> bool {
    written.entry.event.is_figure()
}

/// Pairs each entry that is gone with the new entry that replaces it.
pub(super) fn rewritten(facts: Vec<Fact>) -> Vec<Fact> {
    let (gone, mut rest): (Vec<Fact>, Vec<Fact>) =
        facts.into_iter().partition(|fact| matches!(fact.what, What::Erased(_)));
    let mut whole = Vec::with_capacity(rest.len() + gone.len());
    for fact in gone {
        let What::Erased(was) = fact.what else {
            continue;
        };
        match successor(&was, &rest).map(|at| rest.remove(at)) {
            Some(Fact { what: What::Logged(is), after, commit, restores, .. }) => {
                whole.push(Fact {
                    what: What::Rewritten(was, is),
                    before: fact.before,
                    after,
                    commit,
                    restores,
                })
            }
            _ => whole.push(Fact { what: What::Erased(was), ..fact }),
        }
    }
    whole.extend(rest);
    whole
}

/// The new entry that replaces one that is gone: first by kind and day, then by kind and words, then by day.
fn successor(was: &Written, facts: &[Fact]) -> Option<usize> {
    let kind = was.entry.event.kind();
    let like = |fits: &dyn Fn(&Written) -> bool| {
        let mut facts = facts.iter();
        facts.position(|fact| matches!(&fact.what, What::Logged(is) if fits(&is.written)))
    };
    let day = |is: &Written| is.entry.on == was.entry.on;
    let same_kind = |is: &Written| is.entry.event.kind() == kind;
    let after_day = |text: &str| text.split_once(", ").map(|(_, rest)| rest.to_owned());
    let words = |is: &Written| after_day(&is.text) == after_day(&was.text);
    like(&|is| day(is) && same_kind(is))
        .or_else(|| like(&|is| same_kind(is) && words(is)))
        .or_else(|| like(&day))
}
