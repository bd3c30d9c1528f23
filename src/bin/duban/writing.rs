//! One write over one ledger: locked, read, changed in memory, judged, written as a whole or not at all.

use crate::cli::Cli;
use crate::cli::log::WriteArgs;
use crate::commands::Outcome;
use crate::edge::files::{self, Loaded};
use crate::edge::journal::{self, FileChange, Memory, Record};
use crate::edge::lock::{self, Lock, Share};
use crate::edge::{environment, output, replace};
use crate::refusal::{self, Refusal, pick};
use crate::resolve;
use crate::session::{Exit, snippets};
use crate::verdict::{Judgement, judge};
use anyhow::Result;
use chrono::NaiveDate;
use duban::blocks;
use duban::calendar::parse_period;
use duban::diagnostic::{Diagnostic, Severity};
use duban::edit::{Splice, difference};
use duban::ledger::{Book, Locale, Task, TaskId};
use duban::source::FileId;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// What a write is about to change.
pub(crate) enum Edit {
    /// The block of a task, which stays the same task.
    Block(TaskId, String),
    /// A whole file, or a new one.
    File(PathBuf, String),
}

/// The ledger as it is before the write.
pub(crate) struct Before<'b> {
    pub(crate) loaded: &'b Loaded,
    pub(crate) book: &'b Book<'b>,
    pub(crate) found: &'b [Diagnostic],
    pub(crate) folder: &'b Path,
    pub(crate) as_of: NaiveDate,
    pub(crate) lang: Locale,
}

impl<'b> Before<'b> {
    /// The text of a task's block.
    pub(crate) fn block(&self, task: &Task<'b>) -> &'b str {
        let text = &self.loaded.sources.file(task.file).text;
        text.get(task.block.range()).unwrap_or("")
    }

    /// The block of a task, also of one with errors.
    pub(crate) fn any_task(&self, name: &str) -> Result<AnyTask<'b>, Refusal> {
        let broken = self
            .found
            .iter()
            .find(|one| one.task.as_deref() == Some(name));
        let whole = |file: FileId| self.loaded.sources.file(file).text.as_str();
        match resolve::task(self.book, name, self.lang) {
            Ok(id) => {
                let task = self.book.task(id);
                Ok(AnyTask {
                    id: task.id.to_string(),
                    file: task.file,
                    at: task.block.range(),
                    block: self.block(task),
                })
            }
            Err(refusal) => {
                let place = broken.ok_or(refusal.clone())?.place;
                let text = whole(place.file);
                let blocks = blocks::cut(text).tasks.into_iter();
                let mut own = blocks.filter(|at| at.contains(&(place.span.start as usize)));
                let at = own.next().ok_or(refusal)?;
                Ok(AnyTask {
                    id: name.to_owned(),
                    file: place.file,
                    block: text.get(at.clone()).unwrap_or(""),
                    at,
                })
            }
        }
    }

    /// The last day of the periods that are closed.
    pub(crate) fn closed(&self) -> Option<NaiveDate> {
        let names = files::statements(self.folder);
        let periods = names
            .iter()
            .filter_map(|name| parse_period(name, self.as_of, None).ok());
        periods.map(|period| period.last).max()
    }
}

/// Where a task stands, whether or not it can be read.
pub(crate) struct AnyTask<'b> {
    pub(crate) id: String,
    pub(crate) file: FileId,
    pub(crate) at: Range<usize>,
    pub(crate) block: &'b str,
}

/// What is known of a write before the ledger is read.
pub(crate) struct Writing<'a> {
    pub(crate) config: &'a Path,
    pub(crate) cli: &'a Cli,
    pub(crate) args: &'a WriteArgs,
    /// The language asked for, else the ledger's own.
    pub(crate) lang: Locale,
    /// The name of the command.
    pub(crate) command: &'static str,
    /// Whether the tasks that changed are listed afterwards.
    pub(crate) lists: bool,
}

/// So often a file may change under a write before it gives up.
const TRIES: usize = 5;

impl Writing<'_> {
    pub(crate) fn folder(&self) -> PathBuf {
        self.config
            .parent()
            .map(Path::to_path_buf)
            .unwrap_or_default()
    }

    /// Makes the change that `plan` asks for.
    pub(crate) fn write(
        &self,
        plan: &mut dyn FnMut(&Before<'_>) -> Result<Vec<Edit>, Outcome>,
    ) -> Result<Exit, Outcome> {
        let folder = self.folder();
        let _lock = self.lock()?;
        replace::sweep(&folder);
        replace::sweep(&folder.join("tasks"));
        if journal::recover(&folder)? {
            output::say(recovered(self.lang));
        }
        for _ in 0..TRIES {
            if let Some(exit) = self.attempt(&folder, plan)? {
                return Ok(exit);
            }
        }
        let words = [
            "文件不断被别的程序改动,没有写入",
            "文件不斷被別的程序改動,沒有寫入",
            "the files keep being changed by another program; nothing was written",
        ];
        let lang = self.lang;
        Err(anyhow::anyhow!(pick(lang, words)).into())
    }

    /// Shows the ledger to one who will write only later; the exit code where it cannot be read.
    pub(crate) fn look(
        &self,
        see: &mut dyn FnMut(&Before<'_>) -> Result<(), Outcome>,
    ) -> Result<Option<Exit>, Outcome> {
        let loaded = files::load(self.config, |_| {}).map_err(Outcome::Unreadable)?;
        let lang = self.lang;
        let reading = duban::read::read(&loaded.sources, &loaded.ledgers);
        if let Some(exit) = self.unreadable(&loaded, &reading.found, lang) {
            return Ok(Some(exit));
        }
        see(&Before {
            loaded: &loaded,
            book: &reading.book,
            found: &reading.found,
            folder: &self.folder(),
            as_of: crate::as_of(self.cli, lang)?,
            lang,
        })?;
        Ok(None)
    }

    pub(crate) fn lock(&self) -> Result<Lock, Outcome> {
        let lang = self.lang;
        let limit = match self.args.no_wait {
            true => Duration::ZERO,
            false => Duration::from_secs(self.args.wait),
        };
        let waiting = || {
            output::say(pick(
                lang,
                [
                    "台账正被另一次写入占用,等候中…\n",
                    "臺賬正被另一次寫入佔用,等候中…\n",
                    "another write is under way; waiting …\n",
                ],
            ));
        };
        let lock = lock::take(self.config, Share::Write, limit, waiting);
        let lock = lock.map_err(Outcome::Unreadable)?;
        lock.ok_or_else(|| {
            let words = [
                "台账正被另一次写入占用,没有写入",
                "臺賬正被另一次寫入佔用,沒有寫入",
                "another write is under way; nothing was written",
            ];
            anyhow::anyhow!(pick(lang, words)).into()
        })
    }

    /// One try; `None` where a file changed meanwhile and all is to be read again.
    fn attempt(
        &self,
        folder: &Path,
        plan: &mut dyn FnMut(&Before<'_>) -> Result<Vec<Edit>, Outcome>,
    ) -> Result<Option<Exit>, Outcome> {
        let loaded = files::load_locked(self.config).map_err(Outcome::Unreadable)?;
        let lang = self.lang;
        let as_of = crate::as_of(self.cli, lang)?;
        let reading = duban::read::read(&loaded.sources, &loaded.ledgers);
        if let Some(exit) = self.unreadable(&loaded, &reading.found, lang) {
            return Ok(Some(exit));
        }
        let before = Before {
            loaded: &loaded,
            book: &reading.book,
            found: &reading.found,
            folder,
            as_of,
            lang,
        };
        let edits = plan(&before)?;
        let changes = changes(&before, edits);
        let judgement = judge(&before, &changes);
        if judgement.refused {
            self.refuse(&judgement, lang);
            return Ok(Some(Exit::Failed));
        }
        self.warn(&judgement, lang);
        if self.args.dry_run {
            crate::written::show_diff(&before, &changes)?;
            return Ok(Some(Exit::Done));
        }
        let record = Record {
            command: self.command.to_owned(),
            files: changes.iter().map(|own| own.record(&before)).collect(),
        };
        if record.files.is_empty() {
            return crate::written::nothing(lang).map(Some);
        }
        if self.make(&record, folder)?.is_some() {
            return Ok(None);
        }
        remember(&record, folder, lang);
        crate::written::tell(self, &before, &judgement, &changes)?;
        Ok(Some(Exit::Done))
    }

    /// Makes a write; where it fails, says in which state the ledger is.
    pub(crate) fn make<'r>(&self, record: &'r Record, folder: &Path) -> Result<Option<&'r Path>> {
        record.make(folder).map_err(|error| {
            let words = match journal::pending(folder) {
                Ok(None) => ["没有写入", "沒有寫入", "nothing was written"],
                _ => [
                    "没有写完,下次写入时补完",
                    "沒有寫完,下次寫入時補完",
                    "not written to the end; the next write completes it",
                ],
            };
            let root = error.root_cause().downcast_ref::<std::io::Error>();
            let cause = root.and_then(|own| refusal::cause(own.kind(), self.lang));
            match cause {
                Some(cause) => anyhow::anyhow!("{}: {error}: {cause}", pick(self.lang, words)),
                None => error.context(pick(self.lang, words)),
            }
        })
    }

    /// What stands in the way of any figure stands in the way of a write.
    fn unreadable(&self, loaded: &Loaded, found: &[Diagnostic], lang: Locale) -> Option<Exit> {
        let configs: Vec<FileId> = loaded.ledgers.iter().map(|own| own.config).collect();
        let whole = found
            .iter()
            .filter(|one| one.severity() == Severity::Error && configs.contains(&one.place.file));
        let all: Vec<Diagnostic> = loaded.found.iter().chain(whole).cloned().collect();
        if all.is_empty() {
            return None;
        }
        output::say(&snippets(&all, &loaded.sources, lang, self.cli.color));
        Some(Exit::Unreadable)
    }

    fn refuse(&self, judgement: &Judgement, lang: Locale) {
        let sources = &judgement.sources;
        output::say(&snippets(&judgement.found, sources, lang, self.cli.color));
        output::say(pick(
            lang,
            [
                "没有写入:以上是写入后会有的问题\n",
                "沒有寫入:以上是寫入後會有的問題\n",
                "nothing was written: this is what would be wrong afterwards\n",
            ],
        ));
    }

    fn warn(&self, judgement: &Judgement, lang: Locale) {
        if !judgement.found.is_empty() {
            let sources = &judgement.sources;
            output::say(&snippets(&judgement.found, sources, lang, self.cli.color));
        }
    }
}

fn recovered(lang: Locale) -> &'static str {
    pick(
        lang,
        [
            "上一次写入中途断了,已先补完\n",
            "上一次寫入中途斷了,已先補完\n",
            "the last write was cut off; it has been completed first\n",
        ],
    )
}

/// The change of one file.
pub(crate) struct FileEdit {
    /// Relative to the ledger's folder.
    pub(crate) path: PathBuf,
    /// Its number in the sources; `None` for a new file.
    pub(crate) file: Option<FileId>,
    pub(crate) splices: Vec<Splice>,
    /// Tasks whose blocks change and that stay what they are; `None` where anything may change.
    pub(crate) tasks: Option<Vec<TaskId>>,
}

impl FileEdit {
    pub(crate) fn before<'b>(&self, before: &Before<'b>) -> Option<&'b str> {
        self.file
            .map(|file| before.loaded.sources.file(file).text.as_str())
    }

    fn record(&self, before: &Before<'_>) -> FileChange {
        FileChange::new(self.path.clone(), self.before(before), &self.splices)
    }
}

/// The edits by file, in the order of the places; those that change nothing are left out.
fn changes(before: &Before<'_>, edits: Vec<Edit>) -> Vec<FileEdit> {
    let mut files: Vec<FileEdit> = Vec::new();
    for edit in edits {
        match edit {
            Edit::File(path, text) => files.extend(whole_file(before, path, &text)),
            Edit::Block(id, text) => {
                let task = before.book.task(id);
                let Some(mut change) = difference(before.block(task), &text) else {
                    continue;
                };
                let start = task.block.start as usize;
                change.at = change.at.start + start..change.at.end + start;
                match files.iter_mut().find(|own| own.file == Some(task.file)) {
                    Some(own) => {
                        own.splices.push(change);
                        own.tasks.get_or_insert_default().push(id);
                    }
                    None => files.push(FileEdit {
                        path: relative(before, task.file),
                        file: Some(task.file),
                        splices: vec![change],
                        tasks: Some(vec![id]),
                    }),
                }
            }
        }
    }
    for own in &mut files {
        own.splices.sort_by_key(|change| change.at.start);
    }
    files
}

fn whole_file(before: &Before<'_>, path: PathBuf, text: &str) -> Option<FileEdit> {
    let ledger = before.loaded.ledgers.first()?;
    let known = ledger.tasks.iter().copied();
    let file = known
        .chain([ledger.config])
        .find(|file| relative(before, *file) == path);
    let old = file.map_or("", |file| before.loaded.sources.file(file).text.as_str());
    Some(FileEdit {
        path,
        file,
        splices: vec![difference(old, text)?],
        tasks: None,
    })
}

/// A file's path below the ledger's folder.
pub(crate) fn relative(before: &Before<'_>, file: FileId) -> PathBuf {
    let name = Path::new(&before.loaded.sources.file(file).name);
    name.strip_prefix(before.folder)
        .unwrap_or(name)
        .to_path_buf()
}

/// Keeps a write for `undo`; one that cannot be kept is made all the same.
fn remember(record: &Record, folder: &Path, lang: Locale) {
    let Some(state) = environment::state_folder() else {
        return;
    };
    let kept = Memory::of(&state, folder).and_then(|memory| memory.keep(record));
    if let Err(error) = kept {
        let words = [
            "已写入,但记不下来,不能用 undo 撤回:",
            "已寫入,但記不下來,不能用 undo 撤回:",
            "written, but `undo` cannot take it back: ",
        ];
        output::say(&format!("{}{error:#}\n", pick(lang, words)));
    }
}
