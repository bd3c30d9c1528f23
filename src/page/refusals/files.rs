//! Files of a ledger that are not opened, and the user's own configuration where it cannot be understood.

use super::Refusal;
use crate::diagnostic::Unopened;
use crate::ledger::Locale;
use crate::page::unopened::{alone, help, words};
use duban_words::say;
use std::path::Path;

pub use crate::page::unopened::system;

/// A file that is not opened.
pub fn refusal(path: Option<&Path>, why: &Unopened, lang: Locale) -> Refusal {
    Refusal::new(words(path, why, lang)).with(help(why, lang))
}

/// What is wrong with the user's own configuration.
#[derive(Clone, Debug)]
pub enum ConfigurationRefused {
    /// It is no TOML; in the words of the parser.
    Syntax(String),
    UnknownKey(String),
    /// `links` is no list of folders, each from the root.
    NoFolders,
    /// It cannot be opened.
    Unopened(Unopened),
}

impl ConfigurationRefused {
    /// The refusal; `place`: the file, with line and column where there are such.
    pub fn refusal(&self, place: &str, lang: Locale) -> Refusal {
        let what = match self {
            Self::Syntax(said) => said.clone(),
            Self::UnknownKey(key) => say!(lang, "没有 `{key}` 这个键", "there is no key `{key}`"),
            Self::NoFolders => say!(
                lang,
                "`links` 要写成从根目录起的文件夹的列表",
                "`links` is a list of folders, each written from the root"
            ),
            Self::Unopened(why) => alone(why, lang),
        };
        let help = match self {
            Self::Syntax(_) | Self::Unopened(_) => None,
            Self::UnknownKey(_) | Self::NoFolders => {
                Some(say!(lang, "写成 links = [\"/srv/share\"]", "write links = [\"/srv/share\"]"))
            }
        };
        Refusal::new(say!(lang, "{place}：{what}", "{place}: {what}")).with(help)
    }
}
