//! What stands for workbooks in a build that writes none.

use super::feature::{Feature, Unwritten};
use crate::page::Sheet;
use crate::page::entries::form::Form;
use chrono::NaiveDate;

/// No workbook.
///
/// # Errors
/// Always: this build has no writer of workbooks.
pub fn xlsx(_: &Sheet<'_>, _: NaiveDate) -> Result<Vec<u8>, Unwritten> {
    Err(Unwritten::Without(Feature::Excel))
}

/// No form.
///
/// # Errors
/// Always: this build has no writer of workbooks.
pub fn form_workbook(_: &Form, _: NaiveDate) -> Result<Vec<u8>, Unwritten> {
    Err(Unwritten::Without(Feature::Excel))
}
