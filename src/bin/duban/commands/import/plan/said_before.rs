//! What a table says as it said it before: where the words stay that a value was read out of, so does what was made of them
//! by hand; and a plan moves with a deadline that was extended.

use crate::changes::Before;
use duban::edit::Value;
use duban::exchange::{CheckWhy, ProposedTask};
use duban::ledger::{READ_FROM, Task, TaskKey};

/// The keys that say together what is counted: words are read into one or another of them.
const FIGURES: [TaskKey; 7] = [
    TaskKey::Target,
    TaskKey::Unit,
    TaskKey::Baseline,
    TaskKey::Measure,
    TaskKey::Better,
    TaskKey::Kind,
    TaskKey::Indicators,
];

/// A row without what it said of the task before.
pub(super) fn what_is_new(
    before: &Before<'_>,
    task: &Task<'_>,
    proposed: &ProposedTask,
) -> ProposedTask {
    let mut proposed = proposed.clone();
    let told = said_before(task, &proposed);
    proposed.fields.retain(|(key, _)| TaskKey::parse(key).is_none_or(|key| !told.contains(&key)));
    if told.contains(&TaskKey::Plan) {
        proposed.plan.clear();
    }
    // A point on the first deadline moved with it, and stands in the file on its first day.
    let state = duban::account::replay(before.book, task, before.as_of);
    if Some(state.due) != task.deadline() {
        for point in proposed.plan.iter_mut().filter(|point| point.by == state.due) {
            point.by = task.due;
        }
    }
    proposed
}

/// The keys of which the table says what it said before.
fn said_before(task: &Task<'_>, proposed: &ProposedTask) -> Vec<TaskKey> {
    let read = task.own_table(READ_FROM);
    let stays = |key: TaskKey, words: &str| {
        read.iter().any(|(own, known)| own == key.name() && known == words)
    };
    let same = proposed.read.iter().filter(|(key, words)| stays(*key, words));
    let mut told: Vec<TaskKey> = same.map(|(key, _)| *key).collect();
    // What the table does not state is no word of its own against what somebody has set.
    let unstated = [TaskKey::Owner, TaskKey::Area, TaskKey::Measure].into_iter().filter(|key| {
        let is_unstated = |why| why == CheckWhy::NotStated;
        proposed.checks.iter().any(|check| check.key == *key && is_unstated(check.why))
    });
    told.extend(unstated);
    let figures = told.iter().any(|key| FIGURES.contains(key)) || goal_stays(task, proposed);
    if figures {
        let guessed = |key: &TaskKey| is_guessed(proposed, *key) || !is_figure_of_its_own(*key);
        told.extend(FIGURES.into_iter().filter(guessed));
    }
    told
}

/// Whether a column of its own may state it, beside the words that are read.
fn is_figure_of_its_own(key: TaskKey) -> bool {
    matches!(key, TaskKey::Target | TaskKey::Baseline)
}

/// Whether a key, or what stands in its place, was read out of words.
fn is_guessed(proposed: &ProposedTask, key: TaskKey) -> bool {
    let why = |why: CheckWhy| {
        matches!(why, CheckWhy::FromWords | CheckWhy::OneOfSeveral | CheckWhy::NotStated)
    };
    proposed.checks.iter().any(|check| check.key == key && why(check.why))
}

/// Whether figures were read out of the goal, and it says what it said.
fn goal_stays(task: &Task<'_>, proposed: &ProposedTask) -> bool {
    let Some(Value::Text(goal)) = proposed.field(TaskKey::Goal) else { return false };
    task.goal.as_deref() == Some(goal) && FIGURES.iter().any(|key| is_guessed(proposed, *key))
}
