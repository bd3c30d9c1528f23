//! What a table says otherwise of tasks that the ledger has: a difference of promises, of which only what is no promise, or is
//! accepted, is written.

use super::proposed::Proposed;
use super::said_before::what_is_new;
use crate::changes::Before;
use crate::commands::import::arguments::PlanArgs;
use crate::outcome::Outcome;
use chrono::NaiveDate;
use duban::diagnostic::nearest;
use duban::edit::{NewEntry, Value, add_entry, format_file, plan_value, set_key};
use duban::exchange::ProposedTask;
use duban::history::{KeyChange, Side, What, compare};
use duban::ledger::{Bond, CAME_FROM, ChangedBy, TaskId, TaskKey};
use duban::page::entries::imported::{Renewed, RenewedTask, TakenOver};
use duban::page::refusals::importing::{ImportRefused, by_table};
use std::collections::{HashMap, HashSet};

/// The tasks of which the table says something.
pub(super) struct Renewals {
    tasks: Vec<Renewal>,
    same: usize,
    vanished: Vec<(String, String)>,
}

/// A task of which the table says something else.
struct Renewal {
    id: TaskId,
    /// What the table says, by key.
    fields: Vec<(String, Value)>,
    words: RenewedTask,
    /// Its block as it is to be.
    block: String,
}

/// Holds the rows of known tasks against the ledger.
pub(super) fn of(before: &Before<'_>, proposed: &Proposed, file: &str) -> Renewals {
    let both = proposed.proposals.tasks.iter().zip(&proposed.known);
    let known: Vec<(&ProposedTask, TaskId)> =
        both.filter_map(|(task, id)| Some((task, (*id)?))).collect();
    let mut changes = differences(before, &known);
    let mut renewals =
        Renewals { tasks: Vec::new(), same: 0, vanished: vanished(before, &known, file) };
    for (proposed, id) in known {
        let task = before.book.task(id);
        let changes = changes.remove(task.id.as_ref()).unwrap_or_default();
        let changes = changes.into_iter().filter(|change| !change.approved);
        let changes = changes.map(|change| {
            let taken = usual(before, id, &change);
            (change, taken)
        });
        let mut changes: Vec<(KeyChange, TakenOver)> = changes.collect();
        counted_otherwise(&mut changes);
        if changes.is_empty() {
            renewals.same += 1;
            continue;
        }
        let words = RenewedTask {
            at: proposed.at.to_string(),
            id: task.id.to_string(),
            title: task.title.to_string(),
            unit: task.unit.to_string(),
            changes,
        };
        let block = before.block(task).to_owned();
        renewals.tasks.push(Renewal { id, fields: proposed.fields.clone(), words, block });
    }
    renewals.set_free_keys();
    renewals
}

/// A figure of another unit or measure is not accepted as a figure of the old one.
fn counted_otherwise(changes: &mut [(KeyChange, TakenOver)]) {
    let key = |change: &KeyChange| TaskKey::parse(change.key);
    let is_other = |key| matches!(key, TaskKey::Unit | TaskKey::Measure | TaskKey::Indicators);
    if changes.iter().any(|(change, _)| key(change).is_some_and(is_other)) {
        let target = changes.iter_mut().filter(|(change, _)| key(change) == Some(TaskKey::Target));
        target.for_each(|(_, taken)| *taken = TakenOver::ByHand);
    }
}

/// What each task would say otherwise if the table were the ledger, by id.
fn differences(
    before: &Before<'_>,
    known: &[(&ProposedTask, TaskId)],
) -> HashMap<String, Vec<KeyChange>> {
    if known.is_empty() {
        return HashMap::new();
    }
    let (mut old, mut new) = (Side::default(), Side::default());
    if let Some(ledger) = before.loaded.ledgers.first() {
        let config = &before.loaded.sources.file(ledger.config).text;
        [&mut old, &mut new].into_iter().for_each(|side| side.config("duban.toml", config.clone()));
        let mut rows: HashMap<&str, ProposedTask> = HashMap::new();
        for (proposed, id) in known {
            let task = before.book.task(*id);
            rows.insert(task.id.as_ref(), what_is_new(before, task, proposed));
        }
        for file in &ledger.tasks {
            let source = before.loaded.sources.file(*file);
            let text = format_file(&source.text);
            new.tasks(&source.name, &source.name, as_table(&text, &rows));
            old.tasks(&source.name, &source.name, text);
        }
    }
    let compared = compare(&old, &new, &HashMap::new(), &before.loaded.work, None);
    let tasks = compared.tasks.into_iter().map(|changed| {
        let changes = changed.facts.into_iter().filter_map(|fact| match fact.what {
            What::Key(change) if TaskKey::parse(change.key).is_some() => Some(change),
            _ => None,
        });
        (changed.id, changes.collect())
    });
    tasks.collect()
}

/// The text of a file, in the canonical layout, as the table would have it.
fn as_table(text: &str, rows: &HashMap<&str, ProposedTask>) -> String {
    let cut = duban::blocks::cut(text);
    let blocks = cut.tasks.into_iter().map(|range| {
        let block = text.get(range).unwrap_or("");
        let id = block.lines().find_map(|line| line.strip_prefix("id = "));
        let id = id.and_then(|value| format!("id = {value}").parse::<toml::Table>().ok());
        let id = id.as_ref().and_then(|table| table.get("id")?.as_str());
        match id.and_then(|id| rows.get(id)) {
            Some(proposed) => as_proposed(block, proposed),
            None => block.to_owned(),
        }
    });
    let blocks: String = blocks.collect();
    format!("{}{blocks}", text.get(cut.preamble).unwrap_or(""))
}

/// A block that says what the table says.
fn as_proposed(block: &str, proposed: &ProposedTask) -> String {
    let skipped = [TaskKey::Id, TaskKey::Entered, TaskKey::Log].map(TaskKey::name);
    let fields = proposed.fields.iter().filter(|(key, _)| !skipped.contains(&key.as_str()));
    let block = one_kind_of_figures(block, proposed);
    let block = fields.fold(block, |block, (key, value)| set_key(&block, key, Some(value)));
    match proposed.plan.as_slice() {
        [] => block,
        points => set_key(&block, TaskKey::Plan.name(), Some(&plan_value(points))),
    }
}

/// A block without the one figure where the table has several, and the reverse: a task counts one way.
fn one_kind_of_figures(block: &str, proposed: &ProposedTask) -> String {
    let states = |key: &TaskKey| proposed.field(*key).is_some();
    let one =
        [TaskKey::Target, TaskKey::Unit, TaskKey::Baseline, TaskKey::Measure, TaskKey::Better];
    let gone: &[TaskKey] = match (states(&TaskKey::Indicators), states(&TaskKey::Target)) {
        (true, false) => &one,
        (false, true) => &[TaskKey::Indicators],
        (true, true) | (false, false) => &[],
    };
    let gone = gone.iter().filter(|key| !states(key));
    gone.fold(block.to_owned(), |block, key| set_key(&block, key.name(), None))
}

/// What becomes of a difference that nobody has accepted.
fn usual(before: &Before<'_>, id: TaskId, change: &KeyChange) -> TakenOver {
    let Some(key) = TaskKey::parse(change.key) else { return TakenOver::ByHand };
    let row = key.row();
    match (row.bond, row.changed_by) {
        (Bond::Free, ChangedBy::Set) => TakenOver::Set,
        (Bond::Promise, ChangedBy::Extend) => {
            let later = change.after.parse::<NaiveDate>().is_ok_and(|day| {
                let state = duban::account::replay(before.book, before.book.task(id), before.as_of);
                day > state.due
            });
            if later { TakenOver::Waits } else { TakenOver::ByHand }
        }
        (Bond::Promise, ChangedBy::Adjust) if !change.after.is_empty() => TakenOver::Waits,
        (Bond::Promise | Bond::Free, _) => TakenOver::ByHand,
    }
}

/// Tasks of the same paper that the table no longer has: of those it has, the paper or, where that is not known, the file.
fn vanished(
    before: &Before<'_>,
    known: &[(&ProposedTask, TaskId)],
    file: &str,
) -> Vec<(String, String)> {
    let ids: HashSet<TaskId> = known.iter().map(|(_, id)| *id).collect();
    let paper = |id: TaskId| {
        let task = before.book.task(id);
        match task.own_words(CAME_FROM).into_iter().next() {
            Some(paper) => (Some(paper), None),
            None => (None, Some(task.file)),
        }
    };
    let mut papers: HashSet<_> = ids.iter().map(|id| paper(*id)).collect();
    papers.insert((Some(file.to_owned()), None));
    let own = (0..).map(TaskId).zip(&before.book.tasks).filter(|(_, task)| task.ledger == 0);
    let gone = own.filter(|(id, _)| !ids.contains(id) && papers.contains(&paper(*id)));
    let open = gone.filter(|(_, task)| {
        let state = duban::account::replay(before.book, task, before.as_of);
        state.struck.is_none() && state.ended.is_none() && task.entered <= before.as_of
    });
    open.map(|(_, task)| (task.id.to_string(), task.title.to_string())).collect()
}

impl Renewals {
    /// As the report tells them.
    pub(super) fn words(&self, as_of: NaiveDate) -> Renewed {
        let tasks = self.tasks.iter().map(|renewal| renewal.words.clone()).collect();
        Renewed { tasks, same: self.same, vanished: self.vanished.clone(), as_of }
    }

    /// The blocks that change.
    pub(super) fn blocks(&self) -> Vec<(TaskId, String)> {
        self.tasks.iter().map(|renewal| (renewal.id, renewal.block.clone())).collect()
    }

    fn set_free_keys(&mut self) {
        for renewal in &mut self.tasks {
            for (change, taken) in &renewal.words.changes {
                if *taken == TakenOver::Set
                    && let Some((_, value)) =
                        renewal.fields.iter().find(|(key, _)| key == change.key)
                {
                    renewal.block = set_key(&renewal.block, change.key, Some(value));
                }
            }
        }
    }

    /// Takes over the changed promises of the tasks that are named, each by an entry of its own.
    pub(super) fn accept(
        &mut self,
        before: &Before<'_>,
        args: &PlanArgs,
        file: &str,
    ) -> Result<(), Outcome> {
        let waits = |renewal: &Renewal| {
            renewal.words.changes.iter().any(|(_, taken)| *taken == TakenOver::Waits)
        };
        let waiting: Vec<String> =
            self.tasks.iter().filter(|own| waits(own)).map(|own| own.words.id.clone()).collect();
        let all = args.accept.iter().any(|id| id == "all");
        let wrong = args.accept.iter().filter(|id| *id != "all" && !waiting.contains(id));
        let refusals = wrong.map(|id| {
            let nearest = nearest(id, waiting.iter().map(String::as_str)).map(str::to_owned);
            let (id, waiting) = (id.clone(), waiting.clone());
            ImportRefused::NothingToAccept { id, waiting, nearest }.refusal(before.lang)
        });
        crate::refusal::together(refusals.collect(), before.lang).map_err(Outcome::NotWritten)?;
        for renewal in &mut self.tasks {
            if all || args.accept.contains(&renewal.words.id) {
                renewal.accept(before, args.approval.as_deref().unwrap_or(file), file);
            }
        }
        Ok(())
    }
}

impl Renewal {
    fn accept(&mut self, before: &Before<'_>, approval: &str, file: &str) {
        let why = by_table(file, before.lang);
        let approval = ("approval", Value::Text(approval.to_owned()));
        let mut adjusted: Vec<(&'static str, Value)> = Vec::new();
        for (change, taken) in &mut self.words.changes {
            let stated = self.fields.iter().find(|(key, _)| key == change.key);
            let Some((_, value)) = stated.filter(|_| *taken == TakenOver::Waits) else { continue };
            *taken = TakenOver::Accepted;
            if change.key == TaskKey::Due.name() {
                let note = ("note", Value::Text(why.clone()));
                let fields = vec![("extend", value.clone()), approval.clone(), note];
                let entry = NewEntry { on: before.as_of, fields };
                self.block = add_entry(&self.block, &entry);
            } else {
                adjusted.push((change.key, value.clone()));
            }
        }
        if !adjusted.is_empty() {
            adjusted.extend([("adjust", Value::Text(why)), approval]);
            let entry = NewEntry { on: before.as_of, fields: adjusted };
            self.block = add_entry(&self.block, &entry);
        }
    }
}
