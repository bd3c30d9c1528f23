//! Who answers an order or a notice, and whose word a judgement is.

use super::instructions::OpenInstruction;
use super::replay::State;
use crate::ledger::{Book, DepartmentId, Entry};
use chrono::NaiveDate;

impl<'b> State<'b> {
    /// The department that an answer is from; `None` where it is from none that owes it.
    pub fn answering(&self, book: &Book<'_>, entry: &Entry<'_>) -> Option<DepartmentId> {
        let mut owing = self.answerable(entry).flat_map(|open| open.owing(self.owner));
        match entry.by() {
            None => owing.find(|unit| Some(*unit) == self.owner),
            Some(by) => owing.find(|unit| book.department(*unit).is_by(by)),
        }
    }

    /// The departments that owe what an answer is about, each once.
    pub fn owing_for(&self, entry: &Entry<'_>) -> Vec<DepartmentId> {
        let mut units = Vec::new();
        for unit in self.answerable(entry).flat_map(|open| open.owing(self.owner)) {
            if !units.contains(&unit) {
                units.push(unit);
            }
        }
        units
    }

    /// The open orders and notices that an answer is about: the one it names, else all.
    fn answerable<'s>(
        &'s self,
        entry: &'s Entry<'_>,
    ) -> impl Iterator<Item = &'s OpenInstruction<'b>> {
        let to = entry.extra().and_then(|extra| extra.to.as_deref());
        let open = self.instructions.iter();
        open.filter(move |open| to.is_none_or(|to| open.is_called(to)))
    }

    pub(super) fn answer(&mut self, book: &Book<'_>, entry: &'b Entry<'b>) {
        let Some(unit) = self.answering(book, entry) else {
            return;
        };
        let owner = self.owner;
        let to = entry.extra().and_then(|extra| extra.to.as_deref());
        let mut open = std::mem::take(&mut self.instructions);
        for open in open.iter_mut().filter(|open| to.is_none_or(|to| open.is_called(to))) {
            open.answers.push((unit, entry));
        }
        open.retain(|open| open.owing(owner).next().is_some());
        self.instructions = open;
    }
}

impl State<'_> {
    /// Whether a judgement is the owner's own word. Without an author it is the office's.
    pub(super) fn is_own_word(&self, book: &Book<'_>, entry: &Entry<'_>) -> bool {
        entry.by().is_some() && self.owner.is_some() && self.by_owner(book, entry)
    }

    /// A judgement ends where the task is complete by the end of a day.
    pub(super) fn end_judgement(&mut self, day: NaiveDate) {
        if self.judged.is_some() && self.complete(day) {
            self.judged = None;
        }
    }
}
