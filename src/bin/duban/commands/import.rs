//! `import`: a table of another program into the ledger: a plan as tasks, figures as log entries.

pub(crate) mod arguments;
mod as_log;
pub(crate) mod plan;

use crate::context::Context;
use crate::outcome::{Exit, Outcome};
use arguments::ImportArgs;

/// Writes what the files say: all or none.
pub(crate) fn run(context: &Context, args: &ImportArgs) -> Result<Exit, Outcome> {
    let writing = context.writing(&args.write, "import", true)?;
    if args.figures.as_log { as_log::run(&writing, args) } else { plan::run(&writing, args) }
}
