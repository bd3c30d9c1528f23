//! `notice` (催办单): notices to departments, shown, or recorded in the ledger and shown.

pub(crate) mod arguments;

mod formatted;

use crate::changes::{Before, Edit, FileEdit};
use crate::context::Context;
use crate::edge::output;
use crate::outcome::{Exit, Outcome};
use crate::refusal::{self, Refusal};
use crate::session::Session;
use crate::writing::{Change, Writing};
use crate::written::made;
use crate::{resolve, when};
use arguments::{NoticeArgs, UrgeArgs};
use duban::account::{Figures, Matter, Notice, NoticeTerms, Sort, recorded};
use duban::calendar::parse_date_ahead;
use duban::edit::{NewEntry, Value, add_entry};
use duban::ledger::{Book, Locale};
use duban::page::notices::notice::Stand;
use duban::page::refusals::notices::{NoticeMessage, NoticeRefusal};
use duban::store::Judgement;
use formatted::{Formatted, Selected, formatted};

/// Shows the notices; nothing is written.
pub(crate) fn run(context: &Context, args: &NoticeArgs) -> Result<Exit, Outcome> {
    if args.record {
        return record(&context.writing(&args.write(), "notice", true)?, args);
    }
    let session = context.session()?;
    let selected = Selected::of(session, &args.urge)?;
    if args.urge.number.is_some() {
        not_used(session.account.book, &selected.notices, session.lang)?;
    }
    let formatted = formatted(session, &selected, args, Stand::Draft)?;
    output::say(&formatted.aside);
    formatted.write(args, session.lang, session.settings)
}

/// Writes an `urge` entry for each task of each notice, all or none, and shows what was recorded.
fn record(writing: &Writing<'_>, args: &NoticeArgs) -> Result<Exit, Outcome> {
    let context = writing.context;
    writing.write_along(&mut Recording { context, args, formatted: None })
}

/// Notices on their way into the ledger.
struct Recording<'a> {
    context: &'a Context,
    args: &'a NoticeArgs,
    /// As they will be shown once they are recorded.
    formatted: Option<Formatted>,
}

impl Change for Recording<'_> {
    fn plan(&mut self, before: &Before<'_>) -> Result<Vec<Edit>, Outcome> {
        let (as_of, lang) = (before.as_of, before.lang);
        let book = self.context.sound(before.loaded)?;
        let session = self.context.session_of(book.basis(), as_of);
        let selected = Selected::of(&session, &self.args.urge)?;
        if !selected.notices.is_empty() {
            when::not_closed(before, as_of)?;
        }
        not_used(&book, &selected.notices, lang)?;
        self.formatted = Some(formatted(&session, &selected, self.args, Stand::Served)?);
        selected.edits(before)
    }

    fn tell(
        &self,
        writing: &Writing<'_>,
        before: &Before<'_>,
        _: &Judgement,
        changes: &[FileEdit],
    ) -> Result<Exit, Outcome> {
        let Some(formatted) = &self.formatted else {
            return Ok(Exit::Done);
        };
        output::say(&formatted.aside);
        if !formatted.numbers.is_empty() {
            let recorded = NoticeMessage::Recorded(formatted.numbers.clone());
            output::say(&(recorded.words(writing.lang()) + "\n"));
            output::say(&made(before, changes));
        }
        formatted.write(self.args, writing.lang(), &writing.context.settings)
    }
}

impl<'a, 'b> Selected<'a, 'b> {
    fn of(session: &'a Session<'b>, args: &UrgeArgs) -> Result<Self, Refusal> {
        let (account, lang) = (&session.account, session.lang);
        let causes = args.causes();
        let is_asked = |task: &Figures<'_>| causes.iter().any(|cause| cause.fits(account, task));
        let mut found = session.select(&args.filter, Matter::All, Sort::Book)?;
        found.retain(|task| is_asked(task));
        let waits = |task: &&Figures<'_>| {
            let open = account.open_notice(task).filter(|_| !args.again);
            open.is_some_and(|open| args.only_new || account.is_in_time(task, open))
        };
        let (waiting, urged): (Vec<_>, Vec<_>) = found.into_iter().partition(waits);
        let ledger = account.book.first_ledger();
        let days = ledger.map_or(3, |ledger| ledger.notices.reply);
        let reply = match &args.reply {
            None => account.answer_day(account.as_of, days),
            Some(text) => {
                let day = parse_date_ahead(text, account.as_of);
                let day = day.map_err(|_| refusal::no_such_day(text, lang))?;
                not_past(day, session)?
            }
        };
        let mut number = account.next_notice();
        number.nth = args.number.unwrap_or(number.nth);
        let serving = NoticeTerms { number, reply, each: args.each };
        Ok(Self { notices: account.notices(&urged, &serving), waiting })
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
                let entry = NewEntry { on: notice.on, fields };
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
    let refusal = NoticeRefusal::ReplyPast { reply: day, as_of };
    Err(refusal.refusal(session.lang))
}

/// Refuses a number that stands in the ledger already, on whatever day.
fn not_used(book: &Book<'_>, notices: &[Notice<'_, '_>], lang: Locale) -> Result<(), Refusal> {
    let is_taken = |text: &str| notices.iter().any(|notice| notice.number == text);
    let Some((on, number)) = recorded(book).find(|(_, text)| is_taken(text)) else {
        return Ok(());
    };
    let number = number.to_owned();
    Err(NoticeRefusal::NumberUsed { number, on }.refusal(lang))
}
