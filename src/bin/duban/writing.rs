//! One write over one ledger: locked, read, changed in memory, judged, written as a whole or not at all.

use crate::changes::{Before, Edit, FileEdit, changes};
use crate::cli::Cli;
use crate::cli::log::WriteArgs;
use crate::commands::Outcome;
use crate::edge::files::{self, Loaded};
use crate::edge::journal::{self, Memory, Record};
use crate::edge::lock::{self, Lock, Share};
use crate::edge::{environment, output, replace};
use crate::refusal::{self, pick};
use crate::session::{Exit, snippets};
use crate::verdict::{Judgement, judge};
use anyhow::Result;
use duban::diagnostic::Diagnostic;
use duban::ledger::Locale;
use duban::source::FileId;
use duban_words::words;
use std::cell::Cell;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::Duration;

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
    /// Set once something was written.
    pub(crate) wrote: &'a Cell<bool>,
}

/// A change that has more to it than its edits: what is made elsewhere first, and words of its own.
pub(crate) trait Change {
    /// What is to change in this ledger.
    fn plan(&mut self, before: &Before<'_>) -> Result<Vec<Edit>, Outcome>;

    /// The difference it makes elsewhere.
    fn difference(&self) -> String {
        String::new()
    }

    /// Makes what must stand elsewhere before this ledger is written; false where all is to be planned again.
    fn make(&mut self) -> Result<bool, Outcome> {
        Ok(true)
    }

    /// Says what was written.
    fn tell(
        &self,
        writing: &Writing<'_>,
        before: &Before<'_>,
        judgement: &Judgement,
        changes: &[FileEdit],
    ) -> Result<Exit, Outcome>;
}

/// A change of this ledger alone: how the tasks stand that it touches is told.
struct Alone<'p>(&'p mut dyn FnMut(&Before<'_>) -> Result<Vec<Edit>, Outcome>);

impl Change for Alone<'_> {
    fn plan(&mut self, before: &Before<'_>) -> Result<Vec<Edit>, Outcome> {
        (self.0)(before)
    }

    fn tell(
        &self,
        writing: &Writing<'_>,
        before: &Before<'_>,
        judgement: &Judgement,
        changes: &[FileEdit],
    ) -> Result<Exit, Outcome> {
        if changes.is_empty() {
            return crate::written::nothing(before.lang);
        }
        crate::written::tell(writing, before, judgement, changes)?;
        Ok(Exit::Done)
    }
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
        self.write_along(&mut Alone(plan))
    }

    /// Makes a change with all that goes along with it.
    pub(crate) fn write_along(&self, change: &mut dyn Change) -> Result<Exit, Outcome> {
        let folder = self.folder();
        let _lock = self.lock()?;
        self.recover()?;
        for _ in 0..TRIES {
            if let Some(exit) = self.attempt(&folder, change)? {
                return Ok(exit);
            }
        }
        let words = words!(
            "文件不断被别的程序改动,没有写入",
            "the files keep being changed by another program; nothing was written"
        );
        let lang = self.lang;
        Err(anyhow::anyhow!(pick(lang, words)).into())
    }

    /// Takes up what a writer that was cut off has left. Only for the one who holds the lock.
    pub(crate) fn recover(&self) -> Result<()> {
        let folder = self.folder();
        replace::sweep(&folder);
        replace::sweep(&folder.join("tasks"));
        replace::sweep(&folder.join("statements"));
        if journal::recover(&folder)? {
            output::say(recovered(self.lang));
        }
        Ok(())
    }

    /// Shows the ledger to one who will write only later; the exit code where it cannot be read.
    pub(crate) fn look(
        &self,
        see: &mut dyn FnMut(&Before<'_>) -> Result<(), Outcome>,
    ) -> Result<Option<Exit>, Outcome> {
        let loaded = files::load(self.config, |_| {}).map_err(Outcome::Unreadable)?;
        files::statements(&self.folder()).map_err(Outcome::Unreadable)?;
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
                words!(
                    "台账正被另一次写入占用,等候中…\n",
                    "another write is under way; waiting …\n"
                ),
            ));
        };
        let lock = lock::take(self.config, Share::Write, limit, waiting);
        let lock = lock.map_err(|error| {
            let root = error.root_cause().downcast_ref::<std::io::Error>();
            match root.map(std::io::Error::kind) {
                Some(ErrorKind::NotFound | ErrorKind::PermissionDenied) => {
                    Outcome::Unreadable(error)
                }
                _ => Outcome::Failed(error),
            }
        })?;
        lock.ok_or_else(|| {
            let words = words!(
                "台账正被另一次写入占用,没有写入",
                "another write is under way; nothing was written"
            );
            anyhow::anyhow!(pick(lang, words)).into()
        })
    }

    /// One try; `None` where a file changed meanwhile and all is to be read again.
    fn attempt(&self, folder: &Path, change: &mut dyn Change) -> Result<Option<Exit>, Outcome> {
        let loaded = files::load_locked(self.config).map_err(Outcome::Unreadable)?;
        files::statements(folder).map_err(Outcome::Unreadable)?;
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
        let edits = change.plan(&before)?;
        let changes = changes(&before, edits);
        let judgement = judge(&before, &changes);
        if judgement.refused {
            self.refuse(&judgement, lang);
            return Ok(Some(Exit::Failed));
        }
        self.warn(&judgement, lang);
        if self.args.dry_run {
            let here = crate::written::differences(&before, &changes);
            crate::written::print_diff(&(change.difference() + &here))?;
            return Ok(Some(Exit::Done));
        }
        let record = Record {
            command: self.command.to_owned(),
            files: changes.iter().map(|own| own.record(&before)).collect(),
        };
        if !record.files.is_empty() {
            if !change.make()? || self.make(&record, folder)?.is_some() {
                return Ok(None);
            }
            remember(&record, folder, lang);
        }
        change.tell(self, &before, &judgement, &changes).map(Some)
    }

    /// Makes a write; where it fails, says in which state the ledger is.
    pub(crate) fn make<'r>(&self, record: &'r Record, folder: &Path) -> Result<Option<&'r Path>> {
        let made = record.make(folder);
        self.wrote.set(self.wrote.get() || matches!(made, Ok(None)));
        made.map_err(|error| {
            let words = match journal::pending(folder) {
                Ok(None) => words!("没有写入", "nothing was written"),
                _ => words!(
                    "没有写完,下次写入时补完",
                    "not written to the end; the next write completes it"
                ),
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
    pub(crate) fn unreadable(
        &self,
        loaded: &Loaded,
        found: &[Diagnostic],
        lang: Locale,
    ) -> Option<Exit> {
        let configs: Vec<FileId> = loaded.ledgers.iter().map(|own| own.config).collect();
        let whole = found
            .iter()
            .filter(|one| one.stops() && configs.contains(&one.place.file));
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
            words!(
                "没有写入:以上是写入后会有的问题\n",
                "nothing was written: this is what would be wrong afterwards\n"
            ),
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
        words!(
            "上一次写入中途断了,已先补完\n",
            "the last write was cut off; it has been completed first\n"
        ),
    )
}

/// Keeps a write for `undo`; one that cannot be kept is made all the same.
pub(crate) fn remember(record: &Record, folder: &Path, lang: Locale) {
    let Some(state) = environment::state_folder() else {
        return;
    };
    let kept = Memory::of(&state, folder).and_then(|memory| memory.keep(record));
    if let Err(error) = kept {
        let words = words!(
            "已写入,但记不下来,不能用 undo 撤回:",
            "written, but `undo` cannot take it back: "
        );
        output::say(&format!("{}{error:#}\n", pick(lang, words)));
    }
}
