//! Notices in the format asked for: one answer, or a file each.

use super::arguments::{NoticeArgs, NoticeFormat};
use crate::edge::{output, papers};
use crate::outcome::{Exit, Outcome};
use crate::refusal;
use crate::session::Session;
use crate::settings::Settings;
use duban::account::{Account, Figures, Notice, NoticeRow};
use duban::exchange;
use duban::ledger::Locale;
use duban::page::notices::notice::{self, Stand};
use duban::render::{Answer, Format};
use duban_words::say;
use serde::Serialize;
use std::path::PathBuf;

/// The notices asked for, and the tasks whose notice still has time to be answered.
pub(super) struct Made<'a, 'b> {
    pub(super) notices: Vec<Notice<'a, 'b>>,
    pub(super) waiting: Vec<&'a Figures<'b>>,
}

impl Made<'_, '_> {
    /// What the office should know of those that are left out.
    fn aside(&self, session: &Session<'_>) -> String {
        match self.waiting.is_empty() {
            true => String::new(),
            false => notice::waiting(&session.account, &self.waiting, session.lang) + "\n",
        }
    }
}

/// What is written, and what is said beside it.
pub(super) struct Dressed {
    /// For standard error.
    pub(super) aside: String,
    pub(super) numbers: Vec<String>,
    text: Vec<u8>,
    files: Vec<(PathBuf, Vec<u8>)>,
}

#[derive(Serialize)]
struct NoticeTotals {
    notices: usize,
    tasks: usize,
    waiting: usize,
    recorded: bool,
}

pub(super) fn dressed(
    session: &Session<'_>,
    made: &Made<'_, '_>,
    args: &NoticeArgs,
    stand: Stand,
) -> Result<Dressed, Outcome> {
    let (account, lang) = (&session.account, session.lang);
    let format = match args.format {
        NoticeFormat::Shared(format) => format,
        NoticeFormat::Docx => return docx(session, made, args, stand),
        #[cfg(feature = "mail")]
        NoticeFormat::Eml => return eml(session, made, args, stand),
    };
    let text = |notices: &[Notice<'_, '_>]| {
        let rows = || {
            let rows = notices.iter().flat_map(|own| account.notice_rows(own));
            let rows: Vec<NoticeRow> = rows.collect();
            let totals = NoticeTotals {
                notices: notices.len(),
                tasks: rows.len(),
                waiting: made.waiting.len(),
                recorded: stand == Stand::Served,
            };
            (rows, totals)
        };
        let answer = Answer {
            command: "notice",
            about: session.about(),
            figures: Box::new(rows),
            page: Box::new(|| notice::page(account, notices, stand, lang)),
        };
        answer
            .text(format, false, session.settings.out)
            .map_err(anyhow::Error::from)
    };
    let mut files = Vec::new();
    if args.out.is_some() {
        for own in &made.notices {
            let text = text(std::slice::from_ref(own))?;
            files.push((file_name(account, own, args.format), text.into_bytes()));
        }
    }
    Ok(Dressed::of(
        session,
        made,
        text(&made.notices)?.into_bytes(),
        files,
    ))
}

/// One document with a sheet for each, or a file each.
fn docx(
    session: &Session<'_>,
    made: &Made<'_, '_>,
    args: &NoticeArgs,
    stand: Stand,
) -> Result<Dressed, Outcome> {
    let (account, lang) = (&session.account, session.lang);
    let document = |notices: &[Notice<'_, '_>]| {
        let page = notice::page(account, notices, stand, lang);
        exchange::docx(&page, account.as_of)
    };
    if args.out.is_none() && session.settings.to_terminal() {
        return Err(refusal::no_screen_for_docx("notice", lang).into());
    }
    let mut files = Vec::new();
    for own in made.notices.iter().filter(|_| args.out.is_some()) {
        let bytes = document(std::slice::from_ref(own)).map_err(anyhow::Error::from)?;
        files.push((file_name(account, own, args.format), bytes));
    }
    Ok(Dressed::of(
        session,
        made,
        document(&made.notices).map_err(anyhow::Error::from)?,
        files,
    ))
}

/// `丰督〔2018〕12号 区住建局.docx`.
fn file_name(account: &Account<'_>, own: &Notice<'_, '_>, format: NoticeFormat) -> PathBuf {
    let to = &account.book.department(own.department).name;
    papers::name(&format!("{} {to}.{}", own.number, format.extension()))
}

/// One a file, or the only one on standard output.
#[cfg(feature = "mail")]
fn eml(
    session: &Session<'_>,
    made: &Made<'_, '_>,
    args: &NoticeArgs,
    stand: Stand,
) -> Result<Dressed, Outcome> {
    let (account, lang) = (&session.account, session.lang);
    let standard = duban::ledger::MailRules::default();
    let mail = account.book.first_ledger().map(|own| &own.mail);
    let mut letters = Vec::new();
    for own in &made.notices {
        let letter = crate::letters::of_notice(
            session,
            own,
            (mail.unwrap_or(&standard), stand),
            account.as_of,
        )?;
        let name = file_name(account, own, args.format);
        letters.push((name, crate::letters::bytes(&letter)?));
    }
    if args.out.is_none() && letters.len() > 1 {
        let count = letters.len();
        let message = say!(
            lang,
            "有{count}件,一个 eml 文件只能放一件",
            "there are {count}; an eml file holds one"
        );
        let help = "--out DIR, --dept …".to_owned();
        return Err(refusal::Refusal::new(message).with(Some(help)).into());
    }
    let only = letters.first().map(|(_, bytes)| bytes.clone());
    Ok(Dressed::of(
        session,
        made,
        only.unwrap_or_default(),
        letters,
    ))
}

impl Dressed {
    fn of(
        session: &Session<'_>,
        made: &Made<'_, '_>,
        text: Vec<u8>,
        files: Vec<(PathBuf, Vec<u8>)>,
    ) -> Self {
        Self {
            aside: made.aside(session),
            numbers: made.notices.iter().map(|own| own.number.clone()).collect(),
            text,
            files,
        }
    }

    /// To standard output, or into the folder.
    pub(super) fn put(
        &self,
        args: &NoticeArgs,
        lang: Locale,
        settings: &Settings,
    ) -> Result<Exit, Outcome> {
        let Some(folder) = &args.out else {
            let printed = match std::str::from_utf8(&self.text) {
                Ok(text) => {
                    let pager = settings.pager.as_deref();
                    let text_format = NoticeFormat::Shared(Format::Table);
                    output::print(text, pager.filter(|_| args.format == text_format))
                }
                Err(_) => output::bytes(&self.text),
            };
            printed.map_err(anyhow::Error::from)?;
            return Ok(Exit::Done);
        };
        for (name, text) in &self.files {
            papers::put(&folder.join(name), text)?;
        }
        let (count, folder) = (self.files.len(), folder.display());
        output::say(&say!(
            lang,
            "{count}件写入 {folder}\n",
            "{count} files written to {folder}\n"
        ));
        Ok(Exit::Done)
    }

    pub(super) fn recorded(&self, lang: Locale) -> String {
        let numbers = match self.numbers.as_slice() {
            [first, .., last] => format!("{first}–{last}"),
            all => all.concat(),
        };
        let count = self.numbers.len();
        say!(
            lang,
            "已登记{count}件:{numbers}(撤回:duban undo)\n",
            "{count} recorded: {numbers} (to take back: duban undo)\n"
        )
    }
}
