//! Names of duban.toml that look like one another.

use super::decoder::Decoder;
use crate::diagnostic::{Bearer, Diagnostic, Finding, Naming, hidden, skeleton};
use crate::ledger::is_blank;
use crate::source::Span;
use std::collections::HashMap;

/// The names of one ledger, by what they look like.
#[derive(Default)]
pub(super) struct Looks {
    seen: HashMap<(Bearer, bool, String), Seen>,
}

struct Seen {
    text: String,
    span: Span,
    of: String,
}

impl Looks {
    /// Takes an id in; one with characters that do not show is an error.
    pub(super) fn id(&mut self, decoder: &mut Decoder<'_, '_>, bearer: Bearer, id: &str, at: Span) {
        if hidden(id).is_some() {
            decoder.report(Finding::BadId { id: id.to_owned() }, at);
        } else {
            self.compare(decoder, (bearer, true), id, id, at);
        }
    }

    /// Takes a name in, of the one with that id.
    pub(super) fn name(
        &mut self,
        decoder: &mut Decoder<'_, '_>,
        bearer: Bearer,
        of: &str,
        (name, at): (&str, Span),
    ) {
        if is_blank(name) {
            decoder.report(Finding::BlankName { key: "name" }, at);
            return;
        }
        let twin = self.compare(decoder, (bearer, false), name, of, at);
        if let Some(found) = hidden(name).filter(|_| !twin) {
            let finding = Naming::Hidden { bearer, name: name.to_owned(), found };
            decoder.report(Finding::Naming(finding), at);
        }
    }

    /// Reports a twin; whether there is one.
    fn compare(
        &mut self,
        decoder: &mut Decoder<'_, '_>,
        (bearer, is_id): (Bearer, bool),
        text: &str,
        of: &str,
        span: Span,
    ) -> bool {
        let look = (bearer, is_id, skeleton(text));
        let Some(seen) = self.seen.get(&look) else {
            let (text, of) = (text.to_owned(), of.to_owned());
            self.seen.insert(look, Seen { text, span, of });
            return false;
        };
        if look.2.is_empty() || seen.of == of {
            return false;
        }
        let name = text.to_owned();
        let finding = if seen.text == text {
            Naming::SameName { bearer, name }
        } else {
            Naming::Lookalike { bearer, name, other: seen.text.clone() }
        };
        let place = decoder.place(span);
        let also = Some(decoder.place(seen.span));
        decoder.found.push(Diagnostic::new(Finding::Naming(finding), place).and(also));
        true
    }
}
