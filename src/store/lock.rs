//! One writer at a time: a lock on duban.toml itself, so that no lock file is left behind.

use super::{Error, Result};
use std::fs::{self, File, TryLockError};
use std::path::Path;
use std::thread::sleep;
use std::time::Duration;

/// Held until it is dropped, or the process ends in whatever way.
pub struct Lock(File);

impl Drop for Lock {
    fn drop(&mut self) {
        // Closing the file ends the lock in any case.
        let _ = self.0.unlock();
    }
}

/// Whom else a lock lets in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum LockMode {
    /// Nobody.
    Write,
    /// Other readers.
    Read,
}

/// Waits for the lock at most so long; `waiting` is called once, after a second. `None` where time is up.
///
/// # Errors
/// duban.toml cannot be opened or locked at all.
pub fn take(
    config: &Path,
    share: LockMode,
    limit: Duration,
    mut waiting: impl FnMut(),
) -> Result<Option<Lock>> {
    // What was slept through is the time waited: no clock is needed for it.
    let mut waited = Duration::ZERO;
    let mut has_said = false;
    let mut pause = Duration::from_millis(2);
    loop {
        let file = File::open(config).map_err(Error::at(config))?;
        let tried = match share {
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
