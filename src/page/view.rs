//! How a page was asked for, so that the command lines on it ask the same ledger on the same day.

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
    /// The command line that lists the tasks of a matter, of a part of the book where there is one.
    pub fn listing(&self, matter: Matter, scope: Option<&Scope>, book: &Book<'_>) -> String {
        let (command, arguments) = matter.command();
        let scope = scope.into_iter().flat_map(|scope| scope.flag(book));
        let words = arguments.into_iter().map(Into::into).chain(scope);
        self.command(std::iter::once(command.to_owned()).chain(words))
    }

    /// A command line of these words that asks the same ledger on the same day.
    pub fn command(&self, words: impl IntoIterator<Item = impl Into<String>>) -> String {
        let words = words.into_iter().map(Into::into);
        let words = std::iter::once("duban".to_owned()).chain(self.given()).chain(words);
        let words: Vec<String> = words.map(|word| quoted(&word)).collect();
        words.join(" ")
    }

    /// Whether it was asked for without `-C`, `--as-of` and `--keep-going`.
    pub fn is_plain(&self) -> bool {
        self.given().next().is_none()
    }

    fn given(&self) -> impl Iterator<Item = String> {
        let flags = [("-C", &self.ledger), ("--as-of", &self.as_of)];
        let given = flags.into_iter().filter_map(|(flag, value)| {
            let value = value.clone()?;
            Some([flag.to_owned(), value])
        });
        given.flatten().chain(self.keep_going.then(|| "--keep-going".to_owned()))
    }
}

/// A word as a POSIX shell takes it back.
fn quoted(word: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "-_./:=,@%+".contains(c);
    if !word.is_empty() && word.chars().all(is_plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn a_word_is_quoted_where_a_shell_would_read_more_into_it() {
        let pairs = [
            ("2018-05-15", "2018-05-15"),
            ("data/丰泽", "data/丰泽"),
            ("", "''"),
            ("my ledgers", "'my ledgers'"),
            ("~/a", "'~/a'"),
            ("a'b", r"'a'\''b'"),
            ("$HOME;x", "'$HOME;x'"),
        ];
        for (word, expected) in pairs {
            assert_eq!(quoted(word), expected);
        }
    }
}
