//! What can be wrong with the mail settings. It stops letters, and no figure.

use super::Severity;
use crate::ledger::AddressProblem;

/// What is wrong, with its evidence.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "docs/codes.md describes each finding by its code")]
pub enum Mailing {
    Address { text: String, why: AddressProblem },
    InClear { server: String },
    Ignored { keys: Vec<&'static str> },
}

impl Mailing {
    pub(super) fn named(&self) -> (&'static str, Severity) {
        match self {
            Self::Address { .. } => ("invalid-address", Severity::Error),
            Self::InClear { .. } => ("mail-in-clear", Severity::Error),
            Self::Ignored { .. } => ("mail-setting-ignored", Severity::Warning),
        }
    }
}
