//! The user's own configuration, which no ledger can change: `config.toml` in the folder of this program's settings.

use duban::page::refusals::files::ConfigurationRefused;
use duban::store::{Error, Links, opener};
use std::ops::Range;
use std::path::{Path, PathBuf};
use toml::de::{DeTable, DeValue};

/// What is wrong with the configuration, and where.
#[derive(Clone, Debug)]
pub(crate) struct Wrong {
    pub(crate) why: ConfigurationRefused,
    /// The file, with line and column where there are such.
    pub(crate) place: String,
}

/// Reads it from the folder of the user's settings; without the file everything is as usual.
pub(crate) fn read(folder: Option<&Path>) -> Result<Links, Wrong> {
    let Some(file) = folder.map(|folder| folder.join("duban/config.toml")) else {
        return Ok(Links::default());
    };
    let unopened = |error: Error| Wrong {
        why: ConfigurationRefused::Unopened(error.parts().1),
        place: file.display().to_string(),
    };
    let settings = Some(file.clone());
    if opener::look(&file).map_err(unopened)?.is_none() {
        return Ok(Links { folders: Vec::new(), settings });
    }
    let bytes = opener::given(&file).map_err(unopened)?;
    let text = String::from_utf8_lossy(&bytes);
    let folders =
        folders(&text).map_err(|(why, at)| Wrong { why, place: place(&file, &text, at) })?;
    Ok(Links { folders, settings })
}

type WrongAt = (ConfigurationRefused, Range<usize>);

fn folders(text: &str) -> Result<Vec<PathBuf>, WrongAt> {
    let table = DeTable::parse(text).map_err(|error| {
        (ConfigurationRefused::Syntax(error.message().to_owned()), error.span().unwrap_or(0..0))
    })?;
    let mut folders = Vec::new();
    for (key, value) in table.get_ref() {
        if key.get_ref() != "links" {
            let unknown = ConfigurationRefused::UnknownKey(key.get_ref().to_string());
            return Err((unknown, key.span()));
        }
        let wrong = |at| (ConfigurationRefused::NoFolders, at);
        let DeValue::Array(named) = value.get_ref() else {
            return Err(wrong(value.span()));
        };
        for folder in named.iter() {
            let path = folder.get_ref().as_str().map(PathBuf::from);
            let path = path.filter(|path| path.is_absolute());
            folders.push(path.ok_or_else(|| wrong(folder.span()))?);
        }
    }
    Ok(folders)
}

fn place(file: &Path, text: &str, at: Range<usize>) -> String {
    let before = text.get(..at.start).unwrap_or("");
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
    format!("{}:{line}:{column}", file.display())
}
