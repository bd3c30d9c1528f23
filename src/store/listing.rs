//! Which files a ledger's folder holds: listed, never opened. What cannot be looked at is an error, never an absence.

use super::names::{self, BOOK};
use super::opener::{Links, Opener, is_there, look};
use super::{Error, Result};
use crate::calendar::{Period, parse_period};
use crate::diagnostic::{FileKind, Unopened};
use chrono::NaiveDate;
use std::cmp::Reverse;
use std::fs;
use std::path::{Path, PathBuf};

/// The task files of a ledger, those beside duban.toml first, each kind in the order of the names; and what cannot be listed.
pub(super) fn task_files(opener: &Opener<'_>, folder: &Path) -> (Vec<PathBuf>, Vec<Error>) {
    let listing = listing(opener, folder);
    (listing.files, listing.errors)
}

/// The same with the folders they may lie in.
pub(super) fn listing<'o>(opener: &'o Opener<'o>, folder: &Path) -> Listing<'o> {
    let mut listing =
        Listing { opener, files: Vec::new(), folders: Vec::new(), errors: Vec::new() };
    match opener.names(folder) {
        Ok(found) => {
            let tasks = found.into_iter().filter(|name| names::is_toml(name) && name != BOOK);
            listing.files.extend(tasks.map(|name| folder.join(name)));
        }
        Err(error) => listing.errors.push(error),
    }
    listing.below(&folder.join("tasks"), &mut Vec::new());
    listing
}

/// What a ledger's folder holds.
pub(super) struct Listing<'o> {
    opener: &'o Opener<'o>,
    pub(super) files: Vec<PathBuf>,
    /// `tasks/` and those below it.
    pub(super) folders: Vec<PathBuf>,
    errors: Vec<Error>,
}

impl Listing<'_> {
    /// The task files in a folder and those below it; `above`: the real folders around it.
    fn below(&mut self, folder: &Path, above: &mut Vec<PathBuf>) {
        let found = match self.opener.names(folder) {
            Ok(found) => found,
            Err(error) => return self.errors.push(error),
        };
        if found.is_empty() {
            return;
        }
        match fs::canonicalize(folder) {
            Ok(real) if above.contains(&real) => {
                return self.errors.push(Error::unopened(folder, Unopened::Circle));
            }
            Ok(real) => {
                self.folders.push(folder.to_path_buf());
                above.push(real);
            }
            Err(error) => return self.errors.push(Error::at(folder)(error)),
        }
        for name in found.iter().filter(|name| !names::is_hidden(name)) {
            let path = folder.join(name);
            let is_task_file = names::is_toml(name);
            match look(&path) {
                Ok(Some(about)) if about.is_dir() && is_task_file => {
                    let kind = Unopened::NoFile(FileKind::Folder);
                    self.errors.push(Error::unopened(&path, kind));
                }
                Ok(Some(about)) if about.is_dir() => self.below(&path, above),
                Ok(Some(_)) if name == BOOK => {
                    self.errors.push(Error::unopened(&path, Unopened::LedgerInside));
                }
                Ok(Some(_)) if is_task_file => self.files.push(path),
                // Gone since it was listed, or no task file.
                Ok(_) => {}
                Err(error) => self.errors.push(error),
            }
        }
        above.pop();
    }
}

/// The files of the closed periods, in the order of their names.
///
/// # Errors
/// They cannot be listed.
pub fn statement_files(folder: &Path, links: &Links) -> Result<Vec<PathBuf>> {
    // A ledger that is still to be made has no folder yet.
    if look(folder)?.is_none() {
        return Ok(Vec::new());
    }
    let statements = folder.join("statements");
    // A ledger that is still to be made has none.
    if !is_there(folder)? {
        return Ok(Vec::new());
    }
    let found = Opener::of(folder, links)?.names(&statements)?;
    let files = found.into_iter().filter(|name| names::is_toml(name));
    Ok(files.map(|name| statements.join(name)).collect())
}

/// The names of the closed periods, as their files have them.
///
/// # Errors
/// They cannot be listed.
pub fn statements(folder: &Path, links: &Links) -> Result<Vec<String>> {
    Ok(statement_files(folder, links)?.iter().map(|path| names::stem(path)).collect())
}

/// The periods that are closed, in the order in which they were. A file that is not named for a period closes none.
///
/// # Errors
/// They cannot be listed.
pub fn closed_periods(folder: &Path, links: &Links, as_of: NaiveDate) -> Result<Vec<Period>> {
    let names = statements(folder, links)?;
    let periods = names.iter().filter_map(|name| {
        let period = parse_period(name, as_of, None).ok()?;
        (period.to_string() == *name).then_some(period)
    });
    let mut periods: Vec<Period> = periods.collect();
    periods.sort_by_key(|period| (period.last, Reverse(period.first)));
    Ok(periods)
}
