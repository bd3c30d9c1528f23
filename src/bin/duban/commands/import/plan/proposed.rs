//! What a table proposes for a ledger, and how a task of it is written.

use duban::edit::{NewTask, Value};
use duban::exchange::{self, Proposals, ProposedDepartment};
use duban::ledger::{CAME_FROM, READ_FROM, TO_CHECK, TaskId};

/// What a table proposes for a ledger, and which of its rows the ledger has.
pub(super) struct Proposed {
    pub(super) proposals: Proposals,
    pub(super) known: Vec<Option<TaskId>>,
    /// The departments that the ledger has.
    pub(super) departments: Vec<ProposedDepartment>,
}

/// A proposed task as it is written: what was read out of words is marked, and where it came from.
pub(crate) fn marked(task: &exchange::ProposedTask, file: &str) -> NewTask {
    let mut fields = task.fields.clone();
    let checks: Vec<String> = task.keys_to_check().into_iter().map(str::to_owned).collect();
    fields.extend((!checks.is_empty()).then(|| (TO_CHECK.to_owned(), Value::Texts(checks))));
    let read = task
        .read
        .iter()
        .map(|(key, words)| format!("{} = {}", key.name(), Value::Text(words.clone()).toml()));
    let read = read.collect::<Vec<String>>().join(", ");
    fields.extend(
        (!read.is_empty()).then(|| (READ_FROM.to_owned(), Value::Raw(format!("{{ {read} }}")))),
    );
    fields.push((CAME_FROM.to_owned(), Value::Text(file.to_owned())));
    NewTask { fields, plan: task.plan.clone() }
}
