//! `fmt`: brings the task files into the canonical layout.

use crate::arguments::{WriteArgs, lang};
use crate::changes::{Before, Edit, relative};
use crate::edge::output;
use crate::outcome::{Exit, Outcome};
use crate::session::snippets;
use crate::writing::Writing;
use clap::Args;
use duban::diagnostic::{Diagnostic, Finding};
use duban::edit::format_file;
use duban_words::words;

#[derive(Clone, Debug, Args)]
#[command(visible_alias = "整理", about = words!(lang(), "把事项文件整理成统一的写法", "Lay the task files out in the one canonical way"), after_help = words!(lang(), "例：\n  duban fmt --check\n  duban fmt", "Examples:\n  duban fmt --check\n  duban fmt"))]
pub(crate) struct FmtArgs {
    #[arg(long, help = words!(lang(), "只列出要整理的文件，有则以 1 退出", "Only name the files that would change; exit with 1 if there are any"))]
    pub(crate) check: bool,
    #[command(flatten)]
    pub(crate) write: WriteArgs,
}

/// Writes the files that have another layout, or with `--check` only names them.
pub(crate) fn run(writing: &Writing<'_>, args: &FmtArgs) -> Result<Exit, Outcome> {
    if !args.check {
        let mut said = false;
        return writing.write(&mut |before: &Before<'_>| {
            if !std::mem::replace(&mut said, true) {
                say_unreadable(before);
            }
            Ok(edits(before))
        });
    }
    let mut names = String::new();
    let unreadable = writing.look(&mut |before: &Before<'_>| {
        say_unreadable(before);
        for edit in edits(before) {
            if let Edit::File(path, _) = edit {
                names.push_str(&format!("{}\n", path.display()));
            }
        }
        Ok(())
    })?;
    output::print(&names, None).map_err(anyhow::Error::from)?;
    Ok(unreadable.unwrap_or(Exit::found_if(!names.is_empty())))
}

/// Shows what is no TOML: a block with that stays as it is.
fn say_unreadable(before: &Before<'_>) {
    let unreadable = before.found.iter();
    let unreadable: Vec<Diagnostic> =
        unreadable.filter(|found| matches!(found.finding, Finding::Syntax(_))).cloned().collect();
    if !unreadable.is_empty() {
        let (sources, canvas) = (&before.loaded.sources, before.settings.err);
        output::say(&snippets(&unreadable, sources, before.lang, canvas));
    }
}

fn edits(before: &Before<'_>) -> Vec<Edit> {
    let ledger = before.loaded.ledgers.first();
    let files = ledger.into_iter().flat_map(|ledger| &ledger.tasks).copied();
    let formatted = files.filter_map(|file| {
        let text = &before.loaded.sources.file(file).text;
        let after = format_file(text);
        (after != *text).then(|| Edit::File(relative(before, file), after))
    });
    formatted.collect()
}
