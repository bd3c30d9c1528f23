//! `list`, `overdue`, `lagging`, `due`, `stale` and `blockers`: tasks that have something in common.

use crate::arguments::{ListArgs, words};
use crate::outcome::{Exit, Outcome};
use crate::refusal::{Refusal, pick};
use crate::resolve::named;
use crate::session::Session;
use clap::Args;
use duban::account::{By, Figures, Sort, Standing};
use duban::calendar::parse_days;
use duban::page;
use duban::page::tasks::{self, View};

#[derive(Debug, Args)]
#[command(visible_alias = "清单", about = words("所有事项,可筛选", "所有事項,可篩選", "All tasks, filtered as you like"), after_help = words("例:\n  duban list --light red --area 城市 --format json\n  duban list 征迁 --standing awaiting", "例:\n  duban list --light red --area 城市 --format json\n  duban list 徵遷 --standing awaiting", "Examples:\n  duban list --light red --area 城市 --format json\n  duban list 征迁 --standing awaiting"))]
pub(crate) struct ListAllArgs {
    #[command(flatten)]
    pub(crate) list: ListArgs,
}

/// All tasks that fit.
pub(crate) fn run(session: &Session<'_>, args: &ListAllArgs) -> Result<Exit, Outcome> {
    let args = &args.list;
    listed(session, "list", args, View::List, Sort::Key, None, |_| true)
}

/// Past the deadline and not complete.
pub(super) fn overdue(session: &Session<'_>, args: &ListArgs) -> Result<Exit, Outcome> {
    let fits = |own: &Figures<'_>| own.standing == Standing::Overdue;
    listed(
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
pub(super) fn lagging(session: &Session<'_>, args: &ListArgs) -> Result<Exit, Outcome> {
    let fits = |own: &Figures<'_>| own.standing == Standing::Lagging;
    listed(
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
pub(super) fn due(
    session: &Session<'_>,
    args: &ListArgs,
    (within, answers): (&str, bool),
) -> Result<Exit, Outcome> {
    if answers {
        let fits = |own: &Figures<'_>| {
            let mut open = own.state.instructions.iter();
            own.standing.is_running() && open.any(|one| one.reply.is_some())
        };
        return listed(session, "due", args, View::Answers, Sort::Key, None, fits);
    }
    let days = parse_days(within).ok_or_else(|| {
        let words = [
            "天数写法如 10d:",
            "天數寫法如 10d:",
            "days are written like 10d: ",
        ];
        Refusal::new(format!("{}{}", pick(session.lang, words), within))
    })?;
    let account = &session.account;
    let fits = |own: &Figures<'_>| {
        let left = (own.state.due - account.as_of).num_days();
        let open = own.standing.is_running() || own.standing == Standing::NotStarted;
        open && (0..=i64::from(days)).contains(&left)
    };
    let (sort, by) = order(session, args, Sort::Due, None)?;
    let found = session.select(&args.filter, sort, fits)?;
    let among = session.select(&args.filter, Sort::Book, |_| true)?;
    let rows = || {
        let mut totals = serde_json::to_value(account.totals(&found)).unwrap_or_default();
        let missed: Vec<_> = among
            .iter()
            .flat_map(|own| account.missed_steps(own))
            .collect();
        if let Some(totals) = totals.as_object_mut() {
            totals.insert("missed_steps".to_owned(), serde_json::json!(missed));
        }
        (session.rows(&found), totals)
    };
    let page = || page::due::page(account, &found, &among, (days, by), session.lang);
    session.answer("due", rows, page, &args.output)?;
    Ok(Exit::found_if(args.exit_code && !found.is_empty()))
}

/// Without the reports owed.
pub(super) fn stale(session: &Session<'_>, args: &ListArgs) -> Result<Exit, Outcome> {
    let fits = |own: &Figures<'_>| own.reports.missed > 0 && own.standing.is_running();
    listed(
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
pub(super) fn blockers(
    session: &Session<'_>,
    args: &ListArgs,
    only_stuck: bool,
) -> Result<Exit, Outcome> {
    let account = &session.account;
    let fits = |own: &Figures<'_>| {
        let open = &own.state.blockers;
        let stuck = || open.iter().any(|blocker| account.is_stuck(own, blocker));
        own.standing.is_running()
            && if only_stuck {
                stuck()
            } else {
                !open.is_empty()
            }
    };
    listed(
        session,
        "blockers",
        args,
        View::Blockers { stuck: only_stuck },
        Sort::Key,
        None,
        fits,
    )
}

fn listed(
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
