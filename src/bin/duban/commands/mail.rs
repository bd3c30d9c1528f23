//! `mail` (发信): reports to their readers and to each department its own notices, each once.

pub(crate) mod arguments;

mod due;
mod mailer;

use crate::context::Context;
use crate::edge::output;
use crate::outcome::{Exit, Outcome};
use crate::refusal::Refusal;
use crate::session::snippets;
use arguments::{MailArgs, What};
use duban::diagnostic::Finding;
use duban::ledger::{Locale, MailRules};
use duban::page::refusals::mail::{MailMessage, MailRefusal};
use mailer::Mailer;

/// Sends, or says what would be sent, or tries the login.
pub(crate) fn run(context: &Context, args: &MailArgs) -> Result<Exit, Outcome> {
    let session = context.session()?;
    if let Some(exit) = wrong_settings(context)? {
        return Ok(exit);
    }
    let standard = MailRules::default();
    let ledger = session.account.book.first_ledger();
    let folder = context.loaded()?.folders.first();
    let mailer = Mailer {
        rules: ledger.map_or(&standard, |ledger| &ledger.mail),
        folder: folder.cloned().unwrap_or_default(),
        lang: session.lang,
    };
    if args.what == What::Test {
        return mailer.test(session);
    }
    options_fit(args, session.lang)?;
    let mails = match args.what.report() {
        Some(unit) => due::report(context, session, (args, unit, unit.name()), &mailer)?,
        None => due::notices(session, args, &mailer)?,
    };
    mailer.send(session, &mails, args)
}

/// Refuses an option that belongs to the other kind of mail.
fn options_fit(args: &MailArgs, lang: Locale) -> Result<(), Refusal> {
    let of_notices = [("--dept", !args.dept.is_empty())];
    let of_reports = [
        ("--period", args.period.is_some()),
        ("--no", args.no.is_some()),
        ("--rank", args.rank),
        ("--to", !args.to.is_empty()),
    ];
    let given = |options: &[(&'static str, bool)]| {
        let option = options.iter().find(|(_, given)| *given);
        option.map(|(name, _)| *name)
    };
    let refusal = if args.what.report().is_some() {
        given(&of_notices).map(MailRefusal::ForNotices)
    } else {
        given(&of_reports).map(MailRefusal::ForReports)
    };
    refusal.map_or(Ok(()), |why| Err(why.refusal(lang)))
}

/// Shows what duban.toml has wrong about addresses and the server.
fn wrong_settings(context: &Context) -> Result<Option<Exit>, Outcome> {
    let mut found = context.book()?.beside().to_vec();
    found.retain(|finding| matches!(finding.finding, Finding::Mailing(_)));
    if found.is_empty() {
        return Ok(None);
    }
    let (sources, lang) = (&context.loaded()?.sources, context.lang());
    output::say(&snippets(&found, sources, lang, context.settings.err));
    output::say(&(MailMessage::NothingSent.words(lang) + "\n"));
    Ok(Some(Exit::Unreadable))
}
