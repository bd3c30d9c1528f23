//! The ledger as a command that writes sees it, with the language its refusals are worded in.

use crate::refusal::Refusal;
use crate::resolve;
use duban::blocks;
use duban::ledger::Locale;
use duban::source::FileId;
use duban::store;
use std::ops::{Deref, Range};

pub(crate) use duban::store::{Edit, FileEdit, changes, relative};

/// The ledger as it is before the write.
pub(crate) struct Before<'b> {
    pub(crate) ledger: &'b store::Before<'b>,
    pub(crate) lang: Locale,
}

impl<'b> Deref for Before<'b> {
    type Target = store::Before<'b>;

    fn deref(&self) -> &Self::Target {
        self.ledger
    }
}

impl<'b> Before<'b> {
    /// The block of a task, also of one with errors.
    pub(crate) fn any_task(&self, name: &str) -> Result<AnyTask<'b>, Refusal> {
        let broken = self
            .found
            .iter()
            .find(|one| one.task.as_deref() == Some(name));
        let whole = |file: FileId| self.loaded.sources.file(file).text.as_str();
        match resolve::task(self.book, name, self.lang) {
            Ok(id) => {
                let task = self.book.task(id);
                Ok(AnyTask {
                    id: task.id.to_string(),
                    file: task.file,
                    at: task.block.range(),
                    block: self.block(task),
                })
            }
            Err(refusal) => {
                let place = broken.ok_or(refusal.clone())?.place;
                let text = whole(place.file);
                let blocks = blocks::cut(text).tasks.into_iter();
                let mut own = blocks.filter(|at| at.contains(&(place.span.start as usize)));
                let at = own.next().ok_or(refusal)?;
                Ok(AnyTask {
                    id: name.to_owned(),
                    file: place.file,
                    block: text.get(at.clone()).unwrap_or(""),
                    at,
                })
            }
        }
    }
}

/// Where a task stands, whether or not it can be read.
pub(crate) struct AnyTask<'b> {
    pub(crate) id: String,
    pub(crate) file: FileId,
    pub(crate) at: Range<usize>,
    pub(crate) block: &'b str,
}
