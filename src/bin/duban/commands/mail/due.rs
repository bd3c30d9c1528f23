//! What is to be sent: the report of a period, and the notices that are recorded and not answered.

use super::arguments::{MailArgs, NOTICE};
use super::mailer::Mailer;
use crate::context::Context;
use crate::edge::output;
use crate::edition::Asked;
use crate::mailing::Outgoing;
use crate::mails;
use crate::outcome::Outcome;
use crate::refusal::Refusal;
use crate::resolve;
use crate::session::Session;
use chrono::NaiveDate;
use duban::account::{Account, Notice};
use duban::calendar::{Period, PeriodUnit};
use duban::ledger::{Bulletins, DepartmentId, Locale, Mailbox, in_order};
use duban::page::notices::notice::{self, Stand};
use duban::page::refusals::mail::{MailMessage, MailRefusal};

/// The report of a period to each of its readers.
pub(super) fn report(
    context: &Context,
    session: &Session<'_>,
    (args, unit, period): (&MailArgs, PeriodUnit, Option<&str>),
    mailer: &Mailer<'_>,
) -> Result<Vec<Outgoing>, Outcome> {
    let as_of = session.account.as_of;
    let (to, cc) = readers(args, mailer)?;
    let issued = || last_issued(session, unit).map(|period| period.to_string());
    let Some(period) = period.map(str::to_owned).or_else(issued) else {
        output::say(&(MailMessage::NoReportYet.words(session.lang) + "\n"));
        return Ok(Vec::new());
    };
    let asked = Asked {
        unit: Some(unit),
        period: Some(&period),
        number: args.no,
        rank: args.rank,
        revision: false,
    };
    let edition = context.edition(asked)?;
    let readers: Vec<Mailbox> = to.iter().chain(&cc).cloned().collect();
    let mail = mails::of_report(edition, &edition.bulletin(), (mailer.rules, to, cc), as_of)?;
    let (digest, bytes) = (mail.digest(), mails::bytes(&mail)?);
    let outgoing = |reader: Mailbox| Outgoing {
        kind: unit.name(),
        period: edition.issue.period.to_string(),
        name: reader.name.unwrap_or_default(),
        to: Some(reader.address),
        subject: mail.subject.clone(),
        digest: digest.clone(),
        bytes: bytes.clone(),
    };
    Ok(readers.into_iter().map(outgoing).collect())
}

/// Who gets a report: those on the command line, else those of `[mail]`, each once.
fn readers(args: &MailArgs, mailer: &Mailer<'_>) -> Result<(Vec<Mailbox>, Vec<Mailbox>), Refusal> {
    let (mut to, mut cc) = (mailer.rules.to.clone(), mailer.rules.cc.clone());
    if !args.to.is_empty() {
        cc.clear();
        let parsed = args.to.iter().map(|text| address(text, mailer.lang));
        to = parsed.collect::<Result<_, _>>()?;
    }
    mails::readers(to, cc, mailer.lang)
}

fn address(text: &str, lang: Locale) -> Result<Mailbox, Refusal> {
    Mailbox::parse(text).map_err(|why| {
        let text = text.to_owned();
        MailRefusal::BadAddress { text, why }.refusal(lang)
    })
}

/// The last period of the ledger's year whose day of issue has come.
fn last_issued(session: &Session<'_>, unit: PeriodUnit) -> Option<Period> {
    let standard = Bulletins::default();
    let ledger = session.account.book.first_ledger();
    let bulletins = ledger.map_or(&standard, |ledger| &ledger.bulletins);
    let period = bulletins.last_issued(unit, session.account.as_of)?;
    let begun = ledger.is_none_or(|ledger| ledger.first_day() <= period.last);
    begun.then_some(period)
}

/// The notices recorded and not answered, each as it was made out on its day.
pub(super) fn notices(
    session: &Session<'_>,
    args: &MailArgs,
    mailer: &Mailer<'_>,
) -> Result<Vec<Outgoing>, Outcome> {
    let (account, lang) = (&session.account, session.lang);
    let wanted: Vec<DepartmentId> = args
        .dept
        .iter()
        .map(|name| resolve::department(account.book, name, lang))
        .collect::<Result<_, _>>()?;
    let (mut mails, mut late) = (Vec::new(), Vec::new());
    for (on, number) in open_notices(account) {
        let then = Session { account: account.on(on), view: session.view.clone(), ..*session };
        for notice in then.account.served_notices() {
            // What an included ledger says and to whom is for itself to send.
            let own = account
                .book
                .ledger_of_department(notice.department)
                .is_some_and(|ledger| ledger.prefix.is_empty());
            let asked = own && (wanted.is_empty() || wanted.contains(&notice.department));
            if !asked || notice.number != number {
                continue;
            }
            if notice.reply < account.as_of && args.again.is_none() {
                late.push(notice.number.clone());
                continue;
            }
            mails.push(outgoing(session, &then, &notice, mailer)?);
        }
    }
    mails.sort_by_key(|mail| mail.to.is_none());
    if !late.is_empty() {
        output::say(&(MailMessage::TooLate(late).words(lang) + "\n"));
    }
    Ok(mails)
}

/// A notice as it was made out on its day, to the address that its department has now.
fn outgoing(
    session: &Session<'_>,
    then: &Session<'_>,
    notice: &Notice<'_, '_>,
    mailer: &Mailer<'_>,
) -> Result<Outgoing, Outcome> {
    let account = &session.account;
    let to = mails::addressee(account, notice);
    let rules = (mailer.rules, Stand::Served);
    let mail = mails::of_notice(then, notice, rules, account.as_of)?;
    Ok(Outgoing {
        kind: NOTICE,
        period: notice.number.clone(),
        name: account.book.department(notice.department).name.clone(),
        subject: notice::title(notice, session.lang),
        digest: mail.digest(),
        bytes: match to {
            Some(_) => mails::bytes(&mail)?,
            None => Vec::new(),
        },
        to: to.map(|mailbox| mailbox.address),
    })
}

/// The days and numbers of unanswered notices, oldest first.
fn open_notices<'b>(account: &Account<'b>) -> Vec<(NaiveDate, &'b str)> {
    let open = account.tasks.iter().flat_map(|task| &task.state.instructions);
    let open = open.filter(|open| open.urge).map(|open| (open.on, open.text));
    let mut open: Vec<(NaiveDate, &str)> = open.collect();
    open.sort_by(|(day, number), (other_day, other)| {
        day.cmp(other_day).then(in_order(number, other))
    });
    open.dedup();
    open
}
