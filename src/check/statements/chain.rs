//! Whether closed statements are unchanged, and none is missing between two.

use super::kept::Kept;
use crate::account::closed;
use crate::diagnostic::{ChainBreak, Closing, Diagnostic, Finding};

/// Finds statements that were edited and links that no longer hold. `kept` stands in the order in which periods were closed.
pub(super) fn broken(kept: &[Kept<'_>]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (nth, statement) in kept.iter().enumerate() {
        if closed::digest_of(statement.text) != statement.head.digest {
            let finding = Closing::Edited { period: statement.period };
            found.push(Diagnostic::new(Finding::Closing(finding), statement.place("digest = ")));
        }
        found.extend(link(statement, kept, nth));
    }
    found
}

fn link(statement: &Kept<'_>, kept: &[Kept<'_>], nth: usize) -> Option<Diagnostic> {
    let before = nth.checked_sub(1).and_then(|nth| kept.get(nth));
    let (previous, how) = match &statement.head.previous {
        None => (before?.head.period.clone(), ChainBreak::NotNamed),
        Some(name) => {
            let there = kept.iter().find(|statement| statement.head.period == *name);
            let how = match there {
                None => ChainBreak::Missing,
                Some(there)
                    if statement.head.previous_digest.as_ref() != Some(&there.head.digest) =>
                {
                    ChainBreak::Rewritten
                }
                Some(_) => return None,
            };
            (name.clone(), how)
        }
    };
    let finding = Closing::Chain { period: statement.period, previous, how };
    let line = match how {
        ChainBreak::NotNamed => "period = ",
        ChainBreak::Missing => "previous = ",
        ChainBreak::Rewritten => "previous_digest = ",
    };
    Some(Diagnostic::new(Finding::Closing(finding), statement.place(line)))
}
