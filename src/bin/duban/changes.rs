//! The ledger as a command that writes sees it, with the language its refusals are worded in.

use crate::context::Context;
use crate::settings::Settings;
use duban::ledger::Locale;
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

/// Where a task stands, whether or not it can be read.
pub(crate) struct AnyTask<'b> {
    pub(crate) id: String,
    pub(crate) file: FileId,
    pub(crate) at: Range<usize>,
    pub(crate) block: &'b str,
}
