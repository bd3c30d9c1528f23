//! A mailing: mails to addressees, each once, tried again where the server asks for time.

use crate::edge::sent::{self, Sent, SentMark, SentStep};
use crate::edge::transport::{self, SendFailure, Transport};
use anyhow::Result;
use chrono::NaiveDate;
use duban::page::notices::mail::{Delivery, MailResult, Trouble};
use serde::Serialize;
use std::time::Duration;

/// A mail to one addressee, ready to leave.
#[derive(Clone, Debug)]
pub(crate) struct Outgoing {
    /// `weekly`, `notice`.
    pub(crate) kind: &'static str,
    /// The period of a report, the number of a notice.
    pub(crate) period: String,
    /// The name of the department or the mailbox.
    pub(crate) name: String,
    /// The address; `None` where there is none.
    pub(crate) to: Option<String>,
    pub(crate) subject: String,
    pub(crate) digest: String,
    pub(crate) bytes: Vec<u8>,
}

/// A mail and what became of it, in JSON and CSV.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct MailRow {
    kind: &'static str,
    period: String,
    name: String,
    to: Option<String>,
    subject: String,
    digest: String,
    bytes: usize,
    result: &'static str,
    reason_text: String,
}

impl Outgoing {
    /// For the page.
    pub(crate) fn result(&self, delivery: Delivery) -> MailResult {
        MailResult {
            name: self.name.clone(),
            to: self.to.clone(),
            subject: self.subject.clone(),
            delivery,
        }
    }

    /// For JSON and CSV.
    pub(crate) fn row(&self, delivery: &Delivery, words: String) -> MailRow {
        MailRow {
            kind: self.kind,
            period: self.period.clone(),
            name: self.name.clone(),
            to: self.to.clone(),
            subject: self.subject.clone(),
            digest: self.digest.clone(),
            bytes: self.bytes.len(),
            result: delivery.name(),
            reason_text: words,
        }
    }

    /// What it is called where somebody says what became of it; empty where it has no address.
    pub(crate) fn key(&self) -> String {
        let key = |to: &String| sent::letter_key(self.kind, &self.period, to);
        self.to.as_ref().map(key).unwrap_or_default()
    }

    fn perhaps(&self, on: NaiveDate, why: Option<Trouble>) -> Delivery {
        Delivery::Perhaps { on, key: self.key(), why }
    }

    /// What is known before anything is sent; `None` where the mail is to leave.
    fn known(&self, sent: Option<&Sent>, again: bool) -> Option<Delivery> {
        let Some(to) = &self.to else {
            return Some(Delivery::NoAddress);
        };
        let last = sent?.last(self.kind, &self.period, to)?;
        if again {
            return None;
        }
        match last.step {
            SentStep::Sent => Some(Delivery::Before(last.on, last.digest != self.digest)),
            SentStep::Sending => Some(self.perhaps(last.on, None)),
            SentStep::Failed => None,
        }
    }

    fn mark(&self, on: NaiveDate, step: SentStep) -> SentMark {
        SentMark {
            kind: self.kind.to_owned(),
            period: self.period.clone(),
            to: self.to.clone().unwrap_or_default(),
            digest: self.digest.clone(),
            on,
            step,
        }
    }
}

/// What would become of the mails now.
pub(crate) fn planned(mails: &[Outgoing], sent: Option<&Sent>, again: bool) -> Vec<Delivery> {
    let planned = |mail: &Outgoing| mail.known(sent, again).unwrap_or(Delivery::Due);
    mails.iter().map(planned).collect()
}

/// How often, and after how long, a mailing tries again.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Retries {
    pub(crate) tries: u32,
    /// Before the second try; twice as long before each further one.
    pub(crate) wait: Duration,
}

/// No wait is longer than this.
const LONGEST: Duration = Duration::from_secs(15 * 60);

/// What a mailing reports while it runs.
pub(crate) enum Progress<'m> {
    /// What became of a mail is known.
    Settled(&'m Outgoing, &'m Delivery),
    /// So many mails are tried again after so long.
    Waiting(usize, Duration),
}

/// Sends the mails that have not been sent, and returns what became of each.
///
/// # Errors
/// What was sent cannot be written down: nothing more is sent then.
pub(crate) fn deliver(
    mails: &[Outgoing],
    sent: &mut Sent,
    transport: &mut Transport,
    (again, on): (bool, NaiveDate),
    retries: Retries,
    report: &mut dyn FnMut(Progress<'_>),
) -> Result<Vec<Delivery>> {
    let mut mailing = Mailing {
        mails,
        deliveries: mails.iter().map(|mail| mail.known(Some(sent), again)).collect(),
        troubles: vec![Trouble::Silent; mails.len()],
        unsure: vec![false; mails.len()],
        on,
    };
    mailing.report_known(report);
    for nth in 0..retries.tries {
        let open = mailing.open();
        if open.is_empty() {
            break;
        }
        if nth > 0 {
            let wait = retries.wait.saturating_mul(1 << (nth - 1).min(16));
            report(Progress::Waiting(open.len(), wait.min(LONGEST)));
            transport::pause(wait.min(LONGEST));
        }
        if mailing.round(&open, sent, transport, report)? == Round::Hopeless {
            break;
        }
    }
    transport.close();
    Ok(mailing.ended(report))
}

struct Mailing<'m> {
    mails: &'m [Outgoing],
    /// `None` while a mail waits.
    deliveries: Vec<Option<Delivery>>,
    /// The last trouble of each mail.
    troubles: Vec<Trouble>,
    /// Whether a try may have sent the mail though it failed.
    unsure: Vec<bool>,
    on: NaiveDate,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Round {
    Done,
    /// No further try can help any mail.
    Hopeless,
}

/// After so many failures of the connection in a row a round ends: the server is not there.
const ENOUGH: usize = 2;

impl Mailing<'_> {
    fn open(&self) -> Vec<usize> {
        let numbered = self.deliveries.iter().enumerate();
        let open = numbered.filter(|(_, delivery)| delivery.is_none());
        open.map(|(at, _)| at).collect()
    }

    fn report_known(&self, report: &mut dyn FnMut(Progress<'_>)) {
        for (mail, delivery) in self.mails.iter().zip(&self.deliveries) {
            if let Some(delivery) = delivery {
                report(Progress::Settled(mail, delivery));
            }
        }
    }

    fn round(
        &mut self,
        open: &[usize],
        sent: &mut Sent,
        transport: &mut Transport,
        report: &mut dyn FnMut(Progress<'_>),
    ) -> Result<Round> {
        let mut in_a_row = 0;
        for at in open {
            let Some(mail) = self.mails.get(*at) else {
                continue;
            };
            let unsure = self.unsure.get(*at).copied().unwrap_or_default();
            let Err(failure) = handed_over(mail, (self.on, unsure), sent, transport)? else {
                self.settle(*at, Delivery::Sent, report);
                in_a_row = 0;
                continue;
            };
            if let Some(trouble) = self.troubles.get_mut(*at) {
                trouble.clone_from(&failure.why);
            }
            if let Some(unsure) = self.unsure.get_mut(*at) {
                *unsure |= failure.perhaps_sent;
            }
            match (failure.may_retry, failure.of_transport) {
                (false, true) => {
                    self.troubles.fill(failure.why);
                    return Ok(Round::Hopeless);
                }
                (false, false) => {
                    let delivery = self.came_to_nothing(*at, mail, failure.why);
                    self.settle(*at, delivery, report);
                }
                (true, true) => {
                    in_a_row += 1;
                    if in_a_row >= ENOUGH {
                        self.spread(&failure.why);
                        return Ok(Round::Done);
                    }
                }
                (true, false) => in_a_row = 0,
            }
        }
        Ok(Round::Done)
    }

    fn settle(&mut self, at: usize, delivery: Delivery, report: &mut dyn FnMut(Progress<'_>)) {
        if let (Some(mail), Some(known)) = (self.mails.get(at), self.deliveries.get_mut(at)) {
            report(Progress::Settled(mail, known.insert(delivery)));
        }
    }

    /// A mail that no further try follows: not sent, or perhaps sent by an earlier try.
    fn came_to_nothing(&self, at: usize, mail: &Outgoing, why: Trouble) -> Delivery {
        let unsure = self.unsure.get(at).copied().unwrap_or_default();
        if unsure { mail.perhaps(self.on, Some(why)) } else { Delivery::Failed(why) }
    }

    /// Mails that were not tried for want of a connection have its trouble.
    fn spread(&mut self, why: &Trouble) {
        for (delivery, trouble) in self.deliveries.iter().zip(&mut self.troubles) {
            if delivery.is_none() {
                trouble.clone_from(why);
            }
        }
    }

    fn ended(mut self, report: &mut dyn FnMut(Progress<'_>)) -> Vec<Delivery> {
        for at in self.open() {
            let (Some(mail), Some(why)) = (self.mails.get(at), self.troubles.get(at)) else {
                continue;
            };
            let delivery = self.came_to_nothing(at, mail, why.clone());
            self.settle(at, delivery, report);
        }
        self.deliveries.into_iter().flatten().collect()
    }
}

/// Sends one mail, and writes down before and after how far it came. What an earlier try may have sent stays open.
fn handed_over(
    mail: &Outgoing,
    (on, unsure): (NaiveDate, bool),
    sent: &mut Sent,
    transport: &mut Transport,
) -> Result<Result<(), SendFailure>> {
    sent.mark(mail.mark(on, SentStep::Sending))?;
    let to = mail.to.as_deref().unwrap_or_default();
    let result = transport.send(to, &mail.bytes);
    match &result {
        Ok(()) => sent.mark(mail.mark(on, SentStep::Sent))?,
        Err(failure) if failure.perhaps_sent || unsure => {}
        Err(_) => sent.mark(mail.mark(on, SentStep::Failed))?,
    }
    Ok(result)
}
