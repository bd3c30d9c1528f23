//! The one place that knows every command: a command without an arm does not compile.

use crate::cli::{self, Command};
#[cfg(feature = "mail")]
use crate::commands::mail;
use crate::commands::{
    add, audit, blockers, changes, check, close, completions, doctor, due, edit, enter, export,
    fmt, forecast, form, git_diff, git_merge, git_setup, help, history, import, init, lagging,
    list, log, man, notice, overdue, page, rank, reconcile, report, review, roll_over, rollup,
    save, schema, set, show, stale, status, undo,
};
use crate::context::Context;
use crate::edge::{output, terminal};
use crate::formats;
use crate::outcome::{Exit, Outcome};
use duban::page::refusals::notes::Note;
use duban::page::typed;

/// Runs a command; what it wrote is committed where the ledger asks for that, also where the answer could not be told.
pub(crate) fn run(context: &Context, command: &Command) -> Result<Exit, Outcome> {
    formats::check(context, command)?;
    let answered = agreed(context, command);
    let untold = output::untold().filter(|_| context.acted());
    if context.wrote() && (answered.is_ok() || untold.is_some()) {
        save::each_write(context)?;
    }
    match (answered, untold) {
        (Ok(_) | Err(Outcome::Failed(_)), Some(why)) => {
            let why = why.to_owned();
            output::say(&Note::NotTold { why }.words(context.lang()));
            Ok(Exit::NotTold)
        }
        (Ok(_), None) if context.is_in_doubt() => Ok(Exit::NotTold),
        (answered, _) => answered,
    }
}

/// A piece of a task's name is asked about before a write, and taken for the task after a yes.
fn agreed(context: &Context, command: &Command) -> Result<Exit, Outcome> {
    loop {
        match answer(context, command) {
            Err(Outcome::Meant(meant, refusal)) if context.settings.can_ask => {
                let reply = terminal::ask(&meant.question(context.lang()));
                if !reply.as_deref().is_some_and(typed::agrees) {
                    return Err(refusal.into());
                }
                context.agree(meant.name, meant.id);
            }
            other => return other,
        }
    }
}

/// Each command with what it asks the context for.
fn answer(context: &Context, command: &Command) -> Result<Exit, Outcome> {
    let writing = |args, name, lists| context.writing(args, name, lists);
    match command {
        Command::Status(args) => status::run(context.session()?, args),
        Command::Overdue(args) => overdue::run(context.session()?, args),
        Command::Lagging(args) => lagging::run(context.session()?, args),
        Command::Due(args) => due::run(context.session()?, args),
        Command::Stale(args) => stale::run(context.session()?, args),
        Command::Blockers(args) => blockers::run(context.session()?, args),
        Command::List(args) => list::run(context.session()?, args),
        Command::Show(args) => show::run(context, args),
        Command::Rollup(args) => rollup::run(context.session()?, args),
        Command::Forecast(args) => forecast::run(context.session()?, args),
        Command::Check(args) => check::run(context, args),
        Command::Doctor(args) => doctor::run(context, args),
        Command::Init(args) => init::run(context, args),
        Command::Import(args) => import::run(context, args),
        Command::Form(args) => form::run(context, args),
        Command::Report(args) => report::run(context, args),
        Command::Reconcile(args) => reconcile::run(context, args),
        Command::Changes(args) => changes::run(context.period_view(args.period.as_deref())?, args),
        Command::Rank(args) => rank::run(context.period_view(args.period.as_deref())?, args),
        Command::Review(args) => review::run(context, args),
        Command::Audit(args) => audit::run(context, args),
        Command::History(args) => history::run(context, args),
        Command::Page(args) => page::run(context, args),
        Command::Export(args) => export::run(context, args),
        Command::Notice(args) => notice::run(context, args),
        #[cfg(feature = "mail")]
        Command::Mail(args) => mail::run(context, args),
        Command::Log(entry) => log::run(&writing(entry.write(), entry.name(), true)?, entry),
        Command::Add(args) => add::run(&writing(&args.write, "add", true)?, args),
        Command::Enter(args) => enter::run(&writing(&args.write, "enter", true)?, args),
        Command::Set(args) => set::run(&writing(&args.write, "set", true)?, args),
        Command::Edit(args) => edit::run(&writing(&args.write, "edit", true)?, args),
        Command::ClosePeriod(args) => {
            close::run(&writing(&args.write, "close-period", false)?, args)
        }
        Command::Undo(args) => undo::run(&writing(&args.write, "undo", false)?, args),
        Command::Fmt(args) => fmt::run(&writing(&args.write, "fmt", false)?, args),
        Command::RollOver(args) => roll_over::run(&writing(&args.write, "roll-over", false)?, args),
        Command::GitMerge(args) => git_merge::run(context, args),
        Command::GitDiff(args) => git_diff::run(context, args),
        Command::GitSetup(args) => git_setup::run(context, args),
        Command::Save(args) => save::run(context, args),
        Command::Schema(args) => schema::run(context, args),
        Command::Completions(args) => completions::run(context, args),
        Command::Man(args) => man::run(args, cli::command()),
        Command::Help(args) => help::run(context, args, cli::command()),
    }
}
