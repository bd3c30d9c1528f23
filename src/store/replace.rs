//! A file replaced as a whole or not at all: written beside, flushed, renamed, the folder flushed.

use super::{Error, Result};
use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// What the name of every file begins with that is made beside a file whose place it is to take.
pub(super) const BEGIN: &str = ".duban-";
/// What it ends with while it is written.
pub(super) const END: &str = ".tmp";
/// So many letters and digits in between.
pub(super) const RANDOM: usize = 6;

/// A text written beside the file whose place it is to take. Dropped, it leaves nothing behind.
pub struct Staged {
    pub(super) name: PathBuf,
    pub(super) beside: NamedTempFile,
    pub(super) real: PathBuf,
}

/// Writes a text beside a file, or beside where one is to be. Access rights and, where the system lets us, owner and group are those
/// of the file.
///
/// # Errors
/// The file is write-protected, or nothing can be written there.
pub fn stage(path: &Path, text: &(impl AsRef<[u8]> + ?Sized)) -> Result<Staged> {
    stage_as(path, text.as_ref(), Kept::Usual)
}

/// The same of what is written piece by piece; a link of that name is replaced itself.
///
/// # Errors
/// Nothing can be written there, or what `fill` says.
pub fn stage_with<E: From<Error>>(
    path: &Path,
    fill: impl FnOnce(&mut (dyn Write + Send)) -> std::result::Result<(), E>,
) -> std::result::Result<Staged, E> {
    let (mut beside, real, old) =
        opened_beside(path, Kept::NotThroughLinks).map_err(Error::at(path))?;
    fill(beside.as_file_mut())?;
    finish(beside.as_file(), old.as_ref()).map_err(Error::at(path))?;
    Ok(Staged { name: path.to_path_buf(), beside, real })
}

/// A file that may be absent, to be read.
///
/// # Errors
/// It is there and cannot be opened.
pub fn open_if_there(path: &Path) -> Result<Option<File>> {
    match File::open(path) {
        Ok(file) => Ok(Some(file)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Error::at(path)(error)),
    }
}

fn stage_as(path: &Path, text: &[u8], kept: Kept) -> Result<Staged> {
    let staged = written_beside(path, text, kept);
    let (beside, real) = staged.map_err(Error::at(path))?;
    Ok(Staged { name: path.to_path_buf(), beside, real })
}

/// What a file is like that stands in the place of another or of none.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kept {
    /// A link stays and its target is replaced, with the rights it has; a new file has the usual ones.
    Usual,
    /// Nobody else can read it.
    Private,
    /// A link is replaced itself: whoever put it there does not choose what is overwritten.
    NotThroughLinks,
}

impl Staged {
    /// Takes the place of the file, from one moment to the next. A symbolic link stays and its target is replaced.
    pub fn put(self) -> Result<()> {
        let renamed = self.beside.persist(&self.real);
        renamed.map_err(|error| Error::at(&self.name)(error.error))?;
        flush(&folder(&self.real)).map_err(Error::at(&self.name))
    }
}

/// Makes a file as a whole where there is none yet; returns false where there is one.
pub fn create(path: &Path, text: &str) -> Result<bool> {
    put_new(stage(path, text)?)
}

/// The same of a file that is nobody else's to read.
pub fn create_private(path: &Path, text: &str) -> Result<bool> {
    put_new(stage_as(path, text.as_bytes(), Kept::Private)?)
}

fn put_new(staged: Staged) -> Result<bool> {
    match staged.beside.persist_noclobber(&staged.real) {
        Ok(_) => {}
        Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => return Ok(false),
        Err(error) => return Err(Error::at(&staged.name)(error.error)),
    }
    flush(&folder(&staged.real)).map_err(Error::at(&staged.name))?;
    Ok(true)
}

/// Both at once.
pub fn replace(path: &Path, text: &(impl AsRef<[u8]> + ?Sized)) -> Result<()> {
    stage(path, text)?.put()
}

/// Replaces a file that is nobody else's to read: what this program remembers of its own work.
pub fn private(path: &Path, text: &(impl AsRef<[u8]> + ?Sized)) -> Result<()> {
    stage_as(path, text.as_ref(), Kept::Private)?.put()
}

/// Replaces a file, or a link of that name: never what the link leads to.
pub fn not_through_links(path: &Path, text: &(impl AsRef<[u8]> + ?Sized)) -> Result<()> {
    stage_as(path, text.as_ref(), Kept::NotThroughLinks)?.put()
}

/// Writes into what is no file and stays what it is: a device, a pipe.
///
/// # Errors
/// Nothing can be written there.
pub fn into(path: &Path, bytes: &[u8]) -> Result<()> {
    let opened = OpenOptions::new().write(true).open(path);
    opened.and_then(|mut to| to.write_all(bytes)).map_err(Error::at(path))
}

/// Makes a folder, and those above it, that nobody else can look into.
///
/// # Errors
/// It cannot be made.
pub fn private_folder(folder: &Path) -> Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    builder.create(folder).map_err(Error::at(folder))
}

fn written_beside(path: &Path, text: &[u8], kept: Kept) -> io::Result<(NamedTempFile, PathBuf)> {
    let (mut beside, real, old) = opened_beside(path, kept)?;
    beside.write_all(text).map_err(own_cause)?;
    finish(beside.as_file(), old.as_ref())?;
    Ok((beside, real))
}

/// The file that is to take a place, still empty, the place, and what stands there whose rights are to be kept.
fn opened_beside(
    path: &Path,
    kept: Kept,
) -> io::Result<(NamedTempFile, PathBuf, Option<Metadata>)> {
    let there = match fs::symlink_metadata(path) {
        Ok(there) => Some(there),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(error),
    };
    let is_link = there.as_ref().is_some_and(Metadata::is_symlink);
    let (real, old) = match (there, kept) {
        (None, _) => (path.to_path_buf(), None),
        (Some(_), Kept::NotThroughLinks) if is_link => (path.to_path_buf(), None),
        (Some(_), Kept::NotThroughLinks | Kept::Private | Kept::Usual) => {
            let real = fs::canonicalize(path)?;
            let old = fs::metadata(&real)?;
            (real, Some(old))
        }
    };
    if old.as_ref().is_some_and(|old| !old.is_file()) {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    if let Some(old) = &old {
        // A rename would get round the protection of the file itself.
        if old.permissions().readonly() {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        OpenOptions::new().write(true).open(&real)?;
    }
    if old.is_none() {
        fs::create_dir_all(folder(&real))?;
    }
    let mut builder = tempfile::Builder::new();
    builder.prefix(BEGIN).suffix(END).rand_bytes(RANDOM);
    if old.is_none() && kept != Kept::Private {
        usual_rights(&mut builder);
    }
    let beside = builder.tempfile_in(folder(&real)).map_err(own_cause)?;
    // Held while this process lives: what is not locked was left by one that was killed. Where nothing can be locked nothing is swept.
    let _ = beside.as_file().try_lock();
    Ok((beside, real, old.filter(|_| kept != Kept::Private)))
}

fn finish(beside: &File, old: Option<&Metadata>) -> io::Result<()> {
    if let Some(old) = old {
        keep(beside, old)?;
    }
    beside.sync_all()
}

/// The system's own error, without the name of the temporary file, which tells nobody anything.
fn own_cause(error: io::Error) -> io::Error {
    match error.kind() {
        io::ErrorKind::Other => error,
        kind => kind.into(),
    }
}

/// Takes a file away for good.
pub fn remove(path: &Path) -> Result<()> {
    fs::remove_file(path).map_err(Error::at(path))?;
    flush(&folder(path)).map_err(Error::at(path))
}

pub(super) fn folder(path: &Path) -> PathBuf {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_path_buf(),
        _ => PathBuf::from("."),
    }
}

#[cfg(unix)]
pub(super) fn flush(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
pub(super) fn flush(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(unix)]
fn keep(file: &File, old: &Metadata) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, fchown};
    let new = file.metadata()?;
    if new.uid() != old.uid() || new.gid() != old.gid() {
        // Only the superuser may give a file away; its group is kept where possible.
        let given = fchown(file, Some(old.uid()), Some(old.gid()));
        let _ = given.or_else(|_| fchown(file, None, Some(old.gid())));
    }
    file.set_permissions(old.permissions())
}

#[cfg(not(unix))]
fn keep(file: &File, old: &Metadata) -> io::Result<()> {
    file.set_permissions(old.permissions())
}

/// A temporary file is its maker's alone; a ledger is read by whom the user's umask lets read it.
#[cfg(unix)]
fn usual_rights(builder: &mut tempfile::Builder<'_, '_>) {
    use std::os::unix::fs::PermissionsExt;
    builder.permissions(fs::Permissions::from_mode(0o666));
}

#[cfg(not(unix))]
fn usual_rights(_: &mut tempfile::Builder<'_, '_>) {}
