//! A whole review: the changes with their commits, what of them is irregular, and each as a row for machines.

use super::{Changed, Comparison, Fact, Found, Origin, Stand, What, Where, judge, waive};
use crate::diagnostic::Severity;
use crate::ledger::Ledger;
use chrono::NaiveDate;
use serde::Serialize;

/// A commit as it names itself.
#[derive(Clone, Debug)]
pub struct Typed {
    /// Its whole name.
    pub name: String,
    /// So much of it as tells it from others.
    pub short: String,
    /// The author's own day.
    pub day: NaiveDate,
    /// Who made it, as it says.
    pub author: String,
    /// The first line of its message.
    pub subject: String,
}

/// What changed between two revisions, or in each of several, and what of it is irregular.
#[derive(Debug)]
pub struct Review {
    /// The range or the period, as it is shown; empty for what is not committed yet.
    pub named: String,
    /// As of which day the standings are, and on which what is not committed was typed.
    pub as_of: NaiveDate,
    /// The ledger after the changes; `None` where there was none on either side.
    pub ledger: Option<Ledger>,
    /// The commits of the range, each after its parents.
    pub commits: Vec<Typed>,
    /// How many of them were looked at.
    pub looked_at: usize,
    /// Whether what is not committed belongs to it.
    pub beside: bool,
    /// The first commit that can be seen, where a clone does not hold all.
    pub shallow: Option<Typed>,
    /// The tasks that changed.
    pub tasks: Vec<Changed>,
    /// What changed of the book.
    pub book: Vec<Fact>,
    /// Blocks that changed without saying anything else.
    pub same: usize,
    /// What is irregular, the worst first.
    pub found: Vec<Irregularity>,
}

/// Something irregular, and the change it is about.
#[derive(Clone, Debug)]
pub struct Irregularity {
    /// Which of the tasks; `None`: the book.
    pub task: Option<usize>,
    /// Which of its changes.
    pub fact: usize,
    /// What is irregular about it.
    pub found: Found,
}

impl Review {
    /// Of some commits, before anything is taken in; all of them were looked at.
    pub fn new(named: String, as_of: NaiveDate, commits: Vec<Typed>) -> Self {
        Self {
            named,
            as_of,
            ledger: None,
            looked_at: commits.len(),
            commits,
            beside: false,
            shallow: None,
            tasks: Vec::new(),
            book: Vec::new(),
            same: 0,
            found: Vec::new(),
        }
    }

    /// Takes a comparison in whose changes know their commits.
    pub fn take(&mut self, mut made: Comparison) {
        made.settle();
        self.ledger = made.ledger.take().or(self.ledger.take());
        self.tasks.append(&mut made.tasks);
        self.book.append(&mut made.book);
        self.same += made.same;
    }

    /// Judges all that was taken in.
    pub fn judge(&mut self) {
        let waivers = self.ledger.as_ref().map_or(&[][..], |own| &own.waivers);
        let mut all = Vec::new();
        let mut see = |task: Option<(usize, &Changed)>, facts: &[Fact]| {
            for (nth, fact) in facts.iter().enumerate() {
                let origin = self.origin(fact);
                for mut found in judge(task.map(|(_, own)| own), fact, origin) {
                    waive(
                        &mut found,
                        task.map(|(_, own)| own.id.as_str()),
                        origin,
                        waivers,
                    );
                    all.push(Irregularity {
                        task: task.map(|(at, _)| at),
                        fact: nth,
                        found,
                    });
                }
            }
        };
        for (at, own) in self.tasks.iter().enumerate() {
            see(Some((at, own)), &own.facts);
        }
        see(None, &self.book);
        all.sort_by_key(|own| (own.found.waiver.is_some(), own.found.severity));
        self.found = all;
    }

    fn origin(&self, fact: &Fact) -> Origin<'_> {
        let commit = self.commit(fact);
        Origin {
            day: commit.map_or(self.as_of, |own| own.day),
            commit: commit.map(|own| own.name.as_str()),
        }
    }

    /// The commit that brought a change.
    pub fn commit(&self, fact: &Fact) -> Option<&Typed> {
        self.commits.get(fact.commit?)
    }

    /// The task and the change that something irregular is about.
    pub fn of(&self, own: &Irregularity) -> (Option<&Changed>, Option<&Fact>) {
        let task = own.task.and_then(|at| self.tasks.get(at));
        let facts = task.map_or(&self.book, |task| &task.facts);
        (task, facts.get(own.fact))
    }

    /// How many are as bad as that and not let stand.
    pub fn count(&self, severity: Severity) -> usize {
        let open = self.found.iter().filter(|own| own.found.waiver.is_none());
        open.filter(|own| own.found.severity == severity).count()
    }

    /// How many an exception lets stand.
    pub fn waived(&self) -> usize {
        let all = self.found.iter();
        all.filter(|own| own.found.waiver.is_some()).count()
    }

    /// Tasks that only stand in another file.
    pub fn moved(&self) -> usize {
        let only = |own: &&Changed| {
            own.facts
                .iter()
                .all(|fact| matches!(fact.what, What::Moved))
        };
        self.tasks.iter().filter(only).count()
    }

    /// The sums for machines.
    pub fn totals(&self) -> ReviewTotals<'_> {
        ReviewTotals {
            range: &self.named,
            commits: self.looked_at,
            uncommitted: self.beside,
            shallow_from: self.shallow.as_ref().map(|own| Since {
                commit: &own.name,
                day: own.day,
            }),
            tasks: self.tasks.len() - self.moved(),
            no_change_in_meaning: self.same + self.moved(),
            errors: self.count(Severity::Error),
            warnings: self.count(Severity::Warning),
            waived: self.waived(),
        }
    }

    /// What is irregular as rows, the worst first; the words for what would have been regular are the caller's.
    pub fn irregular_rows(&self, regular: impl Fn(&Irregularity) -> String) -> Vec<ReviewRow> {
        let found = self.found.iter();
        found
            .filter_map(|own| self.irregular(own, &regular))
            .collect()
    }

    fn irregular(
        &self,
        own: &Irregularity,
        regular: impl Fn(&Irregularity) -> String,
    ) -> Option<ReviewRow> {
        let (task, fact) = self.of(own);
        let severity = match own.found.waiver {
            Some(_) => "waived",
            None => own.found.severity.name(),
        };
        Some(ReviewRow {
            change: own.found.irregular.code(),
            severity: Some(severity),
            regular: Some(regular(own)),
            waiver: own.found.waiver.as_ref().map(|own| own.reason.clone()),
            ..self.row(task, fact?)
        })
    }

    /// Every change as a row, and what is irregular about it.
    pub fn rows(&self, regular: impl Fn(&Irregularity) -> String) -> Vec<ReviewRow> {
        let mut rows = Vec::new();
        let mut see = |task: Option<(usize, &Changed)>, facts: &[Fact]| {
            for (nth, fact) in facts.iter().enumerate() {
                let mine =
                    |own: &&Irregularity| own.task == task.map(|(at, _)| at) && own.fact == nth;
                let mut found = self.found.iter().filter(mine).peekable();
                let entry = matches!(fact.what, What::Logged(_));
                if found.peek().is_none() || entry {
                    rows.push(self.row(task.map(|(_, own)| own), fact));
                }
                rows.extend(found.filter_map(|own| self.irregular(own, &regular)));
            }
        };
        for (at, own) in self.tasks.iter().enumerate() {
            see(Some((at, own)), &own.facts);
        }
        see(None, &self.book);
        rows.extend(self.tasks.iter().filter_map(standing));
        rows
    }

    fn row(&self, task: Option<&Changed>, fact: &Fact) -> ReviewRow {
        let commit = self.commit(fact);
        let (change, before, after) = told(&fact.what);
        let place = fact.after.as_ref().or(fact.before.as_ref());
        let file = |own: Option<&Where>| own.map(|own| own.file.clone());
        ReviewRow {
            task: task.map(|own| own.id.clone()),
            change,
            severity: None,
            before,
            after,
            commit: commit.map(|own| own.name.clone()),
            author: commit.map(|own| own.author.clone()),
            file: file(place),
            line: place.map(|own| own.line),
            regular: None,
            title: task.map(|own| own.title.clone()),
            owner_name: task.map(|own| own.owner.clone()),
            typed: commit.map(|own| own.day),
            subject: commit.map(|own| own.subject.clone()),
            file_before: file(fact.before.as_ref()),
            line_before: fact.before.as_ref().map(|own| own.line),
            waiver: None,
        }
    }
}

/// The sums of a review for machines.
#[derive(Clone, Debug, Serialize)]
#[allow(
    missing_docs,
    reason = "the names are the machine interface, documented there"
)]
pub struct ReviewTotals<'a> {
    pub range: &'a str,
    pub commits: usize,
    pub uncommitted: bool,
    pub shallow_from: Option<Since<'a>>,
    pub tasks: usize,
    pub no_change_in_meaning: usize,
    pub errors: usize,
    pub warnings: usize,
    pub waived: usize,
}

/// The first commit of a clone that does not hold all.
#[derive(Clone, Debug, Serialize)]
#[allow(
    missing_docs,
    reason = "the names are the machine interface, documented there"
)]
pub struct Since<'a> {
    pub commit: &'a str,
    pub day: NaiveDate,
}

/// One change for machines; what does not apply is null.
#[derive(Clone, Debug, Serialize)]
#[allow(
    missing_docs,
    reason = "the names are the machine interface, documented there"
)]
pub struct ReviewRow {
    pub task: Option<String>,
    pub change: &'static str,
    pub severity: Option<&'static str>,
    pub before: Option<String>,
    pub after: Option<String>,
    pub commit: Option<String>,
    pub author: Option<String>,
    pub file: Option<String>,
    pub line: Option<usize>,
    pub regular: Option<String>,
    pub title: Option<String>,
    pub owner_name: Option<String>,
    pub typed: Option<NaiveDate>,
    pub subject: Option<String>,
    pub file_before: Option<String>,
    pub line_before: Option<usize>,
    pub waiver: Option<String>,
}

/// The name of a change, what was before it and what is after it.
fn told(what: &What) -> (&'static str, Option<String>, Option<String>) {
    match what {
        What::Entered => ("task-entered", None, None),
        What::Gone { .. } => ("task-gone", None, None),
        What::Renamed { from } => ("task-renamed", Some(from.clone()), None),
        What::Unreadable => ("unreadable", None, None),
        What::Readable => ("readable", None, None),
        What::Moved => ("moved", None, None),
        What::Key(own) | What::Rule(own) => {
            (own.key, Some(own.before.clone()), Some(own.after.clone()))
        }
        What::Logged(own) => {
            let kind = own.own.entry.event.kind();
            (kind.key(), None, Some(own.own.text.clone()))
        }
        What::Erased(own) => ("entry-deleted", Some(own.text.clone()), None),
        What::Rewritten(was, is) => {
            let texts = (was.text.clone(), is.own.text.clone());
            ("entry-rewritten", Some(texts.0), Some(texts.1))
        }
        What::Waiver(own, added) => {
            let text = Some(format!("{}: {}", own.code, own.reason));
            match added {
                true => ("waiver", None, text),
                false => ("waiver", text, None),
            }
        }
        What::Closed(name) => ("period-closed", None, Some(name.clone())),
        What::Statement(name) => ("statement", Some(name.clone()), None),
    }
}

/// How a task stands now and did not.
fn standing(task: &Changed) -> Option<ReviewRow> {
    let name =
        |own: Option<Stand>| own.map(|own| format!("{} {}", own.standing.name(), own.light.name()));
    let (before, after) = (name(task.before), name(task.after));
    (before != after).then(|| ReviewRow {
        task: Some(task.id.clone()),
        change: "standing",
        severity: None,
        before,
        after,
        commit: None,
        author: None,
        file: None,
        line: None,
        regular: None,
        title: Some(task.title.clone()),
        owner_name: Some(task.owner.clone()),
        typed: None,
        subject: None,
        file_before: None,
        line_before: None,
        waiver: None,
    })
}
