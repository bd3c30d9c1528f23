//! Which machine this is, and which user.

use super::names::or_here;
use super::{Error, Result};
use crate::source::digest;
use std::fs;
use std::path::Path;

/// A name for this machine that no other has, as far as the system gives one.
pub(super) fn name() -> String {
    let names = ["/etc/machine-id", "/proc/sys/kernel/hostname"];
    let mut found = names.iter().filter_map(|path| fs::read_to_string(path).ok());
    let name = found.find(|name| !name.trim().is_empty());
    let digest = digest(name.as_deref().unwrap_or("").trim());
    digest.get(..16).unwrap_or_default().to_owned()
}

/// By what the ledger in a folder is told from every other, as far as the system tells: the machine and the folder.
///
/// # Errors
/// The folder cannot be looked at.
pub fn origin(folder: &Path) -> Result<String> {
    let real = fs::canonicalize(or_here(folder)).map_err(Error::at(folder))?;
    // A container has a new name in each run, but no number of its own.
    let machine = fs::read_to_string("/etc/machine-id").unwrap_or_default();
    let digest = digest(&format!("{}\n{}", machine.trim(), real.display()));
    Ok(digest.get(..16).unwrap_or_default().to_owned())
}

/// The number of the user for whom this program works.
#[cfg(unix)]
pub(super) fn user() -> u32 {
    rustix::process::geteuid().as_raw()
}

#[cfg(not(unix))]
pub(super) fn user() -> u32 {
    0
}
