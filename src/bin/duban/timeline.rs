//! The commits of a ledger one by one, and what each changed. A merge has changed only what neither of its sides had.

use crate::archive::{Archive, Snapshot};
use crate::edge::git::Commit;
use crate::edge::progress::Progress;
use anyhow::Result;
use chrono::NaiveDate;
use duban::calendar::WorkCalendar;
use duban::history::{Comparison, Graph, Profile, TakenAway, compare};
use duban::ledger::Locale;
use duban::page::refusals::git::GitMessage;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

/// Some commits, each after its parents, and what they changed.
#[derive(Default)]
pub(crate) struct Timeline {
    pub(crate) commits: Vec<Commit>,
    /// By commit; `None` where the commit was not asked for or changed nothing.
    pub(crate) steps: Vec<Option<Comparison>>,
    /// What was taken away and not put back.
    pub(crate) away: TakenAway,
}

impl Timeline {
    /// Whether a commit touched what was there before, which may be irregular.
    pub(crate) fn is_irregular(&self) -> bool {
        self.steps.iter().flatten().any(Comparison::touches_what_was)
    }

    /// Keeps the changes of the commits that fit.
    pub(crate) fn keep(&mut self, fits: impl Fn(&Commit) -> bool) {
        for (commit, step) in self.commits.iter().zip(&mut self.steps) {
            if !fits(commit) {
                *step = None;
            }
        }
    }
}

/// Reads the commits that are wanted.
pub(crate) struct Reader<'a> {
    pub(crate) archive: &'a mut Archive,
    work: &'a WorkCalendar,
    progress: Progress,
}

/// A change by its task and mark.
type Marks = HashSet<(String, String)>;

impl<'a> Reader<'a> {
    /// A reader that shows its progress where reading takes long.
    pub(crate) fn new(archive: &'a mut Archive, work: &'a WorkCalendar, lang: Locale) -> Self {
        Self { archive, work, progress: Progress::new(GitMessage::ReadingCommits.words(lang)) }
    }

    /// Reads the wanted commits that `until` has and `after` lacks.
    pub(crate) fn read(
        &mut self,
        after: Option<&str>,
        until: &str,
        wanted: impl Fn(&Commit) -> bool,
    ) -> Result<Timeline> {
        let commits = self.archive.git.commits(after, until)?;
        let ends: HashSet<String> = self.archive.git.ends()?.into_iter().collect();
        let asked: Vec<bool> = commits.iter().map(wanted).collect();
        let (needed, besides) = besides(&commits, &asked);
        let mut steps: Vec<Option<Comparison>> = Vec::with_capacity(commits.len());
        let mut marks: Vec<Marks> = Vec::with_capacity(commits.len());
        let mut known: HashMap<String, Profile> = HashMap::new();
        let mut away = TakenAway::default();
        for (at, commit) in commits.iter().enumerate() {
            let mut step = None;
            if needed[at] && !ends.contains(&commit.name) {
                self.progress.step(at, commits.len());
                let beside = |nth: usize| {
                    let beside = besides.get(&(at, nth)).into_iter().flatten();
                    beside.map(|at| &marks[*at]).collect::<Vec<&Marks>>()
                };
                step = self.step(commit, &beside, &mut known)?;
            }
            step.iter_mut().for_each(|step| away.pass(step));
            let all = step.iter().flat_map(Comparison::marks);
            marks.push(all.map(|(id, mark)| (id.to_owned(), mark)).collect());
            steps.push(step.filter(|_| asked[at]));
        }
        Ok(Timeline { commits, steps, away })
    }

    fn step<'m>(
        &mut self,
        commit: &Commit,
        beside: &dyn Fn(usize) -> Vec<&'m Marks>,
        known: &mut HashMap<String, Profile>,
    ) -> Result<Option<Comparison>> {
        let snapshot = self.archive.snapshot(&commit.name)?;
        let mut parents: Vec<Snapshot> = Vec::with_capacity(commit.parents.len());
        for parent in &commit.parents {
            parents.push(self.archive.snapshot(parent)?);
        }
        if parents.is_empty() {
            parents.push(Snapshot::default());
        }
        let mut whole: Option<Comparison> = None;
        for (nth, parent) in parents.iter().enumerate() {
            if Rc::ptr_eq(parent, &snapshot) || parent == &snapshot {
                continue;
            }
            let mut comparison = self.between(parent, &snapshot, known, None)?;
            let judged = beside(nth);
            if !judged.is_empty() {
                comparison.keep(|id, mark| {
                    let change = (id.to_owned(), mark.to_owned());
                    !judged.iter().any(|marks| marks.contains(&change))
                });
            }
            match &mut whole {
                Some(whole) => whole.join(comparison),
                None => whole = Some(comparison),
            }
        }
        if let Some(whole) = &mut whole {
            for profile in std::mem::take(&mut whole.lost) {
                known.insert(profile.id().to_owned(), profile);
            }
        }
        Ok(whole)
    }

    /// What changed between two snapshots.
    pub(crate) fn between(
        &mut self,
        before: &Snapshot,
        after: &Snapshot,
        known: &HashMap<String, Profile>,
        as_of: Option<NaiveDate>,
    ) -> Result<Comparison> {
        let (old, new) = self.archive.sides(before, after)?;
        let comparison = compare(&old, &new, known, self.work, as_of);
        self.archive.forget_but(before, after);
        Ok(comparison)
    }
}

/// The commits that a merge has and one of its parents lacks, by the numbers of merge and parent.
type Besides = HashMap<(usize, usize), Vec<usize>>;

/// Which commits must be read for those that are asked for: a merge needs those that its parents lack.
fn besides(commits: &[Commit], asked: &[bool]) -> (Vec<bool>, Besides) {
    let named = commits.iter();
    let graph = Graph::new(named.map(|commit| (commit.name.as_str(), commit.parents.as_slice())));
    let numbered = commits.iter().enumerate();
    let numbers: HashMap<&str, usize> =
        numbered.map(|(at, commit)| (commit.name.as_str(), at)).collect();
    let mut needed = asked.to_vec();
    let mut besides = Besides::new();
    for (at, commit) in commits.iter().enumerate().rev() {
        if !needed[at] || commit.parents.len() < 2 {
            continue;
        }
        let parents = commit.parents.iter();
        let parents: Vec<Option<usize>> =
            parents.map(|parent| numbers.get(parent.as_str()).copied()).collect();
        for (nth, parent) in parents.iter().enumerate() {
            let others = parents.iter().enumerate();
            let others = others.filter(|(other, _)| *other != nth);
            let others: Vec<usize> = others.filter_map(|(_, other)| *other).collect();
            let beside = graph.beside(*parent, &others);
            beside.iter().for_each(|at| needed[*at] = true);
            besides.insert((at, nth), beside);
        }
    }
    (needed, besides)
}
