//! What `doctor` says of letters in a program that sends none.

use crate::settings::Settings;
use duban::diagnostic::{Sign, Subject};
use duban::ledger::MailRules;
use std::path::Path;

/// Nothing is looked at.
pub(super) fn signs(_: &Settings, _: &Path, _: &MailRules) -> Vec<Sign> {
    [Subject::Mail, Subject::PerhapsSent].map(Sign::absent).into()
}
