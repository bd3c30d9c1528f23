//! What is asked at a terminal.

use crate::ledger::Locale;
use duban_words::words;

/// One question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    Title,
    Area,
    Owner,
    Deadline,
    Target,
    Unit,
    /// Whether a refused text is edited again.
    EditAgain,
    /// Whether a period is closed though reports are missing.
    CloseWithMissing,
}

impl Question {
    pub fn words(self, lang: Locale) -> &'static str {
        match self {
            Self::Title => words!(lang, "事项", "Title"),
            Self::Area => words!(lang, "领域", "Area"),
            Self::Owner => words!(lang, "牵头单位", "Owner"),
            Self::Deadline => words!(lang, "时限", "Deadline"),
            Self::Target => words!(lang, "目标数(没有则回车)", "Target (Enter for none)"),
            Self::Unit => words!(lang, "单位(默认%)", "Unit (default %)"),
            Self::CloseWithMissing => {
                words!(lang, "按缺报结账吗?(y/n) ", "Close it without them? (y/n) ")
            }
            Self::EditAgain => {
                words!(lang, "回车再改,n 放弃:", "Enter to edit again, n to give up: ")
            }
        }
    }
}
