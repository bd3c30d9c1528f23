//! What mails contain: a report or a notice, as text and HTML from one page, and its attachments.

use crate::edition::Edition;
use crate::outcome::Outcome;
use crate::refusal::Refusal;
use crate::session::Session;
use chrono::NaiveDate;
use duban::account::{Account, Bulletin, Figures, Notice};
use duban::exchange::{self, Enclosure, Letter, file_name};
use duban::ledger::{Attach, Locale, MailRules, Mailbox};
use duban::page::Page;
use duban::page::notices::mail;
use duban::page::notices::notice::{self, Stand};
use duban::page::refusals::mail::MailRefusal;
use duban::render::{self, Canvas, Csv};

/// Columns of the text: mail programs show so many unbroken, even when it is quoted once.
const COLUMNS: usize = 76;

/// The MIME type of a workbook.
const WORKBOOK: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// A report as a mail that all its readers see alike.
pub(crate) fn of_report(
    edition: &Edition<'_>,
    bulletin: &Bulletin<'_, '_>,
    (rules, to, cc): (&MailRules, Vec<Mailbox>, Vec<Mailbox>),
    day: NaiveDate,
) -> Result<Letter, Outcome> {
    let page = edition.page(bulletin)?;
    let lang = edition.session.lang;
    let subject = mail::report_subject(bulletin, edition.number(), lang);
    let attached =
        rules.attach.iter().map(|attach| attachment(*attach, edition, (&page, &subject)));
    let attached = attached.collect::<anyhow::Result<Vec<Enclosure>>>()?;
    let mut message = composed(page, &edition.session, (rules, day, &subject))?;
    // What the ledger asks for first, the annexes behind it.
    message.files.splice(0..0, attached);
    message.to = to;
    message.cc = cc;
    Ok(message)
}

fn attachment(
    attach: Attach,
    edition: &Edition<'_>,
    (page, name): (&Page, &str),
) -> anyhow::Result<Enclosure> {
    let (account, lang) = (&edition.session.account, edition.session.lang);
    Ok(match attach {
        Attach::Docx => Enclosure {
            name: file_name(name, "docx"),
            media: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            bytes: exchange::docx(page, edition.issue.cut)?,
        },
        Attach::Csv => {
            let all: Vec<&Figures<'_>> = account.tasks.iter().collect();
            let table = render::csv(
                edition.session.rows(&all),
                Csv { for_spreadsheet: true, heads: None },
            )?;
            Enclosure {
                name: file_name(&mail::table_name(account, lang), "csv"),
                media: "text/csv; charset=utf-8",
                bytes: table.into_bytes(),
            }
        }
        Attach::Xlsx => Enclosure {
            name: file_name(&mail::table_name(account, lang), "xlsx"),
            media: WORKBOOK,
            bytes: edition.workbook()?,
        },
    })
}

/// Long lists, whole: what a paper has in its annexes.
fn annexes(page: &Page, (name, day): (&str, NaiveDate), lang: Locale) -> anyhow::Result<Enclosure> {
    Ok(Enclosure {
        name: file_name(&mail::annexes_name(name, lang), "xlsx"),
        media: WORKBOOK,
        bytes: exchange::xlsx(page, day)?,
    })
}

/// A notice as a mail to its department; to nobody where it has no address.
pub(crate) fn of_notice(
    session: &Session<'_>,
    notice: &Notice<'_, '_>,
    (rules, stand): (&MailRules, Stand),
    day: NaiveDate,
) -> Result<Letter, Outcome> {
    let (account, lang) = (&session.account, session.lang);
    let page = notice::page(account, std::slice::from_ref(notice), stand, lang);
    let subject = notice::subject(account, notice, lang);
    let mut message = composed(page, session, (rules, day, &subject))?;
    message.to = addressee(account, notice).into_iter().collect();
    Ok(message)
}

/// A page as a mail to nobody yet. What the page has in annexes goes with it as a workbook.
fn composed(
    page: Page,
    session: &Session<'_>,
    (rules, day, subject): (&MailRules, NaiveDate, &str),
) -> Result<Letter, Outcome> {
    let (page, annexed) = page.without_annexes();
    let named = (subject, session.account.as_of);
    let annexed = annexed.map(|annexed| annexes(&annexed, named, session.lang)).transpose()?;
    let ledger = session.account.book.first_ledger();
    let locale = ledger.map_or(session.lang, |ledger| ledger.locale);
    let canvas = Canvas {
        width: Some(COLUMNS),
        colour: false,
        wide_ambiguous: false,
        braille: false,
        is_window: false,
    };
    Ok(Letter {
        from: sender(rules, session.lang)?.clone(),
        to: Vec::new(),
        cc: Vec::new(),
        reply_to: rules.reply_to.clone(),
        subject: subject.to_owned(),
        day,
        zone: rules.zone(locale),
        text: render::terminal(&page, canvas),
        html: render::html_mail(&page),
        files: annexed.into_iter().collect(),
    })
}

/// A mail as it goes over the wire.
pub(crate) fn bytes(message: &Letter) -> anyhow::Result<Vec<u8>> {
    let bytes = message.bytes();
    bytes.map_err(|problem| anyhow::anyhow!("{}", problem.0))
}

/// Where a notice goes.
pub(crate) fn addressee(account: &Account<'_>, notice: &Notice<'_, '_>) -> Option<Mailbox> {
    let department = account.book.department(notice.department);
    Some(Mailbox { name: Some(department.name.clone()), address: department.email.clone()? })
}

/// Who gets a report, each once.
pub(crate) fn readers(
    mut to: Vec<Mailbox>,
    mut cc: Vec<Mailbox>,
    lang: Locale,
) -> Result<(Vec<Mailbox>, Vec<Mailbox>), Refusal> {
    let mut known: Vec<String> = Vec::new();
    let mut once = |mailbox: &Mailbox| {
        let address = mailbox.address.to_lowercase();
        let new = !known.contains(&address);
        known.push(address);
        new
    };
    to.retain(&mut once);
    cc.retain(&mut once);
    if to.is_empty() {
        return Err(MailRefusal::KeyMissing("to").refusal(lang));
    }
    Ok((to, cc))
}

/// Who sends.
pub(crate) fn sender(mail: &MailRules, lang: Locale) -> Result<&Mailbox, Refusal> {
    let missing = || MailRefusal::KeyMissing("from").refusal(lang);
    mail.from.as_ref().ok_or_else(missing)
}
