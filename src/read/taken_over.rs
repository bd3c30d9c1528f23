//! `of`: tasks of included ledgers that a task of the first one is broken down into.

use super::link::Linker;
use crate::ledger::{Book, TaskId};

impl<'t> Linker<'t> {
    /// Joins the parts in included ledgers to the tasks that they are `of`. They take nothing from these: each answers
    /// as its own ledger alone does. Parents are known.
    pub(super) fn take_over(&mut self, book: &mut Book<'t>) {
        for at in 0..book.tasks.len() {
            let task = &book.tasks[at];
            let of = task.details().of.as_ref().filter(|_| task.ledger > 0);
            let known = of.and_then(|of| self.ids.get(of.as_ref()));
            let Some(above) = known.and_then(|known| known.task) else {
                continue;
            };
            let is_above = book.tasks.get(above as usize).is_some_and(|task| task.ledger == 0);
            if let Some(details) = book.tasks[at].details.as_deref_mut().filter(|_| is_above) {
                details.taken_over = Some(TaskId(above));
                self.broken_down(above, book);
            }
        }
    }

    fn broken_down(&mut self, at: u32, book: &mut Book<'t>) {
        let task = &mut book.tasks[at as usize];
        if !std::mem::replace(&mut task.heading, true) {
            self.broken_down.insert(at);
        }
    }
}
