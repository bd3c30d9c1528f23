//! What was sent, line by line: written before a letter leaves and after, so that a run cut off between can be told.

use super::lock::{self, Lock, Share};
use anyhow::{Context, Result, anyhow};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// One letter to one addressee.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Mark {
    /// `weekly`, `notice`.
    pub(crate) kind: String,
    /// The period of a report, the number of a notice.
    pub(crate) period: String,
    /// The address.
    pub(crate) to: String,
    /// Of what was sent.
    pub(crate) digest: String,
    /// The as-of day of the run.
    pub(crate) on: NaiveDate,
    /// How far it came.
    pub(crate) step: Step,
}

/// How far a letter came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Step {
    /// It is about to leave. Where this is the last word, it may have left.
    Sending,
    /// It left.
    Sent,
    /// It did not leave.
    Failed,
}

/// The marks of a ledger.
pub(crate) struct Sent {
    path: PathBuf,
    marks: Vec<Mark>,
    /// Held to the end of the run; absent where nothing is to be written.
    lock: Option<Lock>,
}

/// How long a run waits for another one to end.
const PATIENCE: Duration = Duration::from_secs(60);

impl Sent {
    /// The marks, for one who only looks.
    pub(crate) fn seen(path: &Path) -> Result<Self> {
        Ok(Self {
            path: path.to_path_buf(),
            marks: read(path)?,
            lock: None,
        })
    }

    /// The marks, for one who sends; `None` where another run has been sending for long.
    pub(crate) fn open(path: &Path, waiting: impl FnMut()) -> Result<Option<Self>> {
        let name = || path.display().to_string();
        let made = OpenOptions::new().create(true).append(true).open(path);
        made.with_context(name)?;
        let Some(lock) = lock::take(path, Share::Write, PATIENCE, waiting)? else {
            return Ok(None);
        };
        Ok(Some(Self {
            path: path.to_path_buf(),
            marks: read(path)?,
            lock: Some(lock),
        }))
    }

    /// The last mark of a letter.
    pub(crate) fn last(&self, kind: &str, period: &str, to: &str) -> Option<&Mark> {
        let same = |own: &&Mark| {
            own.kind == kind && own.period == period && own.to.eq_ignore_ascii_case(to)
        };
        self.marks.iter().rev().find(same)
    }

    /// Writes a mark, and returns once the disk has it.
    pub(crate) fn mark(&mut self, mark: Mark) -> Result<()> {
        let name = || self.path.display().to_string();
        if self.lock.is_none() {
            return Err(anyhow!("{}: not locked", self.path.display()));
        }
        let mut line = serde_json::to_string(&mark)?;
        line.push('\n');
        // What a kill left half written must not run into this line.
        let whole = fs::read(&self.path).with_context(name)?;
        if whole.last().is_some_and(|byte| *byte != b'\n') {
            line.insert(0, '\n');
        }
        let file = OpenOptions::new().append(true).open(&self.path);
        let mut file: File = file.with_context(name)?;
        file.write_all(line.as_bytes()).with_context(name)?;
        file.sync_data().with_context(name)?;
        self.marks.push(mark);
        Ok(())
    }
}

/// A line that a kill cut off says nothing: its letter had not been handed over yet, or is marked as leaving. Any other line that
/// cannot be read might stand for a letter, so that nothing is sent before it is mended.
fn read(path: &Path) -> Result<Vec<Mark>> {
    let text = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error).with_context(|| path.display().to_string()),
    };
    let mut marks = Vec::new();
    for (nth, line) in text.split_inclusive(|byte| *byte == b'\n').enumerate() {
        let blank = line.iter().all(u8::is_ascii_whitespace);
        match serde_json::from_slice(line) {
            Ok(mark) => marks.push(mark),
            Err(_) if blank || is_cut_off(line) => {}
            Err(error) => return Err(anyhow!("{}:{}: {error}", path.display(), nth + 1)),
        }
    }
    Ok(marks)
}

/// The beginning of a mark, without its end.
fn is_cut_off(line: &[u8]) -> bool {
    let begun = line.starts_with(b"{") || b"{".starts_with(line);
    begun && !line.trim_ascii_end().ends_with(b"}")
}
