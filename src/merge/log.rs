//! Two logs joined: both sides' new entries in the order of days, the same entry once; what cannot both be is marked.

use super::log_text::{Entry, Log, Mark, Written, write};
use super::weave::weave;
use super::{About, Conflict, Sides};
use std::collections::HashMap;

/// What became of an entry of the base on one side.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    /// It stands there as it was: the number of the entry.
    Kept(usize),
    /// It says something else.
    Changed(usize),
    Gone,
}

/// One side against the base.
struct Side {
    fates: Vec<Fate>,
    /// What is new.
    added: Vec<usize>,
}

/// An entry of the result by its numbers on each side.
#[derive(Clone, Copy, Default)]
struct Item {
    base: Option<usize>,
    ours: Option<usize>,
    theirs: Option<usize>,
}

/// Joins two logs, at least one of which there is. The flag: whether it is spelled in sections.
pub(super) fn join(
    sides: Sides<Option<&Log<'_>>>,
    id: Option<&str>,
    conflicts: &mut Vec<Conflict>,
) -> Option<(String, bool)> {
    let logs = sides.each(|own| own.map_or(&[][..], |own| own.entries.as_slice()));
    let mut joint = Joint::of(logs);
    joint.decide();
    joint.clashes();
    joint.once();
    let order = joint.order();
    let mut written = Vec::new();
    for nth in order {
        let Some(own) = joint.result.remove(&nth) else {
            continue;
        };
        if !own.marks.is_empty() {
            let about = About::Day(own.entry.day);
            let id = id.map(str::to_owned);
            conflicts.push(Conflict { id, about });
        }
        written.push(own);
    }
    let frame = sides.ours.or(sides.theirs)?;
    Some(write(frame, sides.theirs, &written, &joint.orphans))
}

struct Joint<'e, 't> {
    logs: Sides<&'e [Entry<'t>]>,
    items: Vec<Item>,
    ours: Side,
    theirs: Side,
    result: HashMap<usize, Written<'e, 't>>,
    /// Comments whose entry is gone.
    orphans: Vec<&'e str>,
}

impl<'e, 't> Joint<'e, 't> {
    fn of(logs: Sides<&'e [Entry<'t>]>) -> Self {
        let (ours, theirs) = (side(logs.base, logs.ours), side(logs.base, logs.theirs));
        let number = |fate: &Fate| match fate {
            Fate::Kept(at) | Fate::Changed(at) => Some(*at),
            Fate::Gone => None,
        };
        let fates = ours.fates.iter().zip(&theirs.fates).enumerate();
        let mut items: Vec<Item> = fates
            .map(|(base, (one, other))| Item {
                base: Some(base),
                ours: number(one),
                theirs: number(other),
            })
            .collect();
        let mut rest = theirs.added.clone();
        for at in &ours.added {
            let meaning = &logs.ours[*at].meaning;
            let same = rest
                .iter()
                .position(|own| &logs.theirs[*own].meaning == meaning);
            items.push(Item {
                base: None,
                ours: Some(*at),
                theirs: same.map(|same| rest.remove(same)),
            });
        }
        items.extend(rest.into_iter().map(|at| Item {
            theirs: Some(at),
            ..Item::default()
        }));
        Self {
            logs,
            items,
            ours,
            theirs,
            result: HashMap::new(),
            orphans: Vec::new(),
        }
    }

    /// What becomes of each entry by itself.
    fn decide(&mut self) {
        for (nth, item) in self.items.iter().enumerate() {
            let own = Sides {
                base: item.base.and_then(|at| self.logs.base.get(at)),
                ours: item.ours.and_then(|at| self.logs.ours.get(at)),
                theirs: item.theirs.and_then(|at| self.logs.theirs.get(at)),
            };
            match decided(own) {
                Some(written) => {
                    self.result.insert(nth, written);
                }
                // What one side has written about an entry that the other has taken away.
                None => {
                    let known = own.base.map_or(Vec::new(), Entry::comments);
                    let left = own.ours.or(own.theirs).map_or(Vec::new(), Entry::comments);
                    let lost = left.into_iter().filter(|line| !known.contains(line));
                    self.orphans.extend(lost);
                }
            }
        }
    }

    /// Two figures, or two changes of state, that each side has entered for one day.
    fn clashes(&mut self) {
        let is_new = |side: &Side, at: Option<usize>| {
            let changed =
                |at: &usize| side.fates.contains(&Fate::Changed(*at)) || side.added.contains(at);
            at.is_some_and(|at| changed(&at))
        };
        let numbers = 0..self.items.len();
        let only = |own: &Item, mine: bool| match mine {
            true => is_new(&self.ours, own.ours) && !is_new(&self.theirs, own.theirs),
            false => is_new(&self.theirs, own.theirs) && !is_new(&self.ours, own.ours),
        };
        let pick = |mine: bool| -> Vec<usize> {
            let all = numbers
                .clone()
                .filter(|nth| self.items.get(*nth).is_some_and(|own| only(own, mine)));
            all.filter(|nth| self.result.contains_key(nth)).collect()
        };
        let (ours, theirs) = (pick(true), pick(false));
        for other in theirs {
            let Some(theirs) = self.result.get(&other).map(|own| own.entry) else {
                continue;
            };
            let clash = |nth: &&usize| {
                self.result
                    .get(nth)
                    .is_some_and(|own| cannot_both_be(own.entry, theirs))
            };
            let Some(first) = ours.iter().find(clash) else {
                continue;
            };
            self.take_back(other);
            if let Some(own) = self.result.get_mut(first) {
                own.marks.push(Mark::Other(theirs));
                own.take_comments(theirs, None);
            }
        }
    }

    /// Leaves an entry as this side has it.
    fn take_back(&mut self, nth: usize) {
        self.result.remove(&nth);
        let kept = self
            .items
            .get(nth)
            .and_then(|own| self.logs.ours.get(own.ours?));
        if let Some(kept) = kept {
            self.result.insert(nth, plain(kept));
        }
    }

    /// No entry stands more often than on the side that has it most often: one may be new here and a changed one there.
    fn once(&mut self) {
        let count = |log: &[Entry<'_>], meaning: &str| {
            log.iter().filter(|own| own.meaning == meaning).count()
        };
        for nth in (0..self.items.len()).rev() {
            let Some(own) = self
                .result
                .get(&nth)
                .filter(|_| self.items[nth].base.is_none())
            else {
                continue;
            };
            let meaning = own.entry.meaning.as_str();
            let most = self.logs.each(|log| count(log, meaning));
            let now = self
                .result
                .values()
                .filter(|own| own.entry.meaning == meaning)
                .count();
            if now > most.base.max(most.ours).max(most.theirs) && own.marks.is_empty() {
                self.result.remove(&nth);
            }
        }
    }

    fn order(&self) -> Vec<usize> {
        let numbers = |pick: fn(&Item) -> Option<usize>| -> Vec<usize> {
            let mut all: Vec<(usize, usize)> = Vec::new();
            all.extend(
                self.items
                    .iter()
                    .enumerate()
                    .filter_map(|(nth, own)| Some((pick(own)?, nth))),
            );
            all.sort_unstable();
            all.into_iter().map(|(_, nth)| nth).collect()
        };
        let (base, ours, theirs) = (
            numbers(|own| own.base),
            numbers(|own| own.ours),
            numbers(|own| own.theirs),
        );
        let sides = Sides {
            base: base.as_slice(),
            ours: ours.as_slice(),
            theirs: theirs.as_slice(),
        };
        let place = |nth: usize| {
            let own = self.result.get(&nth).map(|own| own.entry);
            own.map(|own| (own.day, own.rank, own.meaning.as_str()))
        };
        let kept = |nth: usize| self.result.contains_key(&nth);
        weave(sides, kept, |one, other| place(one) < place(other))
    }
}

fn side(base: &[Entry<'_>], own: &[Entry<'_>]) -> Side {
    let mut left: Vec<usize> = (0..own.len()).collect();
    let mut fates = vec![Fate::Gone; base.len()];
    let same: [fn(&Entry<'_>, &Entry<'_>) -> bool; 3] = [
        |was, is| was.meaning == is.meaning,
        |was, is| was.day == is.day && was.rank == is.rank,
        |was, is| undated(was) == undated(is),
    ];
    for (nth, same) in same.into_iter().enumerate() {
        for (was, fate) in base.iter().zip(&mut fates) {
            if *fate != Fate::Gone {
                continue;
            }
            let found = left
                .iter()
                .position(|at| own.get(*at).is_some_and(|is| same(was, is)));
            if let Some(found) = found {
                let at = left.remove(found);
                *fate = if nth == 0 {
                    Fate::Kept(at)
                } else {
                    Fate::Changed(at)
                };
            }
        }
    }
    Side { fates, added: left }
}

/// What an entry says but for its day.
fn undated(entry: &Entry<'_>) -> String {
    let day = entry.day.map_or(String::new(), |day| format!("on = {day}"));
    entry.meaning.replace(&day, "")
}

fn plain<'e, 't>(entry: &'e Entry<'t>) -> Written<'e, 't> {
    Written {
        entry,
        more: Vec::new(),
        marks: Vec::new(),
    }
}

/// What one entry comes to; `None`: it is gone.
fn decided<'e, 't>(own: Sides<Option<&'e Entry<'t>>>) -> Option<Written<'e, 't>> {
    let meaning = own.each(|own| own.map(|own| own.meaning.as_str()));
    let as_it_stands = own.each(|own| own.map(|own| (own.text, &own.above, own.behind)));
    let (winner, other, mark) = match (own.ours, own.theirs) {
        (None, None) => return None,
        (Some(ours), Some(theirs)) if meaning.ours == meaning.theirs => {
            match as_it_stands.settled() {
                Some(won) if won != as_it_stands.ours => (theirs, None, None),
                _ => (ours, own.theirs, None),
            }
        }
        (ours, theirs) if meaning.theirs == meaning.base => (ours?, theirs, None),
        (ours, theirs) if meaning.ours == meaning.base => (theirs?, ours, None),
        (Some(ours), Some(theirs)) => (ours, own.theirs, Some(Mark::Other(theirs))),
        (ours, theirs) => (ours.or(theirs)?, None, Some(Mark::Removed)),
    };
    let mut written = plain(winner);
    written.marks.extend(mark);
    if let Some(other) = other {
        written.take_comments(other, own.base);
    }
    Some(written)
}

impl<'e, 't> Written<'e, 't> {
    /// Takes over the comments of another entry that stand neither here nor in the base.
    fn take_comments(&mut self, other: &'e Entry<'t>, base: Option<&Entry<'t>>) {
        let known = [Some(self.entry), base].into_iter().flatten();
        let known: Vec<&str> = known.flat_map(Entry::comments).collect();
        let more = other.comments().into_iter();
        self.more.extend(more.filter(|line| !known.contains(line)));
    }
}

/// Whether two entries of one day cannot both hold.
fn cannot_both_be(one: &Entry<'_>, other: &Entry<'_>) -> bool {
    let figures = one.figure.is_some() && other.figure.is_some() && one.figure != other.figure;
    one.day == other.day && (figures || (one.changes_state && other.changes_state))
}
