//! Papers that leave the program as files of the user's own, outside any ledger.

use super::replace;
use duban::store::Result;
use std::path::{Path, PathBuf};

/// A file's name out of words: without what parts folders or cannot be seen.
pub(crate) fn name(words: &str) -> PathBuf {
    let fit = |letter: char| match letter {
        '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' => '-',
        letter if letter.is_control() => '-',
        letter => letter,
    };
    let name: String = words.chars().map(fit).collect();
    PathBuf::from(name.trim_start_matches('.'))
}

/// Writes a file in place of one that is there.
pub(crate) fn put(path: &Path, bytes: &(impl AsRef<[u8]> + ?Sized)) -> Result<()> {
    replace::replace(path, bytes)
}
