//! Writes that come to nothing, and the state in which they leave the ledger.

use crate::ledger::Locale;
use duban_words::say;
use std::io::ErrorKind;
use std::path::PathBuf;

/// Why a write comes to nothing.
#[derive(Clone, Debug)]
pub enum WriteFailed {
    Busy,
    /// Another program keeps changing the files, this one last.
    Restless {
        file: PathBuf,
    },
    /// The files cannot be written; `begun`: the next write completes it.
    NotMade {
        begun: bool,
    },
    NothingToTakeBack,
    /// A file has changed since the write that is to be taken back.
    ChangedSince {
        path: String,
    },
    /// A write after the last one that is remembered was not.
    LaterUnremembered {
        command: String,
        files: Vec<String>,
    },
    /// The last write that is remembered was cut off before it wrote anything.
    NeverMade {
        command: String,
    },
    /// This ledger cannot be rolled over.
    ErrorsHere,
    /// The next year's ledger cannot take the tasks.
    ErrorsThere,
    /// The tasks would bring errors into the next year's ledger.
    WouldBreak,
    /// The next year's ledger is written, this one is not.
    HalfRolledOver,
}

impl WriteFailed {
    pub fn words(&self, lang: Locale) -> String {
        match self {
            Self::Busy => say!(
                lang,
                "台账正被另一次写入占用，没有写入",
                "another write is under way; nothing was written"
            ),
            Self::Restless { file } => {
                let file = file.display();
                say!(
                    lang,
                    "{file} 不断被别的程序改动，没有写入；等它存完再来一次",
                    "{file} keeps being changed by another program; nothing was written: let it finish and try again"
                )
            }
            Self::NotMade { begun: true } => say!(
                lang,
                "没有写完，下次写入时补完",
                "not written to the end; the next write completes it"
            ),
            Self::NotMade { begun: false } => say!(lang, "没有写入", "nothing was written"),
            Self::NothingToTakeBack => {
                say!(lang, "本机没有可撤回的写入", "this machine has no write to take back")
            }
            Self::ChangedSince { path } => say!(
                lang,
                "{path} 已不是那次写入后的样子，没有撤回",
                "{path} is no longer as that write left it; nothing was taken back"
            ),
            Self::LaterUnremembered { command, files } => {
                let files = files.join(&say!(lang, "、", ", "));
                say!(
                    lang,
                    "其后还有一次写入没有记下，撤不回。记得的最后一次是 {command}：{files}，没有撤回；确要撤回它：duban undo --older",
                    "a later write was not remembered and cannot be taken back. The last one remembered is {command}: {files}; nothing was taken back. To take it back all the same: duban undo --older"
                )
            }
            Self::NeverMade { command } => say!(
                lang,
                "上一次写入（{command}）中途断了，什么也没有写，没有可撤回的；要撤回它之前的那次，再运行一次 duban undo",
                "the last write ({command}) was cut off before it wrote anything, so there is nothing to take back; to take back the one before it run `duban undo` again"
            ),
            Self::ErrorsHere => say!(
                lang,
                "本台账有错误，改正了再结转",
                "this ledger has errors; mend them before it is rolled over"
            ),
            Self::ErrorsThere => say!(
                lang,
                "下一年的台账有错误，改正了再结转",
                "the next year's ledger has errors; mend them first"
            ),
            Self::WouldBreak => say!(
                lang,
                "没有结转：以上是下一年的台账里会有的错误",
                "nothing was rolled over: this is what would be wrong in the next year's ledger"
            ),
            Self::HalfRolledOver => say!(
                lang,
                "结转到一半：新台账已写好，这边还没有记；再运行一次就补完",
                "half rolled over: the new ledger is written, this one is not marked; run it again to complete it"
            ),
        }
    }
}

/// Why nothing can be written, of the causes that users can do something about.
pub fn cause(kind: ErrorKind, lang: Locale) -> Option<String> {
    Some(match kind {
        ErrorKind::PermissionDenied => say!(lang, "没有写入权限", "permission denied"),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            say!(lang, "磁盘已满", "no space left on the disk")
        }
        ErrorKind::FileTooLarge => say!(lang, "超过文件大小上限", "file too large"),
        ErrorKind::ReadOnlyFilesystem => say!(lang, "文件系统只读", "read-only file system"),
        _ => return None,
    })
}
