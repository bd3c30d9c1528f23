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
        }
    }
}

/// So many tasks went into a file.
pub fn exported(tasks: usize, path: &Path, lang: Locale) -> String {
    let (counted, path) = (words::counted(tasks, "task"), path.display());
    say!(lang, "已导出{tasks}项，写入 {path}", "{counted} exported to {path}")
}
