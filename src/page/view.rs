//! How a page was asked for, so that the command lines on it ask the same ledger on the same day.

use super::shell;
use crate::account::{Matter, Scope};
use crate::ledger::{Book, Locale};

/// What a page must know of the command line that asked for it.
#[derive(Clone, Debug, Default)]
pub struct View {
    /// The language.
    pub lang: Locale,
    /// `-C` as it was given.
    pub ledger: Option<String>,
    /// `--as-of` as it was given.
    pub as_of: Option<String>,
    /// Whether tasks with errors were left out.
    pub keep_going: bool,
}

impl View {
    /// The words of the command line that lists the tasks of a matter, which differ from matter to matter.
    pub fn hint(&self, matter: Matter) -> String {
        let (command, arguments) = matter.command();
        let words = std::iter::once(command.to_owned()).chain(arguments);
        words.map(|word| shell::word(&word)).collect::<Vec<String>>().join(" ")
    }

    /// What stands around them in each of those command lines: `duban -C 台账 … --dept 东海街道办`.
    pub fn around(&self, scope: Option<&Scope>, book: &Book<'_>) -> String {
        let before = self.command(std::iter::empty::<String>());
        let after = scope.into_iter().flat_map(|scope| {
            let [flag, value] = scope.flag(book);
            shell::option(&flag, &value)
        });
        let after = after.map(|word| format!(" {}", shell::word(&word)));
        format!("{before} …{}", after.collect::<String>())
    }

    /// A command line of these words that asks the same ledger on the same day.
    pub fn command(&self, words: impl IntoIterator<Item = impl Into<String>>) -> String {
        let words = words.into_iter().map(Into::into);
        let words = std::iter::once("duban".to_owned()).chain(self.given()).chain(words);
        let words: Vec<String> = words.map(|word| shell::word(&word)).collect();
        words.join(" ")
    }

    /// A command line of these words that asks the same ledger, whatever the day.
    pub fn of_ledger(&self, words: impl IntoIterator<Item = impl Into<String>>) -> String {
        Self { as_of: None, keep_going: false, ..self.clone() }.command(words)
    }

    fn given(&self) -> impl Iterator<Item = String> {
        let folder = self.ledger.as_deref().map(|folder| ["-C".to_owned(), shell::path(folder)]);
        let day = self.as_of.as_deref().map(|day| shell::option("--as-of", day));
        let given = folder.into_iter().flatten().chain(day.into_iter().flatten());
        given.chain(self.keep_going.then(|| "--keep-going".to_owned()))
    }
}
