//! `close-period` (结账): keeps the statement of a period, so that it cannot be rewritten unseen.

use super::check::{Checked, checked, count};
use crate::arguments::{WriteArgs, WriteFormat, lang};
use crate::changes::{Before, Edit, FileEdit};
use crate::edge::{files, output, terminal};
use crate::outcome::{Exit, Outcome};
use crate::period;
use crate::session::snippets;
use crate::writing::{Change, Writing};
use chrono::NaiveDate;
use clap::Args;
use duban::account::{By, Filter, Grouping, Listed, Statement, StatementLine, closed};
use duban::calendar::Period;
use duban::diagnostic::{Diagnostic, Severity};
use duban::ledger::Locale;
use duban::page::refusals::closing::CloseRefused;
use duban::page::refusals::done::Done;
use duban::page::refusals::notes::{Note, Then};
use duban::page::refusals::questions::Question;
use duban::page::typed;
use duban::store::Judgement;
use duban_words::words;
use std::path::Path;

#[derive(Clone, Debug, Args)]
#[command(visible_alias = "结账", about = words!(lang(), "结账：一期的对账单定稿，之后不能悄悄改", "Close a period: its statement is kept, and cannot be rewritten unseen"), after_help = words!(lang(), "例：\n  duban close-period 2018-04\n  duban 结账 4月下旬 --dry-run", "Examples:\n  duban close-period 2018-04\n  duban close-period 2018-04-D3 --dry-run"))]
pub(crate) struct CloseArgs {
    #[arg(value_name = "PERIOD", help = words!(lang(), "哪一期，如 2018-04、4月下旬、一季度", "Which period, like 2018-04, 2018-04-D3, 2018-Q1"))]
    pub(crate) period: String,
    #[arg(long, help = words!(lang(), "有缺报的也结账：按缺报记", "Close it though reports are missing: they stay missing"))]
    pub(crate) with_missing: bool,
    #[command(flatten)]
    pub(crate) write: WriteArgs,
}

/// Writes the statement; refuses while `check` has errors or an earlier period is open.
pub(crate) fn run(writing: &Writing<'_>, args: &CloseArgs) -> Result<Exit, Outcome> {
    let writing = Writing { statements: true, ..*writing };
    writing.write_along(&mut Closing { args, done: None })
}

/// A period on its way to be closed.
struct Closing<'a> {
    args: &'a CloseArgs,
    /// What is said once it is.
    done: Option<Done>,
}

impl Change for Closing<'_> {
    fn plan(&mut self, before: &Before<'_>) -> Result<Vec<Edit>, Outcome> {
        without_errors(before)?;
        let (edit, closed) = closing(before, self.args)?;
        self.done = Some(closed);
        Ok(vec![edit])
    }

    fn tell(
        &self,
        writing: &Writing<'_>,
        before: &Before<'_>,
        judgement: &Judgement,
        changes: &[FileEdit],
    ) -> Result<Exit, Outcome> {
        let format = writing.args.format;
        let done = self.done.as_ref().filter(|_| format == WriteFormat::Table);
        let done = done.map_or_else(String::new, |done| done.words(before.lang));
        output::print(&done, None).map_err(anyhow::Error::from)?;
        writing.answer(before, judgement, changes)?;
        Ok(Exit::Done)
    }
}

/// The file that keeps the statement.
fn closing(before: &Before<'_>, args: &CloseArgs) -> Result<(Edit, Done), Outcome> {
    let lang = before.lang;
    let ledger = before.book.first_ledger();
    let cadence = ledger.and_then(|ledger| ledger.rules.cadence);
    let period = period::begun(&args.period, before.as_of, cadence, lang)?;
    let closed = before.closed_periods()?;
    may_close(before.as_of, period, &closed).map_err(|refused| refused.refusal(lang))?;
    let previous = closed.last().map(Period::to_string);
    let digest = previous.as_deref();
    let digest = digest.map(|name| digest_of(before, name)).transpose()?;
    let previous = previous.as_deref().zip(digest.as_deref());
    let (text, done) = statement(before, args, period, previous)?;
    let path = Path::new("statements").join(format!("{period}.toml"));
    Ok((Edit::File(path, text), done))
}

/// Refuses a ledger with errors, which are shown: a statement on top of them would be wrong.
fn without_errors(before: &Before<'_>) -> Result<(), Outcome> {
    let (lang, loaded) = (before.lang, before.loaded);
    let Checked { mut found, .. } = checked(loaded, before.statements, false);
    found.retain(Diagnostic::stops);
    let errors = count(&found, Severity::Error);
    if errors == 0 {
        return Ok(());
    }
    output::say(&snippets(&found, &loaded.sources, lang, before.settings.err));
    let note = Note::Errors { count: errors, then: Then::NotClosed };
    output::say(&note.words(lang));
    Err(Outcome::Said(Exit::Failed))
}

/// A period is closed once, when it is over, and joins those closed before it.
fn may_close(as_of: NaiveDate, period: Period, closed: &[Period]) -> Result<(), CloseRefused> {
    if closed.contains(&period) {
        return Err(CloseRefused::Closed { period });
    }
    if period.last >= as_of {
        return Err(CloseRefused::NotOver { period });
    }
    let Some(last) = closed.last().copied() else {
        return Ok(());
    };
    // A period that contains the last closed one may follow it: a month after its last ten days.
    let overlaps = period.first <= last.last && period.first > last.first;
    if period.last < last.last || overlaps {
        let closed = last;
        return Err(CloseRefused::Behind { period, closed });
    }
    let next = last.last.succ_opt().unwrap_or(last.last);
    if period.first <= next {
        return Ok(());
    }
    let unit = period.unit.or(last.unit);
    let open = unit.map(|unit| Period::containing(unit, next));
    let until = period.first.pred_opt().unwrap_or(next);
    let open = open.or(Period::range(next, until)).unwrap_or(period);
    Err(CloseRefused::Open { period: open })
}

fn digest_of(before: &Before<'_>, period: &str) -> anyhow::Result<String> {
    let text = files::statement(before.folder, &before.loaded.links, period)?;
    Ok(closed::digest_of(&text))
}

/// The text of the statement, and what is said of it.
fn statement(
    before: &Before<'_>,
    args: &CloseArgs,
    period: Period,
    previous: Option<(&str, &str)>,
) -> Result<(String, Done), Outcome> {
    let opening = period.first.pred_opt().unwrap_or(period.first);
    let (account, then) = (before.basis().figures(period.last), before.basis().figures(opening));
    let filter = Filter::default();
    let statement = Statement::of(period, &account, &then, &filter);
    let sums = statement.sums(&Grouping { by: By::Area, filter: &filter });
    complete(before, args, &statement)?;
    warn_of_grace(before, &statement, before.lang);
    let text = closed::written(&statement, &sums.totals, previous);
    let digest = closed::digest_of(&text);
    let short = digest.get(..12).unwrap_or("");
    let count = |listed| sums.totals.count(listed);
    let done = Done::Closed {
        period,
        open: count(Listed::Closing),
        owed: count(Listed::Owed),
        carried_over: count(Listed::CarriedOver),
        digest: short.to_owned(),
    };
    Ok((text, done))
}

/// Asks, where reports of the period are missing, whether it is closed without them; refuses where nobody can be asked.
fn complete(
    before: &Before<'_>,
    args: &CloseArgs,
    statement: &Statement<'_, '_>,
) -> Result<(), Outcome> {
    let lacks =
        |line: &&StatementLine<'_, '_>| line.reports.iter().any(|report| report.timing.is_none());
    let tasks = statement.lines.iter().filter(lacks).count();
    if args.with_missing || args.write.dry_run || tasks == 0 {
        return Ok(());
    }
    let refusal = CloseRefused::Missing { period: statement.period, tasks }.refusal(before.lang);
    if before.settings.can_ask {
        output::say(&format!("{}\n", refusal.message));
        let answer = terminal::ask(Question::CloseWithMissing.words(before.lang));
        if answer.as_deref().is_some_and(typed::agrees) {
            return Ok(());
        }
    }
    Err(Outcome::NotWritten(refusal))
}

/// Warns of reports within the grace, which can no longer be entered.
fn warn_of_grace(before: &Before<'_>, statement: &Statement<'_, '_>, lang: Locale) {
    let waits = |line: &&StatementLine<'_, '_>| {
        let grace = before.book.ledger_of(line.figures.task).rules.grace;
        let mut missing = line.reports.iter().filter(|report| report.timing.is_none());
        missing.any(|report| before.as_of <= report.period.grace_end(grace))
    };
    let tasks = statement.lines.iter().filter(waits).count();
    if tasks > 0 {
        output::say(&Note::ShutOut { tasks }.words(lang));
    }
}
