//! `enter` (录入): reports of a period, task by task, a line each. All are saved or none.

mod asked;
mod line;
mod piped;

use crate::arguments::{FilterArgs, WriteArgs, lang};
use crate::changes::{Before, Edit};
use crate::edge::{editor, output};
use crate::outcome::{Exit, Outcome};
use crate::resolve;
use crate::when;
use crate::writing::Writing;
use chrono::NaiveDate;
use clap::Args;
use duban::account::{Account, Figures};
use duban::calendar::Period;
use duban::edit::NewEntry;
use duban::ledger::TaskId;
use duban::page::entries::enter;
use duban::page::refusals::entries::EntryRefused;
use duban::page::refusals::notes::Note;
use duban_words::words;
use std::collections::BTreeMap;

#[derive(Debug, Args)]
#[command(visible_alias = "录入", about = words!(lang(), "逐项录入一期的报告，一次存盘", "Enter the reports of a period, task by task, saved all or none"), after_help = words!(lang(), "例：\n  duban enter 5月上旬 --dept 东海街道办\n  duban enter < 报告.txt", "Examples:\n  duban enter 2018-05-D1 --dept 东海街道办\n  duban enter < reports.txt"))]
pub(crate) struct EnterArgs {
    #[arg(value_name = "PERIOD", help = words!(lang(), "哪一期（默认宽限期内的上一期，否则本期）", "Which period (default: the last one within its grace, else the running one)"))]
    pub(crate) period: Option<String>,
    #[arg(long, value_name = "DATE", help = words!(lang(), "收到日（迟报时）", "The day they were received, when late"))]
    pub(crate) got: Option<String>,
    #[arg(long, help = words!(lang(), "台账里已有这一条，也再记一条", "Write an entry even if the log has this very one"))]
    pub(crate) again: bool,
    #[command(flatten)]
    pub(crate) filter: FilterArgs,
    #[command(flatten)]
    pub(crate) write: WriteArgs,
}

/// One report: the line as it was typed, and the entry that it becomes.
pub(super) struct Answer {
    id: String,
    line: String,
    entry: NewEntry,
}

/// Asks for every report and writes them at once.
pub(crate) fn run(writing: &Writing<'_>, args: &EnterArgs) -> Result<Exit, Outcome> {
    let mut answers = Vec::new();
    let unreadable = writing.look(&mut |before: &Before<'_>| {
        answers = entered(before, args)?;
        Ok(())
    })?;
    if let Some(exit) = unreadable {
        return Ok(exit);
    }
    if answers.is_empty() {
        return crate::written::nothing(writing.lang());
    }
    let written = write(writing, args, &answers);
    if writing.context.settings.can_ask && !matches!(written, Ok(Exit::Done)) {
        keep(writing, &answers)?;
    }
    written
}

fn write(writing: &Writing<'_>, args: &EnterArgs, answers: &[Answer]) -> Result<Exit, Outcome> {
    writing.write(&mut |before: &Before<'_>| {
        let mut blocks: BTreeMap<TaskId, String> = BTreeMap::new();
        for answer in answers {
            let id = resolve::own_task(before, &answer.id)?;
            let task = before.book.task(id);
            let block = blocks.entry(id).or_insert_with(|| before.block(task).to_owned());
            *block = before.with_entry(task, block, &answer.entry, args.again)?;
        }
        let edits = blocks.into_iter().map(|(id, text)| Edit::Block(id, text));
        Ok(edits.collect())
    })
}

/// Keeps what was typed where it was refused at the end: as lines that `enter` reads.
fn keep(writing: &Writing<'_>, answers: &[Answer]) -> Result<(), Outcome> {
    let lines = answers.iter().map(|answer| format!("{} | {}\n", answer.id, answer.line));
    let path = editor::keep("enter.txt", &lines.collect::<String>())?;
    output::say(&Note::TextKept { path }.words(writing.lang()));
    Ok(())
}

/// The entries of the reports that are typed.
fn entered(before: &Before<'_>, args: &EnterArgs) -> Result<Vec<Answer>, Outcome> {
    let period = period(before, args.period.as_deref())?;
    let on = period.last.min(before.as_of);
    when::not_closed(before, on)?;
    let got = args.got.as_deref();
    let got = got.map(|text| when::received(before, text, on)).transpose()?;
    let account = before.basis().figures(before.as_of);
    let filter = resolve::filter(&account, &args.filter, before.lang)?;
    let mut owing: Vec<&Figures<'_>> = account.tasks.iter().collect();
    owing.retain(|task| {
        filter.fits(&account, task) && task.not_owed(before.book, period, before.as_of).is_none()
    });
    let asks = before.settings.can_ask;
    output::say(&enter::head(period, before.as_of, owing.len(), asks, before.lang));
    let round = Round { before, account: &account, owing: &owing, period, got };
    if asks { Ok(round.asked()) } else { round.piped() }
}

/// The tasks that owe a report, in turn.
struct Round<'a, 'b> {
    before: &'a Before<'b>,
    account: &'a Account<'b>,
    owing: &'a [&'a Figures<'b>],
    period: Period,
    /// The day on which the reports came in, where it was typed.
    got: Option<NaiveDate>,
}

impl Round<'_, '_> {
    fn prompt(&self, nth: usize) -> String {
        let of = self.owing.len();
        enter::prompt(self.account, self.owing[nth], nth + 1, of, self.before.lang)
    }
}

/// The period typed, else the last one while it is within its grace, else the running one.
fn period(before: &Before<'_>, said: Option<&str>) -> Result<Period, Outcome> {
    let ledger = before.book.first_ledger();
    let (cadence, grace) =
        ledger.map_or((None, 0), |ledger| (ledger.rules.cadence, ledger.rules.grace));
    if let Some(text) = said {
        let period = crate::period::begun(text, before.as_of, cadence, before.lang)?;
        return Ok(period);
    }
    let Some(cadence) = cadence else {
        return Err(EntryRefused::NoCadence.refusal(before.lang).into());
    };
    let running = Period::containing(cadence.unit(), before.as_of);
    let last = running.previous().filter(|last| before.as_of <= last.grace_end(grace));
    Ok(last.unwrap_or(running))
}
