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
