//! `[mail]` and `[notice]` of duban.toml, and a user's own `mail.toml`.

use super::config::{Reader, owned};
use super::decoder::{Decoder, Field};
use super::keys::{Fields, MailKey, Named, NoticeKey, RouteKey, unknown};
use super::sections::{Section, one_a_line, sections, syntax_errors};
use super::tape::Tape;
use super::timezone::timezone;
use super::word::{named, one_of};
use crate::diagnostic::{Diagnostic, Finding, Mailing};
use crate::ledger::{
    Attach, MailRoute, MailRoutes, Mailbox, QuantityProblem, Security, is_loopback,
};
use crate::source::{FileId, Sources, Span};

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
                Named::Known(NoticeKey::Contact, field) => {
                    rules.contact = Some(owned(decoder, field));
                }
                Named::Known(NoticeKey::Copies, field) => {
                    rules.copies = Some(owned(decoder, field));
                }
                Named::Own(_) => {}
            }
        }
    }

    /// The section `[mail]`. What says how letters leave is read for its mistakes, and not obeyed.
    pub(super) fn mail(&mut self, decoder: &mut Decoder<'_, '_>, part: &Section<'_>) {
        let mut route = Route::default();
        let mut ignored: Option<Span> = None;
        let mut fields = Fields::<MailKey>::between(part.from, part.to);
        while let Some(next) = fields.next(decoder) {
            let Named::Known(key, field) = next else {
                continue;
            };
            let mail = &mut self.ledger.mail;
            let value = decoder.raw(decoder.span(field.value));
            mail.written.push_str(&format!("{} = {value}\n", decoder.key(field)));
            match key {
                MailKey::From => mail.from = mailbox(decoder, field),
                MailKey::To => mail.to = mailboxes(decoder, field),
                MailKey::Cc => mail.cc = mailboxes(decoder, field),
                MailKey::ReplyTo => mail.reply_to = mailbox(decoder, field),
                MailKey::Tries => mail.tries = within(decoder, field, 1, 20),
                MailKey::Wait => mail.wait = decoder.amount(field, "wait"),
                MailKey::Attach => mail.attach = attachments(decoder, field),
                MailKey::Timezone => mail.timezone = timezone(decoder, field),
                MailKey::Server
                | MailKey::Port
                | MailKey::Security
                | MailKey::User
                | MailKey::PasswordFile
                | MailKey::Ca
                | MailKey::Sendmail
                | MailKey::Timeout
                | MailKey::State => {
                    let Some(key) = RouteKey::parse(key.name()) else { continue };
                    mail.ignored.push(key.name());
                    ignored.get_or_insert(decoder.key_span(field));
                    route.take(decoder, key, field);
                }
            }
        }
        if let Some(span) = ignored {
            let keys = self.ledger.mail.ignored.clone();
            decoder.report(Finding::Mailing(Mailing::Ignored { keys }), span);
        }
        route.judge(decoder);
    }
}

/// A route while it is read.
#[derive(Default)]
struct Route {
    route: MailRoute,
    path: Option<String>,
    /// Where the server is named.
    server: Option<Span>,
}

impl Route {
    fn take(&mut self, decoder: &mut Decoder<'_, '_>, key: RouteKey, field: Field) {
        let route = &mut self.route;
        match key {
            RouteKey::Path => self.path = Some(owned(decoder, field)),
            RouteKey::Server => {
                route.server = Some(owned(decoder, field));
                self.server = Some(decoder.span(field.value));
            }
            RouteKey::Port => {
                let port = within(decoder, field, 1, u32::from(u16::MAX));
                route.port = port.and_then(|port| u16::try_from(port).ok());
            }
            RouteKey::Security => {
                route.security = one_of(decoder, field, &Security::ALL).unwrap_or_default();
            }
            RouteKey::User => route.user = Some(owned(decoder, field)),
            RouteKey::PasswordFile => route.password_file = Some(owned(decoder, field)),
            RouteKey::Ca => route.ca = Some(owned(decoder, field)),
            RouteKey::Sendmail => route.sendmail = Some(owned(decoder, field)),
            RouteKey::Timeout => route.timeout = decoder.amount(field, "timeout"),
            RouteKey::State => route.state = Some(owned(decoder, field)),
        }
    }

    /// In clear only to a server on this machine.
    fn judge(&self, decoder: &mut Decoder<'_, '_>) {
        let clear = self.route.security == Security::None;
        let server = self.route.server.as_ref().filter(|server| clear && !is_loopback(server));
        if let Some((server, span)) = server.zip(self.server) {
            let server = server.clone();
            decoder.report(Finding::Mailing(Mailing::InClear { server }), span);
        }
    }

    fn fields(&mut self, decoder: &mut Decoder<'_, '_>, from: usize, to: usize) -> bool {
        let mut fields = Fields::<RouteKey>::between(from, to);
        while let Some(next) = fields.next(decoder) {
            if let Named::Known(key, field) = next {
                self.take(decoder, key, field);
            }
        }
        self.judge(decoder);
        fields.has(RouteKey::Path)
    }
}

/// Reads a user's own `mail.toml`, with everything that is wrong with it.
pub fn mail_routes(sources: &Sources, file: FileId) -> (MailRoutes, Vec<Diagnostic>) {
    let text = sources.file(file).text.as_str();
    let (inside, base) = match text.strip_prefix('\u{feff}') {
        Some(rest) => (rest, 3),
        None => (text, 0),
    };
    let mut tape = Tape::default();
    tape.fill(inside);
    let mut decoder = Decoder { text: inside, tape: &tape, file, base, found: Vec::new() };
    syntax_errors(&mut decoder);
    let parts = sections(&decoder);
    let before = parts.first().map_or(tape.nodes.len(), |first| first.header);
    let mut routes = MailRoutes::default();
    let mut general = Route::default();
    if general.fields(&mut decoder, 0, before) {
        decoder.report(unknown("path", &["ledger"]), Span::default());
    }
    routes.general = general.route;
    for part in &parts {
        if (part.name.as_ref(), part.double) != ("ledger", true) {
            let finding = unknown(&part.name, &["ledger"]);
            decoder.report(finding, part.span);
            continue;
        }
        let mut route = Route::default();
        if !route.fields(&mut decoder, part.from, part.to) {
            decoder.report(Finding::MissingKey { key: "path" }, part.span);
        }
        routes.of_ledgers.extend(route.path.map(|path| (path, route.route)));
    }
    (routes, one_a_line(text, decoder.found))
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
