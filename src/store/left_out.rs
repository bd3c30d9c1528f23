//! The book of a ledger and those it includes; asked to go on, without those of them that cannot be read as a whole.

use super::files::Ledger;
use super::gathered::count_tasks;
use crate::check::{Leave, LedgersLeftOut, Sound, Unsound};
use crate::diagnostic::{Diagnostic, Finding};
use crate::ledger::LeftOutLedger;
use crate::read::{self, LedgerFiles};
use crate::source::FileId;
use std::result::Result;

impl Ledger {
    /// The book that figures are made from.
    ///
    /// # Errors
    /// Something is wrong that is not to be left out.
    pub fn book(&self, leave: Leave) -> Result<Sound<'_>, Unsound> {
        let whole = Sound::read(&self.sources, &self.ledgers, &self.found, &self.work, leave);
        let mut unsound = match whole {
            Ok(sound) => return Ok(sound),
            Err(unsound) => unsound,
        };
        let stays = self.stays(&unsound.found);
        let left = stays.iter().filter(|stays| !**stays).count() + self.along.unread.len();
        let stands = |found: &&Diagnostic| self.ledger_left_out(found) == Some(Whole::Asked);
        if left == 0 || unsound.found.iter().any(|found| stands(&found)) {
            return Err(unsound);
        }
        unsound.in_ledgers = left;
        if leave == Leave::Nothing {
            return Err(unsound);
        }
        self.book_without(&stays, unsound)
    }

    fn book_without(&self, stays: &[bool], unsound: Unsound) -> Result<Sound<'_>, Unsound> {
        let kept = self.ledgers.iter().zip(stays).filter(|(_, stays)| **stays);
        let kept: Vec<LedgerFiles> = kept.map(|(files, _)| files.clone()).collect();
        let broken = stays.iter().enumerate().filter(|(_, stays)| !**stays);
        let broken = broken.filter_map(|(nth, _)| self.left_out(nth, &unsound.found));
        let ledgers = self.along.unread.iter().cloned().chain(broken).collect();
        let is_left_out = |found: &Diagnostic| self.ledger_left_out(found).is_some();
        let files = self.found.iter().filter(|found| !is_left_out(found)).cloned();
        let files: Vec<Diagnostic> = files.collect();
        let found = unsound.found.into_iter().filter(is_left_out).collect();
        let left_out = LedgersLeftOut { ledgers, found };
        Sound::read_without(&self.sources, &kept, &files, self.work.keeping(stays), left_out)
    }

    /// What stands in the way of a write: what is wrong with whole files and with duban.toml of the ledger that is written to.
    pub fn stops(&self, found: &[Diagnostic]) -> Vec<Diagnostic> {
        // What else a file without tasks says is in no task's way.
        let is_own = |found: &&Diagnostic| {
            !found.of_whole_file && self.ledger_left_out(found) == Some(Whole::Asked)
        };
        let found = found.iter().filter(|found| found.stops() && is_own(found));
        self.found.iter().filter(is_own).chain(found).cloned().collect()
    }

    /// For each ledger whether it can be read as a whole; of the one asked for it is taken to be so.
    fn stays(&self, found: &[Diagnostic]) -> Vec<bool> {
        let mut stays = vec![true; self.ledgers.len()];
        for found in found {
            if let Some(Whole::Included(nth)) = self.ledger_left_out(found)
                && let Some(stays) = stays.get_mut(nth)
            {
                *stays = false;
            }
        }
        stays
    }

    /// Which ledger a finding stands in the way of as a whole; `None` of one in a single task.
    fn ledger_left_out(&self, found: &Diagnostic) -> Option<Whole> {
        if matches!(found.finding, Finding::BadInclude { .. }) {
            return Some(Whole::Unread);
        }
        let file = found.place.file;
        let config = self.ledgers.iter().position(|ledger| ledger.config == file);
        let beside = || {
            let known = self.along.beside.iter().find(|(known, _)| *known == file);
            known.map(|(_, nth)| usize::from(*nth))
        };
        let tasks = || {
            let has = |ledger: &LedgerFiles| ledger.tasks.contains(&file);
            found.of_whole_file.then(|| self.ledgers.iter().position(has)).flatten()
        };
        match config.or_else(beside).or_else(tasks)? {
            0 => Some(Whole::Asked),
            nth => Some(Whole::Included(nth)),
        }
    }

    fn left_out(&self, nth: usize, found: &[Diagnostic]) -> Option<LeftOutLedger> {
        let (files, shown) = (self.ledgers.get(nth)?, self.along.shown.get(nth)?);
        let text = |file: FileId| self.sources.file(file).readable();
        let tasks = files.tasks.iter().map(|file| count_tasks(text(*file))).sum();
        let not_utf8 = |file: FileId| {
            let is = |found: &Diagnostic| matches!(found.finding, Finding::NotUtf8 { .. });
            self.found.iter().any(|found| found.place.file == file && is(found))
        };
        let mut own = self.along.beside.iter().filter(|(_, of)| usize::from(*of) == nth);
        let is_in = |found: &Diagnostic| files.tasks.contains(&found.place.file);
        let unknown = own.any(|(file, _)| not_utf8(*file))
            || found.iter().any(|found| found.of_whole_file && is_in(found));
        Some(LeftOutLedger {
            path: shown.clone(),
            prefix: files.prefix.clone(),
            title: read::title_of(text(files.config)),
            tasks: (!unknown).then_some(tasks),
        })
    }
}

/// Of which ledger a finding is that is in no single task.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Whole {
    /// The one asked for.
    Asked,
    /// One that is read along, by its number.
    Included(usize),
    /// One whose files cannot be read.
    Unread,
}
