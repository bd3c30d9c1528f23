//! Refusals out of causes that only the program knows; their words stand in the library's `page`.

use crate::edge::files::NoLedger;
use duban::ledger::Locale;
use duban::page::refusals::dates::DateRefused;
use duban::page::refusals::files;
use duban::page::refusals::journal::JournalRefused;
use duban::page::refusals::ledger::LedgerRefused;
use duban::page::refusals::notes::Note;
use duban::page::refusals::usage::FormatRefused;
use duban::page::words;
use duban::store::{self, JournalTrouble};
use std::error::Error;
use std::io;
use std::path::Path;

pub(crate) use duban::page::refusals::Refusal;
pub(crate) use duban::page::refusals::notes::Then;

/// An error in words, and in those of the system where it is the system's. Of several, all are said.
pub(crate) fn of_error(error: &anyhow::Error, lang: Locale) -> Refusal {
    let Some(files) = error.downcast_ref::<store::Error>() else {
        return Refusal::new(in_words(error.as_ref(), lang));
    };
    let mut refusals: Vec<Refusal> =
        files.each().iter().map(|error| of_file(error, lang)).collect();
    let mut last = refusals.pop().unwrap_or_else(|| Refusal::new(""));
    // What was said around the error tells in which state the ledger is.
    let around = error.to_string();
    if around != files.to_string() {
        last.message = words::with_reason(&around, &last.message, lang);
    }
    last.after(refusals.iter().map(|refusal| refusal.text(lang)).collect::<String>())
}

fn of_file(error: &store::Error, lang: Locale) -> Refusal {
    if let store::Error::Journal { path, why } = error {
        return journal_refused(path, why).refusal(lang);
    }
    if let store::Error::Unopened { path, why } = error {
        return files::refusal(Some(path), why, lang);
    }
    Refusal::new(in_words(error, lang))
}

/// An error with its causes; what the system says is in the reader's language.
pub(crate) fn in_words(error: &(dyn Error + 'static), lang: Locale) -> String {
    let causes = std::iter::successors(Some(error), |error| (*error).source());
    let causes = causes.map(|error| {
        let of_store = match error.downcast_ref() {
            Some(store::Error::System(system)) => Some(system),
            Some(_) | None => None,
        };
        match error.downcast_ref::<io::Error>().or(of_store) {
            Some(system) => files::system(&system.into(), lang),
            None => error.to_string(),
        }
    });
    causes.reduce(|what, why| words::with_reason(&what, &why, lang)).unwrap_or_default()
}

fn journal_refused(path: &Path, why: &JournalTrouble) -> JournalRefused {
    let journal = path.to_path_buf();
    match why {
        JournalTrouble::NoFile(kind) => JournalRefused::NoFile { journal, kind: *kind },
        JournalTrouble::NotRead(why) => JournalRefused::NotRead { journal, why: why.clone() },
        JournalTrouble::Foreign => JournalRefused::Foreign { journal },
        JournalTrouble::Outside(file) => JournalRefused::Outside { journal, file: file.clone() },
        JournalTrouble::Stuck { command, changed, written, left } => JournalRefused::Stuck {
            journal,
            command: command.clone(),
            changed: changed.clone(),
            written: written.clone(),
            left: left.clone(),
        },
    }
}

/// Several refusals as one: the last, after the others.
pub(crate) fn together(mut refusals: Vec<Refusal>, lang: Locale) -> Result<(), Refusal> {
    let Some(last) = refusals.pop() else {
        return Ok(());
    };
    let earlier: String = refusals.iter().map(|refusal| refusal.text(lang)).collect();
    Err(last.after(earlier))
}

/// No ledger to read.
pub(crate) fn no_ledger(why: &NoLedger, lang: Locale) -> Refusal {
    let refused = match why {
        NoLedger::NotFound(_) => LedgerRefused::NotFound,
        NoLedger::NotThere(folder) => LedgerRefused::NotThere { folder: folder.clone() },
        NoLedger::OtherFile(path) => LedgerRefused::OtherFile { path: path.clone() },
        NoLedger::Unknown(error) => return of_file(error, lang),
    };
    refused.refusal(lang)
}

/// How many errors there are, and whether figures follow.
pub(crate) fn stopped(count: usize, then: Then, lang: Locale) -> String {
    Note::Errors { count, then }.words(lang)
}

/// A document is no text for a terminal.
pub(crate) fn no_screen(command: &'static str, format: &'static str, lang: Locale) -> Refusal {
    FormatRefused::NoScreen { format }.refusal(command, lang)
}

/// A text that names no day.
pub(crate) fn no_such_day(text: &str, lang: Locale) -> Refusal {
    let typed = text.to_owned();
    DateRefused::NoSuchDay { typed }.refusal(lang)
}
