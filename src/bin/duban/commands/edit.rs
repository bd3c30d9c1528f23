//! `edit`: one task's block in the user's own editor; checked before it is saved, the text never lost.

use crate::arguments::{WriteArgs, lang};
use crate::changes::{Before, Edit, relative};
use crate::edge::output::Drawn;
use crate::edge::{editor, output, terminal};
use crate::outcome::{Exit, Outcome};
use crate::writing::Writing;
use crate::written;
use clap::Args;
use duban::blocks;
use duban::edit::{Splice, dressed, splice};
use duban::page::refusals::notes::Note;
use duban::page::refusals::questions::Question;
use duban::page::refusals::tasks::TaskRefused;
use duban_words::words;

#[derive(Clone, Debug, Args)]
#[command(visible_alias = "编辑", about = words!(lang(), "在编辑器里改一项事项，查过再存", "Edit one task in your editor; checked before it is saved"), after_help = words!(lang(), "例：\n  duban edit P-07\n  EDITOR=nano duban edit P-07", "Examples:\n  duban edit P-07\n  EDITOR=nano duban edit P-07"))]
pub(crate) struct EditArgs {
    #[arg(value_name = "ID", help = words!(lang(), "编号", "Id"))]
    pub(crate) id: String,
    #[command(flatten)]
    pub(crate) write: WriteArgs,
}

/// Opens the editor, and again while the text is refused and somebody can mend it.
pub(crate) fn run(writing: &Writing<'_>, args: &EditArgs) -> Result<Exit, Outcome> {
    let mut task = None;
    let unreadable = writing.look(&mut |before: &Before<'_>| {
        let found = before.any_task(&args.id)?;
        let file = before.loaded.sources.file(found.file).text.as_str();
        task = Some((found.id.clone(), found.block.to_owned(), file.to_owned()));
        Ok(())
    })?;
    let (None, Some((id, original, file))) = (unreadable, task) else {
        return Ok(unreadable.unwrap_or(Exit::Done));
    };
    let draft = editor::draft(&id, &original)?;
    loop {
        let text = dressed(&editor::edit(&draft)?, &original, &file);
        if text == original {
            editor::discard(&draft);
            return written::nothing(writing.lang());
        }
        let exit = attempt(writing, &id, &original, &text);
        if exit == Exit::Done {
            editor::discard(&draft);
            return Ok(exit);
        }
        if !again(writing) {
            output::say(&Note::TextKept { path: draft }.words(writing.lang()));
            return Ok(exit);
        }
    }
}

/// Saves the text, or says why it cannot be saved.
fn attempt(writing: &Writing<'_>, id: &str, original: &str, text: &str) -> Exit {
    let lang = writing.lang();
    let saved = if one_task(text) {
        save(writing, id, original, text)
    } else {
        Err(TaskRefused::NotOne.refusal(lang).into())
    };
    saved.unwrap_or_else(|outcome| {
        let refusal = outcome.refusal(lang);
        refusal.iter().for_each(|refusal| output::say(&Drawn(refusal.text(lang))));
        Exit::Failed
    })
}

/// Whether the text is one block and nothing before it.
fn one_task(text: &str) -> bool {
    let cut = blocks::cut(text);
    let before = text.get(cut.preamble).unwrap_or("");
    let blank = |line: &str| line.trim().is_empty() || line.trim_start().starts_with('#');
    cut.tasks.len() == 1 && before.trim_start_matches('\u{feff}').lines().all(blank)
}

fn again(writing: &Writing<'_>) -> bool {
    let question = Question::EditAgain.words(writing.lang());
    writing.context.settings.can_ask
        && terminal::ask(question).is_some_and(|answer| answer.trim() != "n")
}

/// Puts the text in the place of the block, which must still be as it was when the editor opened.
fn save(writing: &Writing<'_>, id: &str, original: &str, text: &str) -> Result<Exit, Outcome> {
    writing.write(&mut |before: &Before<'_>| {
        let found = before.any_task(id)?;
        if found.block != original {
            return Err(TaskRefused::ChangedMeanwhile.refusal(before.lang).into());
        }
        let mut text = text.to_owned();
        let whole = &before.loaded.sources.file(found.file).text;
        let last = found.at.end == whole.len();
        if !last && !text.ends_with('\n') {
            text.push_str(if original.contains("\r\n") { "\r\n" } else { "\n" });
        }
        let change = Splice { at: found.at.clone(), text };
        let path = relative(before, found.file);
        Ok(vec![Edit::File(path, splice(whole, &[change]))])
    })
}
