//! Files that the program writes for the user outside of any ledger.

use super::replace;
use duban::store::Result;
use std::path::Path;

/// Writes a file, over one that is there; a link of that name is replaced itself.
pub(crate) fn write(path: &Path, bytes: &(impl AsRef<[u8]> + ?Sized)) -> Result<()> {
    replace::not_through_links(path, bytes)
}

/// Writes a file that the user named, over one that is there; of a link the file that it leads to.
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> Result<()> {
    replace::replace(path, bytes)
}
