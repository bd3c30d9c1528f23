//! One write of the store: what is asked of it, and what is said of its answer.

use crate::arguments::WriteArgs;
use crate::changes::{Before, Edit, FileEdit};
use crate::context::Context;
use crate::edge::files::{self, Loaded};
use crate::edge::lock::Lock;
use crate::edge::{output, terminal};
use crate::outcome::{Exit, Outcome};
use crate::refusal;
use crate::session::{drawn, snippets};
use crate::written::{self, Asked};
use anyhow::Result;
use duban::diagnostic::Diagnostic;
use duban::ledger::Locale;
use duban::page::findings::problem;
use duban::page::refusals::notes::Note;
use duban::page::refusals::writing::{WriteFailed, cause};
use duban::page::{typed, words};
use duban::source::Sources;
use duban::store::{
    self, Failure, Judgement, Links, Making, Record, Request, Store, WriteError, WriteEvent,
    Written, refuses,
};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// What is known of a write before the ledger is read.
pub(crate) struct Writing<'a> {
    pub(crate) config: &'a Path,
    pub(crate) context: &'a Context,
    pub(crate) args: &'a WriteArgs,
    /// The name of the command.
    pub(crate) command: &'static str,
    /// Where links may lead out of the ledger.
    pub(crate) links: &'a Links,
    /// Whether the tasks that changed are listed afterwards.
    pub(crate) lists: bool,
    /// Whether what is written was typed with options.
    pub(crate) by_options: bool,
    /// Whether the statements of closed periods are read too.
    pub(crate) statements: bool,
}

impl Context {
    /// A write of the ledger; `lists`: the tasks that changed are listed afterwards.
    pub(crate) fn writing<'a>(
        &'a self,
        args: &'a WriteArgs,
        command: &'static str,
        lists: bool,
    ) -> Result<Writing<'a>, Outcome> {
        Ok(Writing {
            config: self.config()?,
            links: self.links()?,
            context: self,
            args,
            command,
            lists,
            by_options: true,
            statements: false,
        })
    }
}

/// A change that is more than its edits: something is written elsewhere first, and it has an answer of its own.
pub(crate) trait Change {
    /// What is to change in this ledger.
    fn plan(&mut self, before: &Before<'_>) -> Result<Vec<Edit>, Outcome>;

    /// The difference in another ledger.
    fn difference(&self) -> String {
        String::new()
    }

    /// Writes what must stand elsewhere before this ledger is written; false where everything must be planned again.
    fn make(&mut self) -> Result<bool, Outcome> {
        Ok(true)
    }

    /// Answers with what was written.
    fn tell(
        &self,
        writing: &Writing<'_>,
        before: &Before<'_>,
        judgement: &Judgement,
        changes: &[FileEdit],
    ) -> Result<Exit, Outcome>;
}

/// A change of this ledger alone; the answer is how its tasks stand.
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
        writing.answer(before, judgement, changes)?;
        Ok(Exit::Done)
    }
}

impl Writing<'_> {
    fn store(&self) -> Store {
        Store { config: self.config.to_path_buf(), links: self.links.clone() }
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
        let settings = &self.context.settings;
        Before { ledger, lang: self.lang(), settings, context: self.context }
    }

    /// Makes the change that `plan` asks for.
    pub(crate) fn write(
        &self,
        plan: &mut dyn FnMut(&Before<'_>) -> Result<Vec<Edit>, Outcome>,
    ) -> Result<Exit, Outcome> {
        self.write_along(&mut Alone(plan))
    }

    /// The same, once figures that seem mistyped are agreed to at the terminal. It is asked without the lock.
    pub(crate) fn write_agreed(
        &self,
        plan: &mut dyn FnMut(&Before<'_>) -> Result<Vec<Edit>, Outcome>,
    ) -> Result<Exit, Outcome> {
        self.write_along_agreed(&mut Alone(plan))
    }

    /// Makes a change with all that goes along with it, once figures that seem mistyped are agreed to.
    pub(crate) fn write_along_agreed(&self, change: &mut dyn Change) -> Result<Exit, Outcome> {
        match self.write_along(change) {
            Err(Outcome::Doubtful(doubtful)) => {
                let reply = terminal::ask(&doubtful.question(self.lang()));
                if !reply.as_deref().is_some_and(typed::agrees) {
                    return Err(Outcome::Doubtful(doubtful));
                }
                self.context.mark_sure();
                self.write_along(change)
            }
            other => other,
        }
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
            statements: self.statements,
        };
        let mut worded = Worded { writing: self, change, exit: Exit::Done };
        match self.store().write(&request, &mut worded) {
            Ok(Written::Done | Written::Planned) => Ok(worded.exit),
            Ok(Written::Refused(_)) => Ok(Exit::Failed),
            Ok(Written::Unreadable(_)) => Ok(Exit::Unreadable),
            Err(WriteError::Plan(outcome)) => Err(outcome),
            Err(WriteError::Store(failure)) => Err(failed(failure, self.lang())),
        }
    }

    /// Answers with what was written.
    pub(crate) fn answer(
        &self,
        before: &Before<'_>,
        judgement: &Judgement,
        changes: &[FileEdit],
    ) -> Result<(), Outcome> {
        let Self { command, lists, .. } = *self;
        let asked = Asked { command, lists, format: self.args.format, figures: None, read: None };
        written::answer(&asked, before, judgement, changes)
    }

    /// Completes a write that was cut off, unless nothing is to be written. The caller holds the lock.
    pub(crate) fn recover(&self) -> Result<()> {
        if !self.args.dry_run && self.store().recover()? {
            output::say(&Note::Recovered.words(self.lang()));
        }
        Ok(())
    }

    /// The write that was cut off and is not completed yet.
    pub(crate) fn pending(&self) -> Result<Option<Record>, Outcome> {
        Ok(self.store().pending()?)
    }

    /// Shows the ledger without a lock, for a write that follows later; the exit code where it cannot be read.
    pub(crate) fn look(
        &self,
        see: &mut dyn FnMut(&Before<'_>) -> Result<(), Outcome>,
    ) -> Result<Option<Exit>, Outcome> {
        let loaded = self.store().open(|_| {}).map_err(Outcome::unreadable)?;
        files::statements(&self.folder(), self.links).map_err(Outcome::unreadable)?;
        let reading = duban::read::read(&loaded.sources, &loaded.ledgers);
        self.context.speak_for(&reading.book);
        if let Some(exit) = self.unreadable(&loaded, &reading.found) {
            return Ok(Some(exit));
        }
        let ledger = store::Before {
            loaded: &loaded,
            book: &reading.book,
            found: &reading.found,
            statements: &[],
            folder: &self.folder(),
            as_of: self.context.as_of()?,
        };
        see(&self.seen(&ledger))?;
        Ok(None)
    }

    pub(crate) fn lock(&self) -> Result<Lock, Outcome> {
        let lang = self.lang();
        let lock = self.store().lock(self.wait(), || output::say(&Note::Waiting.words(lang)));
        lock.map_err(|failure| failed(failure, lang))
    }

    /// Makes a write of a ledger as it was read; false where a file has changed since. A failure says in which state the ledger is.
    pub(crate) fn make(&self, record: &Record, ledger: &Loaded) -> Result<bool, Outcome> {
        let state = self.context.settings.state_folder.as_deref();
        let made = self.store().make(record, ledger, state);
        Ok(self.made(made)?.is_none())
    }

    /// Takes a write back; the path of a file that has changed since.
    pub(crate) fn take_back(&self, record: &Record) -> Result<Option<PathBuf>, Outcome> {
        self.made(self.store().take_back(record))
    }

    /// What became of a write, in words; the file that has changed, where nothing was made.
    fn made(&self, made: Result<Making, Failure>) -> Result<Option<PathBuf>, Outcome> {
        match made.map_err(|failure| failed(failure, self.lang()))? {
            Making::Changed(path) => Ok(Some(path)),
            Making::All { doubt, not_remembered } => {
                self.context.mark_written();
                not_remembered.iter().for_each(|error| self.not_remembered(error));
                doubt.iter().for_each(|error| self.in_doubt(error));
                Ok(None)
            }
        }
    }

    fn not_remembered(&self, error: &store::Error) {
        self.context.mark_forgotten();
        let why = refusal::in_words(error, self.lang());
        output::say(&Note::NotRemembered { why }.words(self.lang()));
    }

    fn in_doubt(&self, error: &store::Error) {
        self.context.mark_in_doubt();
        let why = refusal::in_words(error, self.lang());
        output::say(&Note::InDoubt { why }.words(self.lang()));
    }

    /// The exit code where errors stop the figures: they stop a write too.
    pub(crate) fn unreadable(&self, loaded: &Loaded, found: &[Diagnostic]) -> Option<Exit> {
        let stops = loaded.stops(found);
        if stops.is_empty() {
            return None;
        }
        self.show(&stops, &loaded.sources);
        Some(Exit::Unreadable)
    }

    /// Shows what a write would bring; what refuses it is an error, whatever it is in a ledger that has it.
    fn show_judged(&self, judgement: &Judgement) {
        let Judgement { found, sources, refused, .. } = judgement;
        if found.is_empty() {
            return;
        }
        let lang = self.lang();
        let settings = &self.context.settings;
        let options = (*refused && self.by_options).then(|| (settings.options)(self.command));
        let options = options.unwrap_or_default();
        let problems: Vec<_> = found
            .iter()
            .map(|found| match refuses(found) {
                true => problem::refusing(found, sources, &options, lang),
                false => problem::problem(found, sources, lang),
            })
            .collect();
        output::say(&drawn(&problems, settings.err));
    }

    fn show(&self, found: &[Diagnostic], sources: &Sources) {
        output::say(&snippets(found, sources, self.lang(), self.context.settings.err));
    }
}

/// A change, with words for what happens on its way.
struct Worded<'w> {
    writing: &'w Writing<'w>,
    change: &'w mut dyn Change,
    exit: Exit,
}

impl store::WritePlan for Worded<'_> {
    type Error = Outcome;

    fn plan(&mut self, before: &store::Before<'_>) -> Result<Vec<Edit>, Outcome> {
        self.writing.context.speak_for(before.book);
        let seen = self.writing.seen(before);
        let edits = self.change.plan(&seen)?;
        seen.no_new_control(&edits)?;
        Ok(edits)
    }

    fn make(&mut self) -> Result<bool, Outcome> {
        self.change.make()
    }

    fn hear(&mut self, news: WriteEvent<'_>) {
        let lang = self.writing.lang();
        match news {
            WriteEvent::Waiting => output::say(&Note::Waiting.words(lang)),
            WriteEvent::Recovered => output::say(&Note::Recovered.words(lang)),
            WriteEvent::Unreadable(found, ledger) => self.writing.show(found, &ledger.sources),
            WriteEvent::Judged(judgement) => {
                self.writing.show_judged(judgement);
                if judgement.refused {
                    output::say(&Note::NotWritten.words(lang));
                }
            }
            WriteEvent::NotRemembered(error) => self.writing.not_remembered(error),
            WriteEvent::InDoubt(error) => self.writing.in_doubt(error),
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
        self.exit = self.change.tell(self.writing, &before, judgement, changes)?;
        Ok(())
    }
}

/// Why the store could not write, in words.
fn failed(failure: Failure, lang: Locale) -> Outcome {
    let failed = match failure {
        Failure::Unreadable(error) => return Outcome::unreadable(error),
        Failure::Failed(error) => return Outcome::from(error),
        Failure::Busy => WriteFailed::Busy,
        Failure::Restless(file) => WriteFailed::Restless { file },
        Failure::NotMade { error, begun } => return not_made(error, begun, lang).into(),
    };
    anyhow::anyhow!(failed.words(lang)).into()
}

/// What could not be written, and in which state the ledger is.
fn not_made(error: store::Error, begun: bool, lang: Locale) -> anyhow::Error {
    let words = WriteFailed::NotMade { begun }.words(lang);
    let told = |why: &str| anyhow::anyhow!(words::with_reason(&words, why, lang));
    match error.kind().and_then(|kind| cause(kind, lang)) {
        Some(cause) => told(&words::with_reason(&error.to_string(), &cause, lang)),
        // A journal that is not obeyed, and a file that is not opened, have words of their own.
        None if error.kind().is_none() => anyhow::Error::from(error).context(words),
        None => told(&refusal::in_words(&error, lang)),
    }
}
