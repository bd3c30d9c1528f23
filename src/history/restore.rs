//! What irregular changes have taken away, so that who puts it back is not taken for another who moves goalposts.

use super::{Changed, Comparison, Fact, Review, What};
use std::collections::HashSet;

/// What is missing since some earlier commit, by task.
#[derive(Debug, Default)]
pub struct TakenAway(HashSet<(String, String)>);

impl TakenAway {
    /// Marks the changes of the next commit that put something back, and takes note of what it takes away itself.
    pub fn pass(&mut self, made: &mut Comparison) {
        self.see_all(&mut made.tasks, &mut made.book);
    }

    /// Marks what in a whole review puts something back.
    pub fn mark(&mut self, review: &mut Review) {
        self.see_all(&mut review.tasks, &mut review.book);
    }

    fn see_all(&mut self, tasks: &mut [Changed], book: &mut [Fact]) {
        for own in tasks {
            for fact in &mut own.facts {
                self.see(&own.id, fact);
            }
        }
        for fact in book {
            self.see("", fact);
        }
    }

    fn see(&mut self, id: &str, fact: &mut Fact) {
        let (lost, back) = match &fact.what {
            What::Key(own) | What::Rule(own) => {
                let of = |value: &str| Some(format!("{}={value}", own.key));
                (of(&own.before), of(&own.after))
            }
            What::Erased(own) => (Some(format!("+{}", own.text)), None),
            What::Rewritten(was, own) => {
                let of = |text: &str| Some(format!("+{text}"));
                (of(&was.text), of(&own.own.text))
            }
            What::Logged(own) => (None, Some(format!("+{}", own.own.text))),
            _ => (None, None),
        };
        let back = back.map(|own| (id.to_owned(), own));
        fact.restores = back.is_some_and(|own| self.0.remove(&own));
        if !fact.restores {
            self.0.extend(lost.map(|own| (id.to_owned(), own)));
        }
    }
}
