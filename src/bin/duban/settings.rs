//! What a run has settled before work begins: its arguments and its environment, each read once.

use crate::edge::configuration::Wrong;
use chrono::NaiveDate;
use duban::ledger::Locale;
use duban::page::View;
use duban::render::Canvas;
use duban::store::Links;
use std::path::PathBuf;

/// The settings of a run; none of them changes while it lasts.
pub(crate) struct Settings {
    /// The language asked for; answers are in the ledger's own where none was.
    pub(crate) asked: Option<Locale>,
    /// The ledger, as given.
    pub(crate) ledger: Option<PathBuf>,
    /// `-C` and `--as-of` as they were typed, for the command lines that a page proposes.
    pub(crate) typed: (Option<String>, Option<String>),
    /// The long options of a command, by its name.
    pub(crate) options: fn(&str) -> Vec<String>,
    /// The current folder.
    pub(crate) here: PathBuf,
    pub(crate) today: NaiveDate,
    /// The day to answer for, or the text that cannot be read as one.
    pub(crate) as_of: Result<NaiveDate, String>,
    /// Whether tasks with errors are left out instead of stopping the figures.
    pub(crate) keep_going: bool,
    /// Standard output.
    pub(crate) out: Canvas,
    /// Standard error.
    pub(crate) err: Canvas,
    /// Whether standard output is a terminal.
    pub(crate) to_terminal: bool,
    /// The pager; `None` where standard output is not a terminal, and where none is wanted.
    pub(crate) pager: Option<String>,
    /// Whether somebody can be asked.
    pub(crate) can_ask: bool,
    /// The folder for the state of programs on this machine.
    pub(crate) state_folder: Option<PathBuf>,
    /// Where links may lead out of a ledger, by the user's own configuration.
    pub(crate) links: Result<Links, Wrong>,
    /// The folder of the user's own configuration.
    #[cfg(feature = "mail")]
    pub(crate) config_folder: Option<PathBuf>,
    #[cfg(feature = "mail")]
    pub(crate) mail_password: Option<String>,
}

impl Settings {
    /// The language before a ledger is known.
    pub(crate) fn first_language(&self) -> Locale {
        self.asked.unwrap_or_default()
    }

    /// How a page in that language was asked for.
    pub(crate) fn view(&self, lang: Locale) -> View {
        let (ledger, as_of) = self.typed.clone();
        View { lang, ledger, as_of, keep_going: self.keep_going }
    }
}
