//! What a command may ask for: the ledger's place and language, the day, the book. Each is found out once, when it is first needed.

use crate::edge::files::{self, Loaded, NoLedger, WriterState};
use crate::edge::output;
use crate::outcome::{Exit, Outcome};
use crate::refusal::{self, Refusal, Then};
use crate::session::{Session, snippets};
use crate::settings::Settings;
use chrono::NaiveDate;
use duban::account::Basis;
use duban::check::{Leave, Sound};
use duban::ledger::{Book, Commits, Locale};
use duban::page::refusals::notes::Note;
use duban::source::{SourceFile, Sources};
use duban::store::Links;
use std::cell::{Cell, OnceCell, RefCell};
use std::path::{Path, PathBuf};

/// One run over one ledger.
pub(crate) struct Context {
    pub(crate) settings: Settings,
    config: OnceCell<PathBuf>,
    lang: OnceCell<Locale>,
    commits: OnceCell<Commits>,
    loaded: OnceCell<&'static Loaded>,
    book: OnceCell<&'static Sound<'static>>,
    wrote: Cell<bool>,
    acted: Cell<bool>,
    in_doubt: Cell<bool>,
    forgotten: Cell<bool>,
    /// Names of tasks with the ids that somebody at the terminal agreed to.
    agreed: RefCell<Vec<(String, String)>>,
    /// Whether somebody at the terminal said that figures far past their targets are right.
    sure: Cell<bool>,
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
            book: OnceCell::new(),
            wrote: Cell::new(false),
            acted: Cell::new(false),
            in_doubt: Cell::new(false),
            forgotten: Cell::new(false),
            agreed: RefCell::default(),
            sure: Cell::new(false),
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

    /// Where links may lead out of the ledger.
    pub(crate) fn links(&self) -> Result<&Links, Outcome> {
        let links = self.settings.links.as_ref();
        links.map_err(|wrong| {
            let lang = self.settings.first_language();
            Outcome::NoLedger(wrong.why.refusal(&wrong.place, lang))
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
        if let Some(commits) = self.commits.get() {
            return Ok(*commits);
        }
        let commits = files::commits(config)?;
        Ok(*self.commits.get_or_init(|| commits))
    }

    /// The day to answer for.
    pub(crate) fn as_of(&self) -> Result<NaiveDate, Refusal> {
        let as_of = self.settings.as_of.as_ref();
        as_of.copied().map_err(|typed| refusal::no_such_day(typed, self.lang()))
    }

    /// Reads the ledger's files anew, for a command that changes what it has read.
    pub(crate) fn load(&self) -> Result<Loaded, Outcome> {
        self.load_at(self.config()?)
    }

    /// Reads the files of a ledger as a whole, never in the middle of a write.
    pub(crate) fn load_at(&self, config: &Path) -> Result<Loaded, Outcome> {
        let aside = |aside| {
            let note = match aside {
                WriterState::Busy => Note::BeingWritten,
                WriterState::CutOff => Note::CutOff,
            };
            output::say(&note.words(self.lang()));
        };
        files::load(config, self.links()?, aside).map_err(Outcome::unreadable)
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
    pub(crate) fn book(&self) -> Result<&'static Sound<'static>, Outcome> {
        if let Some(book) = self.book.get() {
            return Ok(book);
        }
        let book = kept(self.sound(self.loaded()?)?);
        Ok(self.book.get_or_init(|| book))
    }

    /// A book that figures may be made from: errors are printed and, unless asked to go on, end the run.
    pub(crate) fn sound<'t>(&self, loaded: &'t Loaded) -> Result<Sound<'t>, Outcome> {
        let leave = if self.settings.keep_going { Leave::TasksWithErrors } else { Leave::Nothing };
        let book = loaded.book(leave);
        if let Ok(book) = &book {
            self.speak_for(book);
        }
        let (found, then) = match &book {
            Ok(book) if book.left_out().is_empty() => (&[][..], None),
            Ok(book) => (book.left_out(), Some(Then::LeftOut(book.left_out.total()))),
            Err(unsound) if unsound.in_ledgers > 0 && !self.settings.keep_going => {
                (unsound.found.as_slice(), Some(Then::InLedgers(unsound.in_ledgers)))
            }
            Err(unsound) if self.settings.keep_going || !unsound.in_tasks => {
                (unsound.found.as_slice(), Some(Then::NotByTask))
            }
            Err(unsound) => (unsound.found.as_slice(), Some(Then::InTasks(unsound.tasks()))),
        };
        if let Some(then) = then {
            let lang = self.lang();
            output::say(&snippets(found, &loaded.sources, lang, self.settings.err));
            output::say(&refusal::stopped(found.len(), then, lang));
            if let Ok(book) = &book {
                let (of, ledgers) = (book.tasks_left_out(), book.ledgers_left_out.clone());
                output::say(&Note::TasksLeftOut { of }.words(lang));
                output::say(&Note::LedgersLeftOut { ledgers }.words(lang));
            }
        }
        book.map_err(|_| Outcome::Said(Exit::Unreadable))
    }

    /// The book as of the day asked for.
    pub(crate) fn session(&self) -> Result<&Session<'_>, Outcome> {
        let as_of = self.as_of()?;
        let session = self.session_of(self.book()?.basis(), as_of);
        Ok(Box::leak(Box::new(session)))
    }

    /// A book as of a day.
    pub(crate) fn session_of<'b>(&'b self, basis: Basis<'b>, as_of: NaiveDate) -> Session<'b> {
        Session::new(basis, as_of, self.lang(), &self.settings)
    }

    /// Takes a name for an id from now on.
    pub(crate) fn agree(&self, name: String, id: String) {
        self.agreed.borrow_mut().push((name, id));
    }

    /// The id that a name was agreed to mean.
    pub(crate) fn agreed(&self, name: &str) -> Option<String> {
        let agreed = self.agreed.borrow();
        agreed.iter().find(|(known, _)| known == name).map(|(_, id)| id.clone())
    }

    /// Takes figures far past their targets for right from now on.
    pub(crate) fn mark_sure(&self) {
        self.sure.set(true);
    }

    /// Whether they were said to be right.
    pub(crate) fn is_sure(&self) -> bool {
        self.sure.get()
    }

    /// Remembers that the ledger was written to.
    pub(crate) fn mark_written(&self) {
        self.wrote.set(true);
        self.mark_acted();
    }

    /// Whether the ledger was written to.
    pub(crate) fn wrote(&self) -> bool {
        self.wrote.get()
    }

    /// Remembers that something was done that doing it again would double: written, sent, committed.
    pub(crate) fn mark_acted(&self) {
        self.acted.set(true);
    }

    /// Whether something of that kind was done.
    pub(crate) fn acted(&self) -> bool {
        self.acted.get()
    }

    /// Remembers that a write could not be remembered.
    pub(crate) fn mark_forgotten(&self) {
        self.forgotten.set(true);
    }

    /// Whether what was written can be taken back.
    pub(crate) fn remembers(&self) -> bool {
        self.settings.state_folder.is_some() && !self.forgotten.get()
    }

    /// Remembers that the disk may not have yet what was written.
    pub(crate) fn mark_in_doubt(&self) {
        self.in_doubt.set(true);
    }

    /// Whether the disk may not have yet what was written.
    pub(crate) fn is_in_doubt(&self) -> bool {
        self.in_doubt.get()
    }
}
