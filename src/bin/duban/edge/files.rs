//! The files of a ledger from the disk: found, read, taken in. Nothing else is read as tasks.

use super::journal;
use super::lock::{self, Share};
use super::replace;
use anyhow::{Context, Result};
use duban::calendar::WorkCalendar;
use duban::diagnostic::{Diagnostic, Finding};
use duban::ledger::{Commits, Locale};
use duban::read::{self, LedgerFiles, NotUtf8};
use duban::source::{FileId, Place, SourceFile, Sources, Span};
use rayon::prelude::*;
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::time::Duration;

/// Everything that was read from the disk.
pub(crate) struct Loaded {
    pub(crate) sources: Sources,
    pub(crate) ledgers: Vec<LedgerFiles>,
    /// The folder of each ledger.
    pub(crate) folders: Vec<PathBuf>,
    pub(crate) work: WorkCalendar,
    /// A write of several files was cut off; the texts are as it leaves them.
    pub(crate) cut_off: bool,
    /// What is wrong with the files as files.
    pub(crate) found: Vec<Diagnostic>,
}

/// Why no ledger is read at all.
pub(crate) enum NoLedger {
    /// None in sight from this folder.
    NotFound(PathBuf),
    /// The path that was given holds none.
    NotThere(PathBuf),
}

/// The duban.toml meant by a path, or the first one upward from the current folder.
pub(crate) fn find(given: Option<&Path>, from: &Path) -> Result<PathBuf, NoLedger> {
    if let Some(given) = given {
        let own = if given.is_dir() {
            given.join("duban.toml")
        } else {
            given.to_path_buf()
        };
        return if own.exists() {
            Ok(own)
        } else {
            Err(NoLedger::NotThere(given.to_path_buf()))
        };
    }
    let upward = from.ancestors().enumerate().map(|(up, _)| {
        let folder: PathBuf = std::iter::repeat_n("..", up).collect();
        folder.join("duban.toml")
    });
    let mut upward = upward.filter(|own| from.join(own).exists());
    upward
        .next()
        .ok_or_else(|| NoLedger::NotFound(from.to_path_buf()))
}

/// Whether a file is there.
pub(crate) fn exists(path: &Path) -> bool {
    path.exists()
}

/// The bytes of any file.
pub(crate) fn bytes(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| path.display().to_string())
}

/// The tables meant by a path: the file itself, or those of a folder in the order of their names.
pub(crate) fn tables(path: &Path) -> std::io::Result<Vec<PathBuf>> {
    if !fs::metadata(path)?.is_dir() {
        return Ok(vec![path.to_path_buf()]);
    }
    let mut all = names(path);
    // A spreadsheet program leaves `~$…` beside a file that it has open.
    all.retain(|name| {
        let lower = name.to_lowercase();
        let table = [".xlsx", ".xls", ".csv"]
            .iter()
            .any(|end| lower.ends_with(end));
        table && !name.starts_with(['~', '.'])
    });
    all.sort_unstable();
    Ok(all.iter().map(|name| path.join(name)).collect())
}

/// The names of what lies in a folder.
pub(crate) fn names(folder: &Path) -> Vec<String> {
    let folder = match folder.as_os_str().is_empty() {
        true => Path::new("."),
        false => folder,
    };
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
    names.collect()
}

/// The text of a file that is no part of the ledger proper, without its byte order mark; or what is wrong with it as text.
pub(crate) fn text(path: &Path) -> Result<Result<String, Box<(Sources, Diagnostic)>>> {
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
pub(crate) fn statements(folder: &Path) -> Result<Vec<String>> {
    let folder = folder.join("statements");
    let name = || folder.display().to_string();
    let entries = match fs::read_dir(&folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error).with_context(name),
    };
    let mut names = Vec::new();
    for entry in entries {
        let entry = entry.with_context(name)?.file_name();
        let stem = entry.to_str().and_then(|own| own.strip_suffix(".toml"));
        names.extend(stem.map(str::to_owned));
    }
    Ok(names)
}

/// The text of a closed period's statement.
pub(crate) fn statement(folder: &Path, period: &str) -> Result<String> {
    let path = folder.join("statements").join(format!("{period}.toml"));
    fs::read_to_string(&path).with_context(|| path.display().to_string())
}

/// A path typed in the current folder, as it is written in the ledger's files: from the ledger's own folder.
pub(crate) fn from_ledger(folder: &Path, path: &Path) -> String {
    let whole = |path: &Path| fs::canonicalize(path).ok();
    let folder = match folder.as_os_str().is_empty() {
        true => Path::new("."),
        false => folder,
    };
    let inside = whole(path).zip(whole(folder)).and_then(|(path, folder)| {
        let inside = path.strip_prefix(&folder).ok()?;
        Some(inside.display().to_string())
    });
    inside.unwrap_or_else(|| path.display().to_string())
}

/// A path without links and detours, also of what is not there yet.
pub(crate) fn whole(path: &Path) -> PathBuf {
    let path = match path.as_os_str().is_empty() {
        true => Path::new("."),
        false => path,
    };
    let from_root = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    let mut real = from_root.ancestors().filter_map(|above| {
        let rest = from_root.strip_prefix(above).ok()?;
        Some(fs::canonicalize(above).ok()?.join(rest))
    });
    let real = real.next().unwrap_or(from_root.clone());
    // Joining nothing would leave a stroke at the end.
    real.components().collect()
}

/// The way from one folder to another, as a relative path.
pub(crate) fn way(from: &Path, to: &Path) -> String {
    let (from, to) = (whole(from), whole(to));
    let steps = from.components().zip(to.components());
    let same = steps.take_while(|(one, other)| one == other).count();
    let up = from.components().skip(same).map(|_| Component::ParentDir);
    let way: PathBuf = up.chain(to.components().skip(same)).collect();
    way.display().to_string()
}

/// The language of a ledger's reports; `None` where its duban.toml cannot be read.
pub(crate) fn locale(config: &Path) -> Option<Locale> {
    alone(config).map(|(sources, file)| read::locale(&sources, file))
}

/// When what is written to a ledger is committed.
pub(crate) fn commits(config: &Path) -> Commits {
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
pub(crate) fn load(config: &Path, mut aside: impl FnMut(Aside)) -> Result<Loaded> {
    // Where nothing can be locked, nothing is written either.
    let lock = lock::take(config, Share::Read, PATIENCE, || {});
    if matches!(lock, Ok(None)) {
        aside(Aside::Busy);
    }
    let loaded = load_locked(config)?;
    if loaded.cut_off {
        aside(Aside::CutOff);
    }
    Ok(loaded)
}

/// What a reader should know of the writers.
#[derive(Clone, Copy)]
pub(crate) enum Aside {
    /// A write has been under way for long.
    Busy,
    /// A write was cut off; the figures are those it leaves once completed.
    CutOff,
}

/// A ledger of one duban.toml that is not on the disk yet.
pub(crate) fn to_come(config: &Path, text: String) -> Loaded {
    let mut loaded = Loaded::empty();
    loaded.folders.push(folder_of(config));
    let name = config.display().to_string();
    let config = loaded.sources.push(SourceFile::new(name, text));
    loaded.ledgers.push(LedgerFiles {
        config,
        tasks: Vec::new(),
        prefix: String::new(),
    });
    loaded
}

/// The same for one who holds the lock.
pub(crate) fn load_locked(config: &Path) -> Result<Loaded> {
    let mut loaded = Loaded::empty();
    let first = loaded.ledger(config, "")?;
    let includes = read::includes(&loaded.sources, first);
    let here = folder_of(config);
    for include in includes {
        let other = here.join(&include.path).join("duban.toml");
        if let Err(error) = loaded.ledger(&other, &include.prefix) {
            let finding = Finding::BadInclude {
                path: include.path.clone(),
                why: format!("{:#}", error.root_cause()),
            };
            loaded.found.push(Diagnostic::new(finding, include.place));
        }
    }
    loaded.holidays(&here)?;
    Ok(loaded)
}

impl Loaded {
    fn empty() -> Self {
        Self {
            cut_off: false,
            sources: Sources::default(),
            ledgers: Vec::new(),
            folders: Vec::new(),
            work: WorkCalendar::shipped(),
            found: Vec::new(),
        }
    }

    /// Takes in the statements of the closed periods of the ledger asked for.
    pub(crate) fn take_statements(&mut self) -> Result<Vec<duban::source::FileId>> {
        let folder = self.folders.first().cloned().unwrap_or_default();
        let mut names = statements(&folder)?;
        names.sort();
        let mut taken = Vec::with_capacity(names.len());
        for name in names {
            let path = folder.join("statements").join(format!("{name}.toml"));
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

    fn ledger(&mut self, config: &Path, prefix: &str) -> Result<duban::source::FileId> {
        let folder = folder_of(config);
        let mut paths = task_files(&folder, config)?;
        paths.extend(task_files(&folder.join("tasks"), config)?);
        let text = text_of(config)?;
        let (file, found) = read::take_in(&mut self.sources, config.display().to_string(), text);
        self.found.extend(found);
        let pending = journal::pending(&folder)?;
        self.cut_off |= pending.is_some();
        let overlaid = |path: &PathBuf| {
            let text = text_of(path)?;
            let (Some(record), Ok(text)) = (&pending, &text) else {
                return Ok(text);
            };
            let name = path.strip_prefix(&folder).unwrap_or(path);
            anyhow::Ok(Ok(record.overlay(name, text.clone())))
        };
        let texts: Vec<_> = paths.par_iter().map(overlaid).collect();
        let mut tasks = Vec::with_capacity(paths.len());
        for (path, text) in paths.iter().zip(texts) {
            let name = path.display().to_string();
            let (file, found) = read::take_in(&mut self.sources, name, text?);
            match found {
                Some(found) => self.found.push(found),
                None => tasks.push(file),
            }
        }
        self.folders.push(folder);
        self.ledgers.push(LedgerFiles {
            config: file,
            tasks,
            prefix: prefix.to_owned(),
        });
        Ok(file)
    }

    /// The user's own holidays.
    fn holidays(&mut self, folder: &Path) -> Result<()> {
        let path = folder.join("config/holidays.toml");
        if !path.exists() {
            return Ok(());
        }
        let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        let problem = self.work.read_own(&text).err();
        let file = self
            .sources
            .push(SourceFile::new(path.display().to_string(), text));
        if let Some(problem) = problem {
            let span = Span::new(problem.bytes.unwrap_or(0..0));
            let finding = Finding::BadHolidays {
                why: problem.message,
            };
            self.found
                .push(Diagnostic::new(finding, Place { file, span }));
        }
        Ok(())
    }
}

fn text_of(path: &Path) -> Result<Result<String, NotUtf8>> {
    let bytes = fs::read(path).with_context(|| path.display().to_string())?;
    Ok(read::decode(bytes))
}

fn folder_of(config: &Path) -> PathBuf {
    config.parent().map(Path::to_path_buf).unwrap_or_default()
}

/// The `*.toml` files of a folder in the order of their names, without duban.toml.
fn task_files(folder: &Path, config: &Path) -> Result<Vec<PathBuf>> {
    let listed = if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    };
    if folder.ends_with("tasks") && !folder.exists() {
        return Ok(Vec::new());
    }
    let entries = fs::read_dir(listed).with_context(|| listed.display().to_string())?;
    let mut names = Vec::new();
    for entry in entries {
        let entry = entry.with_context(|| listed.display().to_string())?;
        let name = PathBuf::from(entry.file_name());
        let hidden = name.to_string_lossy().starts_with('.');
        if name.extension().is_some_and(|own| own == "toml") && !hidden && entry.path().is_file() {
            names.push(folder.join(name));
        }
    }
    names.retain(|path| path.file_name() != config.file_name());
    names.sort();
    Ok(names)
}

/// Makes a file and its folder; false where the file is there already.
pub(crate) fn create(folder: &Path, file: &Path, text: &str) -> Result<bool> {
    fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    replace::create(file, text)
}

/// Writes new files into a folder; none is overwritten, and nothing is written if one is there.
pub(crate) fn write_new(folder: &Path, files: &[(&str, &str)]) -> Result<Option<PathBuf>> {
    for (name, _) in files {
        let path = folder.join(name);
        if path.exists() {
            return Ok(Some(path));
        }
    }
    fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    for (name, text) in files {
        let path = folder.join(name);
        fs::write(&path, text).with_context(|| path.display().to_string())?;
    }
    Ok(None)
}
