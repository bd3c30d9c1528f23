//! Why something on the disk, or in a repository, cannot be read or written.

use crate::diagnostic::{FileKind, SystemTrouble, Unopened};
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
    /// A file that is not opened, although the system might.
    #[error("{}: {}", path.display(), unopened(why))]
    Unopened {
        /// Which.
        path: PathBuf,
        /// Why.
        why: Unopened,
    },
    /// All that stands in the way, where it is more than one thing.
    #[error("{}", .0.iter().map(whole).collect::<Vec<_>>().join("\n"))]
    Several(Vec<Self>),
    /// What the system says where no file is to blame.
    #[error(transparent)]
    System(#[from] io::Error),
    /// The journal of a write that was cut off is not obeyed.
    #[error("{}: {why}", path.display())]
    Journal {
        /// The journal.
        path: PathBuf,
        /// Why.
        why: Box<JournalTrouble>,
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

    /// Why a file is not opened.
    pub(super) fn unopened(path: &Path, why: Unopened) -> Self {
        Self::Unopened { path: path.to_path_buf(), why }
    }

    /// One error out of several; `None` where there are none.
    pub(super) fn together(mut errors: Vec<Self>) -> Option<Self> {
        if errors.len() < 2 { errors.pop() } else { Some(Self::Several(errors)) }
    }

    /// Each error by itself.
    pub fn each(&self) -> &[Self] {
        if let Self::Several(errors) = self { errors } else { std::slice::from_ref(self) }
    }

    /// What kind of trouble the system has, where it is the system's.
    pub fn kind(&self) -> Option<io::ErrorKind> {
        self.system().map(io::Error::kind)
    }

    /// The file to blame, and the cause without it.
    pub fn parts(&self) -> (Option<&Path>, Unopened) {
        if let Self::Unopened { path, why } = self {
            return (Some(path), why.clone());
        }
        let mut path = None;
        if let Self::File { path: file, .. } | Self::NotPutBack { path: file, .. } = self {
            path = Some(file.as_path());
        }
        let trouble = self.system().map_or_else(|| other(whole(self)), SystemTrouble::from);
        (path, Unopened::System(trouble))
    }

    /// What the system says, where it is the system's trouble.
    fn system(&self) -> Option<&io::Error> {
        match self {
            Self::File { source, .. } | Self::System(source) | Self::NotPutBack { source, .. } => {
                Some(source)
            }
            Self::Unopened { .. }
            | Self::Several(_)
            | Self::Journal { .. }
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
}

/// An error with its cause.
fn whole(error: &Error) -> String {
    match std::error::Error::source(error) {
        Some(source) => format!("{error}: {source}"),
        None => error.to_string(),
    }
}

fn other(said: String) -> SystemTrouble {
    SystemTrouble { kind: io::ErrorKind::Other, code: None, said }
}

fn unopened(why: &Unopened) -> String {
    match why {
        Unopened::Dangling { target } => {
            format!("a link to {}, which is not there", target.display())
        }
        Unopened::LeadsOut(way) => {
            let (link, target) = (way.link.display(), way.target.display());
            format!("{link} is a link that leads out of the ledger, to {target}")
        }
        Unopened::NoFile(FileKind::Folder) => "a folder, not a file".to_owned(),
        Unopened::NoFile(FileKind::Pipe) => "a named pipe, not a file".to_owned(),
        Unopened::NoFile(FileKind::Socket) => "a socket, not a file".to_owned(),
        Unopened::NoFile(FileKind::Device) => "a device, not a file".to_owned(),
        Unopened::Circle => "a folder that leads back into itself".to_owned(),
        Unopened::LedgerInside => "a ledger of its own inside tasks/".to_owned(),
        Unopened::TooLarge { bytes, limit } => format!("{bytes} bytes, more than {limit}"),
        Unopened::System(trouble) => trouble.said.clone(),
    }
}

/// Why the store cannot make a write.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The ledger cannot be read.
    #[error(transparent)]
    Unreadable(Error),
    /// It cannot be locked, or what was cut off cannot be completed.
    #[error(transparent)]
    Failed(#[from] Error),
    /// Another write is under way.
    #[error("another write is under way")]
    Busy,
    /// The files keep being changed by another program, this one last.
    #[error("{}: keeps being changed by another program", .0.display())]
    Restless(PathBuf),
    /// The files cannot be written.
    #[error("{}", if *.begun { "not written to the end" } else { "nothing was written" })]
    NotMade {
        /// Why.
        #[source]
        error: Error,
        /// Whether it counts as made: the next writer completes it.
        begun: bool,
    },
}

/// Why the journal of a write that was cut off is not obeyed.
#[derive(Debug, thiserror::Error)]
pub enum JournalTrouble {
    /// It is no regular file.
    #[error("{}", unopened(&Unopened::NoFile(*.0)))]
    NoFile(FileKind),
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
