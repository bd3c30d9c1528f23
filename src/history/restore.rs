//! What irregular changes have removed, so that a change that restores it is not judged irregular itself.

use super::{Changed, Comparison, Fact, Review, What};
use std::collections::HashSet;

/// What earlier commits have removed, by task.
#[derive(Debug, Default)]
pub struct TakenAway(HashSet<(String, String)>);

impl TakenAway {
    /// Marks the changes of the next commit that restore something, and remembers what that commit removes.
    pub fn pass(&mut self, comparison: &mut Comparison) {
        self.see_all(&mut comparison.tasks, &mut comparison.book);
    }

    /// Marks the changes of a whole review that restore something.
    pub fn mark(&mut self, review: &mut Review) {
        self.see_all(&mut review.tasks, &mut review.book);
    }

    fn see_all(&mut self, tasks: &mut [Changed], book: &mut [Fact]) {
        for task in tasks {
            for fact in &mut task.facts {
                self.see(&task.id, fact);
            }
        }
        for fact in book {
            self.see("", fact);
        }
    }

    fn see(&mut self, id: &str, fact: &mut Fact) {
        let (lost, back) = match &fact.what {
            What::Key(change) | What::Rule(change) => {
                let of = |value: &str| Some(format!("{}={value}", change.key));
                (of(&change.before), of(&change.after))
            }
            What::Erased(written) => (Some(format!("+{}", written.text)), None),
            What::Rewritten(was, logged) => {
                let of = |text: &str| Some(format!("+{text}"));
                (of(&was.text), of(&logged.written.text))
            }
            What::Logged(logged) => (None, Some(format!("+{}", logged.written.text))),
            What::Entered
            | What::Gone { .. }
            | What::Renamed { .. }
            | What::Unreadable
            | What::Readable
            | What::Moved
            | What::Waiver(..)
            | What::Closed(_)
            | What::Statement(_)
            | What::Stranger(..) => (None, None),
        };
        let back = back.map(|text| (id.to_owned(), text));
        fact.restores = back.is_some_and(|text| self.0.remove(&text));
        if !fact.restores {
            self.0.extend(lost.map(|text| (id.to_owned(), text)));
        }
    }
}
