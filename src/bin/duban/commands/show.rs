//! `show`: the card of a task; or of a department, a leader, an area or a heading, all that is theirs.

use super::Outcome;
use crate::cli::ShowArgs;
use crate::resolve;
use crate::session::{Exit, Session};
use duban::account::{Figures, Filter};
use duban::page;

/// Shows what the name means: a task's own id first, then a department, an area, a leader, a piece of a title.
pub(crate) fn run(session: &Session<'_>, args: &ShowArgs) -> Result<Exit, Outcome> {
    let (account, lang, name) = (&session.account, session.lang, args.name.as_str());
    let book = account.book;
    let is_id = book.tasks.iter().any(|own| own.id == name);
    let mut filter = Filter::default();
    let mut title = name.to_owned();
    if is_id {
        return task(session, args);
    } else if let Ok(id) = resolve::department(account.book, name, lang) {
        filter.departments.push(id);
        title.clone_from(&book.department(id).name);
    } else if let Ok(id) = resolve::area(account.book, name, lang) {
        filter.areas.push(id);
        title.clone_from(&book.area(id).name);
    } else if let Ok(leader) = resolve::leader(account, name, lang) {
        filter.leaders.push(leader);
    } else {
        return task(session, args);
    }
    group(session, args, &filter, &title)
}

fn task(session: &Session<'_>, args: &ShowArgs) -> Result<Exit, Outcome> {
    let (account, lang) = (&session.account, session.lang);
    let id = resolve::task(account.book, &args.name, lang)?;
    let task = account.book.task(id);
    let Some(own) = account.figures(id) else {
        let filter = Filter {
            under: Some(id),
            ..Filter::default()
        };
        return group(
            session,
            args,
            &filter,
            &format!("{} {}", task.id, task.title),
        );
    };
    let rows = || (session.rows(&[own]), ());
    session.answer(
        "show",
        rows,
        || page::show::page(account, own, lang),
        &args.output,
    )?;
    Ok(Exit::Done)
}

fn group(
    session: &Session<'_>,
    args: &ShowArgs,
    filter: &Filter,
    title: &str,
) -> Result<Exit, Outcome> {
    let account = &session.account;
    let mut tasks: Vec<&Figures<'_>> = account
        .tasks
        .iter()
        .filter(|own| filter.fits(account, own))
        .collect();
    tasks.sort_by_key(|own| (own.light, !own.task.key));
    let rows = || (session.rows(&tasks), account.totals(&tasks));
    let page = || page::status::page(account, &tasks, None, Some(title), session.lang);
    session.answer("show", rows, page, &args.output)?;
    Ok(Exit::Done)
}
