//! What is to be sent: the report of a period, and the notices that are recorded and not answered.

use super::arguments::MailArgs;
use super::office::Office;
use crate::context::Context;
use crate::edge::output;
use crate::edition::Asked;
use crate::letters::{self, lacking};
use crate::mailing::Outgoing;
use crate::outcome::Outcome;
use crate::refusal::Refusal;
use crate::resolve;
use crate::session::Session;
use chrono::NaiveDate;
use duban::account::Account;
use duban::calendar::{Period, PeriodUnit};
use duban::ledger::{Bulletins, DepartmentId, Locale, Mailbox};
use duban::page::findings;
use duban::page::notices::notice::{self, Stand};
use duban::page::words;
use duban_words::{say, words};

/// The report of a period to each of its readers.
pub(super) fn report(
    context: &Context,
    session: &Session<'_>,
    (args, unit, kind): (&MailArgs, PeriodUnit, &'static str),
    office: &Office<'_>,
) -> Result<Vec<Outgoing>, Outcome> {
    let as_of = session.account.as_of;
    let (to, cc) = readers(args, office)?;
    let period = match &args.period {
        Some(own) => own.clone(),
        None => match last_issued(session, unit) {
            Some(period) => period.to_string(),
            None => {
                output::say(none_yet(session.lang));
                return Ok(Vec::new());
            }
        },
    };
    let asked = Asked {
        unit: Some(unit),
        period: Some(&period),
        number: args.no,
        rank: args.rank,
    };
    let edition = context.edition(asked)?;
    let told = edition.told();
    let readers: Vec<Mailbox> = to.iter().chain(&cc).cloned().collect();
    let letter = letters::of_report(edition, &told, (office.rules, to, cc), as_of)?;
    let (digest, bytes) = (letter.digest(), letters::bytes(&letter)?);
    let outgoing = |own: Mailbox| Outgoing {
        kind,
        period: edition.issue.period.to_string(),
        name: own.name.unwrap_or_default(),
        to: Some(own.address),
        subject: letter.subject.clone(),
        digest: digest.clone(),
        bytes: bytes.clone(),
    };
    Ok(readers.into_iter().map(outgoing).collect())
}

/// Who gets a report: those on the command line, else those of `[mail]`, each once.
fn readers(args: &MailArgs, office: &Office<'_>) -> Result<(Vec<Mailbox>, Vec<Mailbox>), Refusal> {
    let (mut to, mut cc) = (office.rules.to.clone(), office.rules.cc.clone());
    if !args.to.is_empty() {
        cc.clear();
        let parsed = args.to.iter().map(|text| address(text, office.lang));
        to = parsed.collect::<Result<_, _>>()?;
    }
    let mut known: Vec<String> = Vec::new();
    let mut once = |own: &Mailbox| {
        let address = own.address.to_lowercase();
        let new = !known.contains(&address);
        known.push(address);
        new
    };
    to.retain(&mut once);
    cc.retain(&mut once);
    match to.is_empty() {
        true => Err(lacking("to", office.lang)),
        false => Ok((to, cc)),
    }
}

fn address(text: &str, lang: Locale) -> Result<Mailbox, Refusal> {
    Mailbox::parse(text).map_err(|why| {
        let why = findings::mail::address(why, lang);
        Refusal::new(say!(
            lang,
            "`{text}` 不是邮件地址:{why}",
            "`{text}` is no mail address: {why}"
        ))
    })
}

/// The last period of the ledger's own time whose report is to be out.
fn last_issued(session: &Session<'_>, unit: PeriodUnit) -> Option<Period> {
    let standard = Bulletins::default();
    let ledger = session.account.book.first_ledger();
    let bulletins = ledger.map_or(&standard, |own| &own.bulletins);
    let period = bulletins.last_issued(unit, session.account.as_of)?;
    let begun = ledger.is_none_or(|own| own.first_day() <= period.last);
    begun.then_some(period)
}

fn none_yet(lang: Locale) -> &'static str {
    crate::refusal::pick(
        lang,
        words!(
            "本年度还没有到印发日的通报\n",
            "no report of this ledger's year is to be out yet\n"
        ),
    )
}

/// The notices recorded and not answered, each as it was made out on its day.
pub(super) fn notices(
    session: &Session<'_>,
    args: &MailArgs,
    office: &Office<'_>,
) -> Result<Vec<Outgoing>, Outcome> {
    let (account, lang) = (&session.account, session.lang);
    let wanted: Vec<DepartmentId> = args
        .dept
        .iter()
        .map(|name| resolve::department(account.book, name, lang))
        .collect::<Result<_, _>>()?;
    let mut letters = Vec::new();
    let mut late = Vec::new();
    for (on, number) in open_notices(account) {
        let then = Session {
            account: account.on(on),
            view: session.view.clone(),
            ..*session
        };
        for own in then.account.served_notices() {
            let asked = wanted.is_empty() || wanted.contains(&own.department);
            if !asked || own.number != number {
                continue;
            }
            if own.reply < account.as_of && !args.again {
                late.push(own.number.clone());
                continue;
            }
            let to = letters::addressee(account, &own);
            let letter =
                letters::of_notice(&then, &own, (office.rules, Stand::Served), account.as_of)?;
            letters.push(Outgoing {
                kind: "notice",
                period: own.number.clone(),
                name: account.book.department(own.department).name.clone(),
                subject: notice::title(&own, lang),
                digest: letter.digest(),
                bytes: match to {
                    Some(_) => letters::bytes(&letter)?,
                    None => Vec::new(),
                },
                to: to.map(|own| own.address),
            });
        }
    }
    letters.sort_by_key(|own| own.to.is_none());
    if !late.is_empty() {
        output::say(&too_late(&late, lang));
    }
    Ok(letters)
}

/// The days and numbers of the notices that stand without an answer, oldest first.
fn open_notices<'b>(account: &Account<'b>) -> Vec<(NaiveDate, &'b str)> {
    let open = account.tasks.iter().flat_map(|own| &own.state.instructions);
    let open = open
        .filter(|open| open.urge)
        .map(|open| (open.on, open.text));
    let mut open: Vec<(NaiveDate, &str)> = open.collect();
    open.sort_unstable();
    open.dedup();
    open
}

fn too_late(numbers: &[String], lang: Locale) -> String {
    let named = words::list(numbers, lang);
    say!(
        lang,
        "已过答复日、不再发:{named}(--again 也发)\n",
        "past their day to answer, not sent: {named} (--again sends them)\n"
    )
}
