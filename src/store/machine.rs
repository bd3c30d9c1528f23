//! Which machine this is, and which user.

use crate::source::digest;
use std::fs;

/// A name for this machine that no other has, as far as the system gives one.
pub(super) fn name() -> String {
    let names = ["/etc/machine-id", "/proc/sys/kernel/hostname"];
    let mut found = names.iter().filter_map(|path| fs::read_to_string(path).ok());
    let name = found.find(|name| !name.trim().is_empty());
    let digest = digest(name.as_deref().unwrap_or("").trim());
    digest.get(..16).unwrap_or_default().to_owned()
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
