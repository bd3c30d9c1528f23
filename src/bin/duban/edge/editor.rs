//! The user's editor on a draft, which is kept until its text is saved in the ledger.

use super::environment;
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A file with the text to be edited.
pub(crate) fn draft(name: &str, text: &str) -> Result<PathBuf> {
    let folder = tempfile::Builder::new().prefix("duban-edit-").tempdir()?.keep();
    let plain = |c: char| {
        if c.is_alphanumeric() || "-_.".contains(c) { c } else { '_' }
    };
    let name: String = name.chars().map(plain).collect();
    let file = folder.join(format!("{name}.toml"));
    fs::write(&file, text).with_context(|| file.display().to_string())?;
    Ok(file)
}

/// Keeps a text in a file of its own.
pub(crate) fn keep(name: &str, text: &str) -> Result<PathBuf> {
    let folder = tempfile::Builder::new().prefix("duban-").tempdir()?.keep();
    let file = folder.join(name);
    fs::write(&file, text).with_context(|| file.display().to_string())?;
    Ok(file)
}

/// Opens the editor on it, and gives the text it leaves.
pub(crate) fn edit(file: &Path) -> Result<String> {
    let editor = environment::editor();
    let status = Command::new("sh")
        .arg("-c")
        .arg(format!("{editor} \"$1\""))
        .arg(&editor)
        .arg(file)
        .status()
        .with_context(|| editor.clone())?;
    if !status.success() {
        bail!("{editor}: {status}; {}", file.display());
    }
    fs::read_to_string(file).with_context(|| file.display().to_string())
}

/// Takes the file away.
pub(crate) fn discard(file: &Path) {
    // Where it cannot be removed, a copy of a saved text stays behind.
    let _ = fs::remove_file(file);
    let _ = file.parent().map(fs::remove_dir);
}
