//! `notice` (催办单): notices to departments, shown, or recorded in the ledger and shown.

pub(crate) mod arguments;

mod dressed;

use crate::changes::{Before, Edit, FileEdit};
use crate::context::Context;
use crate::edge::{files, output};
use crate::outcome::{Exit, Outcome};
use crate::refusal::{self, Refusal, pick};
use crate::session::Session;
use crate::writing::{Change, Writing};
use crate::{resolve, when};
use anyhow::anyhow;
use arguments::{NoticeArgs, UrgeArgs};
use dressed::{Dressed, Made, dressed};
use duban::account::{Figures, Matter, Notice, NoticeTerms, Sort, recorded};
use duban::calendar::parse_date;
use duban::edit::{NewEntry, Value, add_entry};
use duban::ledger::{Book, Locale};
use duban::page::notices::notice::Stand;
use duban::store::Judgement;
use duban_words::{say, words};

/// Shows the notices; nothing is written.
pub(crate) fn run(context: &Context, args: &NoticeArgs) -> Result<Exit, Outcome> {
    if args.record {
        return record(&context.writing(&args.write(), "notice", true)?, args);
    }
    let session = context.session()?;
    let made = Made::of(session, &args.urge)?;
    let dressed = dressed(session, &made, args, Stand::Draft)?;
    output::say(&dressed.aside);
    dressed.put(args, session.lang, session.settings)
}

/// Writes an `urge` entry for each task of each notice, all or none, and shows what was recorded.
fn record(writing: &Writing<'_>, args: &NoticeArgs) -> Result<Exit, Outcome> {
    // What is wrong is told here, before anything is locked.
    let loaded = files::load(writing.config, |_| {}).map_err(Outcome::unreadable)?;
    let context = writing.context;
    context.sound(&loaded)?;
    writing.write_along(&mut Recording {
        context,
        args,
        dressed: None,
    })
}

/// Notices on their way into the ledger.
struct Recording<'a> {
    context: &'a Context,
    args: &'a NoticeArgs,
    /// As they will be shown once they are recorded.
    dressed: Option<Dressed>,
}

impl Change for Recording<'_> {
    fn plan(&mut self, before: &Before<'_>) -> Result<Vec<Edit>, Outcome> {
        let (as_of, lang) = (before.as_of, before.lang);
        let book = self.context.sound(before.loaded);
        let book = book.map_err(|_| Outcome::Unreadable(anyhow!(changed(lang))))?;
        let session = self.context.session_of(book.basis(), as_of);
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
            output::say(&dressed.recorded(writing.lang()));
        }
        dressed.put(self.args, writing.lang(), &writing.context.settings)
    }
}

impl<'a, 'b> Made<'a, 'b> {
    fn of(session: &'a Session<'b>, args: &UrgeArgs) -> Result<Self, Refusal> {
        let (account, lang) = (&session.account, session.lang);
        let overdue = args.overdue || !args.lagging;
        let asked = [(overdue, Matter::Overdue), (args.lagging, Matter::Lagging)];
        let is_asked = |task: &Figures<'_>| {
            let mut asked = asked.iter().filter(|(asked, _)| *asked);
            asked.any(|(_, matter)| matter.fits(account, task))
        };
        let mut found = session.select(&args.filter, Matter::All, Sort::Book)?;
        found.retain(|task| is_asked(task));
        let (mut waiting, mut urged) = (Vec::new(), Vec::new());
        for task in found {
            match account.open_notice(task) {
                Some(_) if args.again => urged.push(task),
                Some(open) if account.is_in_time(task, open) => waiting.push(task),
                Some(_) if args.only_new => waiting.push(task),
                _ => urged.push(task),
            }
        }
        let ledger = account.book.first_ledger();
        let days = ledger.map_or(3, |own| own.notices.reply);
        let reply = match &args.reply {
            None => account.answer_day(account.as_of, days),
            Some(text) => {
                let day = parse_date(text, account.as_of);
                let day = day.map_err(|_| refusal::no_such_day(text, lang))?;
                not_past(day, session)?
            }
        };
        let mut number = account.next_notice();
        number.nth = args.number.unwrap_or(number.nth);
        let serving = NoticeTerms {
            number,
            reply,
            each: args.each,
        };
        Ok(Self {
            notices: account.notices(&urged, &serving),
            waiting,
        })
    }

    /// One entry a task.
    fn edits(&self, before: &Before<'_>) -> Result<Vec<Edit>, Outcome> {
        let mut edits = Vec::new();
        for notice in &self.notices {
            for urged in &notice.items {
                let id = resolve::own_task(before, &urged.figures.task.id)?;
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
    let message = say!(
        session.lang,
        "答复日 {day} 早于催办日 {as_of}",
        "the day to answer by, {day}, is before the notice itself, {as_of}"
    );
    Err(Refusal::new(message))
}

/// Refuses a number that stands in the ledger already, on whatever day.
fn not_used(book: &Book<'_>, notices: &[Notice<'_, '_>], lang: Locale) -> Result<(), Refusal> {
    let used = recorded(book).find(|(_, text)| notices.iter().any(|own| own.number == *text));
    let Some((on, number)) = used else {
        return Ok(());
    };
    let message = say!(
        lang,
        "编号 {number} 已在{on}用过",
        "number {number} was used on {on}"
    );
    let help = words!("换一个号:--no N", "take another one: --no N");
    Err(Refusal::new(message).with(Some(pick(lang, help).to_owned())))
}

fn changed(lang: Locale) -> &'static str {
    pick(
        lang,
        words!(
            "台账刚被改动,有了错误;没有登记",
            "the ledger has just been changed and has errors; nothing was recorded"
        ),
    )
}
