//! Whether closed statements are as they were written, and none is missing between two.

use super::Kept;
use crate::account::closed;
use crate::diagnostic::{ChainBreak, Closing, Diagnostic, Finding};

/// Statements that were edited, and links that hold no longer; `kept` in the order in which periods are closed.
pub(super) fn broken(kept: &[Kept<'_>]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (nth, own) in kept.iter().enumerate() {
        if closed::digest_of(own.text) != own.head.digest {
            let finding = Closing::Edited { period: own.period };
            found.push(Diagnostic::new(
                Finding::Closing(finding),
                own.place("digest = "),
            ));
        }
        found.extend(link(own, kept, nth));
    }
    found
}

fn link(own: &Kept<'_>, kept: &[Kept<'_>], nth: usize) -> Option<Diagnostic> {
    let before = nth.checked_sub(1).and_then(|nth| kept.get(nth));
    let (previous, how) = match &own.head.previous {
        None => (before?.head.period.clone(), ChainBreak::NotNamed),
        Some(name) => {
            let there = kept.iter().find(|other| other.head.period == *name);
            let how = match there {
                None => ChainBreak::Missing,
                Some(there) if own.head.previous_digest.as_ref() != Some(&there.head.digest) => {
                    ChainBreak::Rewritten
                }
                Some(_) => return None,
            };
            (name.clone(), how)
        }
    };
    let finding = Closing::Chain {
        period: own.period,
        previous,
        how,
    };
    let line = match how {
        ChainBreak::NotNamed => "period = ",
        ChainBreak::Missing => "previous = ",
        ChainBreak::Rewritten => "previous_digest = ",
    };
    Some(Diagnostic::new(Finding::Closing(finding), own.place(line)))
}
