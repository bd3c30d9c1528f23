//! Why something on the disk, or in a repository, cannot be read or written.

use std::io;
use std::path::{Path, PathBuf};
use std::string::FromUtf8Error;

/// What went wrong. `Display` names the place, and the cause is the error's source.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file or folder, and what the system says of it.
    #[error("{}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// What the system says where no file is to blame.
    #[error(transparent)]
    System(#[from] io::Error),
    /// The journal of a write that was cut off is not obeyed.
    #[error("{}: {why}", path.display())]
    Journal {
        /// The journal.
        path: PathBuf,
        /// Why.
        why: JournalTrouble,
    },
    /// A file whose new text could not be taken back.
    #[error("{}: not put back", path.display())]
    NotPutBack {
        /// Which.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// A record cannot be understood or written.
    #[error(transparent)]
    Record(#[from] serde_json::Error),
    /// A record must not reach beyond its own ledger.
    #[error("{}: not a file of the ledger", .0.display())]
    OutsideLedger(PathBuf),
    /// A line that says what was sent cannot be understood.
    #[error("{}:{line}: {problem}", path.display())]
    Sent {
        /// The file of what was sent.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// Why.
        problem: serde_json::Error,
    },
    /// What was sent is written only by the one who holds the lock.
    #[error("{}: not locked", .0.display())]
    NotLocked(PathBuf),
    /// There is no git to start.
    #[error("git is not installed")]
    NoGit,
    /// What git says of its failure.
    #[error("git: {0}")]
    Git(String),
    /// What git says of a repository that it does not open.
    #[error("{0}")]
    Repository(String),
    /// An object that git does not give out.
    #[error("git cat-file: {0}")]
    Object(String),
    /// A tree that is not written as trees are.
    #[error("tree {0}")]
    Tree(String),
    /// A commit that git does not show.
    #[error("{0}")]
    Commit(String),
    /// Git's answer is not UTF-8.
    #[error(transparent)]
    NotUtf8(#[from] FromUtf8Error),
}

impl Error {
    /// Blames a file for what the system says.
    pub(super) fn at(path: &Path) -> impl FnOnce(io::Error) -> Self {
        |source| Self::File { path: path.to_path_buf(), source }
    }

    /// What kind of trouble the system has, where it is the system's.
    pub fn kind(&self) -> Option<io::ErrorKind> {
        match self {
            Self::File { source, .. } | Self::System(source) | Self::NotPutBack { source, .. } => {
                Some(source.kind())
            }
            Self::Journal { .. }
            | Self::Record(_)
            | Self::OutsideLedger(_)
            | Self::Sent { .. }
            | Self::NotLocked(_)
            | Self::NoGit
            | Self::Git(_)
            | Self::Repository(_)
            | Self::Object(_)
            | Self::Tree(_)
            | Self::Commit(_)
            | Self::NotUtf8(_) => None,
        }
    }

    /// The cause alone, without the place.
    pub(super) fn cause(&self) -> String {
        match std::error::Error::source(self) {
            Some(source) => source.to_string(),
            None => self.to_string(),
        }
    }
}

/// Why the journal of a write that was cut off is not obeyed.
#[derive(Debug, thiserror::Error)]
pub enum JournalTrouble {
    /// It cannot be understood.
    #[error("{0}")]
    NotRead(String),
    /// It was made by another user, on another machine or for another folder.
    #[error("made elsewhere")]
    Foreign,
    /// It names a file that is none of the ledger's.
    #[error("names {}", .0.display())]
    Outside(PathBuf),
    /// A file has been changed since.
    #[error("{} has changed", changed.display())]
    Stuck {
        /// The command that was cut off.
        command: String,
        /// The file that is neither as before nor as after.
        changed: PathBuf,
        /// The files that are written.
        written: Vec<PathBuf>,
        /// Those that are not.
        left: Vec<PathBuf>,
    },
}
