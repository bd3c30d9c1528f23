//! `fmt`: the task files in their one canonical layout.

use super::Outcome;
use crate::changes::{Before, Edit, relative};
use crate::cli::write::FmtArgs;
use crate::edge::output;
use crate::session::Exit;
use crate::writing::Writing;
use duban::edit::format_file;

/// Writes the files that are laid out otherwise, or with `--check` only names them.
pub(crate) fn run(writing: &Writing<'_>, args: &FmtArgs) -> Result<Exit, Outcome> {
    if !args.check {
        return writing.write(&mut |before: &Before<'_>| Ok(edits(before)));
    }
    let mut names = String::new();
    let unreadable = writing.look(&mut |before: &Before<'_>| {
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

fn edits(before: &Before<'_>) -> Vec<Edit> {
    let own = before.loaded.ledgers.first();
    let files = own.into_iter().flat_map(|own| own.tasks.iter().copied());
    let formatted = files.filter_map(|file| {
        let text = &before.loaded.sources.file(file).text;
        let after = format_file(text);
        (after != *text).then(|| Edit::File(relative(before, file), after))
    });
    formatted.collect()
}
