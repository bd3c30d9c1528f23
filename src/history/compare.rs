//! Two revisions held against each other, task by task.

use super::blocks::{Wanted, differing};
use super::profile::{Profile, place};
use super::promise::{approved, softer};
use super::{Changed, Comparison, Fact, KeyChange, Side, Stand, What, Where, book, log};
use crate::account::{Account, Figures};
use crate::calendar::WorkCalendar;
use crate::check::{self, Depth};
use crate::diagnostic::{Diagnostic, Severity};
use crate::ledger::{Book, Task};
use crate::read::{Spot, read_apart};
use chrono::NaiveDate;
use rayon::prelude::*;
use std::collections::{HashMap, HashSet};

/// Holds two revisions against each other. `known` are tasks as they last could be read in earlier ones; the standings are as
/// of a day, where one is given.
pub fn compare(
    before: &Side,
    after: &Side,
    known: &HashMap<String, Profile>,
    work: &WorkCalendar,
    as_of: Option<NaiveDate>,
) -> Comparison {
    let (old, new) = differing(before, after);
    let (mut old, mut new) = (Reread::of(before, &old), Reread::of(after, &new));
    let ledger = new.book.first_ledger().or(old.book.first_ledger());
    let mut made = Comparison {
        ledger: ledger.cloned(),
        ..Comparison::default()
    };
    old.pair(&new, known, work, &mut made);
    made.book = book::facts((before, &old.book), (after, &new.book));
    made.book.extend(garbled(before, after));
    if let Some(as_of) = as_of {
        old.leave_errors_out();
        let broken = new.leave_errors_out();
        let then = Account::of(&old.book, as_of, work);
        let now = Account::of(&new.book, as_of, work);
        let (then, now) = (figures(&then), figures(&now));
        for own in &mut made.tasks {
            let renamed = own.facts.iter().find_map(|fact| match &fact.what {
                What::Renamed { from } => Some(from.as_str()),
                _ => None,
            });
            let stand = |of: &HashMap<&str, &Figures<'_>>, id: &str| stand(of.get(id)?);
            own.before = stand(&then, renamed.unwrap_or(&own.id));
            own.after = stand(&now, &own.id);
            own.broken = broken.contains(&own.id);
        }
    }
    made
}

/// The blocks of one side that differ, read.
struct Reread<'s> {
    side: &'s Side,
    book: Book<'s>,
    profiles: HashMap<String, Profile>,
    /// Blocks that cannot be read: their ids where these can be, and where they stand.
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
            let own = Profile::of(side, &reading.book, task);
            (own.id.clone(), own)
        });
        let profiles = profiles.collect();
        Self {
            side,
            profiles,
            unreadable: unreadable(side, &reading.found),
            book: reading.book,
        }
    }

    /// Takes the tasks out that let no figure be made; which they were.
    fn leave_errors_out(&mut self) -> HashSet<String> {
        let found = check::check(&self.book, &self.side.sources, Depth::Errors);
        check::without_errors(&mut self.book, &found);
        found.into_iter().filter_map(|one| one.task).collect()
    }

    fn task(&self, id: &str) -> Option<&Task<'s>> {
        self.book.tasks.iter().find(|task| task.id == id)
    }

    /// Joins the tasks of both sides by id.
    fn pair(
        &self,
        new: &Self,
        known: &HashMap<String, Profile>,
        work: &WorkCalendar,
        made: &mut Comparison,
    ) {
        let olds: HashMap<&str, &Task<'s>> = index(&self.book);
        let mut gone = self.missing(new, made);
        for task in &new.book.tasks {
            let Some(own) = new.profiles.get(task.id.as_ref()) else {
                continue;
            };
            let old = olds.get(task.id.as_ref()).copied();
            let was = self.profiles.get(&own.id);
            let facts = match (was, known.get(&own.id)) {
                (Some(was), _) => self.facts((was, old), new, (own, task), work),
                (None, Some(was)) => self.facts((was, None), new, (own, task), work),
                (None, None) if self.cannot_read(&own.id) => vec![Fact {
                    after: Some(own.header.clone()),
                    ..Fact::new(What::Readable)
                }],
                (None, None) => self.entered(new, (own, task), &mut gone, work),
            };
            match facts.is_empty() {
                true => made.same += 1,
                false => made.tasks.push(changed(own, facts)),
            }
        }
        for own in gone {
            let ended = own.ended;
            let fact = Fact {
                before: Some(own.header.clone()),
                ..Fact::new(What::Gone { ended })
            };
            made.tasks.push(changed(own, vec![fact]));
            made.lost.push(own.clone());
        }
        let unreadable = new.unreadable.iter();
        made.tasks
            .extend(unreadable.map(|(id, place)| self.unreadable(id.as_deref(), place)));
    }

    fn cannot_read(&self, id: &str) -> bool {
        let mut ids = self.unreadable.iter();
        ids.any(|(own, _)| own.as_deref() == Some(id))
    }

    /// The tasks that the other side does not have; those it has and cannot read are remembered as they were.
    fn missing<'a>(&'a self, new: &Self, made: &mut Comparison) -> Vec<&'a Profile> {
        let tasks = self.book.tasks.iter();
        let mut gone = Vec::new();
        for own in tasks.filter_map(|task| self.profiles.get(task.id.as_ref())) {
            if new.cannot_read(&own.id) {
                made.lost.push(own.clone());
            } else if !new.profiles.contains_key(&own.id) {
                gone.push(own);
            }
        }
        gone
    }

    /// A block that can no longer be read, under the name it had.
    fn unreadable(&self, id: Option<&str>, place: &Where) -> Changed {
        let was = id.and_then(|id| self.profiles.get(id));
        let fact = Fact {
            before: was.map(|own| own.header.clone()),
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

    /// A task that is new, or one that is gone under another id.
    fn entered(
        &self,
        new: &Self,
        (own, task): (&Profile, &Task<'s>),
        gone: &mut Vec<&Profile>,
        work: &WorkCalendar,
    ) -> Vec<Fact> {
        let like = |was: &&Profile| {
            (was.title == own.title && was.owner == own.owner)
                || (!own.log.is_empty() && was.same_log(own))
        };
        let fact = |what, before| Fact {
            before,
            after: Some(own.header.clone()),
            ..Fact::new(what)
        };
        let Some(at) = gone.iter().position(like) else {
            return vec![fact(What::Entered, None)];
        };
        let was = gone.remove(at);
        let from = was.id.clone();
        let mut facts = vec![fact(What::Renamed { from }, Some(was.header.clone()))];
        let old = self.task(&was.id);
        facts.extend(self.facts((was, old), new, (own, task), work));
        facts
    }

    /// What one task says now and did not, or does not say any more.
    fn facts(
        &self,
        (was, old): (&Profile, Option<&Task<'s>>),
        new: &Self,
        (own, task): (&Profile, &Task<'s>),
        work: &WorkCalendar,
    ) -> Vec<Fact> {
        let mut facts = Vec::new();
        if was.header.file != own.header.file {
            facts.push(Fact::new(What::Moved));
        }
        for (before, after) in was.keys.iter().zip(&own.keys) {
            if before.same(after) {
                continue;
            }
            let softer = match (before.key, old) {
                ("plan", Some(old)) => softer((&self.book, old), task, work),
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
                approved: approved(own, before.key, &after.value),
            })));
        }
        facts.extend(log::differences(&was.log, &own.log));
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

fn index<'a, 's>(book: &'a Book<'s>) -> HashMap<&'a str, &'a Task<'s>> {
    let tasks = book.tasks.iter();
    tasks.map(|task| (task.id.as_ref(), task)).collect()
}

fn changed(own: &Profile, facts: Vec<Fact>) -> Changed {
    Changed {
        id: own.id.clone(),
        title: own.title.clone(),
        owner: own.owner.clone(),
        unit: own.unit.clone(),
        key: own.key,
        before: None,
        after: None,
        broken: false,
        facts,
    }
}

/// Where a change is to be looked for, before and after.
fn spots(what: &What) -> (Option<Spot<'_>>, Option<Spot<'_>>) {
    match what {
        What::Key(own) => (Some(Spot::Key(own.key)), Some(Spot::Key(own.key))),
        What::Logged(own) => (None, Some(Spot::Entry(own.own.entry.nth, None))),
        What::Erased(own) => (Some(Spot::Entry(own.entry.nth, None)), None),
        What::Moved => (Some(Spot::Header), Some(Spot::Header)),
        _ => (None, None),
    }
}

/// Blocks with an error that keeps them from being read.
fn unreadable(side: &Side, found: &[Diagnostic]) -> Vec<(Option<String>, Where)> {
    let mut blocks: Vec<(Option<String>, Where)> = Vec::new();
    let config = side.config;
    for one in found.iter().filter(|one| one.severity() == Severity::Error) {
        if Some(one.place.file) == config {
            continue;
        }
        let known = one.task.is_some() && blocks.iter().any(|(id, _)| *id == one.task);
        if !known {
            let file = side.sources.file(one.place.file);
            let line = file.line_column(one.place.span.start).0;
            let file = file.name.clone();
            blocks.push((one.task.clone(), Where { file, line }));
        }
    }
    blocks
}

fn figures<'a, 'b>(account: &'a Account<'b>) -> HashMap<&'a str, &'a Figures<'b>> {
    let tasks = account.tasks.iter();
    tasks.map(|own| (own.task.id.as_ref(), own)).collect()
}

/// Files that are no UTF-8 and were, or are new.
fn garbled(before: &Side, after: &Side) -> Vec<Fact> {
    let names = after
        .garbled
        .iter()
        .filter(|name| !before.garbled.contains(*name));
    let fact = |name: &String| Fact {
        after: Some(Where {
            file: name.clone(),
            line: 1,
        }),
        ..Fact::new(What::Unreadable)
    };
    names.map(fact).collect()
}

/// How a task stands; nothing for one that may be a heading, whose parts are not at hand.
fn stand(own: &Figures<'_>) -> Option<Stand> {
    let task = own.task;
    let bare = task.log.is_empty() && task.plan.is_empty() && task.target.is_none();
    (!bare).then(|| Stand {
        standing: own.standing,
        light: own.light,
        done: own.state.done(task),
        target: own.state.target,
        lag: own.lag_points(),
    })
}
