//! What letters say: a notice, or a report, as text and HTML from one page.

use crate::refusal::{Refusal, pick};
use crate::session::Session;
use duban::account::{Account, Notice};
use duban::exchange::{Enclosure, Letter};
use duban::ledger::{Locale, MailRules, Mailbox};
use duban::page::Page;
use duban::page::notice::{self, Stand};
use duban::render::{self, Canvas};

/// Columns of the text: what mail programs show without breaking lines, quoted once.
const COLUMNS: usize = 76;

/// A page as a letter.
pub(crate) fn letter(
    page: &Page,
    (from, to): (&Mailbox, Vec<Mailbox>),
    subject: String,
    account: &Account<'_>,
    files: Vec<Enclosure>,
) -> Letter {
    let canvas = Canvas {
        width: Some(COLUMNS),
        colour: false,
        wide_ambiguous: false,
    };
    Letter {
        from: from.clone(),
        to,
        cc: Vec::new(),
        reply_to: None,
        subject,
        day: account.as_of,
        text: render::terminal(page, canvas),
        html: render::html(page),
        files,
    }
}

/// A notice as a letter to its department; to nobody where it has no address.
pub(crate) fn of_notice(
    session: &Session<'_>,
    own: &Notice<'_, '_>,
    mail: &MailRules,
    stand: Stand,
) -> Result<Letter, Refusal> {
    let (account, lang) = (&session.account, session.lang);
    let page = notice::page(account, std::slice::from_ref(own), stand, lang);
    let subject = notice::subject(account, own, lang);
    let from = sender(mail, lang)?;
    let mut letter = letter(
        &page,
        (from, addressee(account, own).into_iter().collect()),
        subject,
        account,
        Vec::new(),
    );
    letter.reply_to.clone_from(&mail.reply_to);
    Ok(letter)
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
    let message = match lang {
        Locale::ZhHans => format!("duban.toml 的 [mail] 里没有 `{key}`"),
        Locale::ZhHant => format!("duban.toml 的 [mail] 裏沒有 `{key}`"),
        Locale::En => format!("[mail] in duban.toml has no `{key}`"),
    };
    let help = [
        "写法见 docs/mail.md",
        "寫法見 docs/mail.md",
        "see docs/mail.md",
    ];
    Refusal::new(message).with(Some(pick(lang, help).to_owned()))
}
