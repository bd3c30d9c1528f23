//! A user's own `mail.toml`: read, and made from what stood in a ledger's `[mail]`.

pub use super::folder::whole;
use super::opener::given as bytes;
use super::{Result, replace};
use crate::diagnostic::Diagnostic;
use crate::ledger::{MailRoute, MailRoutes};
use crate::read;
use crate::source::Sources;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// What a user's `mail.toml` says, and what is wrong with it.
pub struct MailSettings {
    /// The file.
    pub path: PathBuf,
    /// Its text.
    pub sources: Sources,
    /// What it says.
    pub routes: MailRoutes,
    /// What is wrong with it.
    pub found: Vec<Diagnostic>,
}

impl MailSettings {
    /// Reads the file; `None` where there is none.
    pub fn read(path: &Path) -> Result<Option<Self>> {
        let Some(bytes) = bytes_if_there(path)? else {
            return Ok(None);
        };
        let mut sources = Sources::default();
        let name = path.display().to_string();
        let (file, problem) = read::take_in(&mut sources, name, read::decode(bytes));
        let (routes, mut found) = read::mail_routes(&sources, file);
        found.extend(problem);
        Ok(Some(Self { path: path.to_path_buf(), sources, routes, found }))
    }

    /// How the letters of a ledger leave: by its own route, of which nothing is mixed with the general one.
    pub fn route(&self, ledger: &Path) -> &MailRoute {
        let here = whole(ledger);
        let mut own = self.routes.of_ledgers.iter();
        let own = own.find(|(path, _)| whole(Path::new(path)) == here);
        own.map_or(&self.routes.general, |(_, route)| route)
    }
}

/// The text of a `mail.toml`; `None` where there is none.
pub fn text(path: &Path) -> Result<Option<String>> {
    let bytes = bytes_if_there(path)?;
    Ok(bytes.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()))
}

fn bytes_if_there(path: &Path) -> Result<Option<Vec<u8>>> {
    match bytes(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == Some(ErrorKind::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Makes a `mail.toml` that its owner alone can read. One that is there stays as it is.
pub fn create(path: &Path, text: &str) -> Result<()> {
    replace::create_private(path, text).map(drop)
}
