//! What is refused, and what is said on standard error, when notices are made out.

use super::Refusal;
use crate::ledger::Locale;
use crate::page::words::{self, say};
use chrono::NaiveDate;
use std::path::PathBuf;

/// Why no notice is made out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoticeRefusal {
    /// The day to answer by comes before the notice itself.
    ReplyPast {
        /// The day asked for.
        reply: NaiveDate,
        /// The day of the notice.
        as_of: NaiveDate,
    },
    /// A number that stands in the ledger already.
    NumberUsed {
        /// The number.
        number: String,
        /// The day it was used.
        on: NaiveDate,
    },
    /// So many notices are to go into one .eml file.
    OneToAFile(usize),
}

impl NoticeRefusal {
    /// In words.
    pub fn refusal(&self, lang: Locale) -> Refusal {
        Refusal::new(self.message(lang)).with(self.help(lang))
    }

    /// What is wrong.
    fn message(&self, lang: Locale) -> String {
        match self {
            Self::ReplyPast { reply, as_of } => {
                let (reply, as_of) = (words::date(*reply, lang), words::date(*as_of, lang));
                say!(
                    lang,
                    "答复日{reply}早于催办日{as_of}",
                    "the day to answer by, {reply}, is before the notice itself, {as_of}"
                )
            }
            Self::NumberUsed { number, on } => {
                let on = words::date(*on, lang);
                say!(lang, "编号{number}已在{on}用过", "number {number} was used on {on}")
            }
            Self::OneToAFile(count) => say!(
                lang,
                "有{count}件，一个 eml 文件只能放一件",
                "there are {count}; an eml file holds one"
            ),
        }
    }

    /// The way out.
    fn help(&self, lang: Locale) -> Option<String> {
        match self {
            Self::ReplyPast { .. } => None,
            Self::NumberUsed { .. } => {
                Some(say!(lang, "换一个号：--no N", "take another one: --no N"))
            }
            Self::OneToAFile(_) => Some("--out DIR, --dept …".to_owned()),
        }
    }
}

/// What is said of notices beside them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoticeMessage {
    /// The notices of these numbers are recorded; there is at least one.
    Recorded(Vec<String>),
    /// So many files were written into a folder.
    Written {
        /// How many.
        files: usize,
        /// Where.
        folder: PathBuf,
    },
}

impl NoticeMessage {
    /// The sentence, without the end of its line.
    pub fn words(&self, lang: Locale) -> String {
        match self {
            Self::Recorded(all) => {
                let count = all.len();
                let numbers = match all.as_slice() {
                    [first, .., last] => format!("{first}–{last}"),
                    all => all.concat(),
                };
                say!(lang, "已登记{count}件：{numbers}", "{count} recorded: {numbers}")
            }
            Self::Written { files, folder } => {
                let (counted, folder) = (words::counted(*files, "file"), folder.display());
                say!(lang, "{files}件写入 {folder}", "{counted} written to {folder}")
            }
        }
    }
}
