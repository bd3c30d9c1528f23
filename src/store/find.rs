//! Where a ledger is: the path that was given, or the first duban.toml upward from a folder.

use super::Error;
use super::names::BOOK;
use super::opener::{is_there, look};
use std::path::{Path, PathBuf};

/// Why no ledger is read at all.
#[derive(Debug, thiserror::Error)]
pub enum NoLedger {
    /// None in sight from this folder.
    #[error("no duban.toml in {} or above it", .0.display())]
    NotFound(PathBuf),
    /// The path that was given holds none.
    #[error("no duban.toml in {}", .0.display())]
    NotThere(PathBuf),
    /// The file that was given is not called duban.toml.
    #[error("{} is no duban.toml", .0.display())]
    OtherFile(PathBuf),
    /// It cannot be known whether there is one.
    #[error(transparent)]
    Unknown(#[from] Error),
}

/// The duban.toml meant by a path, or the first one upward from the current folder.
///
/// # Errors
/// There is none, or that cannot be known.
pub fn find(given: Option<&Path>, from: &Path) -> std::result::Result<PathBuf, NoLedger> {
    if let Some(given) = given {
        return meant(given);
    }
    for (up, folder) in from.ancestors().enumerate() {
        let way: PathBuf = std::iter::repeat_n("..", up).collect();
        if is_there(&folder.join(BOOK))? {
            return Ok(way.join(BOOK));
        }
    }
    Err(NoLedger::NotFound(from.to_path_buf()))
}

fn meant(given: &Path) -> std::result::Result<PathBuf, NoLedger> {
    let not_there = || NoLedger::NotThere(given.to_path_buf());
    let about = look(given)?.ok_or_else(not_there)?;
    if about.is_dir() {
        let config = given.join(BOOK);
        return if is_there(&config)? { Ok(config) } else { Err(not_there()) };
    }
    if given.file_name().is_some_and(|name| name == BOOK) {
        Ok(given.to_path_buf())
    } else {
        Err(NoLedger::OtherFile(given.to_path_buf()))
    }
}
