//! The one door to the files of a ledger: regular files of bearable size, inside the ledger's real folder.
//!
//! A link is followed inside that folder, and out of it only into folders that the user's own configuration names: a ledger
//! may be a stranger's. Nothing here waits for anybody: a pipe is told from a file before it is opened, and opened without
//! waiting all the same, since it may take the file's place in between.

use super::names::or_here;
use super::{Error, Result};
use crate::diagnostic::{FileKind, Unopened, WayOut};
use std::ffi::OsString;
use std::fs::{self, File, Metadata};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

/// The most that is read of one file, in bytes.
pub const LIMIT: u64 = 256 * 1024 * 1024;

/// Where links may lead out of a ledger.
#[derive(Clone, Debug, Default)]
pub struct Links {
    /// The folders.
    pub folders: Vec<PathBuf>,
    /// The file in which the user names them.
    pub settings: Option<PathBuf>,
}

/// Opens the files of one ledger.
#[derive(Debug)]
pub struct Opener<'l> {
    /// As the user names it.
    folder: PathBuf,
    real: PathBuf,
    links: &'l Links,
}

impl<'l> Opener<'l> {
    /// Of the ledger in a folder.
    ///
    /// # Errors
    /// The folder is not there.
    pub fn of(folder: &Path, links: &'l Links) -> Result<Self> {
        let real = fs::canonicalize(or_here(folder)).map_err(Error::at(or_here(folder)))?;
        Ok(Self { folder: folder.to_path_buf(), real, links })
    }

    /// The bytes of a file.
    ///
    /// # Errors
    /// It is not opened, or cannot be read.
    pub fn bytes(&self, path: &Path) -> Result<Vec<u8>> {
        let real = self.inside(path)?;
        read(open(&real, path, Way::NoLinks)?, path)
    }

    /// The same of a file that may be absent.
    ///
    /// # Errors
    /// It is there and not opened, or it cannot be known whether it is there.
    pub fn bytes_if_there(&self, path: &Path) -> Result<Option<Vec<u8>>> {
        match look(path)? {
            Some(_) => self.bytes(path).map(Some),
            None => Ok(None),
        }
    }

    /// The names in a folder, in their order; none where there is no such folder.
    ///
    /// # Errors
    /// It cannot be listed, or leads out of the ledger.
    pub fn names(&self, folder: &Path) -> Result<Vec<OsString>> {
        if look(folder)?.is_none() {
            return Ok(Vec::new());
        }
        self.inside(folder)?;
        let folder = or_here(folder);
        let mut names = Vec::new();
        for entry in fs::read_dir(folder).map_err(Error::at(folder))? {
            names.push(entry.map_err(Error::at(folder))?.file_name());
        }
        names.sort();
        Ok(names)
    }

    /// Where a path leads in the end.
    ///
    /// # Errors
    /// It leads nowhere, or out of the ledger without leave.
    pub(super) fn inside(&self, path: &Path) -> Result<PathBuf> {
        let listed = or_here(path);
        let real = fs::canonicalize(listed)
            .map_err(|error| dangling(path).unwrap_or_else(|| Error::at(path)(error)))?;
        let allowed = |folder: &PathBuf| {
            fs::canonicalize(folder).is_ok_and(|folder| real.starts_with(folder))
        };
        if real.starts_with(&self.real) || self.links.folders.iter().any(allowed) {
            return Ok(real);
        }
        Err(Error::unopened(path, self.leads_out(path, &real)))
    }

    fn leads_out(&self, path: &Path, real: &Path) -> Unopened {
        let below = |above: &&Path| above.starts_with(&self.folder) && **above != self.folder;
        let links = path.ancestors().take_while(below);
        // The outermost link is the one that a listing shows.
        let link = links.filter(|above| above.is_symlink()).last().unwrap_or(path);
        let real = fs::canonicalize(link).unwrap_or_else(|_| real.to_path_buf());
        let folder = if real.is_dir() { Some(real.as_path()) } else { real.parent() };
        // What the system itself shows as files is nobody's share.
        let system = ["/proc", "/sys", "/dev"].iter().any(|folder| real.starts_with(folder));
        Unopened::LeadsOut(Box::new(WayOut {
            link: link.to_path_buf(),
            target: fs::read_link(link).unwrap_or_else(|_| real.clone()),
            folder: folder.unwrap_or(&real).to_path_buf(),
            settings: self.links.settings.clone().filter(|_| !system),
        }))
    }
}

/// The bytes of a file that the user names himself, wherever it lies.
///
/// # Errors
/// It is no regular file, is too large, or cannot be read.
pub fn given(path: &Path) -> Result<Vec<u8>> {
    read(open(path, path, Way::Links)?, path)
}

/// Opens a regular file that the user names himself, or whose text is known already.
///
/// # Errors
/// It is no regular file, is too large, or cannot be opened.
pub fn regular(path: &Path) -> Result<File> {
    open(path, path, Way::Links)
}

/// What stands at a path; `None` where nothing does, not even a link to what is not there.
///
/// # Errors
/// It cannot be known.
pub fn look(path: &Path) -> Result<Option<Metadata>> {
    let path = or_here(path);
    match fs::metadata(path) {
        Ok(about) => Ok(Some(about)),
        Err(error) if error.kind() == ErrorKind::NotFound => dangling(path).map_or(Ok(None), Err),
        // A file in place of its folder, too: what should be below it cannot be known.
        Err(error) => Err(Error::at(path)(error)),
    }
}

/// Whether anything stands at a path, be it a link to what is not there: who opens it says so.
///
/// # Errors
/// It cannot be known.
pub(super) fn is_there(path: &Path) -> Result<bool> {
    match fs::symlink_metadata(or_here(path)) {
        Ok(_) => Ok(true),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(error) => Err(Error::at(path)(error)),
    }
}

/// The link on a path that leads to what is not there.
fn dangling(path: &Path) -> Option<Error> {
    // The first above that is there is either a folder without the entry, or the link.
    let there = path.ancestors().find_map(|above| Some((above, fs::read_link(above).ok()?)));
    let (link, target) = there?;
    let missing = fs::metadata(link).is_err_and(|error| error.kind() == ErrorKind::NotFound);
    missing.then(|| Error::unopened(link, Unopened::Dangling { target }))
}

/// Whether links on the way to a file are followed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Links,
    /// The way has been looked at: a link on it has been put there since.
    NoLinks,
}

/// Opens a regular file; it is called by its other name in what is said of it.
fn open(path: &Path, name: &Path, way: Way) -> Result<File> {
    // To open a device may already do something.
    let about = fs::metadata(path).map_err(Error::at(name))?;
    is_regular(&about, name)?;
    let file = system::open(path, way == Way::NoLinks).map_err(Error::at(name))?;
    let about = file.metadata().map_err(Error::at(name))?;
    is_regular(&about, name)?;
    if about.len() > LIMIT {
        let bytes = about.len();
        return Err(Error::unopened(name, Unopened::TooLarge { bytes, limit: LIMIT }));
    }
    Ok(file)
}

pub(super) fn is_regular(about: &Metadata, name: &Path) -> Result<()> {
    match kind(about) {
        None => Ok(()),
        Some(kind) => Err(Error::unopened(name, Unopened::NoFile(kind))),
    }
}

fn read(file: File, name: &Path) -> Result<Vec<u8>> {
    let size = file.metadata().map_err(Error::at(name))?.len();
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0) + 1);
    // A file may grow while it is read.
    let read = file.take(LIMIT + 1).read_to_end(&mut bytes);
    let read = read.map_err(Error::at(name))? as u64;
    if read > LIMIT {
        return Err(Error::unopened(name, Unopened::TooLarge { bytes: read, limit: LIMIT }));
    }
    Ok(bytes)
}

/// What stands there in place of a regular file.
#[cfg(unix)]
pub(super) fn kind(about: &Metadata) -> Option<FileKind> {
    use std::os::unix::fs::FileTypeExt;
    let kind = about.file_type();
    if kind.is_file() {
        None
    } else if kind.is_dir() {
        Some(FileKind::Folder)
    } else if kind.is_fifo() {
        Some(FileKind::Pipe)
    } else if kind.is_socket() {
        Some(FileKind::Socket)
    } else {
        Some(FileKind::Device)
    }
}

#[cfg(not(unix))]
pub(super) fn kind(about: &Metadata) -> Option<FileKind> {
    if about.is_file() {
        None
    } else if about.is_dir() {
        Some(FileKind::Folder)
    } else {
        Some(FileKind::Device)
    }
}

#[cfg(unix)]
mod system {
    use super::{ErrorKind, File, Path, io};
    use rustix::fs::{Mode, OFlags};

    /// Opens without waiting. A file that another program holds a lease on is waited for: it is known to be no pipe.
    pub(super) fn open(path: &Path, no_links: bool) -> io::Result<File> {
        let flags = OFlags::RDONLY | OFlags::CLOEXEC | OFlags::NOCTTY;
        match at(path, flags | OFlags::NONBLOCK, no_links) {
            Err(error) if error.kind() == ErrorKind::WouldBlock => at(path, flags, no_links),
            opened => opened,
        }
    }

    fn at(path: &Path, flags: OFlags, no_links: bool) -> io::Result<File> {
        let opened = if no_links {
            without_links(path, flags)
        } else {
            rustix::fs::open(path, flags, Mode::empty())
        };
        Ok(File::from(opened?))
    }

    #[cfg(target_os = "linux")]
    fn without_links(path: &Path, flags: OFlags) -> rustix::io::Result<std::os::fd::OwnedFd> {
        use rustix::fs::{CWD, ResolveFlags, openat2};
        use rustix::io::Errno;
        match openat2(CWD, path, flags, Mode::empty(), ResolveFlags::NO_SYMLINKS) {
            // A kernel before 5.6, or a container that does not let it through.
            Err(Errno::NOSYS | Errno::PERM) => {
                rustix::fs::open(path, flags | OFlags::NOFOLLOW, Mode::empty())
            }
            opened => opened,
        }
    }

    #[cfg(not(target_os = "linux"))]
    fn without_links(path: &Path, flags: OFlags) -> rustix::io::Result<std::os::fd::OwnedFd> {
        rustix::fs::open(path, flags | OFlags::NOFOLLOW, Mode::empty())
    }
}

#[cfg(not(unix))]
mod system {
    use super::{File, Path, io};

    pub(super) fn open(path: &Path, _: bool) -> io::Result<File> {
        File::open(path)
    }
}
