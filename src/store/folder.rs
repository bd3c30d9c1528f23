//! Files and folders that are no ledger's, and the ways between them.

use super::names::or_here;
use super::{Error, Result, replace};
use std::fs;
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};

/// Whether something is there, be it a link to what is not. Where that cannot be known, it counts as there: nothing is told
/// to be missing that has not been looked at.
pub fn exists(path: &Path) -> bool {
    !fs::symlink_metadata(or_here(path)).is_err_and(|error| error.kind() == ErrorKind::NotFound)
}

/// The tables meant by a path, and what lies beside them.
#[derive(Clone, Debug, Default)]
pub struct Tables {
    /// Files that may be tables, with whether their name alone says that they are.
    pub files: Vec<(PathBuf, bool)>,
    /// Files that are no tables, and folders.
    pub others: Vec<(PathBuf, bool)>,
}

/// Names that end so are of tables.
const TABLES: [&str; 11] =
    [".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".xlt", ".ods", ".csv", ".tsv", ".xlsb", ".fods"];

/// Names that end so may be of tables.
const PERHAPS: [&str; 3] = [".txt", ".et", ".ett"];

/// The file itself, or what lies in a folder, in the order of the names.
pub fn tables(path: &Path) -> std::io::Result<Tables> {
    let mut tables = Tables::default();
    if !fs::metadata(path)?.is_dir() {
        tables.files.push((path.to_path_buf(), true));
        return Ok(tables);
    }
    let mut all: Vec<std::ffi::OsString> = Vec::new();
    for entry in fs::read_dir(path)? {
        all.push(entry?.file_name());
    }
    all.sort_unstable();
    for name in all {
        let (lower, path) = (name.to_string_lossy().to_lowercase(), path.join(&name));
        let ends = |list: &[&str]| list.iter().any(|end| lower.ends_with(end));
        // A spreadsheet program leaves `~$…` beside a file that it has open.
        if lower.starts_with(['~', '.']) || ["thumbs.db", "desktop.ini"].contains(&lower.as_str()) {
            continue;
        }
        let metadata = fs::metadata(&path);
        match (metadata.is_ok_and(|found| found.is_dir()), ends(&TABLES), ends(&PERHAPS)) {
            (true, ..) => tables.others.push((path, true)),
            (false, true, _) => tables.files.push((path, true)),
            (false, false, true) => tables.files.push((path, false)),
            (false, false, false) => tables.others.push((path, false)),
        }
    }
    Ok(tables)
}

/// The names of what lies in a folder.
pub fn names(folder: &Path) -> Vec<String> {
    let folder = or_here(folder);
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
    names.collect()
}

/// A path typed in the current folder, as it is written in the ledger's files: from the ledger's own folder.
pub fn from_ledger(folder: &Path, path: &Path) -> String {
    let whole = |path: &Path| fs::canonicalize(path).ok();
    let folder = or_here(folder);
    let both = whole(path).zip(whole(folder));
    // A path that leads nowhere from here may be meant from the ledger's folder.
    both.map_or_else(|| path.display().to_string(), |(path, folder)| way(&folder, &path))
}

/// A path without links and detours, also of what is not there yet.
pub fn whole(path: &Path) -> PathBuf {
    let path = or_here(path);
    let from_root = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    let mut real = from_root.ancestors().filter_map(|above| {
        let rest = from_root.strip_prefix(above).ok()?;
        Some(fs::canonicalize(above).ok()?.join(rest))
    });
    let real = real.next().unwrap_or(from_root.clone());
    // Joining nothing would leave a stroke at the end.
    real.components().collect()
}

/// The way from one folder to another, as a relative path.
pub fn way(from: &Path, to: &Path) -> String {
    let (from, to) = (whole(from), whole(to));
    let steps = from.components().zip(to.components());
    let same = steps.take_while(|(step, other)| step == other).count();
    let up = from.components().skip(same).map(|_| Component::ParentDir);
    let way: PathBuf = up.chain(to.components().skip(same)).collect();
    way.display().to_string()
}

/// Makes a file and its folder; false where the file is there already.
pub fn create(folder: &Path, file: &Path, text: &str) -> Result<bool> {
    fs::create_dir_all(folder).map_err(Error::at(folder))?;
    replace::create(file, text)
}

/// Adds a line to a file, which is made where there is none; what stands there is kept.
pub fn add_line(path: &Path, line: &str) -> Result<()> {
    let before = match super::opener::look(path)? {
        Some(_) => String::from_utf8(super::opener::given(path)?)?,
        None => String::new(),
    };
    if before.lines().any(|known| known.trim_end() == line) {
        return Ok(());
    }
    let gap = if before.is_empty() || before.ends_with('\n') { "" } else { "\n" };
    replace::replace(path, &format!("{before}{gap}{line}\n"))
}

/// Writes new files into a folder; none is overwritten, and nothing is written if one is there.
pub fn write_new(folder: &Path, files: &[(&str, &str)]) -> Result<Option<PathBuf>> {
    for (name, _) in files {
        let path = folder.join(name);
        if exists(&path) {
            return Ok(Some(path));
        }
    }
    fs::create_dir_all(folder).map_err(Error::at(folder))?;
    for (name, text) in files {
        let path = folder.join(name);
        // One that came in between is not overwritten either, and no link is followed.
        if !replace::create(&path, text)? {
            return Ok(Some(path));
        }
    }
    Ok(None)
}
