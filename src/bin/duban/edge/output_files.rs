//! Files that the program writes for the user outside of any ledger.

use super::replace;
use duban::store::Result;
use std::path::{Path, PathBuf};

/// A title as a file's name: without what separates folders or cannot be seen.
pub(crate) fn name(title: &str) -> PathBuf {
    let fit = |character: char| match character {
        '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' => '-',
        character if character.is_control() => '-',
        character => character,
    };
    let name: String = title.chars().map(fit).collect();
    PathBuf::from(name.trim_start_matches('.'))
}

/// Writes a file, over one that is there; a link of that name is replaced itself.
pub(crate) fn write(path: &Path, bytes: &(impl AsRef<[u8]> + ?Sized)) -> Result<()> {
    replace::not_through_links(path, bytes)
}
