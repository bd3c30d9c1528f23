//! 对账: the account of the last period.

use super::asked::Asked;
use crate::page::board::Ledgered;

/// The account, where a period is over.
pub(super) fn account(asked: &Asked<'_, '_, '_>) -> Option<Ledgered> {
    asked.last.as_ref()?;
    None
}
