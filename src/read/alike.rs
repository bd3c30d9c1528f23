//! Ids of tasks that look like another.

use super::link::Linker;
use crate::diagnostic::{Bearer, Diagnostic, Finding, Naming, skeleton};
use crate::source::Place;
use std::borrow::Cow;
use std::collections::HashMap;

impl<'t> Linker<'t> {
    /// Warns of ids that look like another; those of plain ASCII look like themselves.
    pub(super) fn lookalikes(&mut self) {
        let mut foreign: Vec<(&Cow<'t, str>, Place)> = self
            .ids
            .iter()
            .filter(|(id, _)| !id.is_ascii())
            .map(|(id, known)| (id, known.place))
            .collect();
        foreign.sort_by_key(|(_, place)| *place);
        let mut looks: HashMap<String, (&Cow<'t, str>, Place)> = HashMap::new();
        for (id, place) in foreign {
            let look = skeleton(id);
            let plain = self.ids.get_key_value(look.as_str()).filter(|(plain, _)| *plain != id);
            let other = plain.map(|(other, known)| (other, known.place));
            if let Some((other, at)) = other.or_else(|| looks.get(&look).copied()) {
                let (name, other) = (id.to_string(), other.to_string());
                let finding = Naming::Lookalike { bearer: Bearer::Task, name, other };
                let mut diagnostic = Diagnostic::new(Finding::Naming(finding), place).and(Some(at));
                diagnostic.task = Some(id.to_string());
                self.found.push(diagnostic);
            }
            looks.entry(look).or_insert((id, place));
        }
    }
}
