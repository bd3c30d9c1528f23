//! What is refused, and what is said on standard error, when a ledger is exported.

use super::Refusal;
use crate::ledger::Locale;
use crate::page::words::{self, say};
use std::path::{Path, PathBuf};

/// Why nothing is exported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExportRefused {
    /// The file would have a name that files of a ledger have.
    OverLedger { path: PathBuf },
    /// A text that says no time before a day.
    NoAlarm { typed: String },
    /// Alarms are asked for where there is no calendar.
    AlarmWithoutCalendar,
}

impl ExportRefused {
    /// In words.
    pub fn refusal(&self, lang: Locale) -> Refusal {
        match self {
            Self::OverLedger { path } => {
                let path = path.display();
                let message = say!(
                    lang,
                    "不写入 {path}：.toml 是台账自己的文件",
                    "nothing is written to {path}: .toml is what a ledger's own files are called"
                );
                let help = say!(
                    lang,
                    "换一个文件名，如 -o 台账.xlsx",
                    "take another name, like -o ledger.xlsx"
                );
                Refusal::new(message).with(Some(help))
            }
            Self::NoAlarm { typed } => {
                let message =
                    say!(lang, "不认识的提前时间：`{typed}`", "no time before a day: `{typed}`");
                let help = say!(
                    lang,
                    "写成 3d（3天前）、15h（前一天上午9点）、2d15h",
                    "write 3d (three days before), 15h (at 9 the day before), 2d15h"
                );
                Refusal::new(message).with(Some(help))
            }
            Self::AlarmWithoutCalendar => {
                let message = say!(lang, "--alarm 只用于日历", "--alarm is for a calendar alone");
                Refusal::new(message).with(Some("duban export ics --alarm 3d -o …".to_owned()))
            }
        }
    }
}

/// So many tasks went into a file.
pub fn exported(tasks: usize, path: &Path, lang: Locale) -> String {
    let (counted, path) = (words::counted(tasks, "task"), path.display());
    say!(lang, "已导出{tasks}项，写入 {path}", "{counted} exported to {path}")
}
