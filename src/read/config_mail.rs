//! `[mail]` and `[notice]` of duban.toml.

use super::config::{Reader, owned};
use super::decoder::{Decoder, Field};
use super::keys::{Fields, MailKey, Named, NoticeKey};
use super::log::{named, one_of};
use super::sections::Section;
use crate::diagnostic::{Finding, Mailing};
use crate::ledger::{Attach, Mailbox, QuantityProblem, Security, is_loopback};
use crate::source::Span;

impl Reader<'_> {
    /// The section `[notice]`.
    pub(super) fn notice(&mut self, decoder: &mut Decoder<'_, '_>, part: &Section<'_>) {
        let mut fields = Fields::<NoticeKey>::between(part.from, part.to);
        while let Some(named) = fields.next(decoder) {
            let rules = &mut self.ledger.notices;
            match named {
                Named::Known(NoticeKey::Prefix, field) => rules.prefix = owned(decoder, field),
                Named::Known(NoticeKey::Reply, field) => {
                    rules.reply = within(decoder, field, 0, 366).unwrap_or(rules.reply);
                }
                Named::Own(_) => {}
            }
        }
    }

    /// The section `[mail]`.
    pub(super) fn mail(&mut self, decoder: &mut Decoder<'_, '_>, part: &Section<'_>) {
        let mut server: Option<(String, Span)> = None;
        let mut fields = Fields::<MailKey>::between(part.from, part.to);
        while let Some(next) = fields.next(decoder) {
            let Named::Known(key, field) = next else {
                continue;
            };
            let mail = &mut self.ledger.mail;
            match key {
                MailKey::From => mail.from = mailbox(decoder, field),
                MailKey::To => mail.to = mailboxes(decoder, field),
                MailKey::Cc => mail.cc = mailboxes(decoder, field),
                MailKey::ReplyTo => mail.reply_to = mailbox(decoder, field),
                MailKey::Server => {
                    let name = owned(decoder, field);
                    mail.server = Some(name.clone());
                    server = Some((name, decoder.span(field.value)));
                }
                MailKey::Port => {
                    let port = within(decoder, field, 1, u32::from(u16::MAX));
                    mail.port = port.and_then(|port| u16::try_from(port).ok());
                }
                MailKey::Security => {
                    let known = one_of(decoder, field, &Security::ALL);
                    mail.security = known.unwrap_or_default();
                }
                MailKey::User => mail.user = Some(owned(decoder, field)),
                MailKey::PasswordFile => mail.password_file = Some(owned(decoder, field)),
                MailKey::Ca => mail.ca = Some(owned(decoder, field)),
                MailKey::Sendmail => mail.sendmail = Some(owned(decoder, field)),
                MailKey::Timeout => mail.timeout = decoder.amount(field, "timeout"),
                MailKey::Tries => mail.tries = within(decoder, field, 1, 20),
                MailKey::Wait => mail.wait = decoder.amount(field, "wait"),
                MailKey::State => mail.state = Some(owned(decoder, field)),
                MailKey::Attach => mail.attach = attachments(decoder, field),
            }
        }
        let in_clear = self.ledger.mail.security == Security::None;
        if let Some((server, span)) = server.filter(|(name, _)| in_clear && !is_loopback(name)) {
            decoder.report(Finding::Mailing(Mailing::InClear { server }), span);
        }
    }
}

/// An address; reports what cannot be read as one.
pub(super) fn mailbox(decoder: &mut Decoder<'_, '_>, field: Field) -> Option<Mailbox> {
    let text = decoder.text(field)?;
    let span = decoder.span(field.value);
    addressed(decoder, &text, span)
}

fn addressed(decoder: &mut Decoder<'_, '_>, text: &str, span: Span) -> Option<Mailbox> {
    let read = Mailbox::parse(text);
    read.map_err(|why| {
        let text = text.to_owned();
        decoder.report(Finding::Mailing(Mailing::Address { text, why }), span);
    })
    .ok()
}

/// One address, or a list of them.
fn mailboxes(decoder: &mut Decoder<'_, '_>, field: Field) -> Vec<Mailbox> {
    if decoder.raw(decoder.span(field.value)).starts_with(['"', '\'']) {
        return mailbox(decoder, field).into_iter().collect();
    }
    let spans = decoder.scalars(field.value).unwrap_or_default();
    let texts = decoder.texts(field);
    let both = texts.into_iter().zip(spans);
    both.filter_map(|(text, span)| addressed(decoder, &text, span)).collect()
}

fn attachments(decoder: &mut Decoder<'_, '_>, field: Field) -> Vec<Attach> {
    let spans = decoder.scalars(field.value).unwrap_or_default();
    let texts = decoder.texts(field);
    let mut all = Vec::new();
    for (text, span) in texts.into_iter().zip(spans) {
        match named(&text, &Attach::ALL) {
            Ok(attachment) => all.push(attachment),
            Err(finding) => decoder.report(finding, span),
        }
    }
    all
}

/// A whole number between two bounds.
fn within(decoder: &mut Decoder<'_, '_>, field: Field, least: u32, most: u32) -> Option<u32> {
    let number = decoder.count(field)?;
    if (least..=most).contains(&number) {
        return Some(number);
    }
    let (text, why) = (number.to_string(), QuantityProblem::OutOfRange);
    let span = decoder.span(field.value);
    decoder.report(Finding::InvalidNumber { text, why }, span);
    None
}
