//! `list`, `overdue`, `lagging`, `due`, `stale` and `blockers`: tasks that have something in common.

use super::Outcome;
use crate::cli::{BlockersArgs, DueArgs, ListArgs};
use crate::refusal::{Refusal, pick};
use crate::resolve::named;
use crate::session::{Exit, Session};
use duban::account::{By, Figures, Sort, Standing};
use duban::calendar::parse_days;
use duban::page::tasks::{self, View};

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

/// Due within some days and not complete.
pub(crate) fn due(session: &Session<'_>, args: &DueArgs) -> Result<Exit, Outcome> {
    let days = parse_days(&args.within).ok_or_else(|| {
        let words = [
            "天数写法如 10d:",
            "天數寫法如 10d:",
            "days are written like 10d: ",
        ];
        Refusal::new(format!("{}{}", pick(session.lang, words), args.within))
    })?;
    let as_of = session.account.as_of;
    let fits = |own: &Figures<'_>| {
        let left = (own.state.due - as_of).num_days();
        (own.standing.is_running() || own.standing == Standing::NotStarted)
            && (0..=i64::from(days)).contains(&left)
    };
    run(
        session,
        "due",
        &args.list,
        View::Due(days),
        Sort::Due,
        None,
        fits,
    )
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
        View::Blockers,
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
    let sort = match &args.sort {
        Some(name) => named(["排序", "排序", "order"], name, &Sort::ALL, lang)?,
        None => sort,
    };
    let by = match args.by.as_deref() {
        Some("none") => None,
        Some(name) => Some(named(["分组", "分組", "grouping"], name, &By::ALL, lang)?),
        None => by,
    };
    let mut found = session.select(&args.filter, sort, fits)?;
    if args.sort.is_none() {
        found.sort_by_key(|own| !own.task.key);
    }
    let account = &session.account;
    let rows = || {
        let totals = serde_json::to_value(account.totals(&found)).unwrap_or_default();
        (session.rows(&found), totals)
    };
    session.answer(
        command,
        rows,
        || tasks::page(account, &found, view, by, lang),
        &args.output,
    )?;
    Ok(Exit::found_if(args.exit_code && !found.is_empty()))
}
