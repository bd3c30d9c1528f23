//! The tables of a page as a workbook: a sheet a table, ready to be filtered, added up and printed on A4.
//!
//! A cell shows the words of the page; what stands in it is the day or the number that they are worth.

mod cell;
mod form;
mod formula;
mod layout;
mod name;
mod sheet;
mod style;
mod widths;

pub use form::form_workbook;

use super::feature::Unwritten;
use crate::page::Sheet;
use chrono::NaiveDate;
use rust_xlsxwriter::{DocProperties, Workbook, XlsxError};
use style::Styles;

/// The workbook of a page, dated on a day. The same page and day give the same bytes.
///
/// # Errors
/// The page is too large for Excel.
pub fn xlsx(page: &Sheet<'_>, day: NaiveDate) -> Result<Vec<u8>, Unwritten> {
    written(page, day).map_err(|error| Unwritten::Because(error.to_string()))
}

fn written(page: &Sheet<'_>, day: NaiveDate) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let created = cell::excel_day(day)?;
    let title = cell::fitting(&page.title);
    book.set_properties(&DocProperties::new().set_title(&*title).set_creation_datetime(&created));
    let mut styles = Styles::of(page.lang);
    styles.begin(&mut book)?;
    let mut names = name::Names::default();
    for part in layout::parts(page) {
        let sheet = book.add_worksheet();
        sheet.set_name(names.take(&part.name))?;
        sheet::write(sheet, &part, &mut styles)?;
    }
    book.save_to_buffer()
}
