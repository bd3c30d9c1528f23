//! What was sent, line by line: written before a letter leaves and after, so that a run cut off between can be told.

use super::lock::{self, Lock, LockMode};
use super::{Error, Result};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::fs::{self, File, OpenOptions};
use std::io::Write;
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

/// The marks of a ledger.
pub struct Sent {
    path: PathBuf,
    marks: Vec<SentMark>,
    /// Held to the end of the run; absent where nothing is to be written.
    lock: Option<Lock>,
}

/// How long a run waits for another one to end.
const PATIENCE: Duration = Duration::from_secs(60);

impl Sent {
    /// The marks, for one who only looks.
    pub fn seen(path: &Path) -> Result<Self> {
        Ok(Self { path: path.to_path_buf(), marks: read(path)?, lock: None })
    }

    /// The marks, for one who sends; `None` where another run has been sending for long.
    pub fn open(path: &Path, waiting: impl FnMut()) -> Result<Option<Self>> {
        let created = OpenOptions::new().create(true).append(true).open(path);
        created.map_err(Error::at(path))?;
        let Some(lock) = lock::take(path, LockMode::Write, PATIENCE, waiting)? else {
            return Ok(None);
        };
        Ok(Some(Self { path: path.to_path_buf(), marks: read(path)?, lock: Some(lock) }))
    }

    /// The last mark of a letter.
    pub fn last(&self, kind: &str, period: &str, to: &str) -> Option<&SentMark> {
        let same = |mark: &&SentMark| {
            mark.kind == kind && mark.period == period && mark.to.eq_ignore_ascii_case(to)
        };
        self.marks.iter().rev().find(same)
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
        let whole = fs::read(path).map_err(Error::at(path))?;
        if whole.last().is_some_and(|byte| *byte != b'\n') {
            line.insert(0, '\n');
        }
        let file = OpenOptions::new().append(true).open(path);
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
    let text = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(Error::at(path)(error)),
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

/// The beginning of a mark, without its end.
fn is_cut_off(line: &[u8]) -> bool {
    let begun = line.starts_with(b"{") || b"{".starts_with(line);
    begun && !line.trim_ascii_end().ends_with(b"}")
}
