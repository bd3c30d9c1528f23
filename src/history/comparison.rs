//! What a comparison of two revisions comes to, and how several of one revision are joined.

use super::{Changed, Fact, Profile, What, log};
use crate::ledger::Ledger;

/// What changed from one revision to another.
#[derive(Debug, Default)]
pub struct Comparison {
    /// The tasks that changed, in the order of the files.
    pub tasks: Vec<Changed>,
    /// What changed of the book.
    pub book: Vec<Fact>,
    /// Blocks that changed without saying anything else.
    pub same: usize,
    /// The ledger as it is after the change; as it was, where it is gone.
    pub ledger: Option<Ledger>,
    /// Tasks as they last could be read, which now are gone or cannot be.
    pub lost: Vec<Profile>,
}

impl Comparison {
    /// What stands in it, by task and mark.
    pub fn marks(&self) -> impl Iterator<Item = (&str, String)> {
        let tasks = self.tasks.iter();
        let of_tasks = tasks.flat_map(|own| own.facts.iter().map(|fact| (own.id.as_str(), fact)));
        let all = of_tasks.chain(self.book.iter().map(|fact| ("", fact)));
        all.map(|(id, fact)| (id, fact.mark()))
    }

    /// Keeps the changes that fit, by task and mark.
    pub fn keep(&mut self, fits: impl Fn(&str, &str) -> bool) {
        for own in &mut self.tasks {
            own.facts.retain(|fact| fits(&own.id, &fact.mark()));
        }
        self.tasks.retain(|own| !own.facts.is_empty());
        self.book.retain(|fact| fits("", &fact.mark()));
    }

    /// Names the commit of each change, by task, mark and the commit named so far.
    pub fn brought(&mut self, by: impl Fn(&str, &str, Option<usize>) -> Option<usize>) {
        for own in &mut self.tasks {
            for fact in &mut own.facts {
                fact.commit = by(&own.id, &fact.mark(), fact.commit);
            }
        }
        for fact in &mut self.book {
            fact.commit = by("", &fact.mark(), fact.commit);
        }
    }

    /// Takes in what another comparison with the same revision has besides.
    pub fn join(&mut self, other: Self) {
        for task in other.tasks {
            match self.tasks.iter_mut().find(|own| own.id == task.id) {
                Some(own) => {
                    let known: Vec<String> = own.facts.iter().map(Fact::mark).collect();
                    let fresh = task.facts.into_iter();
                    own.facts
                        .extend(fresh.filter(|fact| !known.contains(&fact.mark())));
                }
                None => self.tasks.push(task),
            }
        }
        let known: Vec<String> = self.book.iter().map(Fact::mark).collect();
        let fresh = other.book.into_iter();
        self.book
            .extend(fresh.filter(|fact| !known.contains(&fact.mark())));
        self.lost.extend(other.lost);
        self.ledger = self.ledger.take().or(other.ledger);
    }

    /// Whether a promise or an entry is not what it was.
    pub fn touches_what_was(&self) -> bool {
        let tasks = self.tasks.iter().flat_map(|own| &own.facts);
        tasks.chain(&self.book).any(|fact| {
            let touched = matches!(fact.what, What::Key(_) | What::Rule(_) | What::Erased(_));
            touched && !fact.restores
        })
    }

    /// Joins entries that are gone with those that stand in their place; done once their commits are known.
    pub fn settle(&mut self) {
        for own in &mut self.tasks {
            own.facts = log::rewritten(std::mem::take(&mut own.facts));
        }
    }
}
