//! The files of a ledger from the disk: found, read, taken in. Nothing else is read as tasks.

use super::gathered::{Gathered, Text, gather, not_utf8};
use super::lock::{self, LockMode};
use super::opener::{self, Links, Opener};
use super::seen::{Seen, Stamp};
use super::{Error, Result, names};
use crate::calendar::WorkCalendar;
use crate::diagnostic::Diagnostic;
use crate::ledger::{Commits, LeftOutLedger, Locale};
use crate::read::{self, LedgerFiles};
use crate::source::{FileId, SourceFile, Sources};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

pub use super::find::{NoLedger, find};
pub use super::folder::{
    add_line, create, exists, from_ledger, names as names_in, tables, way, whole, write_new,
};
pub(super) use super::gathered::folder_of;
pub use super::listing::{closed_periods, statement_files, statements};
pub use super::opener::given as bytes;

/// Everything that was read from the disk.
pub struct Ledger {
    /// Their texts.
    pub sources: Sources,
    /// The ledger asked for, then those it includes.
    pub ledgers: Vec<LedgerFiles>,
    /// The folder of each ledger.
    pub folders: Vec<PathBuf>,
    /// Where links may lead out of them.
    pub links: Links,
    /// The paths of files whose names are no UTF-8.
    pub unusual: HashMap<FileId, PathBuf>,
    /// Which days are worked.
    pub work: WorkCalendar,
    /// A write of several files was cut off; the texts are as it leaves them.
    pub cut_off: bool,
    /// What is wrong with the files as files.
    pub found: Vec<Diagnostic>,
    /// The files as they were when they were read.
    pub seen: Seen,
    /// What is known of the included ledgers besides.
    pub along: Along,
}

/// What is known of the ledgers that are read along.
#[derive(Debug, Default)]
pub struct Along {
    /// How the `include` of each ledger of the book names its folder; nothing for the one asked for.
    pub shown: Vec<String>,
    /// Those whose files cannot be read.
    pub unread: Vec<LeftOutLedger>,
    /// Files that are read but hold no tasks of the book, each with the number of its ledger.
    pub beside: Vec<(FileId, u16)>,
}

/// The text of a file that is no part of the ledger proper, without its byte order mark; or what is wrong with it as text.
pub type OwnText = std::result::Result<String, Box<(Sources, Diagnostic)>>;

/// The text of a further file in a ledger's folder; `None` where there is none.
///
/// # Errors
/// It cannot be read.
pub fn text(folder: &Path, links: &Links, path: &Path) -> Result<Option<OwnText>> {
    let Some(bytes) = Opener::of(folder, links)?.bytes_if_there(path)? else {
        return Ok(None);
    };
    let mut sources = Sources::default();
    let (file, found) = read::take_in(&mut sources, names::shown(path), read::decode(bytes));
    if let Some(found) = found {
        return Ok(Some(Err(Box::new((sources, found)))));
    }
    let text = sources.file(file).text.as_str();
    Ok(Some(Ok(text.trim_start_matches('\u{feff}').to_owned())))
}

/// The text of a closed period's statement.
///
/// # Errors
/// It cannot be read.
pub fn statement(folder: &Path, links: &Links, period: &str) -> Result<String> {
    let named =
        statement_files(folder, links)?.into_iter().find(|path| names::stem(path) == period);
    let usual = || folder.join("statements").join(format!("{period}.toml"));
    let path = named.unwrap_or_else(usual);
    let bytes = Opener::of(folder, links)?.bytes(&path)?;
    String::from_utf8(bytes).map_err(|error| Error::at(&path)(not_utf8(&error)))
}

/// The language of a ledger's reports; `None` where its duban.toml cannot be read.
pub fn locale(config: &Path) -> Option<Locale> {
    // Whoever reads the ledger says why it cannot be read; until then the language is the usual one.
    alone(config).ok().map(|(sources, file)| read::locale(&sources, file))
}

/// When what is written to a ledger is committed.
///
/// # Errors
/// Its duban.toml cannot be read.
pub fn commits(config: &Path) -> Result<Commits> {
    let (sources, file) = alone(config)?;
    Ok(read::commits(&sources, file))
}

/// A duban.toml without its tasks.
fn alone(config: &Path) -> Result<(Sources, FileId)> {
    let mut sources = Sources::default();
    let text = read::decode(opener::given(config)?);
    let (file, _) = read::take_in(&mut sources, String::new(), text);
    Ok((sources, file))
}

/// How long a reader waits for a writer.
const PATIENCE: Duration = Duration::from_secs(10);

/// Reads a ledger and those it includes, as no write leaves them half made.
///
/// # Errors
/// A file cannot be read, or cannot be looked at.
pub fn load(config: &Path, links: &Links, mut aside: impl FnMut(WriterState)) -> Result<Ledger> {
    // Where nothing can be locked, nothing is written either.
    let lock = lock::take(config, LockMode::Read, PATIENCE, || {});
    if matches!(lock, Ok(None)) {
        aside(WriterState::Busy);
    }
    let loaded = load_locked(config, links)?;
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
    let mut loaded = Ledger::empty(&Links::default());
    loaded.folders.push(folder_of(config));
    let name = config.display().to_string();
    let config = loaded.sources.push(SourceFile::new(name, text));
    loaded.ledgers.push(LedgerFiles { config, tasks: Vec::new(), prefix: String::new() });
    loaded
}

/// The same for one who holds the lock.
///
/// # Errors
/// A file cannot be read, or cannot be looked at.
pub fn load_locked(config: &Path, links: &Links) -> Result<Ledger> {
    let mut loaded = Ledger::empty(links);
    let here = folder_of(config);
    let gathered = gather(config, links, &mut loaded.seen).map_err(|why| why.error)?;
    let (first, work) = loaded.take_in(gathered, "");
    loaded.work = work;
    loaded.along.shown.push(String::new());
    loaded.included(&here, read::includes(&loaded.sources, first));
    Ok(loaded)
}

impl Ledger {
    fn empty(links: &Links) -> Self {
        Self {
            links: links.clone(),
            unusual: HashMap::new(),
            cut_off: false,
            sources: Sources::default(),
            ledgers: Vec::new(),
            folders: Vec::new(),
            work: WorkCalendar::shipped(),
            found: Vec::new(),
            seen: Seen::default(),
            along: Along::default(),
        }
    }

    /// Takes in the statements of the closed periods of the ledger asked for.
    pub fn take_statements(&mut self) -> Result<Vec<FileId>> {
        let folder = self.folders.first().cloned().unwrap_or_default();
        let links = self.links.clone();
        let opener = Opener::of(&folder, &links)?;
        let paths = statement_files(&folder, &links)?;
        self.seen.statements(&folder, &links, &paths);
        paths.iter().for_each(|path| self.seen.file(path, Stamp::of(path)));
        let texts = all(paths.iter().map(|path| opener.bytes(path)))?;
        let mut taken = Vec::with_capacity(paths.len());
        for (path, bytes) in paths.iter().zip(texts) {
            let (file, sound) = self.take(path, read::decode(bytes));
            let undecided = read::unmerged(&self.sources, file);
            taken.extend((sound && undecided.is_empty()).then_some(file));
            self.found.extend(undecided);
        }
        Ok(taken)
    }

    /// The path of a file, as the system has it.
    pub fn path(&self, file: FileId) -> &Path {
        let unusual = self.unusual.get(&file).map(PathBuf::as_path);
        unusual.unwrap_or_else(|| Path::new(&self.sources.file(file).name))
    }

    /// Takes a file in; says whether its text can be read.
    fn take(&mut self, path: &Path, text: Text) -> (FileId, bool) {
        let (file, found) = read::take_in(&mut self.sources, names::shown(path), text);
        if path.to_str().is_none() {
            self.unusual.insert(file, path.to_path_buf());
        }
        let sound = found.is_none();
        self.found.extend(found);
        (file, sound)
    }

    /// Takes in the files of a ledger; with its duban.toml it gives the days that are worked there.
    pub(super) fn take_in(&mut self, gathered: Gathered, prefix: &str) -> (FileId, WorkCalendar) {
        let nth = u16::try_from(self.ledgers.len()).unwrap_or(u16::MAX);
        let (config, _) = self.take(&gathered.config, gathered.book);
        self.cut_off |= gathered.cut_off;
        let mut tasks = Vec::with_capacity(gathered.tasks.len());
        for (path, text) in gathered.tasks {
            let (file, sound) = self.take(&path, text);
            match sound {
                true => tasks.push(file),
                false => self.along.beside.push((file, nth)),
            }
        }
        let mut work = WorkCalendar::shipped();
        if let Some((path, text)) = gathered.own_days {
            let file = self.sources.push(SourceFile::new(names::shown(&path), text));
            self.along.beside.push((file, nth));
            self.found.extend(read::holidays(&self.sources, file, &mut work));
        }
        self.folders.push(gathered.folder);
        self.ledgers.push(LedgerFiles { config, tasks, prefix: prefix.to_owned() });
        (config, work)
    }
}

/// All of them, or every error there is.
fn all<T>(results: impl Iterator<Item = Result<T>>) -> Result<Vec<T>> {
    let (mut values, mut errors) = (Vec::new(), Vec::new());
    for result in results {
        match result {
            Ok(value) => values.push(value),
            Err(error) => errors.push(error),
        }
    }
    match Error::together(errors) {
        Some(error) => Err(error),
        None => Ok(values),
    }
}
