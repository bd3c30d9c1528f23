//! What letters say: a report or a notice, as text and HTML from one page, and the files that go with it.

use crate::edition::Edition;
use crate::outcome::Outcome;
use crate::refusal::{Refusal, pick};
use crate::session::Session;
use chrono::NaiveDate;
use duban::account::{Account, Bulletin, By, Figures, Matter, Notice};
use duban::exchange::{self, Enclosure, Letter};
use duban::ledger::{Attach, Locale, MailRules, Mailbox};
use duban::page::Page;
use duban::page::lists::tasks;
use duban::page::notices::mail;
use duban::page::notices::notice::{self, Stand};
use duban::render::{self, Canvas};
use duban_words::{say, words};

/// Columns of the text: what mail programs show without breaking lines, quoted once.
const COLUMNS: usize = 76;

/// A report as a letter that all its readers see alike.
pub(crate) fn of_report(
    edition: &Edition<'_>,
    told: &Bulletin<'_, '_>,
    (rules, to, cc): (&MailRules, Vec<Mailbox>, Vec<Mailbox>),
    day: NaiveDate,
) -> Result<Letter, Outcome> {
    let page = edition.page(told)?;
    let mut letter = letter(&page, rules, day, edition.session.lang)?;
    letter.subject = mail::report_subject(told, edition.number(), edition.session.lang);
    letter.to = to;
    letter.cc = cc;
    for own in &rules.attach {
        let file = enclosed(*own, edition, (&page, &letter.subject))?;
        letter.files.push(file);
    }
    Ok(letter)
}

fn enclosed(
    own: Attach,
    edition: &Edition<'_>,
    (page, name): (&Page, &str),
) -> anyhow::Result<Enclosure> {
    let (account, lang) = (&edition.session.account, edition.session.lang);
    Ok(match own {
        Attach::Docx => Enclosure {
            name: format!("{name}.docx"),
            media: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            bytes: exchange::docx(page, edition.issue.cut)?,
        },
        Attach::Csv => {
            let all: Vec<&Figures<'_>> = account.tasks.iter().collect();
            let table = render::csv(&edition.session.rows(&all), true)?;
            Enclosure {
                name: format!("{}.csv", mail::table_name(account, lang)),
                media: "text/csv; charset=utf-8",
                bytes: table.into_bytes(),
            }
        }
        Attach::Xlsx => {
            let all: Vec<&Figures<'_>> = account.tasks.iter().collect();
            let list = tasks::page(account, &all, Matter::All, Some(By::Area), lang);
            Enclosure {
                name: format!("{}.xlsx", mail::table_name(account, lang)),
                media: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                bytes: exchange::xlsx(&list, edition.issue.cut)?,
            }
        }
    })
}

/// A notice as a letter to its department; to nobody where it has no address.
pub(crate) fn of_notice(
    session: &Session<'_>,
    own: &Notice<'_, '_>,
    (rules, stand): (&MailRules, Stand),
    day: NaiveDate,
) -> Result<Letter, Refusal> {
    let (account, lang) = (&session.account, session.lang);
    let page = notice::page(account, std::slice::from_ref(own), stand, lang);
    let mut letter = letter(&page, rules, day, lang)?;
    letter.subject = notice::subject(account, own, lang);
    letter.to = addressee(account, own).into_iter().collect();
    Ok(letter)
}

/// A page as a letter to nobody yet.
fn letter(page: &Page, rules: &MailRules, day: NaiveDate, lang: Locale) -> Result<Letter, Refusal> {
    let canvas = Canvas {
        width: Some(COLUMNS),
        colour: false,
        wide_ambiguous: false,
    };
    Ok(Letter {
        from: sender(rules, lang)?.clone(),
        to: Vec::new(),
        cc: Vec::new(),
        reply_to: rules.reply_to.clone(),
        subject: page.title.clone(),
        day,
        text: render::terminal(page, canvas),
        html: render::html_mail(page),
        files: Vec::new(),
    })
}

/// A letter as it goes over the wire.
pub(crate) fn bytes(letter: &Letter) -> anyhow::Result<Vec<u8>> {
    let bytes = letter.bytes();
    bytes.map_err(|problem| anyhow::anyhow!("{}", problem.0))
}

/// Where a notice goes.
pub(crate) fn addressee(account: &Account<'_>, own: &Notice<'_, '_>) -> Option<Mailbox> {
    let department = account.book.department(own.department);
    Some(Mailbox {
        name: Some(department.name.clone()),
        address: department.email.clone()?,
    })
}

/// Who sends.
pub(crate) fn sender(mail: &MailRules, lang: Locale) -> Result<&Mailbox, Refusal> {
    mail.from.as_ref().ok_or_else(|| lacking("from", lang))
}

/// A key of `[mail]` that is needed and not there.
pub(crate) fn lacking(key: &str, lang: Locale) -> Refusal {
    let message = say!(
        lang,
        "duban.toml 的 [mail] 里没有 `{key}`",
        "[mail] in duban.toml has no `{key}`"
    );
    let help = words!("写法见 docs/mail.md", "see docs/mail.md");
    Refusal::new(message).with(Some(pick(lang, help).to_owned()))
}
