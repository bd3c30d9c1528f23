//! One writer at a time: a lock on duban.toml itself, so that no lock file is left behind.

use super::{Error, Result, opener};
use std::fs::{self, File, TryLockError};
use std::path::Path;
use std::thread::sleep;
use std::time::Duration;

/// A lock, held until it is dropped; the system ends it with the process.
pub struct Lock(File);

impl Drop for Lock {
    fn drop(&mut self) {
        // Closing the file ends the lock in any case.
        let _ = self.0.unlock();
    }
}

/// Who else may hold a lock at the same time.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum LockMode {
    /// Nobody.
    Write,
    /// Other readers.
    Read,
}

/// Takes the lock. Waits for it at most `limit`, and calls `waiting` once, after a second. Returns `None` when the time is up.
///
/// # Errors
/// duban.toml cannot be opened or locked at all.
pub fn take(
    config: &Path,
    mode: LockMode,
    limit: Duration,
    mut waiting: impl FnMut(),
) -> Result<Option<Lock>> {
    // What was slept through is the time waited: no clock is needed for it.
    let mut waited = Duration::ZERO;
    let mut has_said = false;
    let mut pause = Duration::from_millis(2);
    loop {
        let file = opener::regular(config)?;
        let tried = match mode {
            LockMode::Write => file.try_lock(),
            LockMode::Read => file.try_lock_shared(),
        };
        match tried {
            // An editor may have put another file in its place meanwhile.
            Ok(()) if is_still(&file, config) => return Ok(Some(Lock(file))),
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {}
            Err(TryLockError::Error(error)) => return Err(Error::at(config)(error)),
        }
        if waited >= limit {
            return Ok(None);
        }
        if waited >= Duration::from_secs(1) && !has_said {
            waiting();
            has_said = true;
        }
        sleep(pause);
        waited += pause;
        pause = (pause * 2).min(Duration::from_millis(20));
    }
}

#[cfg(unix)]
fn is_still(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (file.metadata(), fs::metadata(path)) {
        (Ok(ours), Ok(there)) => ours.ino() == there.ino() && ours.dev() == there.dev(),
        _ => false,
    }
}

#[cfg(not(unix))]
fn is_still(_: &File, path: &Path) -> bool {
    fs::metadata(path).is_ok()
}
