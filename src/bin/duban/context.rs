//! What a command may ask for: its ledger's place and language, the day, the book. Each is found out once, when it is asked for.

use crate::edge::files::{self, Loaded, NoLedger};
use crate::edge::output;
use crate::outcome::{Exit, Outcome};
use crate::refusal::{self, Refusal, Stop, no_such_day};
use crate::session::{Session, snippets};
use crate::settings::Settings;
use chrono::NaiveDate;
use duban::check::{self, Depth};
use duban::diagnostic::Diagnostic;
use duban::ledger::{Book, Commits, Locale};
use duban::source::{SourceFile, Sources};
use std::cell::{Cell, OnceCell};
use std::path::{Path, PathBuf};

/// One run over one ledger.
pub(crate) struct Context {
    pub(crate) settings: Settings,
    config: OnceCell<PathBuf>,
    lang: OnceCell<Locale>,
    commits: OnceCell<Commits>,
    loaded: OnceCell<&'static Loaded>,
    read: OnceCell<&'static Read>,
    wrote: Cell<bool>,
}

/// A book without its errors, and all that was found while it was read.
struct Read {
    book: Book<'static>,
    #[cfg(feature = "mail")]
    found: Vec<Diagnostic>,
}

/// Keeps a value until the process ends: giving a large book back piece by piece would only take time.
pub(crate) fn kept<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}

/// The language that the text of a duban.toml names.
pub(crate) fn locale_of(text: &str) -> Locale {
    let mut sources = Sources::default();
    let file = sources.push(SourceFile::new(String::new(), text.to_owned()));
    duban::read::locale(&sources, file)
}

impl Context {
    pub(crate) fn new(settings: Settings) -> Self {
        Self {
            settings,
            config: OnceCell::new(),
            lang: OnceCell::new(),
            commits: OnceCell::new(),
            loaded: OnceCell::new(),
            read: OnceCell::new(),
            wrote: Cell::new(false),
        }
    }

    /// The ledger's duban.toml, if there is one.
    pub(crate) fn find(&self) -> Result<&Path, NoLedger> {
        if let Some(config) = self.config.get() {
            return Ok(config);
        }
        let config = files::find(self.settings.ledger.as_deref(), &self.settings.here)?;
        Ok(self.config.get_or_init(|| config))
    }

    /// The ledger's duban.toml.
    pub(crate) fn config(&self) -> Result<&Path, Outcome> {
        self.find().map_err(|why| {
            Outcome::NoLedger(refusal::no_ledger(&why, self.settings.first_language()))
        })
    }

    /// The language asked for, else that of the ledger. Where it is needed before the ledger is read, its duban.toml is
    /// read alone.
    pub(crate) fn lang(&self) -> Locale {
        *self.lang.get_or_init(|| {
            let asked = self.settings.asked;
            let of_ledger = || files::locale(self.find().ok()?);
            asked.or_else(of_ledger).unwrap_or_default()
        })
    }

    /// Takes the language from a book that has been read.
    pub(crate) fn speak_for(&self, book: &Book<'_>) {
        let ledger = book.first_ledger();
        let of_ledger = ledger.map(|ledger| ledger.locale).unwrap_or_default();
        self.speak(of_ledger);
        let commits = ledger.map(|ledger| ledger.commits).unwrap_or_default();
        self.commits.get_or_init(|| commits);
    }

    /// Answers in a ledger's language, unless another one was asked for.
    pub(crate) fn speak(&self, of_ledger: Locale) {
        let asked = self.settings.asked;
        self.lang.get_or_init(|| asked.unwrap_or(of_ledger));
    }

    /// When what is written to the ledger is committed.
    pub(crate) fn commits(&self) -> Result<Commits, Outcome> {
        let config = self.config()?;
        Ok(*self.commits.get_or_init(|| files::commits(config)))
    }

    /// The day to answer for.
    pub(crate) fn as_of(&self) -> Result<NaiveDate, Refusal> {
        let as_of = self.settings.as_of.as_ref();
        as_of
            .copied()
            .map_err(|typed| no_such_day(typed, self.lang()))
    }

    /// Reads the ledger's files for one who will change what was read, or who reads them again.
    pub(crate) fn load(&self) -> Result<Loaded, Outcome> {
        self.load_at(self.config()?)
    }

    /// Reads the files of a ledger, as its writers leave them.
    pub(crate) fn load_at(&self, config: &Path) -> Result<Loaded, Outcome> {
        let aside = |aside| output::say(refusal::aside(aside, self.lang()));
        files::load(config, aside).map_err(Outcome::Unreadable)
    }

    /// The ledger's files.
    pub(crate) fn loaded(&self) -> Result<&'static Loaded, Outcome> {
        if let Some(loaded) = self.loaded.get() {
            return Ok(loaded);
        }
        let loaded = kept(self.load()?);
        Ok(self.loaded.get_or_init(|| loaded))
    }

    /// The book to answer from. Errors are printed and, unless asked to go on, end the run.
    pub(crate) fn book(&self) -> Result<&'static Book<'static>, Outcome> {
        Ok(&self.read()?.book)
    }

    /// What was found while the book was read, also what stops no figure.
    #[cfg(feature = "mail")]
    pub(crate) fn found(&self) -> Result<&'static [Diagnostic], Outcome> {
        Ok(&self.read()?.found)
    }

    fn read(&self) -> Result<&'static Read, Outcome> {
        if let Some(read) = self.read.get() {
            return Ok(read);
        }
        let loaded = self.loaded()?;
        let reading = duban::read::read(&loaded.sources, &loaded.ledgers);
        self.speak_for(&reading.book);
        let (book, found) = (reading.book, reading.found);
        let book = self.without_errors(book, &found, loaded)?;
        let read = kept(Read {
            book,
            #[cfg(feature = "mail")]
            found,
        });
        Ok(self.read.get_or_init(|| read))
    }

    /// A book that figures may be made from: errors are printed and, unless asked to go on, end the run.
    pub(crate) fn without_errors<'t>(
        &self,
        mut book: Book<'t>,
        in_reading: &[Diagnostic],
        loaded: &Loaded,
    ) -> Result<Book<'t>, Outcome> {
        let in_figures = check::check(&book, &loaded.sources, Depth::Errors);
        check::without_errors(&mut book, &in_figures);
        let mut found: Vec<Diagnostic> = loaded.found.clone();
        found.extend_from_slice(in_reading);
        found.extend(in_figures);
        found.retain(Diagnostic::stops);
        if found.is_empty() {
            return Ok(book);
        }
        let lang = self.lang();
        found.sort_by_key(|one| (one.place.file, one.place.span.start));
        output::say(&snippets(&found, &loaded.sources, lang, self.settings.err));
        // What a whole file or duban.toml lacks is not a number of tasks that could be told.
        let configs: Vec<_> = loaded.ledgers.iter().map(|own| own.config).collect();
        let in_tasks =
            loaded.found.is_empty() && !found.iter().any(|one| configs.contains(&one.place.file));
        let stop = match (self.settings.keep_going, in_tasks) {
            (true, true) => Stop::GoesOn(book.left_out),
            (true, false) => Stop::NotByTask,
            (false, _) => Stop::Stops,
        };
        output::say(&refusal::stopped(found.len(), stop, lang));
        match stop {
            Stop::GoesOn(_) => Ok(book),
            Stop::Stops | Stop::NotByTask => Err(Outcome::Said(Exit::Unreadable)),
        }
    }

    /// The book as of the day asked for.
    pub(crate) fn session(&self) -> Result<&Session<'_>, Outcome> {
        let (loaded, as_of) = (self.loaded()?, self.as_of()?);
        let session = self.session_of(self.book()?, loaded, as_of);
        Ok(Box::leak(Box::new(session)))
    }

    /// A book as of a day.
    pub(crate) fn session_of<'b>(
        &'b self,
        book: &'b Book<'b>,
        loaded: &'b Loaded,
        as_of: NaiveDate,
    ) -> Session<'b> {
        Session::new(book, &loaded.work, as_of, self.lang(), &self.settings)
    }

    /// Remembers that something was written.
    pub(crate) fn mark_written(&self) {
        self.wrote.set(true);
    }

    /// Whether something was written.
    pub(crate) fn wrote(&self) -> bool {
        self.wrote.get()
    }
}
