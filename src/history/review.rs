//! A whole review: the changes with their commits, which of them are irregular, and all of them as rows for machines.

use super::book::AUDIT;
use super::waive::is_before;
use super::{Changed, Comparison, Fact, Found, Origin, Stand, What, Where, judge, waive};
use crate::diagnostic::Severity;
use crate::ledger::Ledger;
use chrono::NaiveDate;
use serde::Serialize;

/// A commit, by what it says of itself.
#[derive(Clone, Debug)]
pub struct Typed {
    /// Its full name.
    pub name: String,
    /// The part of the name that is unique.
    pub short: String,
    /// The author's day, which a rebase keeps.
    pub day: NaiveDate,
    /// The author, as the commit names him.
    pub author: String,
    /// The first line of its message.
    pub subject: String,
}

/// What changed between two revisions, or in each of several commits, and which changes are irregular.
#[derive(Debug)]
pub struct Review {
    /// The range or the period, as it is shown; empty for uncommitted changes.
    pub named: String,
    /// The day of the standings; uncommitted changes count as typed on it.
    pub as_of: NaiveDate,
    /// The ledger after the changes; `None` if there is none on either side.
    pub ledger: Option<Ledger>,
    /// The commits of the range, each after its parents.
    pub commits: Vec<Typed>,
    /// The number of commits that were examined.
    pub looked_at: usize,
    /// Whether uncommitted changes belong to it.
    pub beside: bool,
    /// The first commit at hand, if the clone is shallow.
    pub shallow: Option<Typed>,
    /// The tasks that changed.
    pub tasks: Vec<Changed>,
    /// What changed of the book.
    pub book: Vec<Fact>,
    /// The number of blocks that changed in spelling only.
    pub same: usize,
    /// What is irregular, the worst first.
    pub found: Vec<Irregularity>,
}

/// Something irregular, and the change it is about.
#[derive(Clone, Debug)]
pub struct Irregularity {
    /// The number of the task; `None` for the book.
    pub task: Option<usize>,
    /// The number of the change.
    pub fact: usize,
    /// What is irregular about it.
    pub found: Found,
}

impl Review {
    /// A review of some commits, still without changes.
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

    /// Adds a comparison whose changes know their commits.
    pub fn take(&mut self, mut comparison: Comparison) {
        comparison.settle();
        self.ledger = comparison.ledger.take().or(self.ledger.take());
        self.tasks.append(&mut comparison.tasks);
        self.book.append(&mut comparison.book);
        self.same += comparison.same;
    }

    /// Judges all that was taken in.
    pub fn judge(&mut self) {
        let waivers = self.ledger.as_ref().map_or(&[][..], |ledger| &ledger.waivers);
        let audited = self.audited_from();
        let mut all = Vec::new();
        let mut see = |task: Option<(usize, &Changed)>, facts: &[Fact]| {
            for (nth, fact) in facts.iter().enumerate() {
                let origin = self.origin(fact);
                if is_before(audited, fact, origin) {
                    continue;
                }
                for mut found in judge(task.map(|(_, task)| task), fact, origin) {
                    waive(&mut found, task.map(|(_, task)| task.id.as_str()), origin, waivers);
                    all.push(Irregularity { task: task.map(|(at, _)| at), fact: nth, found });
                }
            }
        };
        for (at, task) in self.tasks.iter().enumerate() {
            see(Some((at, task)), &task.facts);
        }
        see(None, &self.book);
        all.sort_by_key(|irregularity| {
            (irregularity.found.waiver.is_some(), irregularity.found.severity)
        });
        self.found = all;
    }

    /// From which day changes are judged: the earliest that the ledger had, so that moving it later hides nothing.
    fn audited_from(&self) -> Option<NaiveDate> {
        let now = self.ledger.as_ref()?.audit_from?;
        let before = self.book.iter().filter_map(|fact| {
            let What::Rule(change) = &fact.what else {
                return None;
            };
            if change.key == AUDIT { change.before.parse().ok() } else { None }
        });
        Some(before.fold(now, NaiveDate::min))
    }

    fn origin(&self, fact: &Fact) -> Origin<'_> {
        let commit = self.commit(fact);
        Origin {
            day: commit.map_or(self.as_of, |commit| commit.day),
            commit: commit.map(|commit| commit.name.as_str()),
        }
    }

    /// The commit that brought a change.
    pub fn commit(&self, fact: &Fact) -> Option<&Typed> {
        self.commits.get(fact.commit?)
    }

    /// The task and the change that something irregular is about.
    pub fn of(&self, irregularity: &Irregularity) -> (Option<&Changed>, Option<&Fact>) {
        let task = irregularity.task.and_then(|at| self.tasks.get(at));
        let facts = task.map_or(&self.book, |task| &task.facts);
        (task, facts.get(irregularity.fact))
    }

    /// How many are as bad as that and not let stand.
    pub fn count(&self, severity: Severity) -> usize {
        let open = self.found.iter().filter(|irregularity| irregularity.found.waiver.is_none());
        open.filter(|irregularity| irregularity.found.severity == severity).count()
    }

    /// How many an exception lets stand.
    pub fn waived(&self) -> usize {
        let all = self.found.iter();
        all.filter(|irregularity| irregularity.found.waiver.is_some()).count()
    }

    /// Tasks that only stand in another file.
    pub fn moved(&self) -> usize {
        let only = |task: &&Changed| task.facts.iter().all(|fact| matches!(fact.what, What::Moved));
        self.tasks.iter().filter(only).count()
    }

    /// The sums for machines.
    pub fn totals(&self) -> ReviewTotals<'_> {
        ReviewTotals {
            range: &self.named,
            commits: self.looked_at,
            uncommitted: self.beside,
            shallow_from: self
                .shallow
                .as_ref()
                .map(|commit| Since { commit: &commit.name, day: commit.day }),
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
        found.filter_map(|irregularity| self.irregular(irregularity, &regular)).collect()
    }

    fn irregular(
        &self,
        irregularity: &Irregularity,
        regular: impl Fn(&Irregularity) -> String,
    ) -> Option<ReviewRow> {
        let (task, fact) = self.of(irregularity);
        let severity = match irregularity.found.waiver {
            Some(_) => "waived",
            None => irregularity.found.severity.name(),
        };
        Some(ReviewRow {
            change: irregularity.found.irregular.code(),
            severity: Some(severity),
            regular: Some(regular(irregularity)),
            waiver: irregularity.found.waiver.as_ref().map(|waiver| waiver.reason.clone()),
            ..self.row(task, fact?)
        })
    }

    /// Every change as a row, and what is irregular about it.
    pub fn rows(&self, regular: impl Fn(&Irregularity) -> String) -> Vec<ReviewRow> {
        let mut rows = Vec::new();
        let mut see = |task: Option<(usize, &Changed)>, facts: &[Fact]| {
            for (nth, fact) in facts.iter().enumerate() {
                let mine = |irregularity: &&Irregularity| {
                    irregularity.task == task.map(|(at, _)| at) && irregularity.fact == nth
                };
                let mut found = self.found.iter().filter(mine).peekable();
                let entry = matches!(fact.what, What::Logged(_));
                if found.peek().is_none() || entry {
                    rows.push(self.row(task.map(|(_, task)| task), fact));
                }
                rows.extend(
                    found.filter_map(|irregularity| self.irregular(irregularity, &regular)),
                );
            }
        };
        for (at, task) in self.tasks.iter().enumerate() {
            see(Some((at, task)), &task.facts);
        }
        see(None, &self.book);
        rows.extend(self.tasks.iter().filter_map(standing));
        rows
    }

    fn row(&self, task: Option<&Changed>, fact: &Fact) -> ReviewRow {
        let commit = self.commit(fact);
        let (change, before, after) = described(&fact.what);
        let place = fact.after.as_ref().or(fact.before.as_ref());
        let file = |place: Option<&Where>| place.map(|place| place.file.clone());
        ReviewRow {
            task: task.map(|task| task.id.clone()),
            change,
            severity: None,
            before,
            after,
            commit: commit.map(|commit| commit.name.clone()),
            author: commit.map(|commit| commit.author.clone()),
            file: file(place),
            line: place.map(|place| place.line),
            regular: None,
            title: task.map(|task| task.title.clone()),
            owner_name: task.map(|task| task.owner.clone()),
            typed: commit.map(|commit| commit.day),
            subject: commit.map(|commit| commit.subject.clone()),
            file_before: file(fact.before.as_ref()),
            line_before: fact.before.as_ref().map(|place| place.line),
            waiver: None,
        }
    }
}

/// The sums of a review for machines.
#[derive(Clone, Debug, Serialize)]
#[allow(missing_docs, reason = "the names are the machine interface, documented there")]
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
#[allow(missing_docs, reason = "the names are the machine interface, documented there")]
pub struct Since<'a> {
    pub commit: &'a str,
    pub day: NaiveDate,
}

/// One change for machines; what does not apply is null.
#[derive(Clone, Debug, Serialize)]
#[allow(missing_docs, reason = "the names are the machine interface, documented there")]
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
fn described(what: &What) -> (&'static str, Option<String>, Option<String>) {
    match what {
        What::Entered => ("task-entered", None, None),
        What::Gone { .. } => ("task-gone", None, None),
        What::Renamed { from } => ("task-renamed", Some(from.clone()), None),
        What::Unreadable => ("unreadable", None, None),
        What::Readable => ("readable", None, None),
        What::Moved => ("moved", None, None),
        What::Key(change) | What::Rule(change) => {
            (change.key, Some(change.before.clone()), Some(change.after.clone()))
        }
        What::Logged(logged) => {
            let kind = logged.written.entry.event.kind();
            (kind.name(), None, Some(logged.written.text.clone()))
        }
        What::Erased(written) => ("entry-deleted", Some(written.text.clone()), None),
        What::Rewritten(was, is) => {
            let texts = (was.text.clone(), is.written.text.clone());
            ("entry-rewritten", Some(texts.0), Some(texts.1))
        }
        What::Waiver(waiver, added) => {
            let text = Some(format!("{}: {}", waiver.code, waiver.reason));
            if *added { ("waiver", None, text) } else { ("waiver", text, None) }
        }
        What::Closed(name) => ("period-closed", None, Some(name.clone())),
        What::Statement(name) => ("statement", Some(name.clone()), None),
        What::Stranger(path, stranger) => (stranger.name(), None, Some(path.clone())),
    }
}

/// The row of a standing that changed.
fn standing(task: &Changed) -> Option<ReviewRow> {
    let name = |stand: Option<Stand>| {
        stand.map(|stand| format!("{} {}", stand.standing.name(), stand.light.name()))
    };
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
