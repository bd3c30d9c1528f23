//! Answers to orders and notices that would close nothing.

use super::{Refusal, did_you_mean};
use crate::ledger::Locale;
use crate::page::words;
use duban_words::say;

/// Why an answer is refused.
#[derive(Clone, Debug)]
pub enum AnswerRefused {
    /// No open order or notice is called so.
    NotOpen { name: String, open: Vec<String>, nearest: Option<String> },
    /// It is not for that department to answer.
    NotOwed { by: String, owing: Vec<String> },
}

impl AnswerRefused {
    pub fn refusal(&self, lang: Locale) -> Refusal {
        Refusal::new(self.message(lang)).with(Some(self.help(lang)))
    }

    fn message(&self, lang: Locale) -> String {
        match self {
            Self::NotOpen { name, .. } => say!(
                lang,
                "没有未答复的批示或催办“{name}”",
                "no order or notice “{name}” waits for an answer"
            ),
            Self::NotOwed { by, owing } => {
                let owing = words::list(owing, lang);
                say!(
                    lang,
                    "不用{by}答复：未答复的是{owing}",
                    "{by} has nothing to answer: {owing} has"
                )
            }
        }
    }

    fn help(&self, lang: Locale) -> String {
        match self {
            Self::NotOpen { nearest: Some(nearest), .. } => did_you_mean(nearest, lang),
            Self::NotOpen { open, .. } => {
                let open = open.join(&say!(lang, "；", "; "));
                say!(lang, "未答复的有：{open}", "these wait: {open}")
            }
            Self::NotOwed { .. } => {
                say!(lang, "用 --by 写明哪一家答复", "say with --by who answers")
            }
        }
    }
}
