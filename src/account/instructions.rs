//! Orders and notices that wait for answers: to whom they went, and who has not answered.

use crate::ledger::{DepartmentId, Entry, Instruction, NoticeNumber, title_key};
use chrono::NaiveDate;

/// An order or a notice that not every department it went to has answered.
#[derive(Clone, Debug)]
pub struct OpenInstruction<'b> {
    /// The entry that gave it.
    pub given: &'b Entry<'b>,
    /// The day it was given.
    pub on: NaiveDate,
    /// Its words or its number.
    pub text: &'b str,
    /// From whom, for an order.
    pub from: Option<&'b str>,
    /// By when an answer is due.
    pub reply: Option<NaiveDate>,
    /// Whether it is a notice (催办) and not a leader's order (批示).
    pub urge: bool,
    /// The departments that it names; none: the owner, whoever that is by now.
    to: &'b [DepartmentId],
    /// Those that have answered, each with its answer.
    pub(super) answers: Vec<(DepartmentId, &'b Entry<'b>)>,
}

impl<'b> OpenInstruction<'b> {
    pub(super) fn of(given: &'b Entry<'b>, instruction: &'b Instruction<'b>, urge: bool) -> Self {
        Self {
            given,
            on: given.on,
            text: instruction.text.as_ref(),
            from: instruction.from.as_deref(),
            reply: instruction.reply,
            urge,
            to: &instruction.to,
            answers: Vec::new(),
        }
    }

    /// The departments that it names; none: it goes to the owner.
    pub fn named(&self) -> &'b [DepartmentId] {
        self.to
    }

    /// The answers of some of the departments it went to.
    pub fn answers(&self) -> impl Iterator<Item = &'b Entry<'b>> + '_ {
        self.answers.iter().map(|(_, answer)| *answer)
    }

    /// Whether the day to answer by is over.
    pub fn is_late(&self, as_of: NaiveDate) -> bool {
        self.reply.is_some_and(|reply| reply < as_of)
    }

    /// The departments that have not answered, where the task has that owner.
    pub fn owing(&self, owner: Option<DepartmentId>) -> impl Iterator<Item = DepartmentId> + '_ {
        let owner = owner.filter(|_| self.to.is_empty());
        let to = self.to.iter().copied().chain(owner);
        to.filter(|unit| !self.answers.iter().any(|(answered, _)| answered == unit))
    }

    /// Whether an answer that names its words or its number means it.
    pub fn is_called(&self, name: &str) -> bool {
        let number = |text: &str| NoticeNumber::parse(text).filter(|_| self.urge);
        let same_number = || number(name).is_some_and(|named| number(self.text) == Some(named));
        title_key(self.text) == title_key(name) || same_number()
    }
}
