//! What a command's format cannot do is refused before any work, so before anything is written or sent.

use crate::arguments::OutputArgs;
use crate::cli::Command;
use crate::context::Context;
use crate::outcome::Outcome;

/// Refuses an option that the format asked for does not have.
pub(crate) fn check(context: &Context, command: &Command) -> Result<(), Outcome> {
    let Some((name, output)) = output(command) else {
        return Ok(());
    };
    // The language is found out only where it is needed.
    let refused = output.refused(context.settings.to_terminal);
    refused.map_or(Ok(()), |refused| Err(refused.refusal(name, context.lang()).into()))
}

/// How a command answers; `None` where it writes, or has formats of its own.
fn output(command: &Command) -> Option<(&'static str, &OutputArgs)> {
    Some(match command {
        Command::Status(args) => ("status", &args.output),
        Command::Overdue(args) => ("overdue", &args.list.output),
        Command::Lagging(args) => ("lagging", &args.list.output),
        Command::Due(args) => ("due", &args.list.output),
        Command::Stale(args) => ("stale", &args.list.output),
        Command::Blockers(args) => ("blockers", &args.list.output),
        Command::List(args) => ("list", &args.list.output),
        Command::Show(args) => ("show", &args.output),
        Command::Rollup(args) => ("rollup", &args.output),
        Command::Forecast(args) => ("forecast", &args.output),
        Command::Check(args) => ("check", &args.output),
        Command::Doctor(args) => ("doctor", &args.output),
        Command::Reconcile(args) => ("reconcile", &args.output),
        Command::Changes(args) => ("changes", &args.output),
        Command::Rank(args) => ("rank", &args.output),
        Command::Review(args) => ("review", &args.output),
        Command::Audit(args) => ("audit", &args.output),
        Command::History(args) => ("history", &args.output),
        #[cfg(feature = "mail")]
        Command::Mail(args) => ("mail", &args.output),
        Command::Init(_)
        | Command::Import(_)
        | Command::Form(_)
        | Command::Report(_)
        | Command::Page(_)
        | Command::Export(_)
        | Command::Notice(_)
        | Command::Log(_)
        | Command::Add(_)
        | Command::Enter(_)
        | Command::Set(_)
        | Command::Edit(_)
        | Command::ClosePeriod(_)
        | Command::Undo(_)
        | Command::Fmt(_)
        | Command::RollOver(_)
        | Command::GitMerge(_)
        | Command::GitDiff(_)
        | Command::GitSetup(_)
        | Command::Save(_)
        | Command::Schema(_)
        | Command::Completions(_)
        | Command::Man(_)
        | Command::Help(_) => return None,
    })
}
