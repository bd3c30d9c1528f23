//! `audit`: every change of a goalpost within some time, commit by commit, whoever made it.

use super::review::{answer, calendar, first_seen, typed};
use crate::archive::Archive;
use crate::arguments::{OutputArgs, lang};
use crate::context::Context;
use crate::outcome::{Exit, Outcome};
use crate::revisions;
use crate::timeline::{Reader, Timeline};
use anyhow::Result;
use chrono::NaiveDate;
use clap::Args;
use duban::calendar::{Period, PeriodUnit};
use duban::diagnostic::Severity;
use duban::history::{Comparison, Review};
use duban::ledger::Locale;
use duban::page::reviews::review::View;
use duban::page::words;
use duban_words::words;
use std::collections::HashMap;

#[derive(Debug, Args)]
#[command(visible_alias = "稽核", about = words!(lang(), "一段时间里谁改过时限、目标、记录", "Who moved deadlines, targets and records within some time"), after_help = words!(lang(), "例：\n  duban audit\n  duban 稽核 一季度\n  duban audit 2018-01-01..2018-05-15 --format csv", "Examples:\n  duban audit\n  duban audit 2018-Q1\n  duban audit 2018-01-01..2018-05-15 --format csv"))]
pub(crate) struct AuditArgs {
    #[arg(value_name = "PERIOD", help = words!(lang(), "哪段时间，如 一季度、2018-01-01..2018-05-15（默认本年至今）", "Which time, like 2018-Q1 or 2018-01-01..2018-05-15 (default: this year so far)"))]
    pub(crate) period: Option<String>,
    #[arg(long, help = words!(lang(), "有未经批准的改动则以 1 退出", "Exit with 1 if a promise was changed without authority"))]
    pub(crate) exit_code: bool,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

/// Answers with what is irregular.
pub(crate) fn run(context: &Context, args: &AuditArgs) -> Result<Exit, Outcome> {
    let mut archive = context.archive().map_err(Outcome::while_reading)?;
    let (as_of, lang) = (context.as_of()?, context.lang());
    let period = match args.period.as_deref() {
        Some(text) => revisions::period(text, as_of, None, lang)?,
        None => this_year(as_of),
    };
    let review = looked_for(&mut archive, period, as_of, lang);
    let review = review.map_err(Outcome::while_reading)?;
    answer(&review, View::Audit, &args.output, context)?;
    Ok(Exit::found_if(args.exit_code && review.count(Severity::Error) > 0))
}

fn looked_for(
    archive: &mut Archive,
    period: Period,
    as_of: NaiveDate,
    lang: Locale,
) -> Result<Review, Outcome> {
    let head = archive.git.resolve("HEAD")?;
    if let Some(head) = &head {
        archive.look_for_it(head, lang)?;
    }
    Ok(audited(archive, period, head.as_deref(), as_of, lang)?)
}

fn this_year(as_of: NaiveDate) -> Period {
    let year = Period::containing(PeriodUnit::Year, as_of);
    Period::range(year.first, as_of).unwrap_or(year)
}

fn audited(
    archive: &mut Archive,
    period: Period,
    head: Option<&str>,
    as_of: NaiveDate,
    lang: Locale,
) -> Result<Review> {
    let work = calendar(archive);
    let shallow = first_seen(archive)?;
    let mut reader = Reader::new(archive, &work, lang);
    let beside = if period.contains(as_of) { uncommitted(&mut reader, head)? } else { None };
    let mut line = match head {
        Some(head) => within(&mut reader, period, head, beside.as_ref())?,
        None => Timeline::default(),
    };
    let commits = line.commits.iter();
    let looked_at = commits.filter(|commit| period.contains(commit.day)).count();
    let commits = line.commits.into_iter().map(typed).collect();
    let mut review = Review::new(words::period(period, as_of, lang), as_of, commits);
    review.looked_at = looked_at;
    review.beside = beside.is_some();
    review.shallow = shallow;
    for (at, step) in line.steps.into_iter().enumerate() {
        if let Some(mut step) = step {
            step.brought(|_, _, _| Some(at));
            review.take(step);
        }
    }
    if let Some(mut step) = beside {
        line.away.pass(&mut step);
        review.take(step);
    }
    review.judge();
    Ok(review)
}

/// What the commits of a period changed. Where that may put back what was taken away earlier, all commits are read.
fn within(
    reader: &mut Reader<'_>,
    period: Period,
    head: &str,
    beside: Option<&Comparison>,
) -> Result<Timeline> {
    let line = reader.read(None, head, |commit| period.contains(commit.day))?;
    let touches = line.is_irregular() || beside.is_some_and(Comparison::touches_what_was);
    if !touches || !line.commits.iter().any(|commit| commit.day < period.first) {
        return Ok(line);
    }
    let mut whole = reader.read(None, head, |commit| commit.day <= period.last)?;
    whole.keep(|commit| period.contains(commit.day));
    Ok(whole)
}

/// What is not committed, where there is something.
fn uncommitted(reader: &mut Reader<'_>, head: Option<&str>) -> Result<Option<Comparison>> {
    let Some(beside) = reader.archive.files_beside()? else {
        return Ok(None);
    };
    let before = match head {
        Some(head) => reader.archive.snapshot(head)?,
        None => Default::default(),
    };
    let comparison = reader.between(&before, &beside, &HashMap::new(), None)?;
    Ok((before != beside).then_some(comparison))
}
