//! A task's block as it stands in the next year's ledger.

use crate::changes::Before;
use chrono::NaiveDate;
use duban::account::{Carry, Figures, Promise};
use duban::calendar::Cadence;
use duban::edit::{CarriedTask, Value, carried, states};
use duban::ledger::{DepartmentId, Kind, Quantity, Task, TaskKey};
use duban::source::FileId;
use std::collections::HashMap;

type Keys = Vec<(&'static str, Option<Value>)>;

/// What the blocks of a run have in common.
pub(super) struct Blocks<'a, 'b> {
    pub(super) before: &'a Before<'b>,
    /// The year it comes from.
    pub(super) from: i32,
    /// What the heads of this ledger's files state for their tasks.
    pub(super) heads: HashMap<FileId, Vec<(String, String)>>,
    /// First day of the year it goes to.
    pub(super) first: NaiveDate,
    /// The path from the new ledger's folder to this one's.
    pub(super) way: String,
}

impl Blocks<'_, '_> {
    /// The value of `rolls`: the year and the id that the new task comes from.
    pub(super) fn rolls(&self, task: &Task<'_>) -> String {
        format!("{}/{}", self.from, task.id)
    }

    /// The block of a task: the promise as it is in force, and what still matters of its log.
    pub(super) fn task(&self, figures: &Figures<'_>, carry: &Carry) -> String {
        let (task, state) = (figures.task, &figures.state);
        let block = self.block(task);
        let mut keys = Keys::new();
        let mut put = |key, value| keys.push((key, Some(value)));
        put("start", Value::Date(carry.start));
        put("entered", Value::Date(self.first));
        put("rolls", Value::Text(self.rolls(task)));
        if carry.promise == Promise::Whole {
            put("due", deadline(task.due, task.details().standing));
            // A duty is measured by its reports: it keeps its cadence whatever the next ledger's is.
            let duty = task.kind == Kind::Duty && !states(block, "cadence");
            if let Some(cadence) = task.cadence.filter(|_| duty) {
                put("cadence", Value::Text(cadence.name().to_owned()));
            }
        } else {
            put("due", deadline(state.due, task.details().standing));
            if state.extensions > 0 {
                put("original_due", Value::Date(task.first_due()));
                let times = Quantity::whole(i64::from(state.extensions));
                put("extensions", Value::Number(times));
            }
        }
        if carry.promise == Promise::InForce {
            keys.extend(self.in_force(figures));
        }
        // Without its points a plan would no longer say that there is a target: the promised one is stated.
        let fewer = carry.baseline.is_some() || carry.points.len() < task.plan.len();
        let unsaid = fewer && task.has_figures() && !states(block, "target");
        if unsaid && state.target == task.promised_target() {
            let target = state.target.map(Value::Number);
            keys.extend(target.map(|target| ("target", Some(target))));
        }
        let mut put = |key, value| keys.push((key, Some(value)));
        if let Some(baseline) = carry.baseline {
            put("baseline", Value::Number(baseline));
        }
        keys.extend(invest(task, state.invested));
        carried(
            block,
            &CarriedTask {
                lent: self.lent(task),
                keys,
                points: carry.points.clone(),
                entries: carry.entries.clone(),
                without_figure: carry.without_figure,
                without_judgement: carry.without_judgement,
                way: self.way.clone(),
            },
        )
    }

    /// What has been adjusted, as it is in force.
    fn in_force(&self, figures: &Figures<'_>) -> Keys {
        let (task, state) = (figures.task, &figures.state);
        let owner = state.owner.filter(|_| state.owner != task.owner);
        let leader = state.leader.filter(|_| state.leader != task.leader.as_deref());
        let weight = (state.weight != task.weight).then_some(state.weight);
        let target = state.target.filter(|_| state.target != task.promised_target());
        let changed = [
            ("owner", owner.map(|id| self.department(id))),
            ("leader", leader.map(|leader| Value::Text(leader.to_owned()))),
            ("weight", weight.map(Value::Number)),
            ("target", target.map(Value::Number)),
        ];
        let changed = changed.into_iter();
        changed.filter_map(|(key, value)| Some((key, Some(value?)))).collect()
    }

    /// The block of a heading with so many parts.
    pub(super) fn heading(&self, task: &Task<'_>, parts: usize) -> String {
        let block = self.block(task);
        let mut keys = Keys::new();
        let mut put = |key, value| keys.push((key, Some(value)));
        put("rolls", Value::Text(self.rolls(task)));
        if states(block, "start") || states(block, "due") {
            put("start", Value::Date(task.start));
            put("due", deadline(task.due, task.details().standing));
        }
        if task.parts.is_some() {
            let parts = i64::try_from(parts).unwrap_or(i64::MAX);
            put("parts", Value::Number(Quantity::whole(parts)));
        }
        let heading = CarriedTask { lent: self.lent(task), keys, ..CarriedTask::default() };
        carried(block, &heading)
    }

    fn block(&self, task: &Task<'_>) -> &str {
        let text = &self.before.loaded.sources.file(task.file).text;
        text.get(task.block.range()).unwrap_or("")
    }

    fn department(&self, id: DepartmentId) -> Value {
        Value::Text(self.before.book.department(id).id.clone())
    }

    /// What the head of the old file states for the task, as far as its own block does not.
    fn lent(&self, task: &Task<'_>) -> Vec<(String, String)> {
        let block = self.block(task);
        let head = self.heads.get(&task.file).map(Vec::as_slice).unwrap_or_default();
        let lent = head.iter().filter(|(key, _)| !states(block, key));
        let lent = lent.filter_map(|(key, value)| {
            let known = TaskKey::parse(key);
            if known.is_some_and(|key| task.heading && TaskKey::FIGURES.contains(&key)) {
                return None;
            }
            // Its heading may state it otherwise, which goes before.
            let value = match known.filter(|key| key.is_inherited()) {
                Some(key) => self.in_effect(task, key)?.toml(),
                None => value.clone(),
            };
            Some((key.clone(), value))
        });
        lent.collect()
    }

    /// The value of a key that parts take from their headings.
    fn in_effect(&self, task: &Task<'_>, key: TaskKey) -> Option<Value> {
        let text = |words: &str| Value::Text(words.to_owned());
        match key {
            TaskKey::Area => task.area.map(|id| text(&self.before.book.area(id).id)),
            TaskKey::Owner => task.owner.map(|id| self.department(id)),
            TaskKey::With => {
                let ids = task.with.iter().map(|id| self.before.book.department(*id).id.clone());
                Some(Value::Texts(ids.collect()))
            }
            TaskKey::Leader => task.leader.as_deref().map(text),
            TaskKey::Source => task.source.as_deref().map(text),
            TaskKey::Cadence => Some(text(task.cadence.map_or("none", Cadence::name))),
            TaskKey::Start => Some(Value::Date(task.start)),
            TaskKey::Due => Some(deadline(task.due, task.details().standing)),
            _ => None,
        }
    }
}

/// A deadline, or that there is none.
fn deadline(due: NaiveDate, standing: bool) -> Value {
    if standing { Value::Text("standing".to_owned()) } else { Value::Date(due) }
}

/// What is left of the planned investment.
fn invest(task: &Task<'_>, invested: Option<Quantity>) -> Option<(&'static str, Option<Value>)> {
    let (planned, spent) = (task.invest?, invested?);
    let left = planned.millionths() - spent.millionths();
    let left = (left > 0).then(|| Value::Number(Quantity::from_millionths(left)));
    Some(("invest", left))
}
