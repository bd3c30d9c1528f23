//! Which files are a ledger's, by their paths from its folder: one answer for disk, revisions and writes.

use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf};

/// The file that makes a folder a ledger.
pub const BOOK: &str = "duban.toml";

/// Whether tasks are read from a file: `*.toml` beside duban.toml, and in `tasks/` at any depth.
pub fn is_task_file(path: &Path) -> bool {
    let Some(parts) = parts(path) else {
        return false;
    };
    match parts.as_slice() {
        [] => false,
        [name] => is_toml(name) && *name != BOOK,
        [folder, .., name] => *folder == "tasks" && is_toml(name) && *name != BOOK,
    }
}

/// Whether a file tells a closed period.
pub fn is_statement(path: &Path) -> bool {
    let parts = parts(path);
    parts.is_some_and(|parts| {
        matches!(parts.as_slice(), [folder, name] if *folder == "statements" && is_toml(name))
    })
}

/// Whether files of a ledger may lie in a folder of it.
pub fn may_hold_files(folder: &Path) -> bool {
    let parts = parts(folder);
    parts.is_some_and(|parts| match parts.as_slice() {
        [name] => *name == "tasks" || *name == "statements",
        [first, ..] => *first == "tasks",
        [] => false,
    })
}

/// Whether a name ends in `.toml`, written large or small, and is not hidden, as editors hide their own files.
pub fn is_toml(name: &OsStr) -> bool {
    let ending = Path::new(name).extension();
    !is_hidden(name) && ending.is_some_and(|ending| ending.eq_ignore_ascii_case("toml"))
}

/// Whether a name begins with a dot.
pub fn is_hidden(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b".")
}

/// The steps of a path down from the ledger's folder; `None` where one of them is hidden or leads elsewhere.
fn parts(path: &Path) -> Option<Vec<&OsStr>> {
    let step = |part| match part {
        Component::Normal(name) if !is_hidden(name) => Some(name),
        Component::Normal(_)
        | Component::CurDir
        | Component::ParentDir
        | Component::RootDir
        | Component::Prefix(_) => None,
    };
    path.components().map(step).collect()
}

/// A path as it is shown and told from others: with `/`, and bytes that are no UTF-8 as `\xHH`.
pub fn shown(path: &Path) -> String {
    let text = escaped(path.as_os_str().as_encoded_bytes());
    if std::path::MAIN_SEPARATOR == '/' { text } else { text.replace('\\', "/") }
}

/// Bytes as text, those that are no UTF-8 as `\xHH`.
pub fn escaped(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        for byte in chunk.invalid() {
            text.push_str(&format!("\\x{byte:02X}"));
        }
    }
    text
}

/// The name of a file without its ending, as it is shown.
pub fn stem(path: &Path) -> String {
    path.file_stem().map(|stem| shown(&PathBuf::from(stem))).unwrap_or_default()
}

/// A path; the current folder where it is empty, since the system knows no empty path.
pub(super) fn or_here(path: &Path) -> &Path {
    if path.as_os_str().is_empty() { Path::new(".") } else { path }
}
