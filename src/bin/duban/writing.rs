//! One write over one ledger in words: what is asked of the store, and what is said of what it answers.

use crate::arguments::WriteArgs;
use crate::changes::{Before, Edit, FileEdit};
use crate::context::Context;
use crate::edge::files::{self, Loaded};
use crate::edge::journal::Record;
use crate::edge::lock::Lock;
use crate::edge::output;
use crate::outcome::{Exit, Outcome};
use crate::refusal::{self, pick};
use crate::session::snippets;
use crate::written;
use anyhow::Result;
use duban::diagnostic::Diagnostic;
use duban::ledger::Locale;
use duban::source::Sources;
use duban::store::{self, Failure, Judgement, Request, Store, WriteError, WriteEvent, Written};
use duban_words::words;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// What is known of a write before the ledger is read.
pub(crate) struct Writing<'a> {
    pub(crate) config: &'a Path,
    pub(crate) context: &'a Context,
    pub(crate) args: &'a WriteArgs,
    /// The name of the command.
    pub(crate) command: &'static str,
    /// Whether the tasks that changed are listed afterwards.
    pub(crate) lists: bool,
}

impl Context {
    /// The right to write; `lists` says whether the tasks that changed are listed afterwards.
    pub(crate) fn writing<'a>(
        &'a self,
        args: &'a WriteArgs,
        command: &'static str,
        lists: bool,
    ) -> Result<Writing<'a>, Outcome> {
        Ok(Writing {
            config: self.config()?,
            context: self,
            args,
            command,
            lists,
        })
    }
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
            return written::nothing(before.lang);
        }
        let told = (writing.command, writing.lists, writing.args.format);
        written::tell(told, before, judgement, changes)?;
        Ok(Exit::Done)
    }
}

impl Writing<'_> {
    fn store(&self) -> Store {
        Store {
            config: self.config.to_path_buf(),
        }
    }

    pub(crate) fn folder(&self) -> PathBuf {
        self.store().folder()
    }

    fn wait(&self) -> Duration {
        Duration::from_secs(if self.args.no_wait { 0 } else { self.args.wait })
    }

    /// The language asked for, else the ledger's own.
    pub(crate) fn lang(&self) -> Locale {
        self.context.lang()
    }

    fn seen<'b>(&'b self, ledger: &'b store::Before<'b>) -> Before<'b> {
        Before {
            ledger,
            lang: self.lang(),
            settings: &self.context.settings,
        }
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
        let settings = &self.context.settings;
        let request = Request {
            command: self.command,
            as_of: self.context.as_of()?,
            wait: self.wait(),
            dry_run: self.args.dry_run,
            state: settings.state_folder.as_deref(),
        };
        let mut worded = Worded {
            writing: self,
            change,
            exit: Exit::Done,
        };
        match self.store().write(&request, &mut worded) {
            Ok(Written::Done | Written::Planned) => Ok(worded.exit),
            Ok(Written::Refused(_)) => Ok(Exit::Failed),
            Ok(Written::Unreadable(_)) => Ok(Exit::Unreadable),
            Err(WriteError::Plan(outcome)) => Err(outcome),
            Err(WriteError::Store(failure)) => Err(failed(failure, self.lang())),
        }
    }

    /// Takes up what a writer that was cut off has left. Only for the one who holds the lock.
    pub(crate) fn recover(&self) -> Result<()> {
        if self.store().recover()? {
            output::say(recovered(self.lang()));
        }
        Ok(())
    }

    /// Shows the ledger to one who will write only later; the exit code where it cannot be read.
    pub(crate) fn look(
        &self,
        see: &mut dyn FnMut(&Before<'_>) -> Result<(), Outcome>,
    ) -> Result<Option<Exit>, Outcome> {
        let loaded = self.store().open(|_| {}).map_err(Outcome::unreadable)?;
        files::statements(&self.folder()).map_err(Outcome::unreadable)?;
        let reading = duban::read::read(&loaded.sources, &loaded.ledgers);
        self.context.speak_for(&reading.book);
        if let Some(exit) = self.unreadable(&loaded, &reading.found) {
            return Ok(Some(exit));
        }
        let ledger = store::Before {
            loaded: &loaded,
            book: &reading.book,
            found: &reading.found,
            folder: &self.folder(),
            as_of: self.context.as_of()?,
        };
        see(&self.seen(&ledger))?;
        Ok(None)
    }

    pub(crate) fn lock(&self) -> Result<Lock, Outcome> {
        let lang = self.lang();
        let lock = self
            .store()
            .lock(self.wait(), || output::say(waiting(lang)));
        lock.map_err(|failure| failed(failure, lang))
    }

    /// Makes a write; where it fails, says in which state the ledger is.
    pub(crate) fn make<'r>(&self, record: &'r Record) -> Result<Option<&'r Path>, Outcome> {
        let made = self.store().make(record);
        if matches!(made, Ok(None)) {
            self.context.mark_written();
        }
        made.map_err(|failure| failed(failure, self.lang()))
    }

    /// Keeps a write for `undo`; one that cannot be kept is made all the same.
    pub(crate) fn remember(&self, record: &Record) {
        let state = self.context.settings.state_folder.as_deref();
        if let Err(error) = store::remember(record, &self.folder(), state) {
            output::say(&not_remembered(&error, self.lang()));
        }
    }

    /// What stands in the way of any figure stands in the way of a write.
    pub(crate) fn unreadable(&self, loaded: &Loaded, found: &[Diagnostic]) -> Option<Exit> {
        let stops = loaded.stops(found);
        if stops.is_empty() {
            return None;
        }
        self.show(&stops, &loaded.sources);
        Some(Exit::Unreadable)
    }

    fn show(&self, found: &[Diagnostic], sources: &Sources) {
        output::say(&snippets(
            found,
            sources,
            self.lang(),
            self.context.settings.err,
        ));
    }
}

/// A change whose way is told in words.
struct Worded<'w> {
    writing: &'w Writing<'w>,
    change: &'w mut dyn Change,
    exit: Exit,
}

impl store::WritePlan for Worded<'_> {
    type Error = Outcome;

    fn plan(&mut self, before: &store::Before<'_>) -> Result<Vec<Edit>, Outcome> {
        self.writing.context.speak_for(before.book);
        self.change.plan(&self.writing.seen(before))
    }

    fn make(&mut self) -> Result<bool, Outcome> {
        self.change.make()
    }

    fn hear(&mut self, news: WriteEvent<'_>) {
        let lang = self.writing.lang();
        match news {
            WriteEvent::Waiting => output::say(waiting(lang)),
            WriteEvent::Recovered => output::say(recovered(lang)),
            WriteEvent::Unreadable(found, ledger) => self.writing.show(found, &ledger.sources),
            WriteEvent::Judged(judgement) => {
                if !judgement.found.is_empty() {
                    self.writing.show(&judgement.found, &judgement.sources);
                }
                if judgement.refused {
                    output::say(refused(lang));
                }
            }
            WriteEvent::NotRemembered(error) => output::say(&not_remembered(error, lang)),
        }
    }

    fn see(
        &mut self,
        before: &store::Before<'_>,
        judgement: &Judgement,
        changes: &[FileEdit],
    ) -> Result<(), Outcome> {
        let before = self.writing.seen(before);
        if self.writing.args.dry_run {
            let here = written::differences(&before, changes);
            return written::print_diff(&(self.change.difference() + &here), before.settings);
        }
        if !changes.is_empty() {
            self.writing.context.mark_written();
        }
        self.exit = self
            .change
            .tell(self.writing, &before, judgement, changes)?;
        Ok(())
    }
}

/// Why the store could not write, in words.
fn failed(failure: Failure, lang: Locale) -> Outcome {
    let words = match failure {
        Failure::Unreadable(error) => return Outcome::unreadable(error),
        Failure::Failed(error) => return Outcome::from(error),
        Failure::Busy => words!(
            "台账正被另一次写入占用,没有写入",
            "another write is under way; nothing was written"
        ),
        Failure::Restless => words!(
            "文件不断被别的程序改动,没有写入",
            "the files keep being changed by another program; nothing was written"
        ),
        Failure::NotMade { error, begun } => return not_made(error, begun, lang).into(),
    };
    anyhow::anyhow!(pick(lang, words)).into()
}

/// What could not be written, and in which state the ledger is.
fn not_made(error: store::Error, begun: bool, lang: Locale) -> anyhow::Error {
    let words = if begun {
        words!(
            "没有写完,下次写入时补完",
            "not written to the end; the next write completes it"
        )
    } else {
        words!("没有写入", "nothing was written")
    };
    let words = pick(lang, words);
    match error.kind().and_then(|kind| refusal::cause(kind, lang)) {
        Some(cause) => anyhow::anyhow!("{words}: {error}: {cause}"),
        None => anyhow::Error::from(error).context(words),
    }
}

fn waiting(lang: Locale) -> &'static str {
    pick(
        lang,
        words!(
            "台账正被另一次写入占用,等候中…\n",
            "another write is under way; waiting …\n"
        ),
    )
}

fn refused(lang: Locale) -> &'static str {
    pick(
        lang,
        words!(
            "没有写入:以上是写入后会有的问题\n",
            "nothing was written: this is what would be wrong afterwards\n"
        ),
    )
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

fn not_remembered(error: &store::Error, lang: Locale) -> String {
    let words = words!(
        "已写入,但记不下来,不能用 undo 撤回:",
        "written, but `undo` cannot take it back: "
    );
    let words = pick(lang, words);
    match std::error::Error::source(error) {
        Some(cause) => format!("{words}{error}: {cause}\n"),
        None => format!("{words}{error}\n"),
    }
}
