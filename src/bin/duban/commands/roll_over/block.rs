//! A task's block as it stands in the next year's ledger.

use crate::changes::Before;
use chrono::NaiveDate;
use duban::account::{Carry, Figures};
use duban::edit::{CarriedTask, Value, carried, states};
use duban::ledger::{DepartmentId, Quantity, Task};

type Keys = Vec<(&'static str, Option<Value>)>;

/// What the blocks of a run have in common.
pub(super) struct Blocks<'a, 'b> {
    pub(super) before: &'a Before<'b>,
    /// The year it comes from.
    pub(super) from: i32,
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
        let mut keys = self.said_by_its_file(task);
        let mut put = |key, value| keys.push((key, Some(value)));
        put("start", Value::Date(carry.start));
        put("due", Value::Date(state.due));
        put("entered", Value::Date(self.first));
        put("rolls", Value::Text(self.rolls(task)));
        if state.extensions > 0 {
            put("original_due", Value::Date(task.first_due()));
            let times = Quantity::whole(i64::from(state.extensions));
            put("extensions", Value::Number(times));
        }
        if !carry.adjusted {
            keys.extend(self.in_force(figures));
        }
        // A baseline without a target measures nothing: the promised one is stated.
        let unsaid = carry.baseline.is_some() && !states(block, "target");
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
                keys,
                points: carry.points.clone(),
                entries: carry.entries.clone(),
                without_figure: carry.without_figure,
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
        let mut keys = self.said_by_its_file(task);
        let mut put = |key, value| keys.push((key, Some(value)));
        put("rolls", Value::Text(self.rolls(task)));
        if states(block, "start") || states(block, "due") {
            put("start", Value::Date(task.start));
            put("due", Value::Date(task.due));
        }
        if task.parts.is_some() {
            let parts = i64::try_from(parts).unwrap_or(i64::MAX);
            put("parts", Value::Number(Quantity::whole(parts)));
        }
        let heading = CarriedTask { keys, ..CarriedTask::default() };
        carried(block, &heading)
    }

    fn block(&self, task: &Task<'_>) -> &str {
        let text = &self.before.loaded.sources.file(task.file).text;
        text.get(task.block.range()).unwrap_or("")
    }

    fn department(&self, id: DepartmentId) -> Value {
        Value::Text(self.before.book.department(id).id.clone())
    }

    /// The keys that the preamble of the old file states for the task: the new file has none.
    fn said_by_its_file(&self, task: &Task<'_>) -> Keys {
        let block = self.block(task);
        let rule = self.before.book.ledger_of(task).rules.cadence;
        let cadence = task.cadence.filter(|_| task.cadence != rule);
        let text = |words: &str| Value::Text(words.to_owned());
        let said = [
            ("area", task.area.map(|id| text(&self.before.book.area(id).id))),
            ("owner", task.owner.map(|id| self.department(id))),
            ("leader", task.leader.as_deref().map(text)),
            ("source", task.source.as_deref().map(text)),
            ("cadence", cadence.map(|cadence| text(cadence.name()))),
        ];
        let said = said.into_iter().filter(|(key, _)| !states(block, key));
        said.filter_map(|(key, value)| Some((key, Some(value?)))).collect()
    }
}

/// What is left of the planned investment.
fn invest(task: &Task<'_>, invested: Option<Quantity>) -> Option<(&'static str, Option<Value>)> {
    let (planned, spent) = (task.invest?, invested?);
    let left = planned.millionths() - spent.millionths();
    let left = (left > 0).then(|| Value::Number(Quantity::from_millionths(left)));
    Some(("invest", left))
}
