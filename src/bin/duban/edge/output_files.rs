//! Files that the program writes for the user outside of any ledger.

use super::replace;
use duban::store::opener::look;
use duban::store::replace::Staged;
pub(crate) use duban::store::replace::open_if_there;
use duban::store::{Error, Result};
use std::io::Write;
use std::path::Path;

/// Writes a file, over one that is there; a link of that name is replaced itself.
pub(crate) fn write(path: &Path, bytes: &(impl AsRef<[u8]> + ?Sized)) -> Result<()> {
    replace::not_through_links(path, bytes)
}

/// Writes a file that the user named, over one that is there; of a link the file that it leads to. What is no file (a device, a
/// pipe) stays and takes the bytes.
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> Result<()> {
    match look(path) {
        Ok(Some(about)) if !about.is_file() && !about.is_dir() => replace::into(path, bytes),
        Ok(_) | Err(_) => replace::replace(path, bytes),
    }
}

/// Writes a file piece by piece beside its place, which it takes when it is put there.
pub(crate) fn stage<E: From<Error>>(
    path: &Path,
    fill: impl FnOnce(&mut (dyn Write + Send)) -> std::result::Result<(), E>,
) -> std::result::Result<Staged, E> {
    replace::stage_with(path, fill)
}
