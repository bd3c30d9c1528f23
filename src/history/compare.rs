//! Compares two revisions, task by task.

use super::blocks::{Wanted, differing};
use super::parts::{below, changed_headings};
use super::profile::{Profile, place};
use super::promise::{approved, softer};
use super::{Changed, Comparison, Fact, KeyChange, Side, Stand, What, Where, book, log};
use crate::account::{Account, Figures};
use crate::calendar::WorkCalendar;
use crate::check::{self, Depth};
use crate::diagnostic::{Diagnostic, Severity};
use crate::ledger::{Book, CurveShape, Task};
use crate::read::{Spot, read_apart};
use chrono::NaiveDate;
use rayon::prelude::*;
use std::collections::{HashMap, HashSet};

/// Compares two revisions. `known` holds tasks that were lost in earlier revisions, as they could last be read. Standings are
/// computed if `as_of` is given.
pub fn compare(
    before: &Side,
    after: &Side,
    known: &HashMap<String, Profile>,
    work: &WorkCalendar,
    as_of: Option<NaiveDate>,
) -> Comparison {
    let (mut old, mut new) = reread(before, after);
    let ledger = new.book.first_ledger().or(old.book.first_ledger());
    let mut comparison = Comparison { ledger: ledger.cloned(), ..Comparison::default() };
    old.pair(&new, known, work, &mut comparison);
    comparison.book = book::facts((before, &old.book), (after, &new.book));
    comparison.book.extend(garbled(before, after));
    if let Some(as_of) = as_of {
        old.leave_errors_out();
        let broken = new.leave_errors_out();
        let then = Account::of(&old.book, as_of, work);
        let now = Account::of(&new.book, as_of, work);
        let (then, now) = (figures(&then), figures(&now));
        for task in &mut comparison.tasks {
            let renamed = task.facts.iter().find_map(|fact| match &fact.what {
                What::Renamed { from } => Some(from.as_str()),
                _ => None,
            });
            let stand = |of: &HashMap<&str, &Figures<'_>>, id: &str| stand(of.get(id)?);
            task.before = stand(&then, renamed.unwrap_or(&task.id));
            task.after = stand(&now, &task.id);
            task.broken = broken.contains(&task.id);
        }
    }
    comparison
}

/// The blocks that differ, and the parts of headings that do: these say something else although their text is the same.
fn reread<'s>(before: &'s Side, after: &'s Side) -> (Reread<'s>, Reread<'s>) {
    let (mut old, mut new) = differing(before, after);
    let both = (Reread::of(before, &old), Reread::of(after, &new));
    let headings = changed_headings(&both.0.book, &both.1.book);
    let below = (below(before, &headings), below(after, &headings));
    if below.0.is_subset(&old) && below.1.is_subset(&new) {
        return both;
    }
    old.extend(below.0);
    new.extend(below.1);
    (Reread::of(before, &old), Reread::of(after, &new))
}

/// The blocks of one side that differ, read.
struct Reread<'s> {
    side: &'s Side,
    book: Book<'s>,
    profiles: HashMap<String, Profile>,
    /// Blocks that cannot be read: their ids, if these can be read, and where they stand.
    unreadable: Vec<(Option<String>, Where)>,
}

impl<'s> Reread<'s> {
    fn of(side: &'s Side, wanted: &Wanted) -> Self {
        let Some(files) = side.ledger() else {
            return Self {
                side,
                book: Book::default(),
                profiles: HashMap::new(),
                unreadable: Vec::new(),
            };
        };
        let reading = read_apart(&side.sources, &[files], wanted);
        let profiles = reading.book.tasks.par_iter().with_min_len(64).map(|task| {
            let profile = Profile::of(side, &reading.book, task);
            (profile.id.clone(), profile)
        });
        let profiles = profiles.collect();
        Self { side, profiles, unreadable: unreadable(side, &reading.found), book: reading.book }
    }

    /// Removes the tasks with errors from the book and returns their ids.
    fn leave_errors_out(&mut self) -> HashSet<String> {
        let found = check::check(&self.book, &self.side.sources, Depth::Errors);
        check::without_errors(&mut self.book, &found);
        found.into_iter().filter_map(|diagnostic| diagnostic.task).collect()
    }

    fn task(&self, id: &str) -> Option<&Task<'s>> {
        self.book.tasks.iter().find(|task| task.id == id)
    }

    /// Pairs the tasks of both sides by id and collects their changes.
    fn pair(
        &self,
        new: &Self,
        known: &HashMap<String, Profile>,
        work: &WorkCalendar,
        comparison: &mut Comparison,
    ) {
        let olds: HashMap<&str, &Task<'s>> = index(&self.book);
        let mut gone = self.missing(new, comparison);
        for task in &new.book.tasks {
            let Some(profile) = new.profiles.get(task.id.as_ref()) else {
                continue;
            };
            let old = olds.get(task.id.as_ref()).copied();
            let was = self.profiles.get(&profile.id);
            let facts = match (was, known.get(&profile.id)) {
                (Some(was), _) => self.facts((was, old), new, (profile, task), work),
                (None, Some(was)) => self.facts((was, None), new, (profile, task), work),
                (None, None) if self.cannot_read(&profile.id) => {
                    vec![Fact { after: Some(profile.header.clone()), ..Fact::new(What::Readable) }]
                }
                (None, None) => self.entered(new, (profile, task), &mut gone, work),
            };
            if facts.is_empty() {
                comparison.same += 1
            } else {
                comparison.tasks.push(changed(profile, facts))
            }
        }
        for profile in gone {
            let ended = profile.ended;
            let fact =
                Fact { before: Some(profile.header.clone()), ..Fact::new(What::Gone { ended }) };
            comparison.tasks.push(changed(profile, vec![fact]));
            comparison.lost.push(profile.clone());
        }
        let unreadable = new.unreadable.iter();
        comparison
            .tasks
            .extend(unreadable.map(|(id, place)| self.unreadable(id.as_deref(), place)));
    }

    fn cannot_read(&self, id: &str) -> bool {
        let mut ids = self.unreadable.iter();
        ids.any(|(known, _)| known.as_deref() == Some(id))
    }

    /// The tasks that the other side does not have. Those that it has but cannot read are remembered in `lost`.
    fn missing<'a>(&'a self, new: &Self, comparison: &mut Comparison) -> Vec<&'a Profile> {
        let tasks = self.book.tasks.iter();
        let mut gone = Vec::new();
        for profile in tasks.filter_map(|task| self.profiles.get(task.id.as_ref())) {
            if new.cannot_read(&profile.id) {
                comparison.lost.push(profile.clone());
            } else if !new.profiles.contains_key(&profile.id) {
                gone.push(profile);
            }
        }
        gone
    }

    /// A block that can no longer be read, under the title that it had.
    fn unreadable(&self, id: Option<&str>, place: &Where) -> Changed {
        let was = id.and_then(|id| self.profiles.get(id));
        let fact = Fact {
            before: was.map(|profile| profile.header.clone()),
            after: Some(place.clone()),
            ..Fact::new(What::Unreadable)
        };
        match was {
            Some(was) => changed(was, vec![fact]),
            None => Changed {
                id: id.unwrap_or("").to_owned(),
                title: String::new(),
                owner: String::new(),
                unit: String::new(),
                key: false,
                before: None,
                after: None,
                broken: false,
                facts: vec![fact],
            },
        }
    }

    /// A task that is new, or that had another id.
    fn entered(
        &self,
        new: &Self,
        (profile, task): (&Profile, &Task<'s>),
        gone: &mut Vec<&Profile>,
        work: &WorkCalendar,
    ) -> Vec<Fact> {
        let like = |was: &&Profile| {
            (was.title == profile.title && was.owner == profile.owner)
                || (!profile.log.is_empty() && was.same_log(profile))
        };
        let fact =
            |what, before| Fact { before, after: Some(profile.header.clone()), ..Fact::new(what) };
        let Some(at) = gone.iter().position(like) else {
            return vec![fact(What::Entered, None)];
        };
        let was = gone.remove(at);
        let from = was.id.clone();
        let mut facts = vec![fact(What::Renamed { from }, Some(was.header.clone()))];
        let old = self.task(&was.id);
        facts.extend(self.facts((was, old), new, (profile, task), work));
        facts
    }

    /// The changes of one task.
    fn facts(
        &self,
        (was, old): (&Profile, Option<&Task<'s>>),
        new: &Self,
        (profile, task): (&Profile, &Task<'s>),
        work: &WorkCalendar,
    ) -> Vec<Fact> {
        let mut facts = Vec::new();
        if was.header.file != profile.header.file {
            facts.push(Fact::new(What::Moved));
        }
        for (before, after) in was.keys.iter().zip(&profile.keys) {
            if before.same(after) {
                continue;
            }
            let softer = match (before.key, old) {
                ("plan", Some(old)) => softer((&self.book, old), task, work),
                ("curve", Some(old)) => {
                    let (was, is) = (shape(&self.book, old), shape(&new.book, task));
                    was == CurveShape::Even && is == CurveShape::Steps
                }
                ("key", _) => after.value.is_empty(),
                _ => true,
            };
            facts.push(Fact::new(What::Key(KeyChange {
                key: before.key,
                before: before.value.clone(),
                after: after.value.clone(),
                names: matches!(before.key, "owner" | "with")
                    .then(|| (before.name.clone(), after.name.clone())),
                softer,
                approved: approved(profile, before.key, &after.value),
            })));
        }
        facts.extend(log::differences(&was.log, &profile.log));
        for fact in &mut facts {
            let (before, after) = spots(&fact.what);
            fact.before = match old {
                Some(old) => before.map(|spot| place(self.side, old, spot)),
                None => before.map(|_| was.header.clone()),
            };
            fact.after = after.map(|spot| place(new.side, task, spot));
        }
        facts
    }
}

fn shape(book: &Book<'_>, task: &Task<'_>) -> CurveShape {
    task.curve_shape(&book.ledger_of(task).rules)
}

fn index<'a, 's>(book: &'a Book<'s>) -> HashMap<&'a str, &'a Task<'s>> {
    let tasks = book.tasks.iter();
    tasks.map(|task| (task.id.as_ref(), task)).collect()
}

fn changed(profile: &Profile, facts: Vec<Fact>) -> Changed {
    Changed {
        id: profile.id.clone(),
        title: profile.title.clone(),
        owner: profile.owner.clone(),
        unit: profile.unit.clone(),
        key: profile.key,
        before: None,
        after: None,
        broken: false,
        facts,
    }
}

/// The spots of a change, before and after.
fn spots(what: &What) -> (Option<Spot<'_>>, Option<Spot<'_>>) {
    match what {
        What::Key(change) => (Some(Spot::Key(change.key)), Some(Spot::Key(change.key))),
        What::Logged(logged) => (None, Some(Spot::Entry(logged.written.entry.nth, None))),
        What::Erased(written) => (Some(Spot::Entry(written.entry.nth, None)), None),
        What::Moved => (Some(Spot::Header), Some(Spot::Header)),
        What::Entered
        | What::Gone { .. }
        | What::Renamed { .. }
        | What::Unreadable
        | What::Readable
        | What::Rewritten(..)
        | What::Rule(_)
        | What::Waiver(..)
        | What::Closed(_)
        | What::Statement(_)
        | What::Stranger(..) => (None, None),
    }
}

/// Blocks with an error that keeps them from being read.
fn unreadable(side: &Side, found: &[Diagnostic]) -> Vec<(Option<String>, Where)> {
    let mut blocks: Vec<(Option<String>, Where)> = Vec::new();
    let config = side.config;
    for diagnostic in found.iter().filter(|diagnostic| diagnostic.severity() == Severity::Error) {
        if Some(diagnostic.place.file) == config {
            continue;
        }
        let known =
            diagnostic.task.is_some() && blocks.iter().any(|(id, _)| *id == diagnostic.task);
        if !known {
            let file = side.sources.file(diagnostic.place.file);
            let line = file.line_column(diagnostic.place.span.start).0;
            let file = file.name.clone();
            blocks.push((diagnostic.task.clone(), Where { file, line }));
        }
    }
    blocks
}

fn figures<'a, 'b>(account: &'a Account<'b>) -> HashMap<&'a str, &'a Figures<'b>> {
    let tasks = account.tasks.iter();
    tasks.map(|figures| (figures.task.id.as_ref(), figures)).collect()
}

/// Files that are not UTF-8 now, and were before or are new.
fn garbled(before: &Side, after: &Side) -> Vec<Fact> {
    let names = after.garbled.iter().filter(|name| !before.garbled.contains(*name));
    let fact = |name: &String| Fact {
        after: Some(Where { file: name.clone(), line: 1 }),
        ..Fact::new(What::Unreadable)
    };
    names.map(fact).collect()
}

/// The standing of a task; `None` for one that may be a heading, since its parts may be missing here.
fn stand(figures: &Figures<'_>) -> Option<Stand> {
    let task = figures.task;
    let bare = task.log.is_empty() && task.plan.is_empty() && task.target.is_none();
    let bare = bare && task.indicators().is_empty();
    (!bare).then(|| Stand {
        standing: figures.standing,
        light: figures.light,
        done: figures.state.done(task),
        target: figures.state.target,
        lag: figures.lag_points(),
    })
}
