//! What a person says about letters: that one has arrived, that the marks in a ledger are his own.

use super::mailer::Mailer;
use crate::edge::output;
use crate::edge::sent::{self, Sent, SentMark, SentStep};
use crate::outcome::{Exit, Outcome};
use chrono::NaiveDate;
use duban::page::refusals::mail::{MailMessage, MailRefusal};
use std::path::Path;

/// The letter that is called so.
pub(super) fn called(mailer: &Mailer<'_>, key: &str) -> Result<SentMark, Outcome> {
    let seen = Sent::seen(mailer.state()?)?;
    let unknown = || MailRefusal::NoSuchKey(key.to_owned()).refusal(mailer.lang);
    Ok(seen.called(key).cloned().ok_or_else(unknown)?)
}

/// Notes that letters have arrived which were perhaps sent: all of them or, where one is unknown, none.
pub(super) fn arrived(
    mailer: &Mailer<'_>,
    keys: &[String],
    on: NaiveDate,
) -> Result<Exit, Outcome> {
    let mut sent = mailer.marks()?;
    let mut marks = Vec::new();
    for key in keys {
        let unknown = || MailRefusal::NoSuchKey(key.clone()).refusal(mailer.lang);
        marks.push(sent.called(key).cloned().ok_or_else(unknown)?);
    }
    for mark in marks {
        let (period, to) = (mark.period.clone(), mark.to.clone());
        if mark.step != SentStep::Sent {
            sent.mark(SentMark { step: SentStep::Sent, on, ..mark })?;
        }
        told(mailer, &MailMessage::Arrived { period, to })?;
    }
    Ok(Exit::Done)
}

/// Takes over the marks that stand in the ledger, or in a file that its settings named.
pub(super) fn adopt(mailer: &Mailer<'_>, file: Option<&Path>) -> Result<Exit, Outcome> {
    let usual = mailer.folder.join(sent::LEFT);
    let file = file.unwrap_or(&usual).to_path_buf();
    if file == usual && sent::left_in_ledger(&mailer.folder).is_none() {
        told(mailer, &MailMessage::NothingToAdopt(file))?;
        return Ok(Exit::Done);
    }
    let count = mailer.marks()?.adopt(&file)?;
    told(mailer, &MailMessage::Adopted { file, count })?;
    Ok(Exit::Done)
}

fn told(mailer: &Mailer<'_>, message: &MailMessage) -> Result<(), Outcome> {
    let words = message.words(mailer.lang) + "\n";
    output::print(&*words, None).map_err(anyhow::Error::from)?;
    Ok(())
}
