//! `list`, `overdue`, `lagging`, `due`, `stale` and `blockers`: tasks that have something in common.

use super::Outcome;
use crate::cli::{BlockersArgs, DueArgs, ListArgs};
use crate::refusal::{Refusal, pick};
use crate::resolve::named;
use crate::session::{Exit, Session};
use duban::account::{By, Matter, MissedStep, Sort, Totals};
use duban::calendar::parse_days;
use duban::page;
use duban::page::tasks;
use duban_words::words;
use serde::Serialize;

/// All tasks that fit.
pub(crate) fn list(session: &Session<'_>, args: &ListArgs) -> Result<Exit, Outcome> {
    run(session, Matter::All, args)
}

/// Past the deadline and not complete.
pub(crate) fn overdue(session: &Session<'_>, args: &ListArgs) -> Result<Exit, Outcome> {
    run(session, Matter::Overdue, args)
}

/// Behind the plan.
pub(crate) fn lagging(session: &Session<'_>, args: &ListArgs) -> Result<Exit, Outcome> {
    run(session, Matter::Lagging, args)
}

/// Without the reports owed.
pub(crate) fn stale(session: &Session<'_>, args: &ListArgs) -> Result<Exit, Outcome> {
    run(session, Matter::Stale, args)
}

/// With open blockers, or with those that are stuck at their stage.
pub(crate) fn blockers(session: &Session<'_>, args: &BlockersArgs) -> Result<Exit, Outcome> {
    let matter = if args.stuck {
        Matter::Stuck
    } else {
        Matter::Blocked
    };
    run(session, matter, &args.list)
}

/// Due within some days and not complete, and the steps missed; or what is to be answered.
pub(crate) fn due(session: &Session<'_>, args: &DueArgs) -> Result<Exit, Outcome> {
    if args.answers {
        return run(session, Matter::ToAnswer, &args.list);
    }
    let days = parse_days(&args.within).ok_or_else(|| {
        let words = words!("天数写法如 10d:", "days are written like 10d: ");
        Refusal::new(format!("{}{}", pick(session.lang, words), args.within))
    })?;
    let account = &session.account;
    let matter = Matter::DueWithin(days);
    let (sort, by) = order(session, matter, &args.list)?;
    let found = session.select(&args.list.filter, matter, sort)?;
    let among = session.select(&args.list.filter, Matter::All, Sort::Book)?;
    let rows = || {
        let missed = among.iter().flat_map(|own| account.missed_steps(own));
        let totals = DueTotals {
            tasks: account.totals(&found),
            missed_steps: missed.collect(),
        };
        (session.rows(&found), totals)
    };
    let page = || page::due::page(account, &found, &among, (days, by), session.lang);
    session.answer(matter.command().0, rows, page, &args.list.output)?;
    Ok(Exit::found_if(args.list.exit_code && !found.is_empty()))
}

#[derive(Serialize)]
struct DueTotals<'b> {
    #[serde(flatten)]
    tasks: Totals,
    missed_steps: Vec<MissedStep<'b>>,
}

fn run(session: &Session<'_>, matter: Matter, args: &ListArgs) -> Result<Exit, Outcome> {
    let lang = session.lang;
    let (sort, by) = order(session, matter, args)?;
    let mut found = session.select(&args.filter, matter, sort)?;
    if args.sort.is_none() {
        found.sort_by_key(|task| !task.task.key);
    }
    let account = &session.account;
    let rows = || (session.rows(&found), account.totals(&found));
    session.answer(
        matter.command().0,
        rows,
        || tasks::page(account, &found, matter, by, lang),
        &args.output,
    )?;
    Ok(Exit::found_if(args.exit_code && !found.is_empty()))
}

/// The order and the grouping asked for, or the matter's own.
fn order(
    session: &Session<'_>,
    matter: Matter,
    args: &ListArgs,
) -> Result<(Sort, Option<By>), Refusal> {
    let lang = session.lang;
    let sort = match &args.sort {
        Some(name) => named(words!("排序", "order"), name, &Sort::ALL, lang)?,
        None => matter.sort(),
    };
    let by = match args.by.as_deref() {
        Some("none") => None,
        Some(name) => Some(named(words!("分组", "grouping"), name, &By::ALL, lang)?),
        None => matter.by(),
    };
    Ok((sort, by))
}
