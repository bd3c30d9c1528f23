//! What stands for workbooks in a build that writes none.

use super::feature::{Feature, Unwritten};
use crate::page::Sheet;
use chrono::NaiveDate;

/// No workbook.
///
/// # Errors
/// Always: this build has no writer of workbooks.
pub fn xlsx(_: &Sheet<'_>, _: NaiveDate) -> Result<Vec<u8>, Unwritten> {
    Err(Unwritten::Without(Feature::Excel))
}
