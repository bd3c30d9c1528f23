//! Who sends mail, and how: the transport, what was sent before, and what is said of each mail.

use super::arguments::MailArgs;
use crate::edge::output::{self, Drawn};
use crate::edge::sent::Sent;
use crate::edge::transport::{self, Transport};
use crate::mailing::{self, Outgoing, Progress, Retries};
use crate::mails::sender;
use crate::outcome::{Exit, Outcome};
use crate::session::Session;
use anyhow::anyhow;
use duban::ledger::{Locale, MailRules};
use duban::page::notices::mail::{self, Delivery};
use duban::page::refusals::mail::{MailMessage, MailRefusal};
use duban::render;
use serde::Serialize;
use std::path::PathBuf;

/// Who sends, and how.
pub(super) struct Mailer<'r> {
    pub(super) rules: &'r MailRules,
    pub(super) folder: PathBuf,
    pub(super) lang: Locale,
}

#[derive(Serialize)]
struct MailTotals {
    letters: usize,
    missing: usize,
    dry_run: bool,
}

impl Mailer<'_> {
    /// The file that says what was sent.
    fn state(&self) -> PathBuf {
        let state = self.rules.state.as_deref().unwrap_or(".duban-sent");
        self.folder.join(state)
    }

    /// Sends, unless it is only to be shown, and answers what became of each mail.
    pub(super) fn send(
        &self,
        session: &Session<'_>,
        mails: &[Outgoing],
        args: &MailArgs,
    ) -> Result<Exit, Outcome> {
        let deliveries = if args.dry_run {
            mailing::planned(mails, &Sent::seen(&self.state())?, args.again)
        } else if mails.is_empty() {
            Vec::new()
        } else {
            self.delivered(session, mails, args.again)?
        };
        let both = || mails.iter().zip(&deliveries);
        let rows = || {
            let words = |delivery| mail::delivery(delivery, self.lang);
            let rows = both().map(|(mail, delivery)| mail.row(delivery, words(delivery)));
            let missing = deliveries.iter().filter(|delivery| delivery.is_missing());
            let totals = MailTotals {
                letters: mails.len(),
                missing: missing.count(),
                dry_run: args.dry_run,
            };
            (rows.collect::<Vec<_>>(), totals)
        };
        let page = || {
            let results = both().map(|(mail, delivery)| mail.result(delivery.clone()));
            mail::page(&results.collect::<Vec<_>>(), self.lang)
        };
        session.answer("mail", rows, page, &args.output)?;
        let missing = deliveries.iter().any(Delivery::is_missing);
        Ok(if missing { Exit::Failed } else { Exit::Done })
    }

    fn delivered(
        &self,
        session: &Session<'_>,
        mails: &[Outgoing],
        again: bool,
    ) -> Result<Vec<Delivery>, Outcome> {
        let mut transport = self.transport(session)?;
        let busy = || output::say(&(MailMessage::Busy.words(self.lang) + "\n"));
        let sent = Sent::open(&self.state(), busy)?;
        let still_busy = || anyhow!(MailMessage::StillBusy.words(self.lang));
        let mut sent = sent.ok_or_else(still_busy)?;
        let retries = Retries {
            tries: self.rules.tries.unwrap_or(4),
            wait: transport::seconds(self.rules.wait, 60),
        };
        let mut nth = 0;
        let mut report = |progress: Progress<'_>| {
            nth += usize::from(matches!(progress, Progress::Settled(..)));
            output::say(&self.line(&progress, nth, mails.len()));
        };
        let day = (again, session.account.as_of);
        let deliveries =
            mailing::deliver(mails, &mut sent, &mut transport, day, retries, &mut report);
        Ok(deliveries?)
    }

    /// A line for a log: `3/28 区住建局 zjj@example.gov.cn 已发`.
    fn line(&self, progress: &Progress<'_>, nth: usize, total: usize) -> String {
        match progress {
            Progress::Settled(mail, delivery) => {
                let (name, to) = (render::safe(&mail.name), mail.to.as_deref().unwrap_or("-"));
                let delivery = mail::delivery(delivery, self.lang);
                format!("{nth}/{total} {name} {to} {}\n", render::safe(&delivery))
            }
            Progress::Waiting(mails, wait) => {
                let (mails, wait) = (*mails, *wait);
                MailMessage::Waiting { mails, wait }.words(self.lang) + "\n"
            }
        }
    }

    fn transport(&self, session: &Session<'_>) -> Result<Transport, Outcome> {
        sender(self.rules, self.lang)?;
        if self.rules.server.is_none() && self.rules.sendmail.is_none() {
            return Err(MailRefusal::KeyMissing("server").refusal(self.lang).into());
        }
        let password = self.password(session)?;
        Ok(Transport::new(self.rules, &self.folder, password)?)
    }

    /// From the environment, else from a file that nobody else can read.
    fn password(&self, session: &Session<'_>) -> Result<Option<String>, Outcome> {
        if self.rules.user.is_none() || self.rules.sendmail.is_some() {
            return Ok(None);
        }
        if let Some(password) = &session.settings.mail_password {
            return Ok(Some(password.clone()));
        }
        let Some(file) = &self.rules.password_file else {
            return Err(anyhow!(MailMessage::NoPassword.words(self.lang)).into());
        };
        let file = self.folder.join(file);
        match transport::password(&file)? {
            Some(password) => Ok(Some(password)),
            None => Err(anyhow!(MailMessage::PasswordOpen(file).words(self.lang)).into()),
        }
    }

    /// Connects, logs in, and says what it found.
    pub(super) fn test(&self, session: &Session<'_>) -> Result<Exit, Outcome> {
        let result = self.transport(session)?.test_login();
        let result = result.map_err(|failure| failure.why);
        let exit = if result.is_err() { Exit::Failed } else { Exit::Done };
        let (account, state) = (&session.account, self.state());
        let page = mail::test_page(account, self.rules, &state, result, self.lang);
        let text = render::terminal(&page, session.settings.out);
        output::print(&Drawn(text), None).map_err(anyhow::Error::from)?;
        Ok(exit)
    }
}
