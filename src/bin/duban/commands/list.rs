//! `list`, `overdue`, `lagging`, `due`, `stale` and `blockers`: tasks that have something in common.

use super::Outcome;
use crate::cli::{BlockersArgs, DueArgs, ListArgs};
use crate::refusal::{Refusal, pick};
use crate::resolve::named;
use crate::session::{Exit, Session};
use duban::account::{By, Figures, MissedStep, Sort, Standing, Totals};
use duban::calendar::parse_days;
use duban::page;
use duban::page::tasks::{self, View};
use serde::Serialize;

/// All tasks that fit.
pub(crate) fn list(session: &Session<'_>, args: &ListArgs) -> Result<Exit, Outcome> {
    run(session, "list", args, View::List, Sort::Key, None, |_| true)
}

/// Past the deadline and not complete.
pub(crate) fn overdue(session: &Session<'_>, args: &ListArgs) -> Result<Exit, Outcome> {
    let fits = |own: &Figures<'_>| own.standing == Standing::Overdue;
    run(
        session,
        "overdue",
        args,
        View::Overdue,
        Sort::Overdue,
        Some(By::Area),
        fits,
    )
}

/// Behind the plan.
pub(crate) fn lagging(session: &Session<'_>, args: &ListArgs) -> Result<Exit, Outcome> {
    let fits = |own: &Figures<'_>| own.standing == Standing::Lagging;
    run(
        session,
        "lagging",
        args,
        View::Lagging,
        Sort::Lag,
        Some(By::Area),
        fits,
    )
}

/// Due within some days and not complete, and the steps missed; or what is to be answered.
pub(crate) fn due(session: &Session<'_>, args: &DueArgs) -> Result<Exit, Outcome> {
    if args.answers {
        let fits = |own: &Figures<'_>| {
            let mut open = own.state.instructions.iter();
            own.standing.is_running() && open.any(|one| one.reply.is_some())
        };
        return run(
            session,
            "due",
            &args.list,
            View::Answers,
            Sort::Key,
            None,
            fits,
        );
    }
    let days = parse_days(&args.within).ok_or_else(|| {
        let words = [
            "天数写法如 10d:",
            "天數寫法如 10d:",
            "days are written like 10d: ",
        ];
        Refusal::new(format!("{}{}", pick(session.lang, words), args.within))
    })?;
    let account = &session.account;
    let fits = |own: &Figures<'_>| {
        let left = (own.state.due - account.as_of).num_days();
        let open = own.standing.is_running() || own.standing == Standing::NotStarted;
        open && (0..=i64::from(days)).contains(&left)
    };
    let (sort, by) = order(session, &args.list, Sort::Due, None)?;
    let found = session.select(&args.list.filter, sort, fits)?;
    let among = session.select(&args.list.filter, Sort::Book, |_| true)?;
    let rows = || {
        let missed = among.iter().flat_map(|own| account.missed_steps(own));
        let totals = DueTotals {
            tasks: account.totals(&found),
            missed_steps: missed.collect(),
        };
        (session.rows(&found), totals)
    };
    let page = || page::due::page(account, &found, &among, (days, by), session.lang);
    session.answer("due", rows, page, &args.list.output)?;
    Ok(Exit::found_if(args.list.exit_code && !found.is_empty()))
}

#[derive(Serialize)]
struct DueTotals<'b> {
    #[serde(flatten)]
    tasks: Totals,
    missed_steps: Vec<MissedStep<'b>>,
}

/// Without the reports owed.
pub(crate) fn stale(session: &Session<'_>, args: &ListArgs) -> Result<Exit, Outcome> {
    let fits = |own: &Figures<'_>| own.reports.missed > 0 && own.standing.is_running();
    run(
        session,
        "stale",
        args,
        View::Stale,
        Sort::Missed,
        Some(By::Dept),
        fits,
    )
}

/// With open blockers.
pub(crate) fn blockers(session: &Session<'_>, args: &BlockersArgs) -> Result<Exit, Outcome> {
    let account = &session.account;
    let fits = |own: &Figures<'_>| {
        let open = &own.state.blockers;
        let stuck = || open.iter().any(|blocker| account.is_stuck(own, blocker));
        own.standing.is_running()
            && if args.stuck {
                stuck()
            } else {
                !open.is_empty()
            }
    };
    run(
        session,
        "blockers",
        &args.list,
        View::Blockers { stuck: args.stuck },
        Sort::Key,
        None,
        fits,
    )
}

fn run(
    session: &Session<'_>,
    command: &str,
    args: &ListArgs,
    view: View,
    sort: Sort,
    by: Option<By>,
    fits: impl Fn(&Figures<'_>) -> bool,
) -> Result<Exit, Outcome> {
    let lang = session.lang;
    let (sort, by) = order(session, args, sort, by)?;
    let mut found = session.select(&args.filter, sort, fits)?;
    if args.sort.is_none() {
        found.sort_by_key(|own| !own.task.key);
    }
    let account = &session.account;
    let rows = || (session.rows(&found), account.totals(&found));
    session.answer(
        command,
        rows,
        || tasks::page(account, &found, view, by, lang),
        &args.output,
    )?;
    Ok(Exit::found_if(args.exit_code && !found.is_empty()))
}

/// The order and the grouping asked for, or the command's own.
fn order(
    session: &Session<'_>,
    args: &ListArgs,
    sort: Sort,
    by: Option<By>,
) -> Result<(Sort, Option<By>), Refusal> {
    let lang = session.lang;
    let sort = match &args.sort {
        Some(name) => named(["排序", "排序", "order"], name, &Sort::ALL, lang)?,
        None => sort,
    };
    let by = match args.by.as_deref() {
        Some("none") => None,
        Some(name) => Some(named(["分组", "分組", "grouping"], name, &By::ALL, lang)?),
        None => by,
    };
    Ok((sort, by))
}
