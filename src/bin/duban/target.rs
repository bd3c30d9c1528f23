//! Where a file that a command makes of a ledger goes: to its path, into a folder, to standard output.

use crate::edge::{output, output_files};
use crate::outcome::Outcome;
use crate::replies;
use crate::session::Session;
use duban::exchange::file_name;
use duban::page::refusals::exports::ExportRefused;
use duban::store::opener::look;
use std::path::{Path, PathBuf};

/// Where it goes.
pub(crate) enum Target {
    /// Standard output.
    Out,
    File(PathBuf),
}

impl Target {
    /// The one asked for. In a folder the file is called like the ledger.
    pub(crate) fn of(
        session: &Session<'_>,
        path: &Path,
        extension: &'static str,
    ) -> Result<Self, Outcome> {
        if path.as_os_str() == "-" {
            return Ok(Self::Out);
        }
        if path.extension().is_some_and(|end| end.eq_ignore_ascii_case("toml")) {
            let refused = ExportRefused::OverLedger { path: path.to_path_buf(), extension };
            return Err(Outcome::NotWritten(refused.refusal(session.lang)));
        }
        if !is_folder(path)? {
            return Ok(Self::File(path.to_path_buf()));
        }
        let ledger = session.account.book.first_ledger();
        let title = ledger.map_or("", |ledger| ledger.title.as_str());
        Ok(Self::File(path.join(file_name(title, extension))))
    }

    /// Writes it as a whole, and says on standard error where to.
    pub(crate) fn write(
        &self,
        bytes: &[u8],
        session: &Session<'_>,
        said: impl FnOnce(&Path) -> String,
    ) -> Result<(), Outcome> {
        match self {
            Self::Out => output::bytes(bytes).map_err(anyhow::Error::from)?,
            Self::File(path) => {
                if replies::is_filled_form(path)? {
                    let refused = ExportRefused::OverForm { path: path.clone() };
                    return Err(Outcome::NotWritten(refused.refusal(session.lang)));
                }
                output_files::replace(path, bytes).map_err(anyhow::Error::from)?;
                output::say(&(said(path) + "\n"));
            }
        }
        Ok(())
    }
}

/// Whether a path names a folder: one that is there, or one that is written with a stroke at its end.
fn is_folder(path: &Path) -> Result<bool, duban::store::Error> {
    let named = path.as_os_str().as_encoded_bytes().ends_with(b"/");
    Ok(named || look(path)?.is_some_and(|about| about.is_dir()))
}
