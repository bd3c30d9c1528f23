//! `close-period` (结账): keeps the statement of a period, so that it cannot be rewritten unseen.

use super::check::{Checked, checked, count};
use crate::arguments::{WriteArgs, WriteFormat, lang};
use crate::changes::{Before, Edit};
use crate::edge::{files, output};
use crate::outcome::{Exit, Outcome};
use crate::period;
use crate::refusal::{Refusal, pick};
use crate::session::snippets;
use crate::writing::Writing;
use clap::Args;
use duban::account::{By, Filter, Grouping, Listed, Statement, StatementLine, closed};
use duban::calendar::Period;
use duban::diagnostic::{Diagnostic, Severity};
use duban::ledger::Locale;
use duban::page::words;
use duban_words::{say, words};
use std::path::Path;

#[derive(Clone, Debug, Args)]
#[command(visible_alias = "结账", about = words!(lang(), "结账:一期的对账单定稿,之后不能悄悄改", "Close a period: its statement is kept, and cannot be rewritten unseen"), after_help = words!(lang(), "例:\n  duban close-period 2018-04\n  duban 结账 4月下旬 --dry-run", "Examples:\n  duban close-period 2018-04\n  duban close-period 2018-04-D3 --dry-run"))]
pub(crate) struct CloseArgs {
    #[arg(value_name = "PERIOD", help = words!(lang(), "哪一期,如 2018-04、4月下旬、一季度", "Which period, like 2018-04, 2018-04-D3, 2018-Q1"))]
    pub(crate) period: String,
    #[command(flatten)]
    pub(crate) write: WriteArgs,
}

/// Writes the statement; refuses while `check` has errors or an earlier period is open.
pub(crate) fn run(writing: &Writing<'_>, args: &CloseArgs) -> Result<Exit, Outcome> {
    let lang = writing.lang();
    if let Some(exit) = with_errors(writing)? {
        return Ok(exit);
    }
    let mut told = String::new();
    let exit = writing.write(&mut |before: &Before<'_>| {
        let cadence = before.book.first_ledger().and_then(|own| own.rules.cadence);
        let period = period::parse(&args.period, before.as_of, cadence, lang)?;
        let closed = before.closed_periods();
        may_close(before, period, &closed)?;
        let previous = closed.last().map(Period::to_string);
        let kept = previous
            .map(|name| anyhow::Ok((digest(before.folder, &name)?, name)))
            .transpose()?;
        let previous = kept
            .as_ref()
            .map(|(digest, name)| (name.as_str(), digest.as_str()));
        let (text, words) = statement(before, period, previous, lang);
        told = words;
        let path = Path::new("statements").join(format!("{period}.toml"));
        Ok(vec![Edit::File(path, text)])
    })?;
    let tells = exit == Exit::Done && !args.write.dry_run;
    if tells && args.write.format == WriteFormat::Table {
        output::print(&told, None).map_err(anyhow::Error::from)?;
    }
    Ok(exit)
}

/// Shows what `check` calls an error; nothing is closed on top of it.
fn with_errors(writing: &Writing<'_>) -> Result<Option<Exit>, Outcome> {
    let lang = writing.lang();
    let mut loaded = files::load(writing.config, |_| {}).map_err(Outcome::unreadable)?;
    let statements = loaded.take_statements().map_err(Outcome::unreadable)?;
    let Checked { mut found, .. } = checked(&loaded, &statements, false);
    found.retain(Diagnostic::stops);
    let errors = count(&found, Severity::Error);
    if errors == 0 {
        return Ok(None);
    }
    output::say(&snippets(
        &found,
        &loaded.sources,
        lang,
        writing.context.settings.err,
    ));
    output::say(&say!(
        lang,
        "{errors}处错误;没有结账\n",
        "{errors} errors; nothing was closed\n"
    ));
    Ok(Some(Exit::Failed))
}

/// A period is closed once, when it is over, and joins those closed before it.
fn may_close(before: &Before<'_>, period: Period, closed: &[Period]) -> Result<(), Refusal> {
    let lang = before.lang;
    let name = words::period(period, lang);
    if closed.contains(&period) {
        let message = say!(lang, "{name}已经结账", "{name} is closed already");
        return Err(Refusal::new(message));
    }
    if period.last >= before.as_of {
        let last = words::date(period.last, lang);
        let message = say!(
            lang,
            "{name}到{last}才结束,还不能结账",
            "{name} ends on {last} and cannot be closed yet"
        );
        return Err(Refusal::new(message));
    }
    let Some(last) = closed.last() else {
        return Ok(());
    };
    let next = last.last.succ_opt().unwrap_or(last.last);
    // One that holds the whole of the last closed one may be closed on top of it: a month after its last ten days.
    let overlaps = period.first <= last.last && period.first > last.first;
    if period.last < last.last || overlaps {
        let closed = words::period(*last, lang);
        let message = say!(
            lang,
            "{closed}已经结账,{name}在它之前或与它交错,不能再结",
            "{name} comes before {closed}, which is closed already, or overlaps it"
        );
        return Err(Refusal::new(message));
    }
    if period.first > next {
        let unit = period.unit.or(last.unit);
        let open = unit.map(|unit| Period::containing(unit, next));
        let until = period.first.pred_opt().unwrap_or(next);
        let open = open.or(Period::range(next, until)).unwrap_or(period);
        let (words, spelled) = (words::period(open, lang), open.to_string());
        let message = say!(lang, "{words}还没有结账", "{words} is still open");
        let first = pick(lang, words!("先结那一期:", "close it first: "));
        let help = format!("{first}duban close-period {spelled}");
        return Err(Refusal::new(message).with(Some(help)));
    }
    Ok(())
}

fn digest(folder: &Path, period: &str) -> anyhow::Result<String> {
    Ok(closed::digest_of(&files::statement(folder, period)?))
}

/// The text to be kept, and what is said of it.
fn statement(
    before: &Before<'_>,
    period: Period,
    previous: Option<(&str, &str)>,
    lang: Locale,
) -> (String, String) {
    let opening = period.first.pred_opt().unwrap_or(period.first);
    let (account, then) = (
        before.basis().figures(period.last),
        before.basis().figures(opening),
    );
    let filter = Filter::default();
    let statement = Statement::of(period, &account, &then, &filter);
    let by = By::Area;
    let sums = statement.sums(&Grouping {
        by,
        filter: &filter,
    });
    warn_of_grace(before, &statement, lang);
    let text = closed::written(&statement, &sums.totals, previous);
    let digest = closed::digest_of(&text);
    let short = digest.get(..12).unwrap_or("");
    let name = words::period(period, lang);
    let (closing, owed, over) = (
        sums.totals.count(Listed::Closing),
        sums.totals.count(Listed::Owed),
        sums.totals.count(Listed::CarriedOver),
    );
    let told = say!(
        lang,
        "{name}已结账:期末{closing}项,应办{owed}项,转下期{over}项;statements/{period}.toml(校验码 {short}…)\n",
        "{name} is closed: {closing} open at the end, {owed} owed, {over} carried over; statements/{period}.toml (digest {short}…)\n"
    );
    (text, told)
}

/// Reports that may still come in are shut out by closing.
fn warn_of_grace(before: &Before<'_>, statement: &Statement<'_, '_>, lang: Locale) {
    let waits = |line: &&StatementLine<'_, '_>| {
        let grace = before.book.ledger_of(line.figures.task).rules.grace;
        let mut missing = line.reports.iter().filter(|own| own.timing.is_none());
        missing.any(|own| before.as_of <= own.period.grace_end(grace))
    };
    let count = statement.lines.iter().filter(waits).count();
    if count > 0 {
        output::say(&say!(
            lang,
            "注意:还在宽限期内,{count}项未报的,结账后不能再补记到本期\n",
            "note: still within the grace; reports of {count} tasks can no longer be entered for this period\n"
        ));
    }
}
