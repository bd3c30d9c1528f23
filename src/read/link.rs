//! What only the whole book can tell: ids that stand twice, parents, and what a task that is no
//! heading must have.

use super::inherit::{Origin, hand_down, unstated, without_figures};
use super::keys::Keys;
use super::left_out::{count_out, remove};
use super::task::Decoded;
use crate::diagnostic::{Diagnostic, Finding, Reference, Severity, nearest};
use crate::ledger::{
    AilingTask, Book, Kind, LeftOutTasks, Measure, Task, TaskId, TaskKey, UnreadTask,
};
use crate::source::{FileId, Place, Span};
use std::borrow::Cow;
use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

/// Gathers the tasks of all files and joins them.
#[derive(Default)]
pub(super) struct Linker<'t> {
    pub(super) found: Vec<Diagnostic>,
    pub(super) ids: HashMap<Cow<'t, str>, Known>,
    facts: Vec<Facts<'t>>,
    /// Tasks that could not be read: still, what they lack is said.
    lost: Vec<Lost<'t>>,
    parents: HashSet<Cow<'t, str>>,
    pub(super) left_out: LeftOutTasks,
    /// Tasks with an error in their block.
    ailing: Vec<AilingTask<'t>>,
    /// Only some blocks are read: parents may stand in others.
    pub(super) partial: bool,
    /// Parts may stand in others too: what only a heading may lack, it may.
    pub(super) apart: bool,
    /// Blocks that are read only for what they state of their parts.
    pub(super) above: HashSet<(FileId, usize)>,
    /// Tasks that are headings through the `of` of included ledgers alone.
    pub(super) broken_down: HashSet<u32>,
    /// Ids of parents that stand in blocks that are not read.
    missing: HashSet<String>,
}

/// A task's id, whether or not the task itself could be read.
pub(super) struct Known {
    pub(super) place: Place,
    pub(super) task: Option<u32>,
}

struct Lost<'t> {
    id: Option<Cow<'t, str>>,
    header: Place,
    lacks: Vec<TaskKey>,
}

/// What is needed of a task's block once all are read.
struct Facts<'t> {
    parent: Option<(Cow<'t, str>, Span)>,
    seen: u64,
    lent: u64,
    lacks: Vec<TaskKey>,
    header: Span,
    /// Read only for what it states of its parts.
    is_above: bool,
}

impl<'t> Linker<'t> {
    /// Makes room for so many tasks.
    pub(super) fn reserve(&mut self, total: usize) {
        self.ids.reserve(total);
        self.facts.reserve_exact(total);
    }

    /// Takes the tasks of one file in.
    pub(super) fn take(
        &mut self,
        file: FileId,
        (nth, prefix): (u16, &str),
        decoded: Vec<Decoded<'t>>,
        tasks: &mut Vec<Task<'t>>,
    ) {
        let full = |id: Cow<'t, str>| match prefix {
            "" => id,
            prefix => Cow::Owned(format!("{prefix}{id}")),
        };
        for block in decoded {
            let is_above = self.above.contains(&(file, block.start));
            if !is_above {
                self.found.extend(block.found);
            }
            self.left_out.add(nth, block.swallowed);
            let at = block.task.as_ref().map(|_| u32::try_from(tasks.len()).unwrap_or(u32::MAX));
            let named = block.id.as_ref().map(|(id, _)| id.clone()).or(block.meant);
            let known_id = named.map(full);
            let parent = block.parent.map(|(id, span)| (full(id), span));
            self.parents.extend(parent.iter().map(|(id, _)| id.clone()));
            let fresh = block.id.is_none_or(|(id, span)| {
                let place = Place { file, span };
                self.register(full(id), Known { place, task: at })
            });
            match block.task {
                Some(task) if fresh => {
                    tasks.push(task);
                    self.facts.push(Facts {
                        parent,
                        seen: block.seen,
                        lent: block.lent,
                        lacks: block.lacks,
                        header: block.header,
                        is_above,
                    });
                }
                _ if is_above => {}
                _ => {
                    self.left_out.add(nth, 1);
                    let header = Place { file, span: block.header };
                    let ailing = block.ailing.map(|ailing| *ailing);
                    self.ailing.extend(ailing.map(|mut ailing| {
                        let stated = block.seen | block.lent;
                        if parent.is_some() {
                            ailing.unsure.extend(unstated(stated));
                        }
                        ailing
                    }));
                    self.lost.push(Lost { id: known_id, header, lacks: block.lacks });
                }
            }
        }
    }

    /// Whether the id is new; reports it with both places otherwise.
    fn register(&mut self, id: Cow<'t, str>, known: Known) -> bool {
        match self.ids.entry(id) {
            Entry::Vacant(free) => {
                free.insert(known);
                true
            }
            Entry::Occupied(taken) => {
                let id = taken.key().to_string();
                let finding = Finding::DuplicateId { id: id.clone() };
                let mut diagnostic =
                    Diagnostic::new(finding, known.place).and(Some(taken.get().place));
                diagnostic.task = Some(id);
                self.found.push(diagnostic);
                false
            }
        }
    }

    /// Joins the parts to their headings, and reports what does not fit.
    pub(super) fn finish(mut self, book: &mut Book<'t>) -> (Vec<Diagnostic>, HashSet<String>) {
        let mut bad: HashSet<u32> = HashSet::new();
        for at in 0..book.tasks.len() {
            self.find_parent(at, book, &mut bad);
        }
        self.take_over(book);
        if self.apart {
            self.take_as_headings(book);
        }
        self.cycles(book, &mut bad);
        self.inherit(book);
        let above = (0u32..).zip(&self.facts).filter(|(_, facts)| facts.is_above);
        let above: HashSet<u32> = above.map(|(at, _)| at).collect();
        for at in 0..book.tasks.len() {
            let before = self.found.len();
            if !self.facts[at].is_above {
                self.require(at, book);
            }
            if self
                .found
                .iter()
                .skip(before)
                .any(|diagnostic| diagnostic.severity() == Severity::Error)
            {
                bad.insert(u32::try_from(at).unwrap_or(u32::MAX));
            }
        }
        book.ailing = std::mem::take(&mut self.ailing);
        let wrong = bad.iter().filter(|at| !above.contains(*at));
        let mut wrong: Vec<usize> = wrong.map(|at| *at as usize).collect();
        wrong.sort_unstable();
        for at in wrong {
            let facts = &self.facts[at];
            let orphan = facts.parent.is_some() && book.tasks[at].parent.is_none();
            let unsure = if orphan { unstated(facts.seen | facts.lent) } else { Vec::new() };
            let task = book.tasks[at].clone();
            book.ailing.push(AilingTask { task, unsure, unread_from: None });
        }
        self.lost_tasks(&mut book.unread);
        self.lookalikes();
        book.left_out = std::mem::take(&mut self.left_out);
        bad.retain(|at| !above.contains(at));
        let aside = bad.union(&above).copied().collect();
        count_out(book, &bad);
        remove(book, &aside);
        (self.found, self.missing)
    }

    /// Names the tasks that could not be read, and reports the keys that are missing in them.
    fn lost_tasks(&mut self, unread: &mut Vec<UnreadTask>) {
        for lost in std::mem::take(&mut self.lost) {
            let id = lost.id.as_ref().map(ToString::to_string);
            unread.extend(id.map(|id| UnreadTask { id, place: lost.header }));
            if lost.id.as_ref().is_some_and(|id| self.parents.contains(id)) {
                continue;
            }
            for key in lost.lacks {
                let key = key.name();
                let mut diagnostic = Diagnostic::new(Finding::MissingKey { key }, lost.header);
                diagnostic.task = lost.id.as_ref().map(ToString::to_string);
                self.found.push(diagnostic);
            }
        }
    }

    fn find_parent(&mut self, at: usize, book: &mut Book<'t>, bad: &mut HashSet<u32>) {
        let Some((name, span)) = self.facts[at].parent.clone() else {
            return;
        };
        // A task of another ledger is no heading: it would answer otherwise than alone.
        let prefix = &book.ledger_of(&book.tasks[at]).prefix;
        let within = name.rfind('/').map_or(0, |stroke| stroke + 1) == prefix.len();
        match self.ids.get(&name).filter(|_| within) {
            Some(known) => {
                let parent = known.task.filter(|parent| (*parent as usize) < book.tasks.len());
                book.tasks[at].parent = parent.map(TaskId);
                if let Some(parent) = parent {
                    book.tasks[parent as usize].heading = true;
                }
            }
            None if self.partial => {
                self.missing.insert(name.into_owned());
            }
            None => {
                let ledger = book.tasks[at].ledger;
                let own = book.tasks.iter().filter(|task| task.ledger == ledger);
                let near = nearest(&name, own.map(|task| task.id.as_ref()));
                let finding = Finding::Unknown {
                    what: Reference::Parent,
                    name: name.to_string(),
                    nearest: near.map(str::to_owned),
                };
                self.report(&book.tasks[at], finding, span);
                bad.insert(u32::try_from(at).unwrap_or(u32::MAX));
            }
        }
    }

    /// Hands down what headings state, and takes away what the head of a file states that no heading has.
    fn inherit(&mut self, book: &mut Book<'t>) {
        if book.tasks.iter().any(|task| task.parent.is_some()) {
            let origin = |facts: &Facts<'_>| Origin { stated: facts.seen, lent: facts.lent };
            let mut origins: Vec<Origin> = self.facts.iter().map(origin).collect();
            hand_down(book, &mut origins);
            for (facts, origin) in self.facts.iter_mut().zip(origins) {
                let stated = origin.stated | origin.lent;
                facts.lacks.retain(|key| stated & key.bit() == 0);
            }
        }
        for (at, (task, facts)) in (0u32..).zip(book.tasks.iter_mut().zip(&self.facts)) {
            let heading = task.heading && !self.broken_down.contains(&at);
            if heading && TaskKey::FIGURES.iter().any(|key| facts.lent & key.bit() != 0) {
                without_figures(task);
            }
        }
    }

    fn take_as_headings(&self, book: &mut Book<'t>) {
        for (task, facts) in book.tasks.iter_mut().zip(&self.facts) {
            let figures = TaskKey::FIGURES.iter().any(|key| facts.seen & key.bit() != 0);
            task.heading |= !facts.lacks.is_empty() && !figures;
        }
    }

    fn report(&mut self, task: &Task<'t>, finding: Finding, span: Span) {
        let place = Place { file: task.file, span };
        let mut diagnostic = Diagnostic::new(finding, place);
        diagnostic.task = Some(task.id.to_string());
        self.found.push(diagnostic);
    }

    /// Walks up from each task once; a walk that meets itself is a cycle.
    fn cycles(&mut self, book: &mut Book<'t>, bad: &mut HashSet<u32>) {
        let mut walk_of = vec![0usize; book.tasks.len()];
        for start in 0..book.tasks.len() {
            let walk = start + 1;
            let mut at = start;
            while walk_of[at] == 0 {
                walk_of[at] = walk;
                match book.tasks[at].parent {
                    Some(parent) => at = parent.0 as usize,
                    None => break,
                }
            }
            if walk_of[at] == walk && book.tasks[at].parent.is_some() && on_cycle(book, at) {
                self.cycle(book, at, bad);
            }
        }
    }

    fn cycle(&mut self, book: &mut Book<'t>, first: usize, bad: &mut HashSet<u32>) {
        let mut round = vec![first];
        let mut at = first;
        while let Some(parent) = book.tasks[at].parent.map(|id| id.0 as usize) {
            if parent == first {
                break;
            }
            round.push(parent);
            at = parent;
        }
        let ids: Vec<String> = round.iter().map(|at| book.tasks[*at].id.to_string()).collect();
        let span = self.facts[first].parent.as_ref().map_or(Span::default(), |(_, span)| *span);
        self.report(&book.tasks[first], Finding::ParentCycle { ids }, span);
        for at in round {
            book.tasks[at].parent = None;
            bad.insert(u32::try_from(at).unwrap_or(u32::MAX));
        }
    }

    /// What a task must have, by whether it is a heading.
    fn require(&mut self, at: usize, book: &Book<'t>) {
        let task = &book.tasks[at];
        let Facts { seen, header, .. } = self.facts[at];
        let has = |key: TaskKey| seen & key.bit() != 0;
        if task.heading {
            // A task that others have broken down states its own figures as before: they do not write in its ledger.
            let broken_down = u32::try_from(at).is_ok_and(|at| self.broken_down.contains(&at));
            for key in TaskKey::FIGURES {
                if has(key) && !broken_down {
                    let key = key.name();
                    self.report(task, Finding::HeadingWith { key }, header);
                }
            }
            return;
        }
        // The heading may state it where it cannot be read, or is not looked at.
        let under_another = self.facts[at].parent.is_some() && task.parent.is_none();
        for key in self.facts[at].lacks.clone() {
            if !under_another {
                self.report(task, Finding::MissingKey { key: key.name() }, header);
            }
        }
        let barred: &[TaskKey] = match task.measure {
            Measure::None => &[
                TaskKey::Target,
                TaskKey::Baseline,
                TaskKey::Better,
                TaskKey::Plan,
                TaskKey::Pipeline,
            ],
            Measure::Track => &[TaskKey::Target, TaskKey::Better, TaskKey::Plan, TaskKey::Pipeline],
            Measure::Cumulative | Measure::Rate | Measure::YearEnd => &[],
        };
        for key in barred.iter().filter(|key| has(**key)) {
            let finding = Finding::FigureWithoutMeasure { key: key.name(), measure: task.measure };
            self.report(task, finding, header);
        }
        let towards = matches!(task.measure, Measure::Cumulative | Measure::Rate);
        let measured = task.kind != Kind::Duty && towards && task.indicators().is_empty();
        if measured && task.promised_target().is_none() {
            let unit = task.unit.to_string();
            self.report(task, Finding::MissingTarget { unit }, header);
        }
    }
}

fn on_cycle(book: &Book<'_>, first: usize) -> bool {
    let mut at = first;
    for _ in 0..book.tasks.len() {
        match book.tasks[at].parent {
            Some(parent) if parent.0 as usize == first => return true,
            Some(parent) => at = parent.0 as usize,
            None => return false,
        }
    }
    false
}
