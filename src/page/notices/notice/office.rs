//! The office that sends a notice.

use crate::account::Account;

/// The office that supervises, where the ledger names it.
pub(super) fn office<'a>(account: &'a Account<'_>) -> Option<&'a str> {
    let ledger = account.book.first_ledger();
    ledger.and_then(|ledger| ledger.office.as_deref()).filter(|office| !office.is_empty())
}
