//! An .xls workbook (BIFF8) as sheets of plain cells, with what each number format shows.

use super::cell_format::shows_date;
use super::merged::Region;
use super::sheet::{Budget, Cell, Limit, Sheet, WorkbookProblem};
use super::shown::{LONGEST_FORMAT, built_in, built_in_date, day_cell, number_cell, text_cell};
use super::xls_records::{Record, RichText, Strings, compressed, float, long, number, records};
use std::collections::BTreeMap;
use std::io::{Cursor, Read};

/// The sheets of an .xls file.
pub(super) fn xls(bytes: &[u8]) -> Result<Vec<Sheet>, WorkbookProblem> {
    let broken = |why: String| WorkbookProblem::Broken(why);
    let file = cfb::CompoundFile::open(Cursor::new(bytes));
    let mut file = file.map_err(|error| broken(error.to_string()))?;
    if file.exists("/EncryptedPackage") {
        return Err(WorkbookProblem::Protected);
    }
    let mut stream = Vec::new();
    // The name that Excel 95 and older wrote.
    if file.exists("/Book") && !file.exists("/Workbook") {
        return Err(broken("Excel 95 or older".to_owned()));
    }
    let workbook = file.open_stream("/Workbook");
    workbook
        .and_then(|mut entry| entry.read_to_end(&mut stream))
        .map_err(|error| broken(error.to_string()))?;
    let globals = Globals::read(&stream)?;
    let mut budget = Budget::default();
    let listed = globals.sheets.iter();
    // No sheet lies in another: together they are no longer than the stream.
    let mut left = stream.len();
    listed.map(|sheet| globals.sheet(&stream, sheet, (&mut budget, &mut left))).collect()
}

/// The error of a record that ends too early.
fn cut_off() -> WorkbookProblem {
    WorkbookProblem::Broken("BIFF8".to_owned())
}

/// The kinds of records that are read.
mod kind {
    pub(super) const FORMULA: u16 = 0x06;
    pub(super) const EOF: u16 = 0x0a;
    pub(super) const NOTE: u16 = 0x1c;
    pub(super) const EPOCH: u16 = 0x22;
    pub(super) const PASSWORD: u16 = 0x2f;
    pub(super) const FONT: u16 = 0x31;
    pub(super) const COLUMNS: u16 = 0x7d;
    pub(super) const SHEET: u16 = 0x85;
    pub(super) const NUMBERS: u16 = 0xbd;
    pub(super) const RICH_LABEL: u16 = 0xd6;
    pub(super) const CELL_FORMAT: u16 = 0xe0;
    pub(super) const MERGED: u16 = 0xe5;
    pub(super) const STRINGS: u16 = 0xfc;
    pub(super) const SHARED_LABEL: u16 = 0xfd;
    pub(super) const NUMBER: u16 = 0x203;
    pub(super) const LABEL: u16 = 0x204;
    pub(super) const FLAG_OR_ERROR: u16 = 0x205;
    pub(super) const STRING: u16 = 0x207;
    pub(super) const ROW: u16 = 0x208;
    pub(super) const COMPRESSED: u16 = 0x27e;
    pub(super) const NUMBER_FORMAT: u16 = 0x41e;
    pub(super) const BEGIN: u16 = 0x809;
}

/// The records that hold cells.
const CELLS: [u16; 8] = [
    kind::NUMBER,
    kind::COMPRESSED,
    kind::NUMBERS,
    kind::SHARED_LABEL,
    kind::LABEL,
    kind::RICH_LABEL,
    kind::FLAG_OR_ERROR,
    kind::FORMULA,
];

/// A sheet as the workbook lists it.
struct Listed {
    name: String,
    hidden: bool,
    /// Where it begins in the stream.
    at: usize,
}

/// What all sheets share.
#[derive(Default)]
struct Globals {
    sheets: Vec<Listed>,
    strings: Vec<RichText>,
    /// Whether each font is struck through.
    fonts: Vec<bool>,
    /// The font and the number format of each cell format.
    cell_formats: Vec<(u16, u16)>,
    number_formats: BTreeMap<u16, String>,
    since_1904: bool,
}

impl Globals {
    fn read(stream: &[u8]) -> Result<Self, WorkbookProblem> {
        let mut globals = Self::default();
        let mut records = records(stream, 0);
        let version = records.next().filter(|record| record.kind == kind::BEGIN);
        if version.and_then(|record| number(record.first(), 0)) != Some(0x600) {
            return Err(WorkbookProblem::Broken("Excel 95 or older".to_owned()));
        }
        for record in records.take_while(|record| record.kind != kind::EOF) {
            if record.kind == kind::PASSWORD {
                return Err(WorkbookProblem::Protected);
            }
            globals.take(&record).ok_or_else(cut_off)?;
        }
        Ok(globals)
    }

    fn take(&mut self, record: &Record<'_>) -> Option<()> {
        let first = record.first();
        match record.kind {
            kind::EPOCH => self.since_1904 = number(first, 0) == Some(1),
            kind::FONT => self.fonts.push(number(first, 2)? & 8 != 0),
            kind::CELL_FORMAT => self.cell_formats.push((number(first, 0)?, number(first, 2)?)),
            kind::NUMBER_FORMAT => {
                let format = Strings::new(&record.parts, 2).long()?.text;
                if format.chars().count() > LONGEST_FORMAT {
                    return None;
                }
                self.number_formats.insert(number(first, 0)?, format);
            }
            kind::STRINGS => {
                let mut strings = Strings::new(&record.parts, 8);
                // Some programs count the strings wrongly. A cell that needs a missing one fails by itself.
                // Fonts stand before the strings; a cell asks only whether one of them is struck through.
                let fonts = &self.fonts;
                let strings = std::iter::from_fn(|| strings.long()).map(|mut words| {
                    words.fonts.retain(|font| is_struck(fonts, *font));
                    words.fonts.truncate(1);
                    words
                });
                self.strings.extend(strings);
            }
            // Sheets of charts and of macros have no cells.
            kind::SHEET if first.get(5) == Some(&0) => self.sheets.push(Listed {
                name: Strings::new(&record.parts, 6).short()?.text,
                hidden: first.get(4)? & 3 != 0,
                at: usize::try_from(long(first, 0)?).ok()?,
            }),
            _ => {}
        }
        Some(())
    }

    /// Reads a sheet; an error if a cell cannot be read, or the stream ends before the sheet does.
    fn sheet(
        &self,
        stream: &[u8],
        listed: &Listed,
        (budget, left): (&mut Budget, &mut usize),
    ) -> Result<Sheet, WorkbookProblem> {
        let mut sheet =
            Sheet { name: Some(listed.name.clone()), hidden: listed.hidden, ..Sheet::default() };
        let mut depth = 0;
        // The text of a formula stands in its own record behind it.
        let mut formula = None;
        for record in records(stream, listed.at) {
            let length: usize = record.parts.iter().map(|part| part.len() + 4).sum();
            *left = left.checked_sub(length).ok_or_else(cut_off)?;
            match record.kind {
                kind::BEGIN => depth += 1,
                kind::EOF if depth <= 1 => return Ok(sheet),
                kind::EOF => depth -= 1,
                // A chart within the sheet.
                _ if depth > 1 => {}
                kind::MERGED => {
                    merge(&mut sheet, record.first());
                    if sheet.merged.count() > Limit::REGIONS {
                        return Err(WorkbookProblem::TooLarge(Limit::Regions));
                    }
                }
                kind::ROW => sheet.hidden_rows.extend(hidden_row(record.first())),
                // Its words stand in a drawing.
                kind::NOTE => {
                    let at = place(record.first());
                    sheet.comments.extend(at.map(|at| (at, String::new())));
                }
                kind::COLUMNS => sheet.hidden_columns.extend(hidden_columns(record.first())),
                kind::STRING => {
                    let words = Strings::new(&record.parts, 0).long();
                    if let (Some((place, format)), Some(words)) = (formula.take(), words) {
                        budget.put(&mut sheet, place, self.text(&words, format))?;
                    }
                }
                kind if CELLS.contains(&kind) => {
                    if kind == kind::FORMULA {
                        formula = place(record.first()).zip(number(record.first(), 4));
                    }
                    for (place, cell) in self.cells(&record).ok_or_else(cut_off)? {
                        budget.put(&mut sheet, place, cell)?;
                    }
                }
                _ => {}
            }
        }
        Err(cut_off())
    }

    /// The cells of a record.
    fn cells(&self, record: &Record<'_>) -> Option<Vec<((u32, u32), Cell)>> {
        let first = record.first();
        let at = place(first)?;
        let format = number(first, 4)?;
        let cell = match record.kind {
            kind::NUMBER => self.number(float(first, 6)?, format),
            kind::COMPRESSED => self.number(compressed(first, 6)?, format),
            kind::NUMBERS => return self.several(first, at),
            kind::SHARED_LABEL => {
                let words = self.strings.get(usize::try_from(long(first, 6)?).ok()?)?;
                self.text(words, format)
            }
            kind::LABEL | kind::RICH_LABEL => {
                self.text(&Strings::new(&record.parts, 6).long()?, format)
            }
            kind::FLAG_OR_ERROR => {
                let is_error = first.get(7) == Some(&1);
                flag_or_error(*first.get(6)?, is_error)
            }
            kind::FORMULA => match (number(first, 12)?, first.get(6)?) {
                (0xffff, 1) => flag_or_error(*first.get(8)?, false),
                (0xffff, 2) => flag_or_error(*first.get(8)?, true),
                // A text follows, or there is none.
                (0xffff, _) => return Some(Vec::new()),
                _ => self.number(float(first, 6)?, format),
            },
            _ => return Some(Vec::new()),
        };
        Some(vec![(at, cell)])
    }

    /// Numbers in cells side by side.
    fn several(&self, first: &[u8], at: (u32, u32)) -> Option<Vec<((u32, u32), Cell)>> {
        let all = first.len().saturating_sub(6) / 6;
        let cell = |nth: usize| {
            let (format, value) = (number(first, 4 + nth * 6)?, compressed(first, 6 + nth * 6)?);
            let column = at.1.saturating_add(u32::try_from(nth).unwrap_or(u32::MAX));
            Some(((at.0, column), self.number(value, format)))
        };
        (0..all).map(cell).collect()
    }

    fn number(&self, value: f64, cell_format: u16) -> Cell {
        let (code, format) = self.format(cell_format);
        let is_date = code.map_or_else(|| built_in_date(format), shows_date);
        let day = if is_date { day_cell(value, self.since_1904) } else { None };
        let number = || number_cell(value, code.unwrap_or_else(|| built_in(format)));
        self.struck(cell_format, day.unwrap_or_else(number))
    }

    fn text(&self, words: &RichText, cell_format: u16) -> Cell {
        let (code, _) = self.format(cell_format);
        if words.fonts.iter().any(|font| is_struck(&self.fonts, *font)) {
            return Cell::Struck(words.text.as_str().into());
        }
        self.struck(cell_format, text_cell(words.text.as_str().into(), code.unwrap_or("")))
    }

    /// The number format of a cell format, as it is spelled out and by its number.
    fn format(&self, cell_format: u16) -> (Option<&str>, u32) {
        let format = self.cell_formats.get(usize::from(cell_format));
        let format = format.map_or(0, |(_, format)| *format);
        (self.number_formats.get(&format).map(String::as_str), format.into())
    }

    fn struck(&self, cell_format: u16, cell: Cell) -> Cell {
        let font = self.cell_formats.get(usize::from(cell_format)).map(|(font, _)| *font);
        match font {
            Some(font) if is_struck(&self.fonts, font) && !cell.is_blank() => {
                Cell::Struck(cell.text().into())
            }
            _ => cell,
        }
    }
}

fn is_struck(fonts: &[bool], font: u16) -> bool {
    // No font has the number 4.
    let at = usize::from(if font > 4 { font - 1 } else { font });
    fonts.get(at) == Some(&true)
}

impl<'b> Record<'b> {
    fn first(&self) -> &'b [u8] {
        self.parts.first().copied().unwrap_or_default()
    }
}

/// Row and column of a cell.
fn place(bytes: &[u8]) -> Option<(u32, u32)> {
    Some((number(bytes, 0)?.into(), number(bytes, 2)?.into()))
}

/// The row that a record describes, if it is hidden.
fn hidden_row(bytes: &[u8]) -> Option<u32> {
    let hidden = number(bytes, 12)? & 0x20 != 0;
    number(bytes, 0).filter(|_| hidden).map(u32::from)
}

/// The columns that a record describes, if they are hidden.
fn hidden_columns(bytes: &[u8]) -> impl Iterator<Item = u32> + use<> {
    let hidden = number(bytes, 8).is_some_and(|flags| flags & 1 != 0);
    let ends = number(bytes, 0).zip(number(bytes, 2)).filter(|_| hidden);
    ends.into_iter().flat_map(|(first, last)| u32::from(first)..=u32::from(last))
}

fn merge(sheet: &mut Sheet, bytes: &[u8]) {
    let all = number(bytes, 0).unwrap_or(0);
    let regions = (0..usize::from(all)).map_while(|nth| {
        let side = |side: usize| number(bytes, 2 + nth * 8 + side * 2).map(u32::from);
        Some(Region { first: (side(0)?, side(2)?), last: (side(1)?, side(3)?) })
    });
    sheet.merged.extend(regions);
}

fn flag_or_error(value: u8, is_error: bool) -> Cell {
    if !is_error {
        return Cell::Flag(value != 0);
    }
    let error = match value {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0f => "#VALUE!",
        0x17 => "#REF!",
        0x1d => "#NAME?",
        0x24 => "#NUM!",
        _ => "#N/A",
    };
    Cell::Error(error.into())
}
