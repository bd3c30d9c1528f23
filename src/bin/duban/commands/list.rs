//! `list`, and what all commands that list the tasks of a matter have in common.

use crate::arguments::{ListArgs, lang};
use crate::outcome::{Exit, Outcome};
use crate::refusal::Refusal;
use crate::resolve::named;
use crate::session::Session;
use clap::Args;
use duban::account::{By, Matter, Sort};
use duban::page::lists::tasks;
use duban::page::refusals::names::NameOf;
use duban_words::words;

#[derive(Debug, Args)]
#[command(visible_alias = "清单", about = words!(lang(), "所有事项，可筛选", "All tasks, filtered as you like"), after_help = words!(lang(), "例：\n  duban list --light red --area 城市 --format json\n  duban list 征迁 --standing awaiting", "Examples:\n  duban list --light red --area 城市 --format json\n  duban list 征迁 --standing awaiting"))]
pub(crate) struct ListAllArgs {
    #[command(flatten)]
    pub(crate) list: ListArgs,
}

/// Lists all tasks that fit.
pub(crate) fn run(session: &Session<'_>, args: &ListAllArgs) -> Result<Exit, Outcome> {
    listed(session, Matter::All, &args.list)
}

/// Lists the tasks of a matter.
pub(super) fn listed(
    session: &Session<'_>,
    matter: Matter,
    args: &ListArgs,
) -> Result<Exit, Outcome> {
    let lang = session.lang;
    let (sort, by) = order(session, matter, args)?;
    let mut found = session.select(&args.filter, matter, sort)?;
    let account = &session.account;
    let worst = found.clone();
    if args.sort.is_none() && matter.key_first() {
        found.sort_by_key(|task| !task.task.key);
        if matter == Matter::ToAnswer {
            found.sort_by_key(|task| task.answers_last());
        }
    }
    let shown = || match by {
        Some(by) => {
            let worst = (!sort.keeps_groups()).then_some(worst.as_slice());
            account.in_groups(by, &found, worst)
        }
        None => found.clone(),
    };
    let rows = || (session.rows(&found), account.totals(&found));
    session.answer(
        matter.command().0,
        rows,
        || tasks::page(account, &shown(), matter, by, lang),
        &args.output,
    )?;
    Ok(Exit::found_if(args.exit_code && !found.is_empty()))
}

/// The order and the grouping asked for, or the matter's own.
pub(super) fn order(
    session: &Session<'_>,
    matter: Matter,
    args: &ListArgs,
) -> Result<(Sort, Option<By>), Refusal> {
    let lang = session.lang;
    let sort = match &args.sort {
        Some(name) => named(NameOf::Order, name, &Sort::ALL, lang)?,
        None => matter.sort(),
    };
    let by = match args.by.as_deref() {
        Some("none") => None,
        Some(name) => Some(named(NameOf::Grouping, name, &By::ALL, lang)?),
        None => matter.by(),
    };
    Ok((sort, by))
}
