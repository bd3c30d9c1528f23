//! Progress on standard error, where it is a terminal and the work takes longer than a second.
#![expect(clippy::disallowed_methods, reason = "how long it has taken needs the clock")]

use super::output;
use std::io::IsTerminal;
use std::time::{Duration, Instant};

/// What is under way.
pub(crate) struct Progress {
    begun: Instant,
    shown: Option<Instant>,
    words: String,
    to_terminal: bool,
}

const PATIENCE: Duration = Duration::from_secs(1);
const PAUSE: Duration = Duration::from_millis(200);

impl Progress {
    /// Starts the clock.
    pub(crate) fn new(words: String) -> Self {
        Self {
            begun: Instant::now(),
            shown: None,
            words,
            to_terminal: std::io::stderr().is_terminal(),
        }
    }

    /// Shows how many are done.
    pub(crate) fn step(&mut self, done: usize, all: usize) {
        let since = self.shown.unwrap_or(self.begun);
        let patience = if self.shown.is_some() { PAUSE } else { PATIENCE };
        if self.to_terminal && since.elapsed() > patience {
            output::say_over(&format!("{} {done}/{all} ", self.words));
            self.shown = Some(Instant::now());
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.shown.is_some() {
            output::say_over("");
        }
    }
}
