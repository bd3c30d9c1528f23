//! What is said when a run cannot go on, and beside an answer: one file and one enum a family.
//!
//! A variant holds typed evidence. Who refuses knows no words; who words it knows no reason to refuse.
#![allow(missing_docs, reason = "a variant is told by its words, a value by its name")]

pub mod answers;
pub mod boards;
pub mod closing;
pub mod dates;
pub mod done;
pub mod doubts;
pub mod entries;
pub mod exports;
pub mod figures;
pub mod files;
pub mod forms;
pub mod git;
pub mod importing;
pub mod journal;
pub mod ledger;
pub mod mail;
pub mod names;
pub mod notes;
pub mod notices;
pub mod periods;
pub mod questions;
pub mod replies;
pub mod returned;
pub mod rolling;
pub mod rows;
pub mod tasks;
pub mod usage;
pub mod writing;

use crate::ledger::Locale;
use crate::source::visible::safe_lines;
use duban_words::{say, words};

/// A refusal as it is printed: its words and the way out.
#[derive(Clone, Debug)]
pub struct Refusal {
    pub message: String,
    pub help: Option<String>,
    /// What is shown before it: findings at their places.
    pub shown: String,
}

impl Refusal {
    /// Without a way out.
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), help: None, shown: String::new() }
    }

    /// After what shows why.
    #[must_use]
    pub fn after(mut self, shown: impl Into<String>) -> Self {
        self.shown = shown.into();
        self
    }

    /// With the way out.
    #[must_use]
    pub fn with(mut self, help: Option<String>) -> Self {
        self.help = help;
        self
    }

    /// As it is printed: only what is shown before it has colours.
    pub fn text(&self, lang: Locale) -> String {
        let error = words!(lang, "错误", "error");
        let colon = words!(lang, "：", ": ");
        let mut text = format!("{}{error}{colon}{}\n", self.shown, safe_lines(&self.message));
        if let Some(help) = &self.help {
            text.push_str(&format!("  = help: {}\n", safe_lines(help)));
        }
        text
    }
}

/// Proposes the nearest known name.
fn did_you_mean(nearest: &str, lang: Locale) -> String {
    say!(lang, "是不是 `{nearest}`？", "did you mean `{nearest}`?")
}
