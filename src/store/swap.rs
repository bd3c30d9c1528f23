//! One file of a write put in its place by an exchange: what comes out is compared with what was read, and put back where it is
//! another text.
//!
//! While both texts stand, the name of the one beside tells what it may hold, so that whoever finds it after a kill knows whether it
//! is another program's.

use super::replace::{BEGIN, END, RANDOM, Staged, flush, folder, stage};
use super::{Error, Result, opener};
use crate::source::digest;
use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// What the name of a text ends with that has changed places, or is about to.
pub(super) const SWAPPED: &str = ".swap";
/// So many digits of a digest stand in a name.
const DIGITS: usize = 16;
const NO_FILE: &str = "none";

/// A new text beside its file, or, once they have changed places, the old one. Dropped before that, it leaves nothing behind.
pub(super) struct Swap {
    name: PathBuf,
    real: PathBuf,
    beside: PathBuf,
    before: Option<String>,
    after: Option<String>,
    /// Kept where the system cannot exchange two files, so that the old text can be put back.
    old: String,
    new: Option<NewFile>,
    placed: Placed,
}

/// The new file, held open: its lock tells others that this process lives.
struct NewFile {
    _open: File,
    identity: Identity,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Placed {
    No,
    /// What stood there lies beside.
    Exchanged,
    /// What stood there is gone.
    Replaced,
}

/// Which file it is, whatever its name.
type Identity = (u64, u64);

/// The texts before and after, and their digests; `None` where there is no file.
pub(super) struct Texts<'t> {
    pub(super) before: Option<(&'t str, &'t str)>,
    pub(super) after: Option<(&'t str, &'t str)>,
}

impl Swap {
    /// Writes the new text beside its file.
    ///
    /// # Errors
    /// The file is write-protected, or nothing can be written there.
    pub(super) fn stage(path: &Path, texts: &Texts<'_>) -> Result<Self> {
        let digest = |side: Option<(&str, &str)>| side.map(|(_, digest)| digest.to_owned());
        let (before, after) = (digest(texts.before), digest(texts.after));
        let (real, name, new) = match texts.after {
            Some((text, _)) => {
                let Staged { name, beside, real } = stage(path, text)?;
                let (open, kept) = beside.keep().map_err(|error| Error::at(path)(error.error))?;
                let identity = identity(&kept).map_err(Error::at(path))?;
                (real, name, Some((kept, NewFile { _open: open, identity })))
            }
            None => (real_of(path)?, path.to_path_buf(), None),
        };
        let random = new.as_ref().and_then(|(kept, _)| random_of(kept));
        let beside = folder(&real).join(swap_name(&before, &after, &random.unwrap_or_default()));
        let old = texts.before.map_or(String::new(), |(text, _)| text.to_owned());
        let (kept, new) = new.unzip();
        let swap = Self { name, real, beside, before, after, old, new, placed: Placed::No };
        if let Some(kept) = kept {
            let renamed = fs::rename(&kept, &swap.beside);
            renamed.inspect_err(|_| drop(fs::remove_file(&kept))).map_err(Error::at(path))?;
        }
        Ok(swap)
    }

    pub(super) fn path(&self) -> &Path {
        &self.name
    }

    pub(super) fn real(&self) -> &Path {
        &self.real
    }

    /// Puts the new text in its place; false where another text stands there, which then stays.
    ///
    /// # Errors
    /// It cannot be put there; the old text stands.
    pub(super) fn exchange(&mut self) -> Result<bool> {
        let placed = match (&self.before, &self.after) {
            (None, _) => self.put_new(),
            (Some(_), None) => move_away(&self.real, &self.beside).map(|()| Placed::Exchanged),
            (Some(_), Some(_)) => self.put_for_old(),
        };
        match placed {
            Ok(Placed::No) => return Ok(false),
            Ok(placed) => self.placed = placed,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(false),
            Err(error) => return Err(Error::at(&self.name)(error)),
        }
        match self.came_out_as_read() {
            Ok(true) => Ok(true),
            Ok(false) => self.back().map(|_| false),
            Err(error) => {
                self.back()?;
                Err(error)
            }
        }
    }

    fn put_new(&self) -> io::Result<Placed> {
        match link_or_move(&self.beside, &self.real) {
            Ok(()) => Ok(Placed::Replaced),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(Placed::No),
            Err(error) => Err(error),
        }
    }

    fn put_for_old(&self) -> io::Result<Placed> {
        match exchanged(&self.beside, &self.real) {
            Ok(()) => Ok(Placed::Exchanged),
            Err(error) if cannot_exchange(&error) => {
                // As close as can be: what is saved between these two lines is lost.
                if digest_of(&self.real)? != self.before {
                    return Ok(Placed::No);
                }
                fs::rename(&self.beside, &self.real)?;
                Ok(Placed::Replaced)
            }
            Err(error) => Err(error),
        }
    }

    /// Whether what stood there is, still, the text that was read: nobody has written into the old file.
    ///
    /// # Errors
    /// It cannot be looked at.
    pub(super) fn came_out_as_read(&self) -> Result<bool> {
        match self.placed {
            Placed::Exchanged => {
                let out = digest_of(&self.beside).map_err(Error::at(&self.name))?;
                Ok(out == self.before)
            }
            Placed::No | Placed::Replaced => Ok(true),
        }
    }

    /// Whether nobody has put another file in the place of the new one.
    pub(super) fn is_in_place(&self) -> bool {
        match &self.new {
            Some(new) => identity(&self.real).is_ok_and(|there| there == new.identity),
            None => !fs::exists(&self.real).unwrap_or(true),
        }
    }

    /// Puts the old text back; what another program has put there since stays.
    ///
    /// # Errors
    /// It cannot be put back: the new text stands, and what it replaced lies beside.
    pub(super) fn back(&mut self) -> Result<()> {
        let put = match self.placed {
            Placed::No => Ok(()),
            Placed::Exchanged => self.back_by_exchange(),
            Placed::Replaced if !self.is_in_place() => Ok(()),
            Placed::Replaced if self.before.is_none() => fs::remove_file(&self.real),
            Placed::Replaced => return stage(&self.real, &self.old)?.put(),
        };
        put.map_err(|source| Error::NotPutBack { path: self.name.clone(), source })
    }

    fn back_by_exchange(&mut self) -> io::Result<()> {
        if !self.is_in_place() {
            // The file there is somebody's; what came out is kept where it is somebody's too.
            if digest_of(&self.beside)? == self.before {
                self.placed = Placed::No;
            }
            return Ok(());
        }
        if self.after.is_none() {
            link_or_move(&self.beside, &self.real)?;
        } else {
            exchanged(&self.beside, &self.real)?;
            // A text that somebody wrote into the new file in the moment that it stood there is his.
            if digest_of(&self.beside)? != self.after {
                exchanged(&self.beside, &self.real)?;
                return Err(ErrorKind::ResourceBusy.into());
            }
        }
        self.placed = Placed::No;
        Ok(())
    }

    /// Flushes the folder in which the files have changed places.
    pub(super) fn flush(&self) -> Result<()> {
        flush(&folder(&self.real)).map_err(Error::at(&self.name))
    }

    /// Takes the old text away.
    pub(super) fn finish(mut self) {
        self.placed = Placed::No;
    }
}

impl Drop for Swap {
    fn drop(&mut self) {
        // What could not be put back is kept: it may be another program's.
        if self.placed == Placed::No {
            let _ = fs::remove_file(&self.beside);
        }
    }
}

/// Puts every text in its place; where one cannot be put there, none is. `Some` is the file in whose place another text stood.
///
/// # Errors
/// A text cannot be put there; none is, unless the error says that it could not be put back.
pub(super) fn put_in_place(swaps: &mut [Swap]) -> Result<Option<PathBuf>> {
    for at in 0..swaps.len() {
        let Some((swap, placed)) = swaps.get_mut(..=at).and_then(<[Swap]>::split_last_mut) else {
            continue;
        };
        let put = swap.exchange();
        if matches!(put, Ok(true)) {
            continue;
        }
        let path = swap.path().to_path_buf();
        placed.iter_mut().rev().try_for_each(Swap::back)?;
        return put.map(|_| Some(path));
    }
    Ok(None)
}

/// A file's own path, where a link leads to it.
fn real_of(path: &Path) -> Result<PathBuf> {
    match fs::symlink_metadata(path) {
        Ok(_) => fs::canonicalize(path).map_err(Error::at(path)),
        Err(_) => Ok(path.to_path_buf()),
    }
}

fn swap_name(before: &Option<String>, after: &Option<String>, random: &str) -> String {
    let short = |digest: &Option<String>| match digest {
        Some(digest) => digest.get(..DIGITS).unwrap_or(NO_FILE).to_owned(),
        None => NO_FILE.to_owned(),
    };
    format!("{BEGIN}{}-{}-{random}{SWAPPED}", short(before), short(after))
}

fn random_of(path: &Path) -> Option<String> {
    let name = path.file_name()?.to_str()?;
    Some(name.strip_prefix(BEGIN)?.strip_suffix(END)?.to_owned())
}

/// Takes away what a killed process left beside the files of a folder. Only for the one who holds the ledger's lock.
///
/// A file that is being written is locked by who writes it. What came out of an exchange and is neither of the two texts in its name is
/// another program's: it goes back to its place where the new text still stands there, and stays beside otherwise.
pub(super) fn sweep(folder: &Path) {
    let listed = super::names::or_here(folder);
    for entry in fs::read_dir(listed).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let Some(name) = name.to_str().and_then(|name| name.strip_prefix(BEGIN)) else {
            continue;
        };
        if !entry.file_type().is_ok_and(|kind| kind.is_file()) || !is_stale(&entry.path()) {
            continue;
        }
        let is_random = |random: &str| {
            random.len() == RANDOM && random.bytes().all(|byte| byte.is_ascii_alphanumeric())
        };
        if name.strip_suffix(END).is_some_and(is_random) {
            // What cannot be removed is no hindrance: it is never read.
            let _ = fs::remove_file(entry.path());
        } else if let Some(both) = name.strip_suffix(SWAPPED) {
            sweep_swap(listed, &entry.path(), both);
        }
    }
}

fn sweep_swap(folder: &Path, beside: &Path, name: &str) {
    let mut parts = name.split('-');
    let (Some(before), Some(after)) = (parts.next(), parts.next()) else {
        return;
    };
    let Ok(Some(out)) = digest_of(beside) else { return };
    if out.starts_with(before) || out.starts_with(after) {
        let _ = fs::remove_file(beside);
        return;
    }
    let files = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut files = files.filter(|path| path.extension().is_some_and(|end| end == "toml"));
    let is_new = |path: &PathBuf| {
        digest_of(path).ok().flatten().is_some_and(|digest| digest.starts_with(after))
    };
    if let Some(file) = files.find(is_new)
        && exchanged(beside, &file).is_ok()
    {
        let _ = fs::remove_file(beside);
    }
}

/// Whether nobody writes this file.
fn is_stale(path: &Path) -> bool {
    opener::regular(path).is_ok_and(|file| file.try_lock().is_ok())
}

/// The digest of a file's text, `None` where there is no file. Bytes that are no text have one that no text has.
fn digest_of(path: &Path) -> io::Result<Option<String>> {
    match opener::given(path) {
        Ok(bytes) => Ok(Some(String::from_utf8(bytes).map_or_else(
            |error| format!("not-utf-8-{}", error.as_bytes().len()),
            |text| digest(&text),
        ))),
        Err(error) if error.kind() == Some(ErrorKind::NotFound) => Ok(None),
        Err(Error::File { source, .. }) => Err(source),
        Err(error) => Err(io::Error::other(error)),
    }
}

#[cfg(unix)]
fn identity(path: &Path) -> io::Result<Identity> {
    use std::os::unix::fs::MetadataExt;
    let file = fs::metadata(path)?;
    Ok((file.dev(), file.ino()))
}

#[cfg(not(unix))]
fn identity(path: &Path) -> io::Result<Identity> {
    fs::metadata(path).map(|file| (0, file.len()))
}

#[cfg(any(target_os = "linux", target_vendor = "apple"))]
mod system {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use std::io;
    use std::path::Path;

    pub(super) fn exchanged(one: &Path, other: &Path) -> io::Result<()> {
        renamed(one, other, RenameFlags::EXCHANGE)
    }

    pub(super) fn moved(from: &Path, to: &Path) -> io::Result<()> {
        renamed(from, to, RenameFlags::NOREPLACE)
    }

    fn renamed(from: &Path, to: &Path, flags: RenameFlags) -> io::Result<()> {
        let renamed = rustix::io::retry_on_intr(|| renameat_with(CWD, from, CWD, to, flags));
        Ok(renamed?)
    }
}

#[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
mod system {
    use std::io::{self, ErrorKind};
    use std::path::Path;

    pub(super) fn exchanged(_: &Path, _: &Path) -> io::Result<()> {
        Err(ErrorKind::Unsupported.into())
    }

    pub(super) fn moved(_: &Path, _: &Path) -> io::Result<()> {
        Err(ErrorKind::Unsupported.into())
    }
}

use system::exchanged;

/// Gives a file a name that nobody has yet.
fn link_or_move(from: &Path, to: &Path) -> io::Result<()> {
    match system::moved(from, to) {
        Err(error) if cannot_exchange(&error) => {
            fs::hard_link(from, to)?;
            fs::remove_file(from)
        }
        moved => moved,
    }
}

fn move_away(real: &Path, beside: &Path) -> io::Result<()> {
    fs::rename(real, beside)
}

/// The system, or the file system, knows no exchange; what is forbidden is refused by the rename as well.
fn cannot_exchange(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::InvalidInput | ErrorKind::Unsupported | ErrorKind::PermissionDenied
    )
}
