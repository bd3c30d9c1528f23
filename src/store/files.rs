//! The files of a ledger from the disk: found, read, taken in. Nothing else is read as tasks.

use super::folder::or_here;
use super::lock::{self, LockMode};
use super::seen::{Seen, Stamp};
use super::{Error, Result, journal};
use crate::calendar::WorkCalendar;
use crate::check::{Leave, Sound, Unsound};
use crate::diagnostic::{Diagnostic, Finding};
use crate::ledger::{Commits, Locale};
use crate::read::{self, LedgerFiles, NotUtf8};
use crate::source::{FileId, Place, SourceFile, Sources, Span};
use rayon::prelude::*;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

pub use super::folder::{bytes, create, exists, from_ledger, names, tables, way, whole, write_new};

/// Everything that was read from the disk.
pub struct Ledger {
    /// Their texts.
    pub sources: Sources,
    /// The ledger asked for, then those it includes.
    pub ledgers: Vec<LedgerFiles>,
    /// The folder of each ledger.
    pub folders: Vec<PathBuf>,
    /// Which days are worked.
    pub work: WorkCalendar,
    /// A write of several files was cut off; the texts are as it leaves them.
    pub cut_off: bool,
    /// What is wrong with the files as files.
    pub found: Vec<Diagnostic>,
    /// The files as they were when they were read.
    pub seen: Seen,
}

/// Why no ledger is read at all.
#[derive(Debug, thiserror::Error)]
pub enum NoLedger {
    /// None in sight from this folder.
    #[error("no duban.toml in {} or above it", .0.display())]
    NotFound(PathBuf),
    /// The path that was given holds none.
    #[error("no duban.toml in {}", .0.display())]
    NotThere(PathBuf),
}

/// The duban.toml meant by a path, or the first one upward from the current folder.
pub fn find(given: Option<&Path>, from: &Path) -> std::result::Result<PathBuf, NoLedger> {
    if let Some(given) = given {
        let config = if given.is_dir() { given.join("duban.toml") } else { given.to_path_buf() };
        return if config.exists() {
            Ok(config)
        } else {
            Err(NoLedger::NotThere(given.to_path_buf()))
        };
    }
    let upward = from.ancestors().enumerate().map(|(up, _)| {
        let folder: PathBuf = std::iter::repeat_n("..", up).collect();
        folder.join("duban.toml")
    });
    let mut upward = upward.filter(|config| from.join(config).exists());
    upward.next().ok_or_else(|| NoLedger::NotFound(from.to_path_buf()))
}

/// The text of a file that is no part of the ledger proper, without its byte order mark; or what is wrong with it as text.
pub fn text(path: &Path) -> Result<std::result::Result<String, Box<(Sources, Diagnostic)>>> {
    let text = text_of(path)?;
    let mut sources = Sources::default();
    let (file, found) = read::take_in(&mut sources, path.display().to_string(), text);
    if let Some(found) = found {
        return Ok(Err(Box::new((sources, found))));
    }
    let text = sources.file(file).text.as_str();
    Ok(Ok(text.trim_start_matches('\u{feff}').to_owned()))
}

/// The names of the closed periods, as their files have them.
pub fn statements(folder: &Path) -> Result<Vec<String>> {
    let folder = folder.join("statements");
    let entries = match fs::read_dir(&folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(Error::at(&folder)(error)),
    };
    let mut names = Vec::new();
    for entry in entries {
        let entry = entry.map_err(Error::at(&folder))?.file_name();
        let stem = entry.to_str().and_then(|name| name.strip_suffix(".toml"));
        names.extend(stem.map(str::to_owned));
    }
    Ok(names)
}

/// The text of a closed period's statement.
pub fn statement(folder: &Path, period: &str) -> Result<String> {
    let path = folder.join("statements").join(format!("{period}.toml"));
    fs::read_to_string(&path).map_err(Error::at(&path))
}

/// The language of a ledger's reports; `None` where its duban.toml cannot be read.
pub fn locale(config: &Path) -> Option<Locale> {
    alone(config).map(|(sources, file)| read::locale(&sources, file))
}

/// When what is written to a ledger is committed.
pub fn commits(config: &Path) -> Commits {
    let read = alone(config).map(|(sources, file)| read::commits(&sources, file));
    read.unwrap_or_default()
}

/// A duban.toml without its tasks.
fn alone(config: &Path) -> Option<(Sources, FileId)> {
    let mut sources = Sources::default();
    let text = text_of(config).ok()?;
    let (file, _) = read::take_in(&mut sources, String::new(), text);
    Some((sources, file))
}

/// How long a reader waits for a writer.
const PATIENCE: Duration = Duration::from_secs(10);

/// Reads a ledger and those it includes, as no write leaves them half made.
pub fn load(config: &Path, mut aside: impl FnMut(WriterState)) -> Result<Ledger> {
    // Where nothing can be locked, nothing is written either.
    let lock = lock::take(config, LockMode::Read, PATIENCE, || {});
    if matches!(lock, Ok(None)) {
        aside(WriterState::Busy);
    }
    let loaded = load_locked(config)?;
    if loaded.cut_off {
        aside(WriterState::CutOff);
    }
    Ok(loaded)
}

/// What a reader is told about writers.
#[derive(Clone, Copy)]
pub enum WriterState {
    /// A write has been under way for long.
    Busy,
    /// A write was cut off; the figures are those it leaves once completed.
    CutOff,
}

/// A ledger of one duban.toml that is not on the disk yet.
pub fn to_come(config: &Path, text: String) -> Ledger {
    let mut loaded = Ledger::empty();
    loaded.folders.push(folder_of(config));
    let name = config.display().to_string();
    let config = loaded.sources.push(SourceFile::new(name, text));
    loaded.ledgers.push(LedgerFiles { config, tasks: Vec::new(), prefix: String::new() });
    loaded
}

/// The same for one who holds the lock.
pub fn load_locked(config: &Path) -> Result<Ledger> {
    let mut loaded = Ledger::empty();
    let first = loaded.ledger(config, "")?;
    let includes = read::includes(&loaded.sources, first);
    let here = folder_of(config);
    for include in includes {
        let other = here.join(&include.path).join("duban.toml");
        if let Err(error) = loaded.ledger(&other, &include.prefix) {
            let finding = Finding::BadInclude { path: include.path.clone(), why: error.cause() };
            loaded.found.push(Diagnostic::new(finding, include.place));
        }
    }
    loaded.holidays(&here)?;
    Ok(loaded)
}

impl Ledger {
    fn empty() -> Self {
        Self {
            cut_off: false,
            sources: Sources::default(),
            ledgers: Vec::new(),
            folders: Vec::new(),
            work: WorkCalendar::shipped(),
            found: Vec::new(),
            seen: Seen::default(),
        }
    }

    /// The book that figures are made from.
    ///
    /// # Errors
    /// Something is wrong that is not to be left out.
    pub fn book(&self, leave: Leave) -> std::result::Result<Sound<'_>, Unsound> {
        Sound::read(&self.sources, &self.ledgers, &self.found, &self.work, leave)
    }

    /// What stands in the way of any figure, and so of a write: what is wrong with whole files and with duban.toml.
    pub fn stops(&self, found: &[Diagnostic]) -> Vec<Diagnostic> {
        let is_config = |diagnostic: &Diagnostic| {
            self.ledgers.iter().any(|ledger| ledger.config == diagnostic.place.file)
        };
        let configs = found.iter().filter(|diagnostic| diagnostic.stops() && is_config(diagnostic));
        self.found.iter().chain(configs).cloned().collect()
    }

    /// Takes in the statements of the closed periods of the ledger asked for.
    pub fn take_statements(&mut self) -> Result<Vec<FileId>> {
        let folder = self.folders.first().cloned().unwrap_or_default();
        let mut names = statements(&folder)?;
        names.sort();
        self.seen.statements(&folder, &names);
        let mut taken = Vec::with_capacity(names.len());
        for name in names {
            let path = folder.join("statements").join(format!("{name}.toml"));
            self.seen.file(&path, Stamp::of(&path));
            let text = text_of(&path)?;
            let name = path.display().to_string();
            let (file, found) = read::take_in(&mut self.sources, name, text);
            match found {
                Some(found) => self.found.push(found),
                None => taken.push(file),
            }
        }
        Ok(taken)
    }

    fn ledger(&mut self, config: &Path, prefix: &str) -> Result<FileId> {
        let folder = folder_of(config);
        let paths = all_task_files(config)?;
        self.seen.listing(config, &paths);
        self.seen.file(config, Stamp::of(config));
        let text = text_of(config)?;
        let (file, found) = read::take_in(&mut self.sources, config.display().to_string(), text);
        self.found.extend(found);
        let pending = journal::pending(&folder)?;
        let pending = pending.filter(|pending| !pending.all_written);
        self.cut_off |= pending.is_some();
        let overlaid = |path: &PathBuf| -> Result<(Option<Stamp>, Read)> {
            let stamp = Stamp::of(path);
            let text = text_of(path)?;
            let (Some(pending), Ok(text)) = (&pending, &text) else {
                return Ok((stamp, text));
            };
            let name = path.strip_prefix(&folder).unwrap_or(path);
            Ok((stamp, Ok(pending.record.overlay(name, text.clone()))))
        };
        let texts: Vec<_> = paths.par_iter().map(overlaid).collect();
        let mut tasks = Vec::with_capacity(paths.len());
        for (path, text) in paths.iter().zip(texts) {
            let name = path.display().to_string();
            let (stamp, text) = text?;
            self.seen.file(path, stamp);
            let (file, found) = read::take_in(&mut self.sources, name, text);
            match found {
                Some(found) => self.found.push(found),
                None => tasks.push(file),
            }
        }
        self.folders.push(folder);
        self.ledgers.push(LedgerFiles { config: file, tasks, prefix: prefix.to_owned() });
        Ok(file)
    }

    /// The user's own holidays.
    fn holidays(&mut self, folder: &Path) -> Result<()> {
        let path = folder.join("config/holidays.toml");
        self.seen.file(&path, Stamp::of(&path));
        if !path.exists() {
            return Ok(());
        }
        let text = fs::read_to_string(&path).map_err(Error::at(&path))?;
        let problem = self.work.read_own(&text).err();
        let file = self.sources.push(SourceFile::new(path.display().to_string(), text));
        if let Some(problem) = problem {
            let span = Span::new(problem.bytes.unwrap_or(0..0));
            let finding = Finding::BadHolidays { why: problem.message };
            self.found.push(Diagnostic::new(finding, Place { file, span }));
        }
        Ok(())
    }
}

/// A text, or what is wrong with it as text.
type Read = std::result::Result<String, NotUtf8>;

fn text_of(path: &Path) -> Result<Read> {
    let bytes = fs::read(path).map_err(Error::at(path))?;
    Ok(read::decode(bytes))
}

pub(super) fn folder_of(config: &Path) -> PathBuf {
    config.parent().map(Path::to_path_buf).unwrap_or_default()
}

/// The files that tasks are read from, beside a duban.toml and below.
pub(super) fn all_task_files(config: &Path) -> Result<Vec<PathBuf>> {
    let folder = folder_of(config);
    let mut paths = task_files(&folder, config)?;
    paths.extend(task_files(&folder.join("tasks"), config)?);
    Ok(paths)
}

/// The `*.toml` files of a folder in the order of their names, without duban.toml.
fn task_files(folder: &Path, config: &Path) -> Result<Vec<PathBuf>> {
    let listed = or_here(folder);
    if folder.ends_with("tasks") && !folder.exists() {
        return Ok(Vec::new());
    }
    let entries = fs::read_dir(listed).map_err(Error::at(listed))?;
    let mut names = Vec::new();
    for entry in entries {
        let entry = entry.map_err(Error::at(listed))?;
        let name = PathBuf::from(entry.file_name());
        let hidden = name.to_string_lossy().starts_with('.');
        if name.extension().is_some_and(|extension| extension == "toml")
            && !hidden
            && entry.path().is_file()
        {
            names.push(folder.join(name));
        }
    }
    names.retain(|path| path.file_name() != config.file_name());
    names.sort();
    Ok(names)
}
