//! A table of a plan that comes again: which of its rows are tasks that the ledger has. By id where the paper states it, else by
//! the whole title and the department that leads; never by a guess.

use super::proposal::{Proposals, ProposedTask};
use crate::edit::Value;
use crate::ledger::{Book, Task, TaskId, TaskKey, title_key};
use std::collections::{BTreeMap, BTreeSet};

/// The rows that several tasks answer to, or that answer to a task together with others: by their places.
pub type Unclear = Vec<usize>;

/// The task of each proposal, where the ledger has it.
///
/// # Errors
/// Rows of which nobody can say which task they are.
pub fn known_tasks(proposals: &Proposals, book: &Book<'_>) -> Result<Vec<Option<TaskId>>, Unclear> {
    let own = (0..).map(TaskId).zip(&book.tasks).filter(|(_, task)| task.ledger == 0);
    let own: Vec<(TaskId, &Task<'_>)> = own.collect();
    let mut found: Vec<Option<TaskId>> = vec![None; proposals.tasks.len()];
    let mut taken: BTreeSet<TaskId> = BTreeSet::new();
    let mut unclear = Unclear::new();
    let ids: BTreeMap<&str, TaskId> =
        own.iter().map(|(id, task)| (task.id.as_ref(), *id)).collect();
    for (at, proposed) in proposals.tasks.iter().enumerate().filter(|(_, own)| own.id_stated) {
        let Some(id) = ids.get(proposed.id.as_str()) else { continue };
        found[at] = Some(*id);
        if !taken.insert(*id) {
            unclear.push(at);
        }
    }
    let owner = |task: &Task<'_>| task.owner.map(|id| book.department(id).id.clone());
    let both = |task: &Task<'_>| (title_key(&task.title), Some(owner(task)));
    let title_alone = |task: &Task<'_>| (title_key(&task.title), None);
    // Where the department alone has changed, the whole title still says which task is meant, if only one has it.
    for (key_of, key_of_row, alone) in [
        (&both as &dyn Fn(&Task<'_>) -> Key, &named as &dyn Fn(&ProposedTask) -> Key, false),
        (&title_alone, &titled, true),
    ] {
        let mut tasks: BTreeMap<Key, Vec<TaskId>> = BTreeMap::new();
        for (id, task) in own.iter().filter(|(id, _)| !taken.contains(id)) {
            tasks.entry(key_of(task)).or_default().push(*id);
        }
        let mut rows: BTreeMap<Key, Vec<usize>> = BTreeMap::new();
        for (at, proposed) in proposals.tasks.iter().enumerate() {
            // An id that the paper states and the ledger does not have is a new task.
            if found[at].is_none() && !proposed.id_stated {
                rows.entry(key_of_row(proposed)).or_default().push(at);
            }
        }
        for (key, rows) in rows {
            let Some(tasks) = tasks.get(&key) else { continue };
            if tasks.len() == rows.len() && (!alone || rows.len() == 1) {
                for (at, id) in rows.into_iter().zip(tasks) {
                    found[at] = Some(*id);
                    taken.insert(*id);
                }
            } else if !alone {
                unclear.extend(rows);
            }
        }
    }
    unclear.sort_unstable();
    if unclear.is_empty() { Ok(found) } else { Err(unclear) }
}

/// A title, and the id of the department that leads, where that counts.
type Key = (String, Option<Option<String>>);

fn text(proposed: &ProposedTask, key: TaskKey) -> Option<String> {
    match proposed.field(key) {
        Some(Value::Text(text)) => Some(text.clone()),
        _ => None,
    }
}

fn named(proposed: &ProposedTask) -> Key {
    let (title, _) = titled(proposed);
    (title, Some(text(proposed, TaskKey::Owner)))
}

fn titled(proposed: &ProposedTask) -> Key {
    (title_key(&text(proposed, TaskKey::Title).unwrap_or_default()), None)
}
