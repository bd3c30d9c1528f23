//! One write of a ledger: locked, what was cut off completed, read, planned, judged; then made as a whole or not at all.

use super::change::{Before, Edit, FileEdit, changes};
use super::judge::{Judgement, judge};
use super::place::Store;
use super::record::Record;
use super::record_made::Making;
use super::{Error, Failure, Ledger, files};
use crate::diagnostic::Diagnostic;
use crate::read;
use chrono::NaiveDate;
use std::path::{Path, PathBuf};
use std::time::Duration;

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

/// A write gives up when files changed under it this many times.
const TRIES: usize = 20;

impl Store {
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
}

/// How one try ended.
enum Attempt {
    Ended(Written),
    /// This file changed meanwhile: all is to be read again.
    Disturbed(PathBuf),
}
