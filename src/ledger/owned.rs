//! An entry that outlives the text it was read from: what a history keeps of a revision it no longer holds.

use super::{Adjustment, Entry, Event, Extra, Instruction, Text};
use std::borrow::Cow;

type Own = Text<'static>;

fn own(text: &Text<'_>) -> Own {
    Cow::Owned(text.to_string())
}

fn maybe(text: Option<&Text<'_>>) -> Option<Own> {
    text.map(own)
}

impl Entry<'_> {
    /// The same entry with texts of its own. Departments stay numbers of the book it was read into.
    pub fn to_static(&self) -> Entry<'static> {
        Entry {
            on: self.on,
            event: self.event.to_static(),
            note: maybe(self.note.as_ref()),
            by: maybe(self.by.as_ref()),
            next: maybe(self.next.as_ref()),
            extra: self.extra().map(|extra| Box::new(extra.to_static())),
            nth: self.nth,
        }
    }
}

impl Extra<'_> {
    fn to_static(&self) -> Extra<'static> {
        Extra {
            got: self.got,
            evidence: maybe(self.evidence.as_ref()),
            approval: maybe(self.approval.as_ref()),
            correction: maybe(self.correction.as_ref()),
            request: maybe(self.request.as_ref()),
            invested: self.invested,
        }
    }
}

impl Event<'_> {
    fn to_static(&self) -> Event<'static> {
        let told = |told: &Instruction<'_>| {
            Box::new(Instruction {
                text: own(&told.text),
                from: maybe(told.from.as_ref()),
                reply: told.reply,
            })
        };
        match self {
            Self::Done(quantity) => Event::Done(*quantity),
            Self::Step(text) => Event::Step(own(text)),
            Self::Note => Event::Note,
            Self::Blocked(text) => Event::Blocked(own(text)),
            Self::Raise(text, stage) => Event::Raise(own(text), *stage),
            Self::Cleared(text) => Event::Cleared(own(text)),
            Self::Request(text) => Event::Request(own(text)),
            Self::Verify(text) => Event::Verify(own(text)),
            Self::Reject(text) => Event::Reject(own(text)),
            Self::Reopen(text) => Event::Reopen(own(text)),
            Self::Ask(day) => Event::Ask(*day),
            Self::Refuse(text) => Event::Refuse(own(text)),
            Self::Extend(day) => Event::Extend(*day),
            Self::Adjust(change) => Event::Adjust(Box::new(Adjustment {
                why: own(&change.why),
                target: change.target,
                owner: change.owner,
                weight: change.weight,
                leader: maybe(change.leader.as_ref()),
            })),
            Self::Suspend(text) => Event::Suspend(own(text)),
            Self::Resume(text) => Event::Resume(own(text)),
            Self::Cancel(text) => Event::Cancel(own(text)),
            Self::Rolled(text) => Event::Rolled(own(text)),
            Self::Order(one) => Event::Order(told(one)),
            Self::Urge(one) => Event::Urge(told(one)),
            Self::Answer(text) => Event::Answer(own(text)),
        }
    }
}
