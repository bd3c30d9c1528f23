//! Tasks that are taken out of a book: those with an error are counted, and their ids stay known.

use crate::ledger::{Book, TaskId, UnreadTask};
use crate::source::Place;
use std::collections::HashSet;

/// Counts tasks with an error, and keeps their ids from being taken for others.
pub(super) fn count_out(book: &mut Book<'_>, bad: &HashSet<u32>) {
    let wrong = bad.iter().filter_map(|at| book.tasks.get(*at as usize));
    wrong.clone().for_each(|task| book.left_out.add(task.ledger, 1));
    let wrong = wrong.map(|task| UnreadTask {
        id: task.id.to_string(),
        place: Place { file: task.file, span: task.block },
    });
    let wrong: Vec<UnreadTask> = wrong.collect();
    book.unread.extend(wrong);
}

/// Takes tasks out of a book and renumbers the parents.
pub(super) fn remove(book: &mut Book<'_>, aside: &HashSet<u32>) {
    if aside.is_empty() {
        return;
    }
    let mut number = 0;
    let new: Vec<Option<u32>> = (0..book.tasks.len())
        .map(|at| {
            let kept = u32::try_from(at).is_ok_and(|at| !aside.contains(&at));
            kept.then(|| {
                number += 1;
                number - 1
            })
        })
        .collect();
    let mut at = 0;
    book.tasks.retain(|_| {
        at += 1;
        new[at - 1].is_some()
    });
    for task in &mut book.tasks {
        task.parent = task.parent.and_then(|id| new[id.0 as usize]).map(TaskId);
        if let Some(details) = task.details.as_deref_mut() {
            let above = details.taken_over.and_then(|id| new[id.0 as usize]);
            details.taken_over = above.map(TaskId);
        }
    }
}

/// Takes tasks with an error found later out of a book.
pub fn leave_out(book: &mut Book<'_>, bad: &HashSet<TaskId>) {
    let bad = bad.iter().map(|id| id.0).collect();
    count_out(book, &bad);
    remove(book, &bad);
}
