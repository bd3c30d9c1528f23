//! Why a file of a ledger is not opened, where the system itself would open it or has no good word for it.

use std::io::{self, ErrorKind};
use std::path::PathBuf;

/// Why a file is not opened.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Unopened {
    /// A link to what is not there.
    Dangling {
        /// What stands in the link.
        target: PathBuf,
    },
    /// A link that leads out of the ledger's folder, to where the user has not let links lead.
    LeadsOut(Box<WayOut>),
    /// No regular file.
    NoFile(FileKind),
    /// A folder that leads back into itself.
    Circle,
    /// A duban.toml in `tasks/`: a ledger of its own.
    LedgerInside,
    /// More than is read of one file.
    TooLarge {
        /// Its size.
        bytes: u64,
        /// The most that is read.
        limit: u64,
    },
    /// What the system says.
    System(SystemTrouble),
}

/// What the system says of a file.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SystemTrouble {
    /// Its kind, as far as Rust tells kinds.
    pub kind: ErrorKind,
    /// Its number, where the system has one.
    pub code: Option<i32>,
    /// In the system's own words.
    pub said: String,
}

impl From<&io::Error> for SystemTrouble {
    fn from(error: &io::Error) -> Self {
        Self { kind: error.kind(), code: error.raw_os_error(), said: error.to_string() }
    }
}

/// A link that leads out of a ledger.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct WayOut {
    /// The link.
    pub link: PathBuf,
    /// What stands in it.
    pub target: PathBuf,
    /// The folder that it leads into.
    pub folder: PathBuf,
    /// The user's own configuration, in which he can let links lead there; `None` where nobody should.
    pub settings: Option<PathBuf>,
}

/// What stands where a regular file is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "each is a kind of file")]
pub enum FileKind {
    Folder,
    Pipe,
    Socket,
    Device,
}
