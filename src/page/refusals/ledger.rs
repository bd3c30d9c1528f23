//! Ledgers that are not there, or there already, or that cannot be shown.

use super::Refusal;
use crate::ledger::Locale;
use duban_words::say;
use std::path::{Path, PathBuf};

/// Why no ledger is read or made.
#[derive(Clone, Debug)]
pub enum LedgerRefused {
    /// None in the current folder or above it.
    NotFound,
    NotThere {
        folder: PathBuf,
    },
    /// A file that is not called duban.toml.
    OtherFile {
        path: PathBuf,
    },
    AlreadyThere {
        path: PathBuf,
    },
}

impl LedgerRefused {
    pub fn refusal(&self, lang: Locale) -> Refusal {
        let make_one = || {
            Some(say!(
                lang,
                "用 `duban init DIR` 新建一本，或用 -C DIR 指到一本",
                "make one with `duban init DIR`, or point to one with -C DIR"
            ))
        };
        match self {
            Self::NotFound => Refusal::new(say!(
                lang,
                "此处和上级文件夹都没有 duban.toml",
                "no duban.toml in this folder or above it"
            ))
            .with(make_one()),
            Self::NotThere { folder } => {
                let folder = folder.display();
                Refusal::new(say!(lang, "没有 duban.toml：{folder}", "no duban.toml in {folder}"))
                    .with(make_one())
            }
            Self::OtherFile { path } => {
                let folder = match path.parent() {
                    Some(folder) if !folder.as_os_str().is_empty() => folder,
                    Some(_) | None => Path::new("."),
                };
                let (path, folder) = (path.display(), folder.display());
                Refusal::new(say!(lang, "{path} 不是 duban.toml", "{path} is no duban.toml")).with(
                    Some(say!(
                        lang,
                        "-C 后面写台账的文件夹，如 -C {folder}",
                        "give the ledger's folder, as in -C {folder}"
                    )),
                )
            }
            Self::AlreadyThere { path } => {
                let path = path.display();
                Refusal::new(say!(
                    lang,
                    "已经有了，没有改动：{path}",
                    "is there already, nothing was written: {path}"
                ))
            }
        }
    }
}
