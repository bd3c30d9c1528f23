//! Notices in the format asked for: one answer, or a file each.

use super::arguments::{NoticeArgs, NoticeFormat};
use crate::edge::output::{self, Drawn};
use crate::edge::output_files;
#[cfg(feature = "mail")]
use crate::mails;
use crate::outcome::{Exit, Outcome};
use crate::refusal;
use crate::session::Session;
use crate::settings::Settings;
use duban::account::{Account, Figures, Notice, NoticeRow};
use duban::exchange;
use duban::ledger::Locale;
use duban::page::notices::notice::{self, Stand};
use duban::page::refusals::notices::NoticeMessage;
#[cfg(feature = "mail")]
use duban::page::refusals::notices::NoticeRefusal;
use duban::render::{Answer, Csv, Format};
use serde::Serialize;
use std::path::PathBuf;

/// The notices asked for, and the tasks whose notice still has time to be answered.
pub(super) struct Selected<'a, 'b> {
    pub(super) notices: Vec<Notice<'a, 'b>>,
    pub(super) waiting: Vec<&'a Figures<'b>>,
}

impl Selected<'_, '_> {
    /// What the office should know and no paper says: which are left out, and how drafts are recorded.
    fn aside(&self, session: &Session<'_>, stand: Stand) -> String {
        let waiting = (!self.waiting.is_empty())
            .then(|| notice::waiting(&session.account, &self.waiting, session.lang));
        let is_draft = stand == Stand::Draft && !self.notices.is_empty();
        let hint = is_draft.then(|| notice::hint(session.lang));
        waiting.into_iter().chain(hint).map(|line| line + "\n").collect()
    }
}

/// Notices as they are written, and what is said beside them.
pub(super) struct Formatted {
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

pub(super) fn formatted(
    session: &Session<'_>,
    selected: &Selected<'_, '_>,
    args: &NoticeArgs,
    stand: Stand,
) -> Result<Formatted, Outcome> {
    let (account, waiting) = (&session.account, selected.waiting.len());
    let format = match args.format {
        NoticeFormat::Shared(format) => format,
        NoticeFormat::Docx => return docx(session, selected, args, stand),
        #[cfg(feature = "mail")]
        NoticeFormat::Eml => return eml(session, selected, args, stand),
    };
    let text = |notices: &[Notice<'_, '_>]| text(session, notices, (format, stand), waiting);
    let mut files = Vec::new();
    if args.out.is_some() {
        for notice in &selected.notices {
            let text = text(std::slice::from_ref(notice))?;
            files.push((file_name(account, notice, args.format), text.into_bytes()));
        }
    }
    session.say_years(format, &account.unknown_years_with(&selected.notices));
    Ok(Formatted::of(session, (selected, stand), text(&selected.notices)?.into_bytes(), files))
}

/// Some notices as one answer.
fn text(
    session: &Session<'_>,
    notices: &[Notice<'_, '_>],
    (format, stand): (Format, Stand),
    waiting: usize,
) -> Result<String, Outcome> {
    let (account, lang) = (&session.account, session.lang);
    let rows = || {
        let rows = notices.iter().flat_map(|notice| account.notice_rows(notice));
        let rows: Vec<NoticeRow> = rows.collect();
        let totals = NoticeTotals {
            notices: notices.len(),
            tasks: rows.len(),
            waiting,
            recorded: stand == Stand::Served,
        };
        (rows, totals)
    };
    let mut about = session.about();
    about.years_without_holidays = account.unknown_years_with(notices);
    let answer = Answer {
        command: "notice",
        about,
        figures: Box::new(rows),
        page: Box::new(|| notice::page(account, notices, stand, lang)),
    };
    let text = answer.text(format, Csv::default(), session.settings.out);
    Ok(text.map_err(anyhow::Error::from)?)
}

/// One document with a sheet for each, or a file each.
fn docx(
    session: &Session<'_>,
    selected: &Selected<'_, '_>,
    args: &NoticeArgs,
    stand: Stand,
) -> Result<Formatted, Outcome> {
    let (account, lang) = (&session.account, session.lang);
    let document = |notices: &[Notice<'_, '_>]| {
        let page = notice::page(account, notices, stand, lang);
        exchange::docx(&page, account.as_of)
    };
    if args.out.is_none() && session.settings.to_terminal {
        return Err(refusal::no_screen("notice", "docx", lang).into());
    }
    let mut files = Vec::new();
    for notice in selected.notices.iter().filter(|_| args.out.is_some()) {
        let bytes = document(std::slice::from_ref(notice)).map_err(anyhow::Error::from)?;
        files.push((file_name(account, notice, args.format), bytes));
    }
    Ok(Formatted::of(
        session,
        (selected, stand),
        document(&selected.notices).map_err(anyhow::Error::from)?,
        files,
    ))
}

/// `丰督〔2018〕12号 区住建局.docx`.
fn file_name(account: &Account<'_>, notice: &Notice<'_, '_>, format: NoticeFormat) -> PathBuf {
    let to = &account.book.department(notice.department).name;
    exchange::file_name(&format!("{} {to}", notice.number), format.extension()).into()
}

/// One a file, or the only one on standard output.
#[cfg(feature = "mail")]
fn eml(
    session: &Session<'_>,
    selected: &Selected<'_, '_>,
    args: &NoticeArgs,
    stand: Stand,
) -> Result<Formatted, Outcome> {
    let (account, lang) = (&session.account, session.lang);
    let standard = duban::ledger::MailRules::default();
    let rules = account.book.first_ledger().map(|ledger| &ledger.mail);
    let rules = rules.unwrap_or(&standard);
    let mut files = Vec::new();
    for notice in &selected.notices {
        let mail = mails::of_notice(session, notice, (rules, stand), account.as_of)?;
        let name = file_name(account, notice, args.format);
        files.push((name, mails::bytes(&mail)?));
    }
    if args.out.is_none() && files.len() > 1 {
        return Err(NoticeRefusal::OneToAFile(files.len()).refusal(lang).into());
    }
    let only = files.first().map(|(_, bytes)| bytes.clone());
    Ok(Formatted::of(session, (selected, stand), only.unwrap_or_default(), files))
}

impl Formatted {
    fn of(
        session: &Session<'_>,
        (selected, stand): (&Selected<'_, '_>, Stand),
        text: Vec<u8>,
        files: Vec<(PathBuf, Vec<u8>)>,
    ) -> Self {
        Self {
            aside: selected.aside(session, stand),
            numbers: selected.notices.iter().map(|notice| notice.number.clone()).collect(),
            text,
            files,
        }
    }

    /// To standard output, or into the folder.
    pub(super) fn write(
        &self,
        args: &NoticeArgs,
        lang: Locale,
        settings: &Settings,
    ) -> Result<Exit, Outcome> {
        let Some(folder) = &args.out else {
            let printed = match std::str::from_utf8(&self.text) {
                Ok(text) if args.format == NoticeFormat::Shared(Format::Table) => {
                    output::print(&Drawn(text.to_owned()), settings.pager.as_deref())
                }
                Ok(text) => output::print(text, None),
                Err(_) => output::bytes(&self.text),
            };
            printed.map_err(anyhow::Error::from)?;
            return Ok(Exit::Done);
        };
        for (name, text) in &self.files {
            output_files::write(&folder.join(name), text)?;
        }
        let written = NoticeMessage::Written { files: self.files.len(), folder: folder.clone() };
        output::say(&(written.words(lang) + "\n"));
        Ok(Exit::Done)
    }
}
