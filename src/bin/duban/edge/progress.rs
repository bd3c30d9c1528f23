//! A word on standard error while something takes longer than a second, where somebody can see it.
#![expect(
    clippy::disallowed_methods,
    reason = "how long it has taken needs the clock"
)]

use super::output;
use std::io::IsTerminal;
use std::time::{Duration, Instant};

/// What is under way.
pub(crate) struct Progress {
    begun: Instant,
    told: Option<Instant>,
    words: String,
    to_terminal: bool,
}

const PATIENCE: Duration = Duration::from_secs(1);
const PAUSE: Duration = Duration::from_millis(200);

impl Progress {
    /// Begins to look at the clock.
    pub(crate) fn new(words: String) -> Self {
        Self {
            begun: Instant::now(),
            told: None,
            words,
            to_terminal: std::io::stderr().is_terminal(),
        }
    }

    /// So many of so many are done.
    pub(crate) fn step(&mut self, done: usize, all: usize) {
        let since = self.told.unwrap_or(self.begun);
        let patience = if self.told.is_some() { PAUSE } else { PATIENCE };
        if self.to_terminal && since.elapsed() > patience {
            output::say(&format!("\r{} {done}/{all} ", self.words));
            self.told = Some(Instant::now());
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.told.is_some() {
            output::say("\r\u{1b}[K");
        }
    }
}
