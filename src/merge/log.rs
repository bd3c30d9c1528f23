//! Two logs joined: both sides' new entries in the order of days, the same entry once; what cannot both be is marked.

use super::conflict::{About, Conflict};
use super::log_text::{Entry, Log, Mark, MergedEntry, write};
use super::sides::Sides;
use super::weave::weave;
use std::collections::HashMap;

/// Where an entry of the base stands on one side.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Counterpart {
    /// Unchanged: the number of the entry.
    Same(usize),
    /// It says something else there.
    Changed(usize),
    Removed,
}

/// One side against the base.
struct SideChanges {
    /// For each entry of the base.
    counterparts: Vec<Counterpart>,
    /// The numbers of the new entries.
    added: Vec<usize>,
}

/// An entry of the result, by its number on each side.
type Item = Sides<Option<usize>>;

/// Merges two logs; `None` if neither side has one. The flag: whether the result is spelled in sections.
///
/// A log changed on both sides is written again entry by entry, each with its own bytes and comments.
pub(super) fn join(
    sides: Sides<Option<&Log<'_>>>,
    id: Option<&str>,
    conflicts: &mut Vec<Conflict>,
) -> Option<(String, bool)> {
    let logs = sides.each(|log| log.map_or(&[][..], |log| log.entries.as_slice()));
    let mut merge = LogMerge::of(logs);
    merge.decide();
    merge.clashes();
    merge.once();
    let order = merge.order();
    let mut entries = Vec::new();
    for nth in order {
        let Some(merged) = merge.result.remove(&nth) else {
            continue;
        };
        if !merged.marks.is_empty() {
            let about = About::Day(merged.entry.day);
            let id = id.map(str::to_owned);
            conflicts.push(Conflict { id, about });
        }
        entries.push(merged);
    }
    let frame = sides.ours.or(sides.theirs)?;
    Some(write(frame, sides.theirs, &entries, &merge.orphans))
}

struct LogMerge<'e, 't> {
    logs: Sides<&'e [Entry<'t>]>,
    items: Vec<Item>,
    ours: SideChanges,
    theirs: SideChanges,
    result: HashMap<usize, MergedEntry<'e, 't>>,
    /// New comments about an entry that the other side removed.
    orphans: Vec<&'e str>,
}

impl<'e, 't> LogMerge<'e, 't> {
    fn of(logs: Sides<&'e [Entry<'t>]>) -> Self {
        let (ours, theirs) = (changes_of(logs.base, logs.ours), changes_of(logs.base, logs.theirs));
        let number = |counterpart: &Counterpart| match counterpart {
            Counterpart::Same(at) | Counterpart::Changed(at) => Some(*at),
            Counterpart::Removed => None,
        };
        let pairs = ours.counterparts.iter().zip(&theirs.counterparts).enumerate();
        let mut items: Vec<Item> = pairs
            .map(|(base, (our, their))| Item {
                base: Some(base),
                ours: number(our),
                theirs: number(their),
            })
            .collect();
        let mut rest = theirs.added.clone();
        for at in &ours.added {
            let meaning = &logs.ours[*at].meaning;
            let same = rest.iter().position(|nth| &logs.theirs[*nth].meaning == meaning);
            items.push(Item {
                base: None,
                ours: Some(*at),
                theirs: same.map(|same| rest.remove(same)),
            });
        }
        items.extend(rest.into_iter().map(|at| Item { theirs: Some(at), ..Item::default() }));
        Self { logs, items, ours, theirs, result: HashMap::new(), orphans: Vec::new() }
    }

    /// Decides each entry by itself.
    fn decide(&mut self) {
        for (nth, item) in self.items.iter().enumerate() {
            let versions = Sides {
                base: item.base.and_then(|at| self.logs.base.get(at)),
                ours: item.ours.and_then(|at| self.logs.ours.get(at)),
                theirs: item.theirs.and_then(|at| self.logs.theirs.get(at)),
            };
            match decided(versions) {
                Some(written) => {
                    self.result.insert(nth, written);
                }
                None => {
                    let known = versions.base.map_or(Vec::new(), Entry::comments);
                    let left =
                        versions.ours.or(versions.theirs).map_or(Vec::new(), Entry::comments);
                    let lost = left.into_iter().filter(|line| !known.contains(line));
                    self.orphans.extend(lost);
                }
            }
        }
    }

    /// Marks two figures, or two changes of state, that the sides have entered for the same day.
    fn clashes(&mut self) {
        let is_new = |side: &SideChanges, at: Option<usize>| {
            let changed = |at: &usize| {
                side.counterparts.contains(&Counterpart::Changed(*at)) || side.added.contains(at)
            };
            at.is_some_and(|at| changed(&at))
        };
        let numbers = 0..self.items.len();
        let only = |item: &Item, mine: bool| {
            let (ours, theirs) = (is_new(&self.ours, item.ours), is_new(&self.theirs, item.theirs));
            if mine { ours && !theirs } else { theirs && !ours }
        };
        let pick = |mine: bool| -> Vec<usize> {
            let all = numbers
                .clone()
                .filter(|nth| self.items.get(*nth).is_some_and(|item| only(item, mine)));
            all.filter(|nth| self.result.contains_key(nth)).collect()
        };
        let (ours, theirs) = (pick(true), pick(false));
        for other in theirs {
            let Some(theirs) = self.result.get(&other).map(|merged| merged.entry) else {
                continue;
            };
            let clash = |nth: &&usize| {
                self.result.get(nth).is_some_and(|merged| cannot_both_be(merged.entry, theirs))
            };
            let Some(first) = ours.iter().find(clash) else {
                continue;
            };
            self.take_back(other);
            if let Some(merged) = self.result.get_mut(first) {
                merged.marks.push(Mark::Other(theirs));
                merged.add_comments(theirs, None);
            }
        }
    }

    /// Puts an entry back to what this side has.
    fn take_back(&mut self, nth: usize) {
        self.result.remove(&nth);
        let kept = self.items.get(nth).and_then(|item| self.logs.ours.get(item.ours?));
        if let Some(kept) = kept {
            self.result.insert(nth, plain(kept));
        }
    }

    /// Removes repetitions: an entry stands no more often than on the side that has it most often. The same entry may be
    /// new on one side and a changed one on the other.
    fn once(&mut self) {
        let count = |log: &[Entry<'_>], meaning: &str| {
            log.iter().filter(|entry| entry.meaning == meaning).count()
        };
        for nth in (0..self.items.len()).rev() {
            let Some(merged) = self.result.get(&nth).filter(|_| self.items[nth].base.is_none())
            else {
                continue;
            };
            let meaning = merged.entry.meaning.as_str();
            let most = self.logs.each(|log| count(log, meaning));
            let now = self.result.values().filter(|merged| merged.entry.meaning == meaning).count();
            if now > most.base.max(most.ours).max(most.theirs) && merged.marks.is_empty() {
                self.result.remove(&nth);
            }
        }
    }

    fn order(&self) -> Vec<usize> {
        let numbers = |pick: fn(&Item) -> Option<usize>| -> Vec<usize> {
            let mut all: Vec<(usize, usize)> = Vec::new();
            all.extend(
                self.items.iter().enumerate().filter_map(|(nth, item)| Some((pick(item)?, nth))),
            );
            all.sort_unstable();
            all.into_iter().map(|(_, nth)| nth).collect()
        };
        let (base, ours, theirs) =
            (numbers(|item| item.base), numbers(|item| item.ours), numbers(|item| item.theirs));
        let sides =
            Sides { base: base.as_slice(), ours: ours.as_slice(), theirs: theirs.as_slice() };
        let place = |nth: usize| {
            let entry = self.result.get(&nth).map(|merged| merged.entry);
            entry.map(|entry| (entry.day, entry.rank, entry.meaning.as_str()))
        };
        let kept = |nth: usize| self.result.contains_key(&nth);
        weave(sides, kept, |one, other| place(one) < place(other))
    }
}

fn changes_of(base: &[Entry<'_>], entries: &[Entry<'_>]) -> SideChanges {
    let mut left: Vec<usize> = (0..entries.len()).collect();
    let mut counterparts = vec![Counterpart::Removed; base.len()];
    let same: [fn(&Entry<'_>, &Entry<'_>) -> bool; 3] = [
        |was, is| was.meaning == is.meaning,
        |was, is| was.day == is.day && was.rank == is.rank,
        |was, is| undated(was) == undated(is),
    ];
    for (nth, same) in same.into_iter().enumerate() {
        for (was, counterpart) in base.iter().zip(&mut counterparts) {
            if *counterpart != Counterpart::Removed {
                continue;
            }
            let found = left.iter().position(|at| entries.get(*at).is_some_and(|is| same(was, is)));
            if let Some(found) = found {
                let at = left.remove(found);
                *counterpart =
                    if nth == 0 { Counterpart::Same(at) } else { Counterpart::Changed(at) };
            }
        }
    }
    SideChanges { counterparts, added: left }
}

/// What an entry says without its day.
fn undated(entry: &Entry<'_>) -> String {
    let day = entry.day.map_or(String::new(), |day| format!("on = {day}"));
    entry.meaning.replace(&day, "")
}

fn plain<'e, 't>(entry: &'e Entry<'t>) -> MergedEntry<'e, 't> {
    MergedEntry { entry, more: Vec::new(), marks: Vec::new() }
}

/// The merge of one entry; `None` if it is removed.
fn decided<'e, 't>(versions: Sides<Option<&'e Entry<'t>>>) -> Option<MergedEntry<'e, 't>> {
    let meaning = versions.each(|entry| entry.map(|entry| entry.meaning.as_str()));
    let as_it_stands =
        versions.each(|entry| entry.map(|entry| (entry.text, &entry.above, entry.behind)));
    let (winner, other, mark) = match (versions.ours, versions.theirs) {
        (None, None) => return None,
        (Some(ours), Some(theirs)) if meaning.ours == meaning.theirs => {
            match as_it_stands.settled() {
                Some(won) if won != as_it_stands.ours => (theirs, None, None),
                _ => (ours, versions.theirs, None),
            }
        }
        (ours, theirs) if meaning.theirs == meaning.base => (ours?, theirs, None),
        (ours, theirs) if meaning.ours == meaning.base => (theirs?, ours, None),
        (Some(ours), Some(theirs)) => (ours, versions.theirs, Some(Mark::Other(theirs))),
        (ours, theirs) => (ours.or(theirs)?, None, Some(Mark::Removed)),
    };
    let mut written = plain(winner);
    written.marks.extend(mark);
    if let Some(other) = other {
        written.add_comments(other, versions.base);
    }
    Some(written)
}

impl<'e, 't> MergedEntry<'e, 't> {
    /// Adds the comments of another entry that stand neither here nor in the base.
    fn add_comments(&mut self, other: &'e Entry<'t>, base: Option<&Entry<'t>>) {
        let known = [Some(self.entry), base].into_iter().flatten();
        let known: Vec<&str> = known.flat_map(Entry::comments).collect();
        let more = other.comments().into_iter();
        self.more.extend(more.filter(|line| !known.contains(line)));
    }
}

/// Whether two entries of one day cannot both hold.
fn cannot_both_be(one: &Entry<'_>, other: &Entry<'_>) -> bool {
    let figures = one.figures.iter().any(|(of, figure)| {
        let mut others = other.figures.iter();
        others.any(|(other_of, other)| of == other_of && figure != other)
    });
    let verdicts = one.verdict.as_ref().zip(other.verdict.as_ref());
    let said = figures || verdicts.is_some_and(|(one, other)| one != other);
    one.day == other.day && (said || (one.changes_state && other.changes_state))
}
