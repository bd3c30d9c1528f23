//! `show`: the card of a task; or of a department, a leader, an area or a heading, all that is theirs.

use crate::arguments::{OutputArgs, lang};
use crate::context::Context;
use crate::outcome::{Exit, Outcome};
use crate::period::PeriodView;
use crate::resolve;
use crate::session::Session;
use clap::Args;
use duban::account::{Changes, Figures, Filter, Scope, Scorecard, Statement};
use duban::ledger::DepartmentId;
use duban::page;
use duban::page::cards::part::Running;
use duban_words::words;

#[derive(Debug, Args)]
#[command(visible_alias = "查看", about = words!(lang(), "一项事项、一个单位、一位领导或一个领域", "One task, department, leader or area"), after_help = words!(lang(), "例：\n  duban show P-07\n  duban show 东海街道办", "Examples:\n  duban show P-07\n  duban show 东海街道办"))]
pub(crate) struct ShowArgs {
    #[arg(value_name = "NAME", help = words!(lang(), "编号、名称或别名", "Id, name or alias"))]
    pub(crate) name: String,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

/// Shows what the name means: a task's own id first, then a department, an area, a leader, a piece of a title.
pub(crate) fn run(context: &Context, args: &ShowArgs) -> Result<Exit, Outcome> {
    let session = context.session()?;
    let (account, lang, name) = (&session.account, session.lang, args.name.as_str());
    let book = account.book;
    if book.tasks.iter().any(|task| task.id == name) {
        return task(session, args);
    }
    if let Ok(id) = resolve::department(book, name, lang) {
        return department(context.period_view(None)?, args, id);
    }
    let scope = if let Ok(id) = resolve::area(book, name, lang) {
        Scope::Area(id)
    } else if let Ok(leader) = resolve::leader(account, name, lang) {
        Scope::Leader(leader)
    } else {
        return task(session, args);
    };
    group(session, args, &scope, None)
}

fn task(session: &Session<'_>, args: &ShowArgs) -> Result<Exit, Outcome> {
    let (account, lang) = (&session.account, session.lang);
    let id = resolve::task(account.book, &args.name, lang)?;
    let Some(task) = account.figures(id) else {
        return group(session, args, &Scope::Under(id), None);
    };
    let rows = || (session.rows(std::slice::from_ref(&task)), ());
    session.answer("show", rows, || page::cards::show::page(account, task, lang), &args.output)?;
    Ok(Exit::Done)
}

/// A department, with its score in the running period.
fn department(view: &PeriodView<'_>, args: &ShowArgs, id: DepartmentId) -> Result<Exit, Outcome> {
    let account = &view.session.account;
    let scope = Scope::Department(id);
    let statement = Statement::of(view.period, account, &view.before, &Filter::default());
    let scorecard = Scorecard::of(&statement, &Filter::default(), Scorecard::MIN_TASKS);
    let changes = Changes::of(&statement, &scope.filter());
    let running = Running { statement: &statement, scorecard: &scorecard, changes: &changes };
    group(&view.session, args, &scope, Some(&running))
}

fn group(
    session: &Session<'_>,
    args: &ShowArgs,
    scope: &Scope,
    running: Option<&Running<'_, '_, '_>>,
) -> Result<Exit, Outcome> {
    let account = &session.account;
    let filter = scope.filter();
    let mut tasks: Vec<&Figures<'_>> =
        account.tasks.iter().filter(|task| filter.fits(account, task)).collect();
    tasks.sort_by_key(|task| (task.light, !task.task.key));
    let rows = || (session.rows(&tasks), account.totals(&tasks));
    let page = || page::cards::part::page(account, &tasks, scope, running, &session.view);
    session.answer("show", rows, page, &args.output)?;
    Ok(Exit::Done)
}
