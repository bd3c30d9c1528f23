//! `mail` (发信): reports to their readers and to each department its own notices, each once.

pub(crate) mod arguments;

mod deciding;
mod due;
mod mailer;
mod moving;

use crate::context::Context;
use crate::edge::output;
use crate::outcome::{Exit, Outcome};
use crate::refusal::Refusal;
use crate::session::{Session, snippets};
use arguments::{MailArgs, What};
use duban::diagnostic::{Finding, Severity};
use duban::ledger::Locale;
use duban::page::refusals::mail::{MailMessage, MailRefusal};
use mailer::Mailer;

pub(crate) use mailer::{mail_file, place_of_marks};

/// Sends, or says what would be sent, or tries the login; or puts the settings and the marks where they belong.
pub(crate) fn run(context: &Context, args: &MailArgs) -> Result<Exit, Outcome> {
    if args.move_settings {
        return moving::run(context, args);
    }
    let session = context.session()?;
    if let Some(exit) = wrong_settings(context)? {
        return Ok(exit);
    }
    let mailer = Mailer::of(context, session)?;
    if let Some(file) = &args.adopt_marks {
        return deciding::adopt(&mailer, file.as_deref());
    }
    if !args.sent.is_empty() {
        return deciding::arrived(&mailer, &args.sent, session.account.as_of);
    }
    match (args.what, &args.again) {
        (Some(what), again) => {
            let key = again.as_ref().and_then(Option::as_deref);
            send(context, session, &mailer, (args, what, args.period.as_deref(), key))
        }
        (None, Some(Some(key))) => {
            let mark = deciding::called(&mailer, key)?;
            let what = What::called(&mark.kind);
            let what =
                what.ok_or_else(|| MailRefusal::NoSuchKey(key.clone()).refusal(session.lang))?;
            let period = what.report().map(|_| mark.period.as_str());
            send(context, session, &mailer, (args, what, period, Some(key)))
        }
        (None, _) => Err(MailRefusal::AgainWhat.refusal(session.lang).into()),
    }
}

/// Sends what is due; with a key that letter alone.
fn send(
    context: &Context,
    session: &Session<'_>,
    mailer: &Mailer<'_>,
    (args, what, period, key): (&MailArgs, What, Option<&str>, Option<&str>),
) -> Result<Exit, Outcome> {
    if what == What::Test {
        return mailer.test(session);
    }
    options_fit(args, what, session.lang)?;
    let mut mails = match what.report() {
        Some(unit) => due::report(context, session, (args, unit, period), mailer)?,
        None => due::notices(session, args, mailer)?,
    };
    if let Some(key) = key {
        mails.retain(|mail| mail.key() == key);
        if mails.is_empty() {
            return Err(MailRefusal::NoSuchKey(key.to_owned()).refusal(session.lang).into());
        }
    }
    mailer.send(session, &mails, args)
}

/// Refuses an option that belongs to the other kind of mail.
fn options_fit(args: &MailArgs, what: What, lang: Locale) -> Result<(), Refusal> {
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
    let refusal = if what.report().is_some() {
        given(&of_notices).map(MailRefusal::ForNotices)
    } else {
        given(&of_reports).map(MailRefusal::ForReports)
    };
    refusal.map_or(Ok(()), |why| Err(why.refusal(lang)))
}

/// Shows what the ledger's own duban.toml has wrong about addresses.
fn wrong_settings(context: &Context) -> Result<Option<Exit>, Outcome> {
    let config = context.loaded()?.ledgers.first().map(|ledger| ledger.config);
    let mut found = context.book()?.beside().to_vec();
    found.retain(|finding| {
        let own = Some(finding.place.file) == config;
        own && matches!(finding.finding, Finding::Mailing(_))
            && finding.severity() == Severity::Error
    });
    if found.is_empty() {
        return Ok(None);
    }
    let (sources, lang) = (&context.loaded()?.sources, context.lang());
    output::say(&snippets(&found, sources, lang, context.settings.err));
    output::say(&(MailMessage::NothingSent.words(lang) + "\n"));
    Ok(Some(Exit::Unreadable))
}
