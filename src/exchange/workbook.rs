//! A workbook of a spreadsheet program as sheets of plain cells.

use super::number::{date_cell, number_cell};
use super::sheet::{Cell, Region, Sheet, WorkbookProblem};
use super::xls::xls;
use calamine::{Data, DataRef, Dimensions, Reader, SheetVisible, Xlsx, XlsxError};
use std::collections::BTreeSet;
use std::io::Cursor;

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

/// The sheets of an .xlsx or .xls file.
///
/// # Errors
/// See [`WorkbookProblem`].
pub fn workbook(bytes: &[u8]) -> Result<Vec<Sheet>, WorkbookProblem> {
    // .xls is read by our own reader: calamine does not tell 0.85 from 85% there, and a damaged file brings it down.
    if file_kind(bytes) == FileKind::Compound {
        return xls(bytes);
    }
    let book = Xlsx::new(Cursor::new(bytes));
    let sheets = book.and_then(xlsx);
    sheets.map_err(|error| match error {
        XlsxError::Password => WorkbookProblem::Protected,
        error => WorkbookProblem::Broken(error.to_string()),
    })
}

fn xlsx(mut book: Xlsx<Cursor<&[u8]>>) -> Result<Vec<Sheet>, XlsxError> {
    let listed = book.sheets_metadata().to_vec();
    let mut sheets = Vec::new();
    for metadata in listed {
        // A sheet of charts has no cells.
        let Ok(mut reader) = book.worksheet_cells_reader(&metadata.name) else {
            continue;
        };
        let mut sheet = Sheet {
            name: Some(metadata.name.clone()),
            hidden: metadata.visible != SheetVisible::Visible,
            ..Sheet::default()
        };
        let mut unvalued = BTreeSet::new();
        while let Some((cell, style)) = reader.next_cell_with_style_id()? {
            let format = reader.styles().get(style);
            let format = format.and_then(|style| style.number_format.as_ref());
            let format = format.map_or("", |format| format.format_code.as_str());
            match cell.get_value() {
                DataRef::Empty => {
                    unvalued.insert(cell.get_position());
                }
                value => {
                    if let Some(value) = of(&Data::from(value.clone()), format) {
                        sheet.put(cell.get_position(), value);
                    }
                }
            }
        }
        drop(reader);
        let mut reader = book.worksheet_cells_reader(&metadata.name)?;
        while let Some(formula) = reader.next_formula()? {
            if !formula.get_value().is_empty() && unvalued.contains(&formula.get_position()) {
                sheet.put(formula.get_position(), Cell::Unvalued);
            }
        }
        drop(reader);
        let merged = book.merge_cells_by_sheet_name(&metadata.name)?;
        sheet.merged = merged.iter().map(region).collect();
        sheets.push(sheet);
    }
    Ok(sheets)
}

fn region(dimensions: &Dimensions) -> Region {
    Region { first: dimensions.start, last: dimensions.end }
}

fn of(value: &Data, format: &str) -> Option<Cell> {
    Some(match value {
        Data::Empty => return None,
        Data::Int(number) => number_cell(*number as f64, format),
        Data::Float(number) => number_cell(*number, format),
        Data::String(text) => Cell::Text(text.clone()),
        Data::Bool(flag) => Cell::Flag(*flag),
        Data::DateTime(moment) => date_cell(moment),
        Data::DateTimeIso(text) | Data::DurationIso(text) => Cell::Date(text.clone()),
        Data::Error(error) => Cell::Error(error.to_string()),
    })
}
