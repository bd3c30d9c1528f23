//! `import`: a table of another program into the ledger: a plan as tasks, figures as log entries.

pub(crate) mod arguments;
mod as_log;

use crate::context::Context;
use crate::outcome::{Exit, Outcome};
use arguments::ImportArgs;

/// Writes what the files say: all or none.
pub(crate) fn run(context: &Context, args: &ImportArgs) -> Result<Exit, Outcome> {
    as_log::run(&context.writing(&args.write, "import", true)?, args)
}
