//! `mail` (发信): reports to their readers and to each department its own notices, each once.

mod due;
mod office;

use super::Outcome;
use crate::cli::Cli;
use crate::cli::mail::{MailArgs, What};
use crate::edge::files::Loaded;
use crate::edge::output;
use crate::refusal::{Refusal, pick};
use crate::session::{Exit, Session, snippets};
use duban::diagnostic::{Diagnostic, Finding};
use duban::ledger::{Locale, MailRules};
use duban_words::words;
use office::Office;

/// Sends, or says what would be sent, or only goes as far as the door.
pub(crate) fn run(
    session: &Session<'_>,
    loaded: &Loaded,
    args: &MailArgs,
    cli: &Cli,
) -> Result<Exit, Outcome> {
    if let Some(exit) = wrong_settings(session, loaded, cli) {
        return Ok(exit);
    }
    let standard = MailRules::default();
    let ledger = session.account.book.first_ledger();
    let office = Office {
        rules: ledger.map_or(&standard, |own| &own.mail),
        folder: loaded.folders.first().cloned().unwrap_or_default(),
        lang: session.lang,
    };
    match args.what {
        What::Test => return office.test(session),
        what => only_its_own(what, args, session.lang)?,
    }
    let letters = match args.what.report() {
        Some((unit, kind)) => due::report(session, loaded, (args, unit, kind), &office, cli)?,
        None => due::notices(session, loaded, args, &office)?,
    };
    office.send(session, &letters, args)
}

/// Refuses what belongs to the other kind of letter.
fn only_its_own(what: What, args: &MailArgs, lang: Locale) -> Result<(), Refusal> {
    let strange = match what.report() {
        Some(_) => [("--dept", !args.dept.is_empty())].to_vec(),
        None => [
            ("--period", args.period.is_some()),
            ("--no", args.no.is_some()),
            ("--rank", args.rank),
            ("--to", !args.to.is_empty()),
        ]
        .to_vec(),
    };
    let strange = strange.into_iter().find(|(_, given)| *given);
    let Some((name, _)) = strange else {
        return Ok(());
    };
    let report = what.report().is_some();
    Err(Refusal::new(match (lang, report) {
        (Locale::ZhHans, true) => format!("`{name}` 只用于催办单"),
        (Locale::ZhHant, true) => format!("`{name}` 只用於催辦單"),
        (Locale::En, true) => format!("`{name}` is for notices only"),
        (Locale::ZhHans, false) => format!("`{name}` 只用于通报:催办单发到各单位自己的邮箱"),
        (Locale::ZhHant, false) => format!("`{name}` 只用於通報:催辦單發到各單位自己的郵箱"),
        (Locale::En, false) => {
            format!("`{name}` is for reports only: a notice goes to its department's own address")
        }
    }))
}

/// What is wrong in duban.toml with addresses and with the way to the server, at its place.
fn wrong_settings(session: &Session<'_>, loaded: &Loaded, cli: &Cli) -> Option<Exit> {
    let reading = duban::read::read(&loaded.sources, &loaded.ledgers);
    let mut found = reading.found;
    found.retain(|one: &Diagnostic| matches!(one.finding, Finding::Mailing(_)));
    if found.is_empty() {
        return None;
    }
    let lang = session.lang;
    output::say(&snippets(&found, &loaded.sources, lang, cli.color));
    let words = words!("没有发信\n", "nothing was sent\n");
    output::say(pick(lang, words));
    Some(Exit::Unreadable)
}
