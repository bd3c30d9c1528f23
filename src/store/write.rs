//! One write of a ledger: locked, what was cut off completed, read, planned, judged; then made as a whole or not at all.

use super::change::{Before, Edit, FileEdit, changes};
use super::journal::{self, Memory, Record};
use super::judge::{Judgement, judge};
use super::lock::{self, Lock, LockMode};
use super::{Error, Ledger, Links, NoLedger, Result, WriterState, files, replace};
use crate::diagnostic::Diagnostic;
use crate::read;
use chrono::NaiveDate;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Where a ledger lies.
#[derive(Clone, Debug)]
pub struct Store {
    /// Its duban.toml.
    pub config: PathBuf,
    /// Where links may lead out of it.
    pub links: Links,
}

/// How a write is to be made.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// What is remembered as having made it.
    pub command: &'a str,
    /// The day it is planned as of.
    pub as_of: NaiveDate,
    /// How long another writer is waited for.
    pub wait: Duration,
    /// Whether it is only to be shown.
    pub dry_run: bool,
    /// Where this machine remembers writes, so that they can be taken back.
    pub state: Option<&'a Path>,
}

impl<'a> Request<'a> {
    /// A write that is made, not shown, waits ten seconds for another writer, and is not remembered.
    pub fn new(command: &'a str, as_of: NaiveDate) -> Self {
        Self { command, as_of, wait: Duration::from_secs(10), dry_run: false, state: None }
    }
}

/// Plans what is to change in a ledger. A closure from `Before` to edits is a plan.
pub trait WritePlan {
    /// Why there is nothing to write.
    type Error;

    /// What is to change, by the ledger as it is. Called again where a file has changed meanwhile.
    ///
    /// # Errors
    /// The change is refused; nothing is written.
    fn plan(&mut self, before: &Before<'_>) -> std::result::Result<Vec<Edit>, Self::Error>;

    /// Makes what must stand elsewhere before this ledger is written; false where all is to be planned again.
    ///
    /// # Errors
    /// It cannot be made; nothing is written here.
    fn make(&mut self) -> std::result::Result<bool, Self::Error> {
        Ok(true)
    }

    /// Hears what happens during the write.
    fn hear(&mut self, _: WriteEvent<'_>) {}

    /// Sees the change once it is made, or, in a dry run, once it is known that it could be made.
    ///
    /// # Errors
    /// What was seen cannot be told; what is written stays written.
    fn see(
        &mut self,
        _: &Before<'_>,
        _: &Judgement,
        _: &[FileEdit],
    ) -> std::result::Result<(), Self::Error> {
        Ok(())
    }
}

impl<F, E> WritePlan for F
where
    F: FnMut(&Before<'_>) -> std::result::Result<Vec<Edit>, E>,
{
    type Error = E;

    fn plan(&mut self, before: &Before<'_>) -> std::result::Result<Vec<Edit>, E> {
        self(before)
    }
}

/// What happens during a write.
pub enum WriteEvent<'n> {
    /// Another writer has been waited for since a second.
    Waiting,
    /// A write that was cut off has been completed first.
    Recovered,
    /// What stands in the way of any figure stands in the way of a write.
    Unreadable(&'n [Diagnostic], &'n Ledger),
    /// What would be wrong afterwards and was not before.
    Judged(&'n Judgement),
    /// The write is made, but cannot be remembered.
    NotRemembered(&'n Error),
}

/// What became of a write.
#[derive(Debug)]
pub enum Written {
    /// It is made; or there was nothing to change.
    Done,
    /// It would be made.
    Planned,
    /// Nothing was written: this would be wrong afterwards.
    Refused(Vec<Diagnostic>),
    /// Nothing was written: this stands in the way of any figure.
    Unreadable(Vec<Diagnostic>),
}

/// Why a write fails.
#[derive(Debug, thiserror::Error)]
pub enum WriteError<E> {
    /// The change itself refuses.
    #[error("{0}")]
    Plan(E),
    /// The store cannot make it.
    #[error(transparent)]
    Store(#[from] Failure),
}

/// Why the store cannot make a write.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The ledger cannot be read.
    #[error(transparent)]
    Unreadable(Error),
    /// It cannot be locked, or what was cut off cannot be completed.
    #[error(transparent)]
    Failed(#[from] Error),
    /// Another write is under way.
    #[error("another write is under way")]
    Busy,
    /// The files keep being changed by another program.
    #[error("the files keep being changed by another program")]
    Restless,
    /// The files cannot be written.
    #[error("{}", if *.begun { "not written to the end" } else { "nothing was written" })]
    NotMade {
        /// Why.
        #[source]
        error: Error,
        /// Whether it counts as made: the next writer completes it.
        begun: bool,
    },
}

/// A write gives up when files changed under it this many times.
const TRIES: usize = 5;

impl Store {
    /// The ledger meant by a path, or the first one upward from a folder.
    ///
    /// # Errors
    /// There is none.
    pub fn find(given: Option<&Path>, from: &Path) -> std::result::Result<Self, NoLedger> {
        files::find(given, from).map(|config| Self { config, links: Links::default() })
    }

    /// The same, with links followed into further folders.
    #[must_use]
    pub fn following(self, links: Links) -> Self {
        Self { links, ..self }
    }

    /// Its folder.
    pub fn folder(&self) -> PathBuf {
        files::folder_of(&self.config)
    }

    /// Reads it and the ledgers it includes, as no write leaves them half made.
    ///
    /// # Errors
    /// A file cannot be read.
    pub fn open(&self, aside: impl FnMut(WriterState)) -> Result<Ledger> {
        files::load(&self.config, &self.links, aside)
    }

    /// The only door to a change of a ledger.
    ///
    /// # Errors
    /// The change refuses, or nothing can be written.
    pub fn write<C: WritePlan>(
        &self,
        request: &Request<'_>,
        change: &mut C,
    ) -> std::result::Result<Written, WriteError<C::Error>> {
        let _lock = self.lock(request.wait, || change.hear(WriteEvent::Waiting))?;
        if self.recover().map_err(Failure::Failed)? {
            change.hear(WriteEvent::Recovered);
        }
        for _ in 0..TRIES {
            if let Some(written) = self.attempt(request, change)? {
                return Ok(written);
            }
        }
        Err(Failure::Restless.into())
    }

    /// One try; `None` where a file changed meanwhile and all is to be read again.
    fn attempt<C: WritePlan>(
        &self,
        request: &Request<'_>,
        change: &mut C,
    ) -> std::result::Result<Option<Written>, WriteError<C::Error>> {
        let folder = self.folder();
        let ledger = files::load_locked(&self.config, &self.links).map_err(Failure::Unreadable)?;
        files::statements(&folder, &self.links).map_err(Failure::Unreadable)?;
        let reading = read::read(&ledger.sources, &ledger.ledgers);
        let stops = ledger.stops(&reading.found);
        if !stops.is_empty() {
            change.hear(WriteEvent::Unreadable(&stops, &ledger));
            return Ok(Some(Written::Unreadable(stops)));
        }
        let before = Before {
            loaded: &ledger,
            book: &reading.book,
            found: &reading.found,
            folder: &folder,
            as_of: request.as_of,
        };
        let edits = change.plan(&before).map_err(WriteError::Plan)?;
        let edits = changes(&before, edits);
        let judgement = judge(&before, &edits);
        change.hear(WriteEvent::Judged(&judgement));
        if judgement.refused {
            return Ok(Some(Written::Refused(judgement.found)));
        }
        let record = Record {
            command: request.command.to_owned(),
            files: edits.iter().map(|edit| edit.record(&before)).collect(),
        };
        let to_make = !request.dry_run && !record.files.is_empty();
        if to_make {
            let elsewhere = change.make().map_err(WriteError::Plan)?;
            if !elsewhere || self.make(&record)?.is_some() {
                return Ok(None);
            }
            if let Err(error) = remember(&record, &folder, request.state) {
                change.hear(WriteEvent::NotRemembered(&error));
            }
        }
        let seen = change.see(&before, &judgement, &edits);
        seen.map_err(WriteError::Plan)?;
        Ok(Some(if request.dry_run { Written::Planned } else { Written::Done }))
    }

    /// Locks the ledger for a writer; `waiting` is called once, after a second.
    ///
    /// # Errors
    /// It cannot be locked, or another writer holds it for longer.
    pub fn lock(
        &self,
        wait: Duration,
        waiting: impl FnMut(),
    ) -> std::result::Result<Lock, Failure> {
        match lock::take(&self.config, LockMode::Write, wait, waiting) {
            Ok(lock) => lock.ok_or(Failure::Busy),
            Err(error) => Err(match error.kind() {
                Some(ErrorKind::NotFound | ErrorKind::PermissionDenied) => {
                    Failure::Unreadable(error)
                }
                _ => Failure::Failed(error),
            }),
        }
    }

    /// Completes what a writer that was cut off has left; says whether there was something. Only for the one who holds the lock.
    ///
    /// # Errors
    /// It cannot be completed.
    pub fn recover(&self) -> Result<bool> {
        let folder = self.folder();
        replace::sweep(&folder);
        replace::sweep(&folder.join("tasks"));
        replace::sweep(&folder.join("statements"));
        journal::recover(&folder)
    }

    /// Makes a recorded write. `Some` is the file that is no longer as the write found it; then nothing is made.
    ///
    /// # Errors
    /// Something cannot be written; the failure says in which state the ledger is.
    pub fn make<'r>(&self, record: &'r Record) -> std::result::Result<Option<&'r Path>, Failure> {
        let folder = self.folder();
        record.make(&folder).map_err(|error| Failure::NotMade {
            error,
            begun: !matches!(journal::pending(&folder), Ok(None)),
        })
    }
}

/// Keeps a write for `undo`, where this machine remembers writes.
///
/// # Errors
/// It cannot be kept. It is made all the same.
pub fn remember(record: &Record, folder: &Path, state: Option<&Path>) -> Result<()> {
    match state {
        Some(state) => Memory::of(state, folder)?.keep(record),
        None => Ok(()),
    }
}
