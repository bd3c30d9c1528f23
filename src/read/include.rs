//! A further ledger that a duban.toml names: its folder or a pattern, and what goes before its ids.

use crate::source::Place;

/// A further ledger that a duban.toml names, or all that a pattern meets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Include {
    /// Its folder, relative to the one that names it; with `*` or `?` a pattern.
    pub path: String,
    /// Whose name goes before its ids.
    pub prefix: Prefix,
    /// Where it is named.
    pub place: Place,
}

/// What goes before the ids of an included ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Prefix {
    /// This, without the stroke.
    Stated(String),
    /// The name of its folder; of a pattern, of the folder that its last `*` stands for.
    Folder,
}

/// What `as` says for [`Prefix::Folder`].
pub(super) const FOLDER: &str = "dir";

impl Prefix {
    /// As `as` says it.
    pub fn name(&self) -> &str {
        match self {
            Self::Stated(name) => name,
            Self::Folder => FOLDER,
        }
    }
}

impl Include {
    /// Whether it may mean several folders.
    pub fn is_pattern(&self) -> bool {
        self.path.contains(['*', '?'])
    }
}

/// Whether a name can go before ids: it is read and typed as a part of them.
pub fn fits_prefix(name: &str) -> bool {
    let fits = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.');
    !name.is_empty() && name.chars().all(fits)
}
