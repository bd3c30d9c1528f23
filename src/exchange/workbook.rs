//! A workbook of a spreadsheet program as sheets of plain cells.

use super::ods::ods;
use super::package::Package;
use super::sheet::{Sheet, WorkbookProblem};
use super::spreadsheetml::spreadsheetml;
use super::xls::xls;

/// The kind of a file, by its first bytes and not by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// A package of parts (.xlsx).
    Package,
    /// A compound file: .xls, or a protected .xlsx.
    Compound,
    /// A web page under the name of a workbook.
    Page,
    /// Anything else: text.
    Text,
}

/// Tells the kind of a file from its first bytes.
pub fn file_kind(bytes: &[u8]) -> FileKind {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let first = text.iter().find(|byte| !byte.is_ascii_whitespace());
    match bytes {
        [b'P', b'K', 3, 4, ..] => FileKind::Package,
        [0xd0, 0xcf, 0x11, 0xe0, ..] => FileKind::Compound,
        _ if first == Some(&b'<') => FileKind::Page,
        _ => FileKind::Text,
    }
}

/// The sheets of a workbook: .xlsx, .xlsm, .xls, .et, .ods, told by its bytes.
///
/// # Errors
/// See [`WorkbookProblem`].
pub fn workbook(bytes: &[u8]) -> Result<Vec<Sheet>, WorkbookProblem> {
    if file_kind(bytes) == FileKind::Compound {
        return xls(bytes);
    }
    let mut package = Package::open(bytes)?;
    let mut sheets = match package.has("content.xml") {
        true => ods(&mut package)?,
        false => spreadsheetml(&mut package)?,
    };
    sheets.iter_mut().for_each(|sheet| sheet.rows.shrink());
    Ok(sheets)
}
