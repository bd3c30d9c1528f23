//! `edit`: one task's block in the user's own editor; checked before it is saved, the text never lost.

use super::Outcome;
use crate::changes::{Before, Edit, relative};
use crate::cli::write::EditArgs;
use crate::edge::{editor, output, terminal};
use crate::refusal::{Refusal, pick};
use crate::session::Exit;
use crate::writing::Writing;
use duban::blocks;
use duban::edit::{Splice, splice};
use duban::ledger::Locale;
use duban_words::words;
use std::path::Path;

/// Edits, and edits again while the text is refused and there is somebody to mend it.
pub(crate) fn run(writing: &Writing<'_>, args: &EditArgs) -> Result<Exit, Outcome> {
    let mut original = String::new();
    let mut id = String::new();
    let seen = writing.look(&mut |before: &Before<'_>| {
        let found = before.any_task(&args.id)?;
        original = found.block.to_owned();
        id = found.id.to_owned();
        Ok(())
    })?;
    if let Some(exit) = seen {
        return Ok(exit);
    }
    let lang = writing.lang;
    let file = editor::draft(&id, &original)?;
    loop {
        let text = editor::edit(&file)?;
        if text == original {
            editor::discard(&file);
            return crate::written::nothing(lang);
        }
        let outcome = match one_task(&text) {
            true => save(writing, &id, &original, &text),
            false => Err(not_one_task(lang).into()),
        };
        match outcome {
            Ok(Exit::Done) => {
                editor::discard(&file);
                return Ok(Exit::Done);
            }
            Ok(exit) if !again(lang) => {
                output::say(&kept(&file, lang));
                return Ok(exit);
            }
            Err(outcome) => {
                let refusal = crate::refusal::of(outcome);
                output::say(&refusal.text(lang));
                if !again(lang) {
                    output::say(&kept(&file, lang));
                    return Ok(Exit::Failed);
                }
            }
            Ok(_) => {}
        }
    }
}

/// Whether the text is one block and nothing before it.
fn one_task(text: &str) -> bool {
    let cut = blocks::cut(text);
    let before = text.get(cut.preamble).unwrap_or("");
    let blank = |line: &str| line.trim().is_empty() || line.trim_start().starts_with('#');
    cut.tasks.len() == 1 && before.trim_start_matches('\u{feff}').lines().all(blank)
}

fn not_one_task(lang: Locale) -> Refusal {
    let words = words!("要恰好是一项 [[task]]", "it must be exactly one [[task]]");
    Refusal::new(pick(lang, words).to_owned())
}

fn again(lang: Locale) -> bool {
    let words = words!("回车再改,n 放弃:", "Enter to edit again, n to give up: ");
    crate::edge::environment::can_ask()
        && terminal::ask(pick(lang, words)).is_some_and(|answer| answer.trim() != "n")
}

fn kept(file: &Path, lang: Locale) -> String {
    let words = words!("改过的文本在:", "your text is in ");
    format!("{}{}\n", pick(lang, words), file.display())
}

/// Puts the text in the place of the block, which must still be as it was when the editor opened.
fn save(writing: &Writing<'_>, id: &str, original: &str, text: &str) -> Result<Exit, Outcome> {
    writing.write(&mut |before: &Before<'_>| {
        let found = before.any_task(id)?;
        if found.block != original {
            let words = words!(
                "编辑期间这项事项被别人改过,没有写入",
                "somebody changed this task meanwhile; nothing was written"
            );
            return Err(Refusal::new(pick(before.lang, words).to_owned()).into());
        }
        let mut text = text.to_owned();
        let whole = &before.loaded.sources.file(found.file).text;
        let last = found.at.end == whole.len();
        if !last && !text.ends_with('\n') {
            text.push_str(if original.contains("\r\n") {
                "\r\n"
            } else {
                "\n"
            });
        }
        let change = Splice {
            at: found.at.clone(),
            text,
        };
        let path = relative(before, found.file);
        Ok(vec![Edit::File(path, splice(whole, &[change]))])
    })
}
