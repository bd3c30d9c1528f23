//! Refusals out of causes that only the program knows; their words stand in the library's `page`.

use crate::edge::files::NoLedger;
use duban::ledger::Locale;
use duban::page::refusals::dates::DateRefused;
use duban::page::refusals::journal::JournalRefused;
use duban::page::refusals::ledger::LedgerRefused;
use duban::page::refusals::notes::Note;
use duban::store::{self, JournalTrouble};
use std::path::Path;

pub(crate) use duban::page::refusals::Refusal;
pub(crate) use duban::page::refusals::notes::Then;

/// An error in the words of the system; a journal that is not obeyed in ours.
pub(crate) fn of_system(error: &anyhow::Error, lang: Locale) -> Refusal {
    let mut causes = error.chain().filter_map(|cause| cause.downcast_ref());
    let journal = causes.find_map(|cause| match cause {
        store::Error::Journal { path, why } => Some(journal_refused(path, why)),
        _ => None,
    });
    match journal {
        Some(refused) => refused.refusal(lang),
        None => Refusal::new(format!("{error:#}")),
    }
}

fn journal_refused(path: &Path, why: &JournalTrouble) -> JournalRefused {
    let journal = path.to_path_buf();
    match why {
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
    let earlier = refusals.iter().map(|refusal| refusal.text(lang)).collect();
    Err(last.after(earlier))
}

/// No ledger to read.
pub(crate) fn no_ledger(why: &NoLedger, lang: Locale) -> Refusal {
    let refused = match why {
        NoLedger::NotFound(_) => LedgerRefused::NotFound,
        NoLedger::NotThere(folder) => LedgerRefused::NotThere { folder: folder.clone() },
    };
    refused.refusal(lang)
}

/// How many errors there are, and whether figures follow.
pub(crate) fn stopped(count: usize, then: Then, lang: Locale) -> String {
    Note::Errors { count, then }.words(lang)
}

/// A document is no text for a terminal.
pub(crate) fn no_screen_for_docx(command: &'static str, lang: Locale) -> Refusal {
    LedgerRefused::NoScreenForDocx { command }.refusal(lang)
}

/// A text that names no day.
pub(crate) fn no_such_day(text: &str, lang: Locale) -> Refusal {
    let typed = text.to_owned();
    DateRefused::NoSuchDay { typed }.refusal(lang)
}
