//! The files of one ledger as texts, read side by side; they have no place in a book yet.

use super::journal::{self, Pending};
use super::listing::task_files;
use super::opener::{Links, Opener};
use super::seen::{Seen, Stamp};
use super::{Error, Result};
use crate::blocks;
use crate::read::{self, NotUtf8};
use rayon::prelude::*;
use std::path::{Path, PathBuf};
use std::string::FromUtf8Error;

/// A file's text, or why it is none.
pub(super) type Text = std::result::Result<String, NotUtf8>;

/// The files of one ledger.
pub(super) struct Gathered {
    pub(super) folder: PathBuf,
    pub(super) config: PathBuf,
    pub(super) book: Text,
    /// The task files, in the order of their names.
    pub(super) tasks: Vec<(PathBuf, Text)>,
    /// The ledger's own holidays, where it has some.
    pub(super) own_days: Option<(PathBuf, String)>,
    /// Whether a write was cut off; the texts are as it leaves them.
    pub(super) cut_off: bool,
}

/// Why the files of a ledger cannot be read.
pub(super) struct Ungathered {
    pub(super) error: Error,
    /// How many tasks it has, where the files with its tasks could be read.
    pub(super) tasks: Option<usize>,
    /// What it is called, where that can be read.
    pub(super) title: Option<String>,
}

/// Reads the files of a ledger, and notes in `seen` what was looked at.
pub(super) fn gather(
    config: &Path,
    links: &Links,
    seen: &mut Seen,
) -> std::result::Result<Gathered, Box<Ungathered>> {
    let folder = folder_of(config);
    let opener = Opener::of(&folder, links)
        .map_err(|error| Box::new(Ungathered { error, tasks: None, title: None }))?;
    seen.file(config, Stamp::of(config));
    let mut errors = Vec::new();
    let book = kept(opener.bytes(config), &mut errors).map(read::decode);
    let (paths, unlisted) = task_files(&opener, &folder);
    let read = |path: &PathBuf| (Stamp::of(path), opener.bytes(path).map(read::decode));
    let texts: Vec<(Option<Stamp>, Result<Text>)> = paths.par_iter().map(read).collect();
    seen.listing(&folder, links, &paths);
    let before = errors.len();
    let mut tasks = Vec::with_capacity(paths.len());
    for (path, (stamp, text)) in paths.into_iter().zip(texts) {
        seen.file(&path, stamp);
        tasks.extend(kept(text, &mut errors).map(|text| (path, text)));
    }
    errors.extend(unlisted);
    let all_tasks = errors.len() == before;
    let pending = kept(journal::pending(&folder), &mut errors).flatten();
    let cut_off = pending.filter(|pending| !pending.all_written);
    if let Some(pending) = &cut_off {
        overlay(pending, &folder, &mut tasks);
    }
    let own_days = kept(own_days(&opener, &folder, seen), &mut errors).flatten();
    match (book, Error::together(errors)) {
        (Some(book), None) => Ok(Gathered {
            config: config.to_path_buf(),
            folder,
            book,
            tasks,
            own_days,
            cut_off: cut_off.is_some(),
        }),
        (book, error) => {
            let title = book.and_then(|text| read::title_of(&text.ok()?));
            let count = tasks.iter().map(|(_, text)| text.as_deref().ok().map(count_tasks));
            let error = error.unwrap_or_else(|| Error::OutsideLedger(config.to_path_buf()));
            // An empty folder may have had any number of them.
            let known = all_tasks && !tasks.is_empty();
            let tasks = if known { count.sum() } else { None };
            Err(Box::new(Ungathered { error, tasks, title }))
        }
    }
}

/// How many tasks a file has, whatever is wrong with them.
pub(super) fn count_tasks(text: &str) -> usize {
    blocks::cut(text).tasks.len()
}

fn overlay(pending: &Pending, folder: &Path, tasks: &mut [(PathBuf, Text)]) {
    for (path, text) in tasks {
        let name = path.strip_prefix(folder).unwrap_or(path);
        if let Ok(text) = text {
            *text = pending.record.overlay(name, std::mem::take(text));
        }
    }
}

fn own_days(
    opener: &Opener<'_>,
    folder: &Path,
    seen: &mut Seen,
) -> Result<Option<(PathBuf, String)>> {
    let path = folder.join("config/holidays.toml");
    seen.file(&path, Stamp::of(&path));
    let Some(bytes) = opener.bytes_if_there(&path)? else {
        return Ok(None);
    };
    let text = String::from_utf8(bytes).map_err(|error| Error::at(&path)(not_utf8(&error)))?;
    Ok(Some((path, text)))
}

fn kept<T>(result: Result<T>, errors: &mut Vec<Error>) -> Option<T> {
    result.map_err(|error| errors.push(error)).ok()
}

pub(super) fn not_utf8(error: &FromUtf8Error) -> std::io::Error {
    std::io::Error::new(std::io::ErrorKind::InvalidData, error.to_string())
}

pub(super) fn folder_of(config: &Path) -> PathBuf {
    config.parent().map(Path::to_path_buf).unwrap_or_default()
}
