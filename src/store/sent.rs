//! What was sent, line by line: written before a letter leaves and after, so that a run cut off between can be told.
//!
//! It stands in the user's own state folder: a file in the ledger's could come with a clone, and keep a letter back.

use super::folder::{exists, whole};
use super::lock::{self, Lock, LockMode};
use super::{Error, Result, opener, replace};
use crate::diagnostic::Unopened;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// One letter to one addressee.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentMark {
    /// `weekly`, `notice`.
    pub kind: String,
    /// The period of a report, the number of a notice.
    pub period: String,
    /// The address.
    pub to: String,
    /// Of what was sent.
    pub digest: String,
    /// The as-of day of the run.
    pub on: NaiveDate,
    /// How far it came.
    pub step: SentStep,
}

/// How far a letter came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SentStep {
    /// It is about to leave. Where this is the last word, it may have left.
    Sending,
    /// It left.
    Sent,
    /// It did not leave.
    Failed,
}

impl SentMark {
    /// What a letter is called where somebody says what became of it.
    pub fn key(&self) -> String {
        letter_key(&self.kind, &self.period, &self.to)
    }

    /// Whether it is about that letter.
    fn is_of(&self, kind: &str, period: &str, to: &str) -> bool {
        self.kind == kind && self.period == period && self.to.eq_ignore_ascii_case(to)
    }
}

/// What a letter is called: short, and safe in every shell.
pub fn letter_key(kind: &str, period: &str, to: &str) -> String {
    let mut key = digest(&[kind, period, &to.to_ascii_lowercase()]);
    key.truncate(10);
    key
}

fn digest(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        // The length goes first, or two different lists of parts could give the same bytes.
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part.as_bytes());
    }
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The file of a ledger's marks in a folder of such files: named for the ledger's real path.
pub fn place(state: &Path, ledger: &Path) -> PathBuf {
    let mut name = digest(&[&whole(ledger).display().to_string()]);
    name.truncate(32);
    state.join(format!("{name}.jsonl"))
}

/// The name of a file of marks in a ledger's own folder.
pub const LEFT: &str = ".duban-sent";

/// The marks that stand in a ledger's own folder, which are not trusted.
pub fn left_in_ledger(ledger: &Path) -> Option<PathBuf> {
    let path = ledger.join(LEFT);
    exists(&path).then_some(path)
}

/// The marks of a ledger.
pub struct Sent {
    path: PathBuf,
    marks: Vec<SentMark>,
    /// Held to the end of the run; absent where nothing is to be written.
    lock: Option<Lock>,
}

/// How long a run waits for another one to end.
const PATIENCE: Duration = Duration::from_secs(60);

/// No file of marks is longer.
const MOST: u64 = 64 << 20;

impl Sent {
    /// The marks, for one who only looks.
    pub fn seen(path: &Path) -> Result<Self> {
        Ok(Self { path: path.to_path_buf(), marks: read(path)?, lock: None })
    }

    /// The marks, for one who sends; `None` where another run has been sending for long.
    pub fn open(path: &Path, waiting: impl FnMut()) -> Result<Option<Self>> {
        replace::private_folder(path.parent().unwrap_or(Path::new("")))?;
        if opener::look(path)?.is_none() {
            options().create(true).append(true).open(path).map_err(Error::at(path))?;
        }
        let Some(lock) = lock::take(path, LockMode::Write, PATIENCE, waiting)? else {
            return Ok(None);
        };
        Ok(Some(Self { path: path.to_path_buf(), marks: read(path)?, lock: Some(lock) }))
    }

    /// The last mark of each letter of which nobody knows whether it left.
    pub fn perhaps(&self) -> Vec<&SentMark> {
        let last = |mark: &&SentMark| self.last(&mark.kind, &mark.period, &mark.to) == Some(*mark);
        let unsure = self.marks.iter().filter(|mark| mark.step == SentStep::Sending);
        unsure.filter(last).collect()
    }

    /// The last mark of the letter that is called so.
    pub fn called(&self, key: &str) -> Option<&SentMark> {
        self.marks.iter().rev().find(|mark| mark.key() == key)
    }

    /// Takes over the marks of another file, and then removes it; how many were new here.
    ///
    /// # Errors
    /// It is no plain file, or has a line that cannot be read.
    pub fn adopt(&mut self, other: &Path) -> Result<usize> {
        let marks = read(other)?;
        let new: Vec<SentMark> =
            marks.into_iter().filter(|mark| !self.marks.contains(mark)).collect();
        let count = new.len();
        for mark in new {
            self.mark(mark)?;
        }
        fs::remove_file(other).map_err(Error::at(other))?;
        Ok(count)
    }

    /// The last mark of a letter.
    pub fn last(&self, kind: &str, period: &str, to: &str) -> Option<&SentMark> {
        self.marks.iter().rev().find(|mark| mark.is_of(kind, period, to))
    }

    /// Writes a mark, and returns once the disk has it.
    pub fn mark(&mut self, mark: SentMark) -> Result<()> {
        let path = self.path.as_path();
        if self.lock.is_none() {
            return Err(Error::NotLocked(self.path.clone()));
        }
        let mut line = serde_json::to_string(&mark)?;
        line.push('\n');
        // What a kill left half written must not run into this line.
        let before = bytes(path)?;
        if before.last().is_some_and(|byte| *byte != b'\n') {
            line.insert(0, '\n');
        }
        let file = options().append(true).open(path);
        let mut file: File = file.map_err(Error::at(path))?;
        file.write_all(line.as_bytes()).map_err(Error::at(path))?;
        file.sync_data().map_err(Error::at(path))?;
        self.marks.push(mark);
        Ok(())
    }
}

/// A line that a kill cut off says nothing: its letter had not been handed over yet, or is marked as leaving. Any other line that
/// cannot be read might stand for a letter, so that nothing is sent before it is mended.
fn read(path: &Path) -> Result<Vec<SentMark>> {
    let text = match bytes(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == Some(ErrorKind::NotFound) => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let mut marks = Vec::new();
    for (nth, line) in text.split_inclusive(|byte| *byte == b'\n').enumerate() {
        let blank = line.iter().all(u8::is_ascii_whitespace);
        match serde_json::from_slice(line) {
            Ok(mark) => marks.push(mark),
            Err(_) if blank || is_cut_off(line) => {}
            Err(problem) => {
                return Err(Error::Sent { path: path.to_path_buf(), line: nth + 1, problem });
            }
        }
    }
    Ok(marks)
}

/// The bytes of a plain file that is not too long; no link is followed, and nothing is waited for.
fn bytes(path: &Path) -> Result<Vec<u8>> {
    if let Ok(about) = fs::symlink_metadata(path) {
        // A link is refused by the way it is opened.
        if !about.is_symlink() {
            opener::is_regular(&about, path)?;
        }
    }
    let file = options().read(true).open(path).map_err(Error::at(path))?;
    let about = file.metadata().map_err(Error::at(path))?;
    opener::is_regular(&about, path)?;
    if about.len() > MOST {
        let why = Unopened::TooLarge { bytes: about.len(), limit: MOST };
        return Err(Error::unopened(path, why));
    }
    let mut bytes = Vec::new();
    file.take(MOST).read_to_end(&mut bytes).map_err(Error::at(path))?;
    Ok(bytes)
}

/// How files of marks are opened: never through a link, and readable by their owner alone.
fn options() -> OpenOptions {
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    {
        use rustix::fs::OFlags;
        use std::os::unix::fs::OpenOptionsExt;
        let flags = (OFlags::NOFOLLOW | OFlags::NONBLOCK).bits();
        options.mode(0o600).custom_flags(i32::try_from(flags).unwrap_or(0));
    }
    options
}

/// The beginning of a mark, without its end.
fn is_cut_off(line: &[u8]) -> bool {
    let begun = line.starts_with(b"{") || b"{".starts_with(line);
    begun && !line.trim_ascii_end().ends_with(b"}")
}
