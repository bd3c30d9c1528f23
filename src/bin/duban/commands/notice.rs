//! `notice` (催办单): notices to departments, shown, or recorded in the ledger and shown.

use super::Outcome;
use crate::changes::{Before, Edit, FileEdit};
use crate::cli::log::{WriteArgs, WriteFormat};
use crate::cli::notice::{NoticeArgs, NoticeFormat, UrgeArgs};
use crate::cli::{Cli, Format, OutputArgs};
use crate::edge::{environment, files, output};
use crate::refusal::{Refusal, pick};
use crate::session::{self, Exit, Session};
use crate::verdict::Judgement;
use crate::writing::{Change, Writing};
use crate::{resolve, when};
use anyhow::anyhow;
use duban::account::{Figures, Notice, NoticeRow, Serving, Sort, Standing, recorded};
use duban::calendar::parse_date;
use duban::edit::{NewEntry, Value, add_entry};
use duban::ledger::{Book, Locale};
use duban::page::notice::{self, Stand};
use serde_json::json;
use std::path::{Path, PathBuf};

/// Shows the notices; nothing is written.
pub(crate) fn run(session: &Session<'_>, args: &NoticeArgs) -> Result<Exit, Outcome> {
    let made = Made::of(session, &args.urge)?;
    let dressed = dressed(session, &made, args, Stand::Draft)?;
    output::say(&dressed.aside);
    dressed.put(args, session.lang)
}

/// Writes an `urge` entry for each task of each notice, all or none, and shows what was recorded.
pub(crate) fn record(
    config: &Path,
    cli: &Cli,
    args: &NoticeArgs,
    lang: Locale,
) -> Result<Exit, Outcome> {
    let write = WriteArgs {
        dry_run: false,
        no_wait: false,
        wait: 60,
        format: WriteFormat::Table,
    };
    let writing = Writing {
        config,
        cli,
        args: &write,
        lang,
        command: "notice",
        lists: true,
    };
    let loaded = files::load(config, |_| {}).map_err(Outcome::Unreadable)?;
    // What is wrong is told here, before anything is locked.
    if let Err(exit) = session::book(&loaded, lang, cli) {
        return Ok(exit);
    }
    writing.write_along(&mut Recording {
        cli,
        args,
        dressed: None,
    })
}

/// Notices on their way into the ledger.
struct Recording<'a> {
    cli: &'a Cli,
    args: &'a NoticeArgs,
    /// As they will be shown once they are recorded.
    dressed: Option<Dressed>,
}

impl Change for Recording<'_> {
    fn plan(&mut self, before: &Before<'_>) -> Result<Vec<Edit>, Outcome> {
        let (as_of, lang) = (before.as_of, before.lang);
        let book = session::book(before.loaded, lang, self.cli);
        let book = book.map_err(|_| Outcome::Unreadable(anyhow!(changed(lang))))?;
        let session = Session::new(&book, &before.loaded.work, as_of, lang, self.cli);
        let made = Made::of(&session, &self.args.urge)?;
        if !made.notices.is_empty() {
            when::not_closed(before, as_of)?;
        }
        not_used(&book, &made.notices, lang)?;
        self.dressed = Some(dressed(&session, &made, self.args, Stand::Served)?);
        made.edits(before)
    }

    fn tell(
        &self,
        writing: &Writing<'_>,
        _: &Before<'_>,
        _: &Judgement,
        _: &[FileEdit],
    ) -> Result<Exit, Outcome> {
        let Some(dressed) = &self.dressed else {
            return Ok(Exit::Done);
        };
        output::say(&dressed.aside);
        if !dressed.numbers.is_empty() {
            output::say(&dressed.recorded(writing.lang));
        }
        dressed.put(self.args, writing.lang)
    }
}

/// The notices asked for, and the tasks whose notice still has time to be answered.
pub(crate) struct Made<'a, 'b> {
    pub(crate) notices: Vec<Notice<'a, 'b>>,
    waiting: Vec<&'a Figures<'b>>,
}

impl<'a, 'b> Made<'a, 'b> {
    pub(crate) fn of(session: &'a Session<'b>, args: &UrgeArgs) -> Result<Self, Refusal> {
        let (account, lang) = (&session.account, session.lang);
        let overdue = args.overdue || !args.lagging;
        let behind = |own: &Figures<'_>| match own.standing {
            Standing::Overdue => overdue,
            Standing::Lagging => args.lagging,
            _ => false,
        };
        let found = session.select(&args.filter, Sort::Book, behind)?;
        let (mut waiting, mut urged) = (Vec::new(), Vec::new());
        for own in found {
            match account.open_notice(own) {
                Some(_) if args.again => urged.push(own),
                Some(open) if account.is_in_time(own, open) => waiting.push(own),
                Some(_) if args.only_new => waiting.push(own),
                _ => urged.push(own),
            }
        }
        let ledger = account.book.first_ledger();
        let days = ledger.map_or(3, |own| own.notices.reply);
        let reply = match &args.reply {
            None => account.answer_day(account.as_of, days),
            Some(text) => {
                let day = parse_date(text, account.as_of);
                let day = day.map_err(|_| crate::no_such_day(text, lang))?;
                not_past(day, session)?
            }
        };
        let mut number = account.next_notice();
        number.nth = args.number.unwrap_or(number.nth);
        let serving = Serving {
            number,
            reply,
            each: args.each,
        };
        Ok(Self {
            notices: account.notices(&urged, &serving),
            waiting,
        })
    }

    /// What the office should know of those that are left out.
    fn aside(&self, session: &Session<'_>) -> String {
        match self.waiting.is_empty() {
            true => String::new(),
            false => notice::waiting(&session.account, &self.waiting, session.lang) + "\n",
        }
    }

    /// One entry a task.
    fn edits(&self, before: &Before<'_>) -> Result<Vec<Edit>, Outcome> {
        let mut edits = Vec::new();
        for notice in &self.notices {
            for urged in &notice.items {
                let id = resolve::own_task(before, &urged.own.task.id)?;
                let fields = vec![
                    ("urge", Value::Text(notice.number.clone())),
                    ("reply", Value::Date(notice.reply)),
                ];
                let entry = NewEntry {
                    on: notice.on,
                    fields,
                };
                let block = add_entry(before.block(before.book.task(id)), &entry);
                edits.push(Edit::Block(id, block));
            }
        }
        Ok(edits)
    }
}

fn not_past(day: chrono::NaiveDate, session: &Session<'_>) -> Result<chrono::NaiveDate, Refusal> {
    let as_of = session.account.as_of;
    if day >= as_of {
        return Ok(day);
    }
    let message = match session.lang {
        Locale::ZhHans => format!("答复日 {day} 早于催办日 {as_of}"),
        Locale::ZhHant => format!("答覆日 {day} 早於催辦日 {as_of}"),
        Locale::En => format!("the day to answer by, {day}, is before the notice itself, {as_of}"),
    };
    Err(Refusal::new(message))
}

/// Refuses a number that stands in the ledger already, on whatever day.
fn not_used(book: &Book<'_>, notices: &[Notice<'_, '_>], lang: Locale) -> Result<(), Refusal> {
    let used = recorded(book).find(|(_, text)| notices.iter().any(|own| own.number == *text));
    let Some((on, number)) = used else {
        return Ok(());
    };
    let message = match lang {
        Locale::ZhHans => format!("编号 {number} 已在{on}用过"),
        Locale::ZhHant => format!("編號 {number} 已在{on}用過"),
        Locale::En => format!("number {number} was used on {on}"),
    };
    let help = [
        "换一个号:--no N",
        "換一個號:--no N",
        "take another one: --no N",
    ];
    Err(Refusal::new(message).with(Some(pick(lang, help).to_owned())))
}

fn changed(lang: Locale) -> &'static str {
    pick(
        lang,
        [
            "台账刚被改动,有了错误;没有登记",
            "臺賬剛被改動,有了錯誤;沒有登記",
            "the ledger has just been changed and has errors; nothing was recorded",
        ],
    )
}

/// Notices in the format asked for: one answer, or a file each.
struct Dressed {
    /// For standard error.
    aside: String,
    numbers: Vec<String>,
    text: Vec<u8>,
    files: Vec<(PathBuf, Vec<u8>)>,
}

fn dressed(
    session: &Session<'_>,
    made: &Made<'_, '_>,
    args: &NoticeArgs,
    stand: Stand,
) -> Result<Dressed, Outcome> {
    let (account, lang) = (&session.account, session.lang);
    let format = OutputArgs {
        format: match args.format {
            NoticeFormat::Text => Format::Table,
            NoticeFormat::Html => Format::Html,
            NoticeFormat::Md => Format::Md,
            NoticeFormat::Json => Format::Json,
            #[cfg(feature = "mail")]
            NoticeFormat::Eml => return eml(session, made, args, stand),
        },
        bom: false,
    };
    let text = |notices: &[Notice<'_, '_>]| {
        let rows = || {
            let rows = notices.iter().flat_map(|own| account.notice_rows(own));
            let rows: Vec<NoticeRow> = rows.collect();
            let totals = json!({
                "notices": notices.len(),
                "tasks": rows.len(),
                "waiting": made.waiting.len(),
                "recorded": stand == Stand::Served,
            });
            (rows, totals)
        };
        let page = || notice::page(account, notices, stand, lang);
        session.text("notice", rows, page, &format)
    };
    let mut files = Vec::new();
    if args.out.is_some() {
        for own in &made.notices {
            let to = &account.book.department(own.department).name;
            let name = format!("{} {to}.{}", own.number, args.format.extension());
            files.push((
                files::name(&name),
                text(std::slice::from_ref(own))?.into_bytes(),
            ));
        }
    }
    Ok(Dressed {
        aside: made.aside(session),
        numbers: made.notices.iter().map(|own| own.number.clone()).collect(),
        text: text(&made.notices)?.into_bytes(),
        files,
    })
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
        let letter = crate::letters::of_notice(session, own, mail.unwrap_or(&standard), stand)?;
        let to = &account.book.department(own.department).name;
        let name = files::name(&format!("{} {to}.eml", own.number));
        letters.push((name, crate::letters::bytes(&letter)?));
    }
    if args.out.is_none() && letters.len() > 1 {
        let count = letters.len();
        let message = match lang {
            Locale::ZhHans => format!("有{count}件,一个 eml 文件只能放一件"),
            Locale::ZhHant => format!("有{count}件,一個 eml 文件只能放一件"),
            Locale::En => format!("there are {count}; an eml file holds one"),
        };
        let help = "--out DIR, --dept …".to_owned();
        return Err(Refusal::new(message).with(Some(help)).into());
    }
    let only = letters.first().map(|(_, bytes)| bytes.clone());
    Ok(Dressed {
        numbers: made.notices.iter().map(|own| own.number.clone()).collect(),
        text: only.unwrap_or_default(),
        files: letters,
    })
}

impl Dressed {
    /// To standard output, or into the folder.
    fn put(&self, args: &NoticeArgs, lang: Locale) -> Result<Exit, Outcome> {
        let Some(folder) = &args.out else {
            let printed = match std::str::from_utf8(&self.text) {
                Ok(text) => {
                    let pager = environment::pager();
                    let pager = pager.filter(|_| args.format == NoticeFormat::Text);
                    output::print(text, pager.as_deref())
                }
                Err(_) => output::bytes(&self.text),
            };
            printed.map_err(anyhow::Error::from)?;
            return Ok(Exit::Done);
        };
        for (name, text) in &self.files {
            files::put(&folder.join(name), text)?;
        }
        let (count, folder) = (self.files.len(), folder.display());
        output::say(&match lang {
            Locale::ZhHans => format!("{count}件写入 {folder}\n"),
            Locale::ZhHant => format!("{count}件寫入 {folder}\n"),
            Locale::En => format!("{count} files written to {folder}\n"),
        });
        Ok(Exit::Done)
    }

    fn recorded(&self, lang: Locale) -> String {
        let numbers = match self.numbers.as_slice() {
            [first, .., last] => format!("{first}–{last}"),
            all => all.concat(),
        };
        let count = self.numbers.len();
        match lang {
            Locale::ZhHans => format!("已登记{count}件:{numbers}(撤回:duban undo)\n"),
            Locale::ZhHant => format!("已登記{count}件:{numbers}(撤回:duban undo)\n"),
            Locale::En => format!("{count} recorded: {numbers} (to take back: duban undo)\n"),
        }
    }
}
