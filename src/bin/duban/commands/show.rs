//! `show`: the card of a task; or of a department, a leader, an area or a heading, all that is theirs.

use crate::arguments::{OutputArgs, words};
use crate::completion;
use crate::outcome::{Exit, Outcome};
use crate::resolve;
use crate::session::Session;
use clap::Args;
use clap_complete::ArgValueCandidates;
use duban::account::{Figures, Filter};
use duban::page;

#[derive(Debug, Args)]
#[command(visible_alias = "查看", about = words("一项事项、一个单位、一位领导或一个领域", "一項事項、一個單位、一位領導或一個領域", "One task, department, leader or area"), after_help = words("例:\n  duban show P-07\n  duban show 东海街道办", "例:\n  duban show P-07\n  duban show 東海街道辦", "Examples:\n  duban show P-07\n  duban show 东海街道办"))]
pub(crate) struct ShowArgs {
    #[arg(value_name = "NAME", add = ArgValueCandidates::new(completion::tasks), help = words("编号、名称或别名", "編號、名稱或別名", "Id, name or alias"))]
    pub(crate) name: String,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

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
    let rows = || (session.rows(&[own]), serde_json::Value::Null);
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
    let rows = || {
        let totals = serde_json::to_value(account.totals(&tasks)).unwrap_or_default();
        (session.rows(&tasks), totals)
    };
    let page = || page::status::page(account, &tasks, None, Some(title), session.lang);
    session.answer("show", rows, page, &args.output)?;
    Ok(Exit::Done)
}
