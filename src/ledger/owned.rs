//! An entry that outlives the text it was read from: what a history keeps of a revision it no longer holds.

use super::{Adjustment, Entry, Event, Extra, IndicatorFigure, Instruction, Text};
use std::borrow::Cow;

type Own = Text<'static>;

fn owned(text: &Text<'_>) -> Own {
    Cow::Owned(text.to_string())
}

fn owned_if_any(text: Option<&Text<'_>>) -> Option<Own> {
    text.map(owned)
}

impl Entry<'_> {
    /// The same entry with texts of its own. Departments stay numbers of the book it was read into.
    pub fn to_static(&self) -> Entry<'static> {
        Entry {
            on: self.on,
            event: self.event.to_static(),
            note: owned_if_any(self.note.as_ref()),
            next: owned_if_any(self.next.as_ref()),
            extra: self.extra().map(|extra| Box::new(extra.to_static())),
            nth: self.nth,
        }
    }
}

impl Extra<'_> {
    fn to_static(&self) -> Extra<'static> {
        Extra {
            by: owned_if_any(self.by.as_ref()),
            got: self.got,
            evidence: owned_if_any(self.evidence.as_ref()),
            approval: owned_if_any(self.approval.as_ref()),
            correction: owned_if_any(self.correction.as_ref()),
            request: owned_if_any(self.request.as_ref()),
            invested: self.invested,
            judge: self.judge,
            to: owned_if_any(self.to.as_ref()),
        }
    }
}

impl Event<'_> {
    fn to_static(&self) -> Event<'static> {
        let instructed = |instruction: &Instruction<'_>| {
            Box::new(Instruction {
                text: owned(&instruction.text),
                from: owned_if_any(instruction.from.as_ref()),
                reply: instruction.reply,
                to: instruction.to.clone(),
            })
        };
        match self {
            Self::Done(quantity) => Event::Done(*quantity),
            Self::Figures(figures) => Event::Figures(
                figures
                    .iter()
                    .map(|figure| IndicatorFigure {
                        id: owned(&figure.id),
                        name: owned(&figure.name),
                        unit: owned(&figure.unit),
                        done: figure.done,
                    })
                    .collect(),
            ),
            Self::Step(text) => Event::Step(owned(text)),
            Self::Note => Event::Note,
            Self::Judge(judgement) => Event::Judge(*judgement),
            Self::Blocked(text) => Event::Blocked(owned(text)),
            Self::Raise(text, stage) => Event::Raise(owned(text), *stage),
            Self::Cleared(text) => Event::Cleared(owned(text)),
            Self::Request(text) => Event::Request(owned(text)),
            Self::Verify(text) => Event::Verify(owned(text)),
            Self::Reject(text) => Event::Reject(owned(text)),
            Self::Reopen(text) => Event::Reopen(owned(text)),
            Self::Ask(day) => Event::Ask(*day),
            Self::Refuse(text) => Event::Refuse(owned(text)),
            Self::Extend(day) => Event::Extend(*day),
            Self::Adjust(change) => Event::Adjust(Box::new(Adjustment {
                why: owned(&change.why),
                target: change.target,
                owner: change.owner,
                weight: change.weight,
                leader: owned_if_any(change.leader.as_ref()),
            })),
            Self::Suspend(text) => Event::Suspend(owned(text)),
            Self::Resume(text) => Event::Resume(owned(text)),
            Self::Cancel(text) => Event::Cancel(owned(text)),
            Self::Rolled(text) => Event::Rolled(owned(text)),
            Self::Order(instruction) => Event::Order(instructed(instruction)),
            Self::Urge(instruction) => Event::Urge(instructed(instruction)),
            Self::Answer(text) => Event::Answer(owned(text)),
        }
    }
}
