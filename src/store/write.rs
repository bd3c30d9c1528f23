//! One write of a ledger: locked, what was cut off completed, read, planned, judged; then made as a whole or not at all.

use super::change::{Before, Edit, FileEdit, changes};
use super::judge::{Judgement, judge};
use super::listing::{listing, statement_files};
use super::lock::{self, Lock, LockMode};
use super::making::Made;
use super::memory::{Memory, Remembered, others};
use super::opener::Opener;
use super::record::Record;
use super::{Error, Ledger, Links, NoLedger, Result, WriterState, files, journal, swap};
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
    /// Whether the statements of closed periods are read too.
    pub statements: bool,
}

impl<'a> Request<'a> {
    /// A write that is made, not shown, waits ten seconds for another writer, and is not remembered.
    pub fn new(command: &'a str, as_of: NaiveDate) -> Self {
        Self {
            command,
            as_of,
            wait: Duration::from_secs(10),
            dry_run: false,
            state: None,
            statements: false,
        }
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
    /// The write is made, but the disk may not have it yet.
    InDoubt(&'n Error),
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
    /// The files keep being changed by another program, this one last.
    #[error("{}: keeps being changed by another program", .0.display())]
    Restless(PathBuf),
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
const TRIES: usize = 20;

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
        if !request.dry_run && self.recover().map_err(Failure::Failed)? {
            change.hear(WriteEvent::Recovered);
        }
        let mut disturbed = PathBuf::new();
        for _ in 0..TRIES {
            match self.attempt(request, change)? {
                Attempt::Ended(written) => return Ok(written),
                Attempt::Disturbed(path) => disturbed = path,
            }
        }
        Err(Failure::Restless(disturbed).into())
    }

    /// One try.
    fn attempt<C: WritePlan>(
        &self,
        request: &Request<'_>,
        change: &mut C,
    ) -> std::result::Result<Attempt, WriteError<C::Error>> {
        let folder = self.folder();
        let mut ledger =
            files::load_locked(&self.config, &self.links).map_err(Failure::Unreadable)?;
        let statements = match request.statements {
            true => ledger.take_statements().map_err(Failure::Unreadable)?,
            false => files::statements(&folder, &self.links)
                .map(|_| Vec::new())
                .map_err(Failure::Unreadable)?,
        };
        let ledger = ledger;
        let reading = read::read(&ledger.sources, &ledger.ledgers);
        let stops = ledger.stops(&reading.found);
        if !stops.is_empty() {
            change.hear(WriteEvent::Unreadable(&stops, &ledger));
            return Ok(Attempt::Ended(Written::Unreadable(stops)));
        }
        let before = Before {
            loaded: &ledger,
            book: &reading.book,
            found: &reading.found,
            statements: &statements,
            folder: &folder,
            as_of: request.as_of,
        };
        let edits = change.plan(&before).map_err(WriteError::Plan)?;
        let edits = changes(&before, edits);
        let judgement = judge(&before, &edits);
        change.hear(WriteEvent::Judged(&judgement));
        if judgement.refused {
            return Ok(Attempt::Ended(Written::Refused(judgement.found)));
        }
        let record = Record {
            command: request.command.to_owned(),
            files: edits.iter().map(|edit| edit.record(&before)).collect(),
        };
        let to_make = !request.dry_run && !record.files.is_empty();
        if to_make {
            if let Some(path) = ledger.seen.changed().map_err(Failure::Failed)? {
                return Ok(Attempt::Disturbed(path));
            }
            if !change.make().map_err(WriteError::Plan)? {
                return Ok(Attempt::Disturbed(folder));
            }
            match self.make(&record, &ledger, request.state)? {
                Making::Changed(path) => return Ok(Attempt::Disturbed(path)),
                Making::All { doubt, not_remembered } => {
                    let forgotten = not_remembered.iter().map(WriteEvent::NotRemembered);
                    let doubted = doubt.iter().map(WriteEvent::InDoubt);
                    forgotten.chain(doubted).for_each(|event| change.hear(event));
                }
            }
        }
        let seen = change.see(&before, &judgement, &edits);
        seen.map_err(WriteError::Plan)?;
        Ok(Attempt::Ended(if request.dry_run { Written::Planned } else { Written::Done }))
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
        self.sweep(&folder);
        journal::recover(&folder)
    }

    /// Takes away what a killed process left: beside the files, and beside those that links lead to.
    fn sweep(&self, folder: &Path) {
        let mut folders = vec![folder.to_path_buf(), folder.join("statements")];
        let mut files = vec![self.config.clone()];
        // What cannot be listed is told when the ledger is read.
        if let Ok(opener) = Opener::of(folder, &self.links) {
            let below = listing(&opener, folder);
            folders.extend(below.folders);
            files.extend(below.files);
        }
        files.extend(statement_files(folder, &self.links).unwrap_or_default());
        for file in files {
            let is_link = std::fs::symlink_metadata(&file).is_ok_and(|file| file.is_symlink());
            let real = is_link.then(|| std::fs::canonicalize(&file).ok()).flatten();
            folders.extend(real.and_then(|real| real.parent().map(Path::to_path_buf)));
        }
        folders.sort();
        folders.dedup();
        folders.iter().for_each(|folder| swap::sweep(folder));
    }

    /// The write that was cut off, if one was; what is left of it is written by the next writer.
    ///
    /// # Errors
    /// There is a journal that is not obeyed.
    pub fn pending(&self) -> Result<Option<Record>> {
        let pending = journal::pending(&self.folder())?;
        Ok(pending.filter(|pending| !pending.all_written).map(|pending| pending.record))
    }

    /// Makes a recorded write of a ledger as it was read, remembered before it is made.
    ///
    /// # Errors
    /// Something cannot be written; the failure says in which state the ledger is.
    pub fn make(
        &self,
        record: &Record,
        ledger: &Ledger,
        state: Option<&Path>,
    ) -> std::result::Result<Making, Failure> {
        let folder = self.folder();
        let mut kept: Option<Result<(Memory, u64)>> = None;
        let made = record.make(&folder, &mut || {
            kept = state.map(|state| remember(record, ledger, &folder, state));
            ledger.seen.changed()
        });
        let made = made.map_err(|error| self.not_made(error));
        if !matches!(made, Ok(Made::All { .. }) | Err(Failure::NotMade { begun: true, .. }))
            && let Some(Ok((memory, number))) = &kept
        {
            // Where this fails `undo` finds by the files that the write was not made.
            let _ = memory.forget(*number);
        }
        Ok(match made? {
            Made::Changed(path) => Making::Changed(path),
            Made::All { doubt } => {
                Making::All { doubt, not_remembered: kept.and_then(Result::err) }
            }
        })
    }

    /// Takes a write back, which is remembered as being taken back.
    ///
    /// # Errors
    /// Something cannot be written; the failure says in which state the ledger is.
    pub fn take_back(&self, record: &Record) -> std::result::Result<Making, Failure> {
        let made = record.make(&self.folder(), &mut || Ok(None));
        Ok(match made.map_err(|error| self.not_made(error))? {
            Made::Changed(path) => Making::Changed(path),
            Made::All { doubt } => Making::All { doubt, not_remembered: None },
        })
    }

    fn not_made(&self, error: Error) -> Failure {
        Failure::NotMade { error, begun: !matches!(journal::pending(&self.folder()), Ok(None)) }
    }
}

/// Keeps a write for `undo`.
fn remember(
    record: &Record,
    ledger: &Ledger,
    folder: &Path,
    state: &Path,
) -> Result<(Memory, u64)> {
    let memory = Memory::of(state, folder)?;
    let others = Some(others(ledger, record)?);
    let number = memory.keep(&Remembered { record: record.clone(), others, undoing: false })?;
    Ok((memory, number))
}

/// How one try ended.
enum Attempt {
    Ended(Written),
    /// This file changed meanwhile: all is to be read again.
    Disturbed(PathBuf),
}

/// What became of a recorded write.
#[derive(Debug)]
pub enum Making {
    /// Nothing: this file is no longer as the write found it.
    Changed(PathBuf),
    /// All of it is made.
    All {
        /// Why the disk may not have it yet.
        doubt: Option<Error>,
        /// Why it cannot be taken back.
        not_remembered: Option<Error>,
    },
}
