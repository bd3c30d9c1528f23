//! The result of comparing two revisions, and how several results for one revision are joined.

use super::{Changed, Fact, Profile, What, log};
use crate::ledger::Ledger;

/// What changed from one revision to another.
#[derive(Debug, Default)]
pub struct Comparison {
    /// The tasks that changed, in the order of the files.
    pub tasks: Vec<Changed>,
    /// What changed of the book.
    pub book: Vec<Fact>,
    /// The number of blocks that changed in spelling only.
    pub same: usize,
    /// The ledger after the change; before it, if the ledger is gone.
    pub ledger: Option<Ledger>,
    /// Tasks that are gone or unreadable now, as they could last be read.
    pub lost: Vec<Profile>,
}

impl Comparison {
    /// The changes, each by its task (empty for the book) and its mark.
    pub fn marks(&self) -> impl Iterator<Item = (&str, String)> {
        let tasks = self.tasks.iter();
        let of_tasks =
            tasks.flat_map(|task| task.facts.iter().map(|fact| (task.id.as_str(), fact)));
        let all = of_tasks.chain(self.book.iter().map(|fact| ("", fact)));
        all.map(|(id, fact)| (id, fact.mark()))
    }

    /// Keeps the changes whose task and mark fit.
    pub fn keep(&mut self, fits: impl Fn(&str, &str) -> bool) {
        for task in &mut self.tasks {
            task.facts.retain(|fact| fits(&task.id, &fact.mark()));
        }
        self.tasks.retain(|task| !task.facts.is_empty());
        self.book.retain(|fact| fits("", &fact.mark()));
    }

    /// Sets the commit of each change, given its task, its mark and the commit set so far.
    pub fn brought(&mut self, by: impl Fn(&str, &str, Option<usize>) -> Option<usize>) {
        for task in &mut self.tasks {
            for fact in &mut task.facts {
                fact.commit = by(&task.id, &fact.mark(), fact.commit);
            }
        }
        for fact in &mut self.book {
            fact.commit = by("", &fact.mark(), fact.commit);
        }
    }

    /// Adds the changes that another comparison with the same revision has besides.
    pub fn join(&mut self, other: Self) {
        for task in other.tasks {
            match self.tasks.iter_mut().find(|changed| changed.id == task.id) {
                Some(changed) => {
                    let known: Vec<String> = changed.facts.iter().map(Fact::mark).collect();
                    let fresh = task.facts.into_iter();
                    changed.facts.extend(fresh.filter(|fact| !known.contains(&fact.mark())));
                }
                None => self.tasks.push(task),
            }
        }
        let known: Vec<String> = self.book.iter().map(Fact::mark).collect();
        let fresh = other.book.into_iter();
        self.book.extend(fresh.filter(|fact| !known.contains(&fact.mark())));
        self.lost.extend(other.lost);
        self.ledger = self.ledger.take().or(other.ledger);
    }

    /// Whether an earlier promise or entry was changed.
    pub fn touches_what_was(&self) -> bool {
        let tasks = self.tasks.iter().flat_map(|task| &task.facts);
        tasks.chain(&self.book).any(|fact| {
            let touched = matches!(fact.what, What::Key(_) | What::Rule(_) | What::Erased(_));
            touched && !fact.restores
        })
    }

    /// Pairs entries that are gone with those that replace them. Call it once the commits are known.
    pub fn settle(&mut self) {
        for task in &mut self.tasks {
            task.facts = log::rewritten(std::mem::take(&mut task.facts));
        }
    }
}
