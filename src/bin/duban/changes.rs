//! The ledger as a command that writes sees it, with the language its refusals are worded in.

use crate::context::Context;
use crate::outcome::Outcome;
use crate::settings::Settings;
use duban::account::replay;
use duban::edit::{NewEntry, Value, add_entry, find_entry};
use duban::ledger::{Locale, Task, is_blank};
use duban::page::refusals::doubts::{Doubtful, FarBeyond};
use duban::page::refusals::entries::EntryRefused;
use duban::source::FileId;
use duban::store;
use std::ops::{Deref, Range};
use std::path::Path;

pub(crate) use duban::store::{Edit, FileEdit, changes, relative};

/// The ledger as it is before the write.
pub(crate) struct Before<'b> {
    pub(crate) ledger: &'b store::Before<'b>,
    pub(crate) lang: Locale,
    pub(crate) settings: &'b Settings,
    pub(crate) context: &'b Context,
}

impl<'b> Deref for Before<'b> {
    type Target = store::Before<'b>;

    fn deref(&self) -> &Self::Target {
        self.ledger
    }
}

impl Before<'_> {
    /// A task's block with one more entry, which says something and does not stand there already.
    pub(crate) fn with_entry(
        &self,
        task: &Task<'_>,
        block: &str,
        entry: &NewEntry,
        again: bool,
    ) -> Result<String, Outcome> {
        self.not_blank(entry)?;
        if !again {
            self.not_there(task, block, entry)?;
        }
        Ok(add_entry(block, entry))
    }

    /// Stops, where somebody can be asked, at figures so far past their targets that they seem mistyped. Elsewhere they are
    /// written and the warning is shown.
    pub(crate) fn not_far_beyond<'e>(
        &self,
        entries: impl IntoIterator<Item = (&'e Task<'e>, &'e NewEntry)>,
    ) -> Result<(), Outcome> {
        if !self.settings.can_ask || self.context.is_sure() {
            return Ok(());
        }
        let far = entries.into_iter().filter_map(|(task, entry)| {
            let done = entry.fields.iter().find(|(key, _)| *key == "done");
            let Some((_, Value::Number(done))) = done else { return None };
            let state = replay(self.book, task, entry.on);
            state.far_beyond(task, *done)?;
            let (id, unit) = (task.id.to_string(), &task.unit);
            let target = format!("{}{unit}", state.target?);
            Some(FarBeyond { id, figure: format!("{done}{unit}"), target })
        });
        let far: Vec<FarBeyond> = far.collect();
        if far.is_empty() { Ok(()) } else { Err(Outcome::Doubtful(Doubtful(far))) }
    }

    /// Refuses edits that bring a control character, which no screen shows, into a task's block or a file of tasks. What stands
    /// there already may stay.
    pub(crate) fn no_new_control(&self, edits: &[Edit]) -> Result<(), Outcome> {
        let brings = |edit: &Edit| {
            let (text, was) = match edit {
                Edit::Block(id, text) => (text, self.block(self.book.task(*id))),
                Edit::File(path, text) => (text, self.text_of(path)),
            };
            let is = control_escapes(text);
            is > 0 && is > control_escapes(was)
        };
        let refused = edits.iter().any(brings);
        let refusal = || EntryRefused::Control.refusal(self.lang);
        if refused { Err(Outcome::NotWritten(refusal())) } else { Ok(()) }
    }

    /// The text of a file of tasks; blank where it is new.
    fn text_of(&self, path: &Path) -> &str {
        self.task_file(path).map_or("", |file| &self.loaded.sources.file(file).text)
    }

    /// The file of tasks at a place in the ledger asked for, where there is one.
    pub(crate) fn task_file(&self, path: &Path) -> Option<FileId> {
        let files = &self.loaded.ledgers.first()?.tasks;
        files.iter().copied().find(|file| relative(self, *file) == *path)
    }

    /// Refuses an entry with words that say nothing.
    fn not_blank(&self, entry: &NewEntry) -> Result<(), Outcome> {
        let blank = entry
            .fields
            .iter()
            .find(|(_, value)| matches!(value, Value::Text(text) if is_blank(text)));
        let Some((key, _)) = blank else {
            return Ok(());
        };
        let refused = EntryRefused::Blank { key };
        Err(Outcome::NotWritten(refused.refusal(self.lang)))
    }

    /// Refuses an entry that stands in the log word for word: a command that was run again would double it.
    pub(crate) fn not_there(
        &self,
        task: &Task<'_>,
        block: &str,
        entry: &NewEntry,
    ) -> Result<(), Outcome> {
        let Some(at) = find_entry(block, entry) else {
            return Ok(());
        };
        let file = self.loaded.sources.file(task.file);
        let at = u32::try_from(at).unwrap_or(0) + task.block.start;
        let place = format!("{}:{}", relative(self, task.file).display(), file.line_column(at).0);
        let (id, line) = (task.id.to_string(), entry.line());
        let refused = EntryRefused::AlreadyThere { id, place, line };
        Err(Outcome::NotWritten(refused.refusal(self.lang)))
    }
}

/// Where a task stands, whether or not it can be read.
pub(crate) struct AnyTask<'b> {
    pub(crate) id: String,
    pub(crate) file: FileId,
    pub(crate) at: Range<usize>,
    pub(crate) block: &'b str,
}

/// How many escapes of a text in TOML stand for a control character.
fn control_escapes(text: &str) -> usize {
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
    use super::control_escapes;

    #[test]
    fn escapes_of_control_characters() {
        for (text, found) in [
            (r#"note = "a\u0007""#, 1),
            (r#"note = "\u001B[1m\b""#, 2),
            (r#"note = "a\nb\tc\u000A""#, 0),
            (r#"note = "C:\\u0007\\b""#, 0),
            (r#"note = "\u6c49""#, 0),
        ] {
            assert_eq!(control_escapes(text), found, "{text}");
        }
    }
}
