//! A workbook of a spreadsheet program as sheets of plain cells.

use super::merged::Region;
use super::ods::ods;
use super::package::{STRUCK, packed, unpacked};
use super::sheet::{Budget, Cell, Limit, Sheet, WorkbookProblem};
use super::shown::{date_cell, number_cell, text_cell};
use super::xls::xls;
use calamine::{Data, DataRef, Dimensions, Font, Reader, SheetVisible, Style, Xlsx, XlsxError};
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

/// The sheets of a workbook: .xlsx, .xlsm, .xls, .et, .ods, told by its bytes.
///
/// # Errors
/// See [`WorkbookProblem`].
pub fn workbook(bytes: &[u8]) -> Result<Vec<Sheet>, WorkbookProblem> {
    // .xls is read by our own reader: calamine does not tell 0.85 from 85% there, and a damaged file brings it down.
    if file_kind(bytes) == FileKind::Compound {
        return xls(bytes);
    }
    let parts = unpacked(bytes)?;
    if parts.iter().any(|part| part.name == "content.xml") {
        return ods(&parts);
    }
    let packed = packed(parts)?;
    xlsx(Xlsx::new(Cursor::new(packed.as_slice())).map_err(problem)?)
}

fn problem(error: XlsxError) -> WorkbookProblem {
    match error {
        XlsxError::Password => WorkbookProblem::Protected,
        error => WorkbookProblem::Broken(error.to_string()),
    }
}

fn xlsx(mut book: Xlsx<Cursor<&[u8]>>) -> Result<Vec<Sheet>, WorkbookProblem> {
    let listed = book.sheets_metadata().to_vec();
    let mut sheets = Vec::new();
    let mut budget = Budget::default();
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
        while let Some((cell, style)) = reader.next_cell_with_style_id().map_err(problem)? {
            let at = cell.get_position();
            let Some(value) = of(cell.get_value(), reader.styles().get(style)) else {
                unvalued.insert(at);
                if unvalued.len() > Limit::CELLS {
                    return Err(WorkbookProblem::TooLarge(Limit::Cells));
                }
                continue;
            };
            budget.take(&value)?;
            sheet.put(at, value);
        }
        drop(reader);
        let mut reader = book.worksheet_cells_reader(&metadata.name).map_err(problem)?;
        while let Some(cell) = reader.next_cell_with_formula_metadata().map_err(problem)? {
            if cell.formula.is_some() && unvalued.contains(&cell.pos) {
                sheet.put(cell.pos, Cell::Unvalued);
            }
        }
        drop(reader);
        let merged = book.merge_cells_by_sheet_name(&metadata.name).map_err(problem)?;
        if merged.len() > Limit::REGIONS {
            return Err(WorkbookProblem::TooLarge(Limit::Regions));
        }
        sheet.merged.extend(merged.iter().map(region));
        sheets.push(sheet);
    }
    Ok(sheets)
}

fn region(dimensions: &Dimensions) -> Region {
    Region { first: dimensions.start, last: dimensions.end }
}

/// What a cell shows in its style; `None` where it holds nothing.
fn of(value: &DataRef<'_>, style: Option<&Style>) -> Option<Cell> {
    let format = style.and_then(|style| style.number_format.as_ref());
    let format = format.map_or("", |format| format.format_code.as_str());
    let font = style.and_then(|style| style.font.as_ref());
    let struck = font.is_some_and(Font::has_strikethrough);
    let cell = match Data::from(value.clone()) {
        Data::Empty => return None,
        Data::Int(number) => number_cell(number as f64, format),
        Data::Float(number) => number_cell(number, format),
        Data::String(text) if text.contains(STRUCK) => Cell::Struck(text.replace(STRUCK, "")),
        Data::String(text) => text_cell(&text, format),
        Data::Bool(flag) => Cell::Flag(flag),
        Data::DateTime(moment) => date_cell(&moment),
        Data::DateTimeIso(text) | Data::DurationIso(text) => Cell::Date(text),
        Data::Error(error) => Cell::Error(error.to_string()),
    };
    Some(if struck && !cell.is_blank() { Cell::Struck(cell.text().to_owned()) } else { cell })
}
