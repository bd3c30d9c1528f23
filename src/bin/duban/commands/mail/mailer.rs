//! Who sends mail, and how: the transport, what was sent before, and what is said of each mail.

use super::arguments::MailArgs;
use crate::context::Context;
use crate::edge::mail_settings::MailSettings;
use crate::edge::output::{self, Drawn};
use crate::edge::sent::{self, Sent};
use crate::edge::transport::{self, Transport};
use crate::mailing::{self, Outgoing, Progress, Retries};
use crate::mails::sender;
use crate::outcome::{Exit, Outcome};
use crate::session::{Session, snippets};
use crate::settings::Settings;
use anyhow::anyhow;
use duban::ledger::{Locale, MailRoute, MailRules};
use duban::page::notices::mail::{self, Delivery};
use duban::page::refusals::mail::{MailMessage, MailRefusal};
use duban::render;
use serde::Serialize;
use std::path::{Path, PathBuf};

/// Who sends, and how.
pub(super) struct Mailer<'r> {
    /// What letters say and to whom they go, as the ledger has it.
    pub(super) rules: &'r MailRules,
    /// How they leave, as the user has it.
    route: MailRoute,
    /// The folder that the route's paths start from.
    own: PathBuf,
    /// The user's own `mail.toml`, whether or not it is there.
    target: Option<PathBuf>,
    /// The ledger's folder.
    pub(super) folder: PathBuf,
    /// The file of what was sent; `None` where there is no folder for it.
    state: Option<PathBuf>,
    pub(super) lang: Locale,
}

#[derive(Serialize)]
struct MailTotals {
    letters: usize,
    missing: usize,
    perhaps: usize,
    dry_run: bool,
}

impl<'r> Mailer<'r> {
    /// What the ledger and the user's own settings say.
    pub(super) fn of(context: &Context, session: &'r Session<'_>) -> Result<Self, Outcome> {
        let (settings, lang) = (&context.settings, session.lang);
        let folder = context.loaded()?.folders.first().cloned().unwrap_or_default();
        let target = mail_file(settings);
        let read = target.as_deref().map(MailSettings::read).transpose()?.flatten();
        if let Some(wrong) = read.as_ref().filter(|read| !read.found.is_empty()) {
            output::say(&snippets(&wrong.found, &wrong.sources, lang, settings.err));
            output::say(&(MailMessage::NothingSent.words(lang) + "\n"));
            return Err(Outcome::Said(Exit::Unreadable));
        }
        let route = read.map(|read| read.route(&folder).clone()).unwrap_or_default();
        let own = settings.config_folder.clone().unwrap_or_default();
        let state = place_of_marks(settings, &route, &folder);
        let book = session.account.book;
        let Some(ledger) = book.first_ledger() else {
            return Err(MailRefusal::KeyMissing("from").refusal(lang).into());
        };
        Ok(Self { rules: &ledger.mail, route, own, target, folder, state, lang })
    }

    /// The file that says what was sent.
    pub(super) fn state(&self) -> Result<&Path, Outcome> {
        self.state.as_deref().ok_or_else(|| self.not_sent(&MailRefusal::NoState))
    }

    /// Why nothing is sent, said with its way out; exit code 4.
    pub(super) fn not_sent(&self, why: &MailRefusal) -> Outcome {
        output::say(&Drawn(why.refusal(self.lang).text(self.lang)));
        Outcome::Said(Exit::Failed)
    }

    /// The marks, for one who writes to them.
    pub(super) fn marks(&self) -> Result<Sent, Outcome> {
        let busy = || output::say(&(MailMessage::Busy.words(self.lang) + "\n"));
        let still_busy = || anyhow!(MailMessage::StillBusy.words(self.lang));
        Ok(Sent::open(self.state()?, busy)?.ok_or_else(still_busy)?)
    }

    /// Refuses what a ledger must not decide: how letters leave, and which have left.
    fn trusts_only_the_user(&self) -> Result<(), Outcome> {
        if !self.rules.ignored.is_empty() {
            let (keys, target) = (self.rules.ignored.clone(), self.target.clone());
            return Err(self.not_sent(&MailRefusal::SettingsInLedger { keys, target }));
        }
        match sent::left_in_ledger(&self.folder) {
            Some(file) => Err(self.not_sent(&MailRefusal::MarksInLedger(file))),
            None => Ok(()),
        }
    }

    /// Sends, unless it is only to be shown, and answers what became of each mail.
    pub(super) fn send(
        &self,
        session: &Session<'_>,
        mails: &[Outgoing],
        args: &MailArgs,
    ) -> Result<Exit, Outcome> {
        let deliveries = if args.dry_run {
            let seen = self.state.as_deref().map(Sent::seen).transpose()?;
            mailing::planned(mails, seen.as_ref(), args.again.is_some())
        } else if mails.is_empty() {
            Vec::new()
        } else {
            self.delivered(session, mails, args.again.is_some())?
        };
        let both = || mails.iter().zip(&deliveries);
        let rows = || {
            let words = |delivery| mail::delivery(delivery, self.lang);
            let rows = both().map(|(mail, delivery)| mail.row(delivery, words(delivery)));
            let missing = deliveries.iter().filter(|delivery| delivery.is_missing());
            let perhaps = |delivery: &&Delivery| matches!(delivery, Delivery::Perhaps { .. });
            let totals = MailTotals {
                letters: mails.len(),
                missing: missing.count(),
                perhaps: deliveries.iter().filter(perhaps).count(),
                dry_run: args.dry_run,
            };
            (rows.collect::<Vec<_>>(), totals)
        };
        let page = || {
            let results = both().map(|(mail, delivery)| mail.result(delivery.clone()));
            mail::page(&results.collect::<Vec<_>>(), &session.view)
        };
        session.answer("mail", rows, page, &args.output)?;
        let open = deliveries.iter().any(Delivery::needs_somebody);
        Ok(if open { Exit::Failed } else { Exit::Done })
    }

    fn delivered(
        &self,
        session: &Session<'_>,
        mails: &[Outgoing],
        again: bool,
    ) -> Result<Vec<Delivery>, Outcome> {
        let mut transport = self.transport(session)?;
        let mut sent = self.marks()?;
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
        let from = sender(self.rules, self.lang)?;
        self.trusts_only_the_user()?;
        if self.route.server.is_none() && self.route.sendmail.is_none() {
            let target = self.target.clone();
            return Err(MailRefusal::NoRoute(target).refusal(self.lang).into());
        }
        let password = self.password(session)?;
        Ok(Transport::new((&self.route, &self.own), from, password)?)
    }

    /// From the environment, else from a file that nobody else can read.
    fn password(&self, session: &Session<'_>) -> Result<Option<String>, Outcome> {
        if self.route.user.is_none() || self.route.sendmail.is_some() {
            return Ok(None);
        }
        if let Some(password) = &session.settings.mail_password {
            return Ok(Some(password.clone()));
        }
        let Some(file) = &self.route.password_file else {
            return Err(anyhow!(MailMessage::NoPassword.words(self.lang)).into());
        };
        let file = self.own.join(file);
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
        let (account, state) = (&session.account, self.state()?);
        let way = (self.rules, &self.route, state);
        let page = mail::test_page(account, way, result, self.lang);
        let text = render::terminal(&page, session.settings.out);
        output::print(&Drawn(text), None).map_err(anyhow::Error::from)?;
        Ok(exit)
    }
}

/// The user's own `mail.toml`, whether it is there or not.
pub(crate) fn mail_file(settings: &Settings) -> Option<PathBuf> {
    settings.config_folder.as_ref().map(|folder| folder.join("mail.toml"))
}

/// The file of a ledger's marks: where the user's own settings put them, else in the state folder.
pub(crate) fn place_of_marks(
    settings: &Settings,
    route: &MailRoute,
    ledger: &Path,
) -> Option<PathBuf> {
    let own = settings.config_folder.clone().unwrap_or_default();
    let usual = || settings.state_folder.as_ref().map(|state| state.join("duban/sent"));
    let marks = route.state.as_ref().map(|state| own.join(state)).or_else(usual);
    marks.map(|marks| sent::place(&marks, ledger))
}
