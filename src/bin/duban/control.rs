//! Control characters in what is to be written: no screen shows them, so no command puts one into a ledger.

use crate::outcome::Outcome;
use duban::ledger::Locale;
use duban::page::refusals::entries::EntryRefused;
use duban::store::{Before, Edit, relative};
use std::path::Path;

/// Refuses edits that bring a control character into a file. What stands in a task's block or a file of tasks already may stay.
pub(crate) fn none_new(before: &Before<'_>, edits: &[Edit], lang: Locale) -> Result<(), Outcome> {
    let brings = |edit: &Edit| match edit {
        Edit::Block(id, text) => brings(text, || before.block(before.book.task(*id))),
        Edit::File(path, text) => brings(text, || text_of(before, path)),
    };
    if edits.iter().any(brings) { Err(EntryRefused::Control.refusal(lang).into()) } else { Ok(()) }
}

fn brings<'b>(text: &str, was: impl FnOnce() -> &'b str) -> bool {
    let is = count(text);
    is > 0 && is > count(was())
}

/// The text of a file of tasks; blank where it is new.
fn text_of<'b>(before: &Before<'b>, path: &Path) -> &'b str {
    let mut files = before.book.tasks.iter().map(|task| task.file);
    let file = files.find(|file| relative(before, *file) == *path);
    file.map_or("", |file| &before.loaded.sources.file(file).text)
}

/// How many escapes of a text in TOML stand for a control character.
fn count(text: &str) -> usize {
    let mut found = 0;
    let mut letters = text.char_indices();
    while let Some((at, letter)) = letters.next() {
        if letter != '\\' {
            continue;
        }
        let digits = match letters.next() {
            Some((_, 'b' | 'f' | 'e')) => {
                found += 1;
                continue;
            }
            Some((_, 'x')) => 2,
            Some((_, 'u')) => 4,
            Some((_, 'U')) => 8,
            _ => continue,
        };
        let code = text.get(at + 2..at + 2 + digits);
        let code = code.and_then(|digits| u32::from_str_radix(digits, 16).ok());
        let control = code.and_then(char::from_u32).is_some_and(char::is_control);
        found += usize::from(control && !matches!(code, Some(0x9 | 0xA | 0xD)));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::count;

    #[test]
    fn escapes_of_control_characters() {
        for (text, found) in [
            (r#"note = "a\u0007""#, 1),
            (r#"note = "\u001B[1m\b""#, 2),
            (r#"note = "a\nb\tc\u000A""#, 0),
            (r#"note = "C:\\u0007\\b""#, 0),
            (r#"note = "汉\u6c49""#, 0),
        ] {
            assert_eq!(count(text), found, "{text}");
        }
    }
}
