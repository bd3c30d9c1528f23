//! The heads of CSV in the reader's words.

use crate::ledger::Locale;

/// The words for a key of JSON; the key itself where there are none.
pub fn csv_head(key: &str, lang: Locale) -> String {
    let _ = lang;
    key.to_owned()
}
