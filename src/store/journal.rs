//! The journal of a write of several files: beside duban.toml while they are replaced, one after another.
//!
//! It is a promise: once it is there, the write counts as made. The next writer completes it, and until then readers read the files as
//! it says. It is obeyed only in the folder, on the machine and by the user that made it, and only for the ledger's own files: one
//! that came with a copy or a clone says nothing about these files.

use super::names::or_here;
use super::record::{Record, Stand};
use super::swap::{Swap, Texts, put_in_place};
use super::{Error, JournalTrouble, Result, machine, opener, record, replace};
use serde::{Deserialize, Serialize};
use std::fs::{self, Metadata};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

const NAME: &str = ".duban-journal";

/// A record, and where it holds.
#[derive(Serialize, Deserialize)]
struct Journal {
    machine: String,
    /// Device and number of the ledger's folder.
    folder: (u64, u64),
    record: Record,
    /// The real path of each file of the record, links followed.
    real: Vec<RealPath>,
}

#[derive(Serialize, Deserialize)]
struct RealPath(#[serde(with = "super::path_text")] PathBuf);

/// A write that was cut off.
pub struct Pending {
    /// What it writes.
    pub record: Record,
    /// Whether every file is written: only the journal is left.
    pub all_written: bool,
}

/// Promises a write.
///
/// # Errors
/// The journal cannot be written; nothing is promised.
pub(super) fn promise(record: &Record, folder: &Path, swaps: &[Swap]) -> Result<()> {
    let real = swaps.iter().map(|swap| Ok(RealPath(whole(swap.real())?)));
    let journal = Journal {
        machine: machine::name(),
        folder: identity(folder)?,
        record: record.clone(),
        real: real.collect::<Result<_>>()?,
    };
    replace::private(&folder.join(NAME), &serde_json::to_string(&journal)?)
}

/// Takes the promise away: it is kept, or nothing of it is written.
pub(super) fn fulfilled(folder: &Path) -> Result<()> {
    replace::remove(&folder.join(NAME))
}

/// The write that was cut off, if one was.
///
/// # Errors
/// There is a journal that is not obeyed.
pub fn pending(folder: &Path) -> Result<Option<Pending>> {
    let path = folder.join(NAME);
    let trouble = |why| Error::Journal { path: path.clone(), why: Box::new(why) };
    let file = match fs::symlink_metadata(&path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(Error::at(&path)(error)),
    };
    if let Some(kind) = opener::kind(&file).filter(|_| !file.is_symlink()) {
        return Err(trouble(JournalTrouble::NoFile(kind)));
    }
    if file.is_symlink() || !is_ours(&file) {
        return Err(trouble(JournalTrouble::Foreign));
    }
    let text = opener::given(&path)?;
    let journal: Journal = serde_json::from_slice(&text)
        .map_err(|error| trouble(JournalTrouble::NotRead(error.to_string())))?;
    if journal.machine != machine::name() || journal.folder != identity(folder)? {
        return Err(trouble(JournalTrouble::Foreign));
    }
    journal.inside(folder).map_err(trouble)?;
    let stands = journal.record.stands(folder, None)?;
    if let Some((changed, _)) = stands.iter().find(|(_, stand)| *stand == Stand::Neither) {
        let of = |wanted: Stand| {
            let these = stands.iter().filter(|(_, stand)| *stand == wanted);
            these.map(|(path, _)| path.to_path_buf()).collect()
        };
        return Err(trouble(JournalTrouble::Stuck {
            command: journal.record.command.clone(),
            changed: changed.to_path_buf(),
            written: of(Stand::After),
            left: of(Stand::Before),
        }));
    }
    let all_written = stands.iter().all(|(_, stand)| *stand == Stand::After);
    Ok(Some(Pending { record: journal.record, all_written }))
}

impl Journal {
    /// That every file is the ledger's, and where it was when the write began.
    fn inside(&self, folder: &Path) -> std::result::Result<(), JournalTrouble> {
        let outside = |path: &Path| JournalTrouble::Outside(path.to_path_buf());
        if self.real.len() != self.record.files.len() {
            return Err(JournalTrouble::Foreign);
        }
        for (file, real) in self.record.files.iter().zip(&self.real) {
            let path = folder.join(&file.path);
            let now = whole(&path).ok().filter(|now| *now == real.0);
            if !file.is_of_ledger() || now.is_none() {
                return Err(outside(&file.path));
            }
        }
        Ok(())
    }
}

/// Completes the write that was cut off; says whether something was left of it to write.
///
/// # Errors
/// It is not obeyed, or cannot be completed.
pub(super) fn recover(folder: &Path) -> Result<bool> {
    let Some(Pending { record, all_written }) = pending(folder)? else {
        return Ok(false);
    };
    if !all_written {
        complete(&record, folder)?;
    }
    fulfilled(folder)?;
    Ok(!all_written)
}

/// Makes what is not made yet.
fn complete(record: &Record, folder: &Path) -> Result<()> {
    for file in &record.files {
        let path = folder.join(&file.path);
        let text = record::text_of(&path)?;
        if file.stand(text.as_deref()) != Stand::Before {
            continue;
        }
        let after = file.applied(text.as_deref().unwrap_or(""));
        let texts = Texts {
            before: text.as_deref().zip(file.before.as_deref()),
            after: file.after.as_deref().map(|digest| (after.as_str(), digest)),
        };
        let mut swaps = vec![Swap::stage(&path, &texts)?];
        if let Some(changed) = put_in_place(&mut swaps)? {
            let why = Box::new(JournalTrouble::Stuck {
                command: record.command.clone(),
                changed,
                written: Vec::new(),
                left: Vec::new(),
            });
            return Err(Error::Journal { path: folder.join(NAME), why });
        }
        swaps.into_iter().for_each(Swap::finish);
    }
    Ok(())
}

/// A file's path without links; of one that is not there, by its folder.
fn whole(path: &Path) -> Result<PathBuf> {
    match fs::canonicalize(path) {
        Ok(path) => Ok(path),
        Err(error) if error.kind() != ErrorKind::NotFound => Err(Error::at(path)(error)),
        Err(_) => {
            let folder = fs::canonicalize(replace::folder(path)).map_err(Error::at(path))?;
            Ok(folder.join(path.file_name().unwrap_or_default()))
        }
    }
}

#[cfg(unix)]
fn identity(folder: &Path) -> Result<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    let folder = or_here(folder);
    let file = fs::metadata(folder).map_err(Error::at(folder))?;
    Ok((file.dev(), file.ino()))
}

#[cfg(not(unix))]
fn identity(folder: &Path) -> Result<(u64, u64)> {
    let folder = or_here(folder);
    let place = fs::canonicalize(folder).map_err(Error::at(folder))?;
    let digest = crate::source::digest(&place.to_string_lossy());
    Ok((0, u64::from_str_radix(digest.get(..16).unwrap_or("0"), 16).unwrap_or(0)))
}

/// Whether this user made a file, and nobody else may write it.
#[cfg(unix)]
fn is_ours(file: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    file.uid() == machine::user() && file.mode() & 0o077 == 0
}

#[cfg(not(unix))]
fn is_ours(_: &Metadata) -> bool {
    true
}
