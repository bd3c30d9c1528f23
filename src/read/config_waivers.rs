//! The reviewed exceptions of duban.toml: each names one change, so that it can hide no other.

use super::config::Reader;
use super::decoder::{Decoder, Field};
use super::keys::{Fields, Named, WaiverKey};
use super::sections::Section;
use super::word::one_of;
use crate::diagnostic::{Expected, Finding, Irregular};
use crate::ledger::Waiver;

/// A commit's name is meant from so many digits on.
const SHORTEST: usize = 7;

impl Reader<'_> {
    pub(super) fn waiver(&mut self, decoder: &mut Decoder<'_, '_>, part: &Section<'_>) {
        let (mut code, mut reason) = (None, None);
        let mut waiver = Waiver {
            code: String::new(),
            task: None,
            commit: None,
            date: None,
            reason: String::new(),
            place: decoder.place(part.span),
        };
        let mut fields = Fields::<WaiverKey>::between(part.from, part.to);
        while let Some(named) = fields.next(decoder) {
            let Named::Known(key, field) = named else {
                continue;
            };
            match key {
                WaiverKey::Code => code = one_of(decoder, field, &Irregular::ALL),
                WaiverKey::Task => waiver.task = decoder.text(field).map(Into::into),
                WaiverKey::Commit => waiver.commit = commit(decoder, field),
                WaiverKey::Date => waiver.date = decoder.date(field),
                WaiverKey::Reason => reason = decoder.text(field).map(Into::into),
            }
        }
        let whole = code.is_some_and(Irregular::is_of_the_book);
        let dated = fields.has(WaiverKey::Commit) || fields.has(WaiverKey::Date);
        for (key, there) in [
            ("code", fields.has(WaiverKey::Code)),
            ("task", whole || fields.has(WaiverKey::Task)),
            ("commit | date", dated),
            ("reason", fields.has(WaiverKey::Reason)),
        ] {
            if !there {
                decoder.report(Finding::MissingKey { key }, part.span);
            }
        }
        let whole_or_task = whole || waiver.task.is_some();
        let one_change = waiver.commit.is_some() || waiver.date.is_some();
        if let (Some(code), Some(reason), true, true) = (code, reason, whole_or_task, one_change) {
            waiver.code = code.code().to_owned();
            waiver.reason = reason;
            self.ledger.waivers.push(waiver);
        }
    }
}

/// The beginning of a commit's name, long enough to mean one.
fn commit(decoder: &mut Decoder<'_, '_>, field: Field) -> Option<String> {
    let text = decoder.text(field)?.to_ascii_lowercase();
    let digits = text.bytes().all(|byte| byte.is_ascii_hexdigit());
    if digits && text.len() >= SHORTEST {
        return Some(text);
    }
    let finding = Finding::WrongType { key: "commit".to_owned(), expected: Expected::Commit };
    decoder.report(finding, decoder.span(field.value));
    None
}
