//! A table of another program as plain cells: where each cell stands and what it shows, not what it means.
//!
//! Numbers are kept as the text that a user of that program sees, so that `85%` does not turn into 0.85.

use super::merged::{Merged, Region};
use super::rows::Rows;

pub use super::cell::Cell;

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

/// Why a workbook cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WorkbookProblem {
    /// It opens only with a password.
    Protected,
    /// It is damaged or no workbook; what the reader says, in English.
    Broken(String),
    /// It holds more than is read.
    TooLarge(Limit),
}

/// What a workbook may hold at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// 1 GB of parts, or 256 MB of texts in cells.
    Unpacked,
    /// Two million cells.
    Cells,
    /// 200,000 rows in a sheet.
    Rows,
    /// 5,000 merged regions in a sheet.
    Regions,
}

impl From<Limit> for WorkbookProblem {
    fn from(limit: Limit) -> Self {
        Self::TooLarge(limit)
    }
}

impl Limit {
    /// The most cells of a workbook.
    pub const CELLS: usize = 2_000_000;
    /// The most rows of a sheet. Blank ones do not count.
    pub const ROWS: usize = 200_000;
    /// The most bytes of text in its cells.
    pub const BYTES: usize = 256 << 20;
    /// The most merged regions of a sheet.
    pub const REGIONS: usize = 5_000;
}

/// The longest text that is looked for among those seen, and the most of those.
const SHORT: usize = 64;
const MOST_SHARED: usize = 8_192;

/// What is left of a workbook's limits while it is read. Cells that say the same in few words share their text.
#[derive(Debug)]
pub(super) struct Budget {
    cells: usize,
    bytes: usize,
    shared: HashSet<Arc<str>>,
}

impl Default for Budget {
    fn default() -> Self {
        Self { cells: Limit::CELLS, bytes: Limit::BYTES, shared: HashSet::new() }
    }
}

impl Budget {
    /// Puts a cell into a sheet and counts it.
    pub(super) fn put(
        &mut self,
        sheet: &mut Sheet,
        place: (u32, u32),
        cell: Cell,
    ) -> Result<(), Limit> {
        let cell = self.take(cell)?;
        sheet.put(place, cell);
        if sheet.rows.len() > Limit::ROWS { Err(Limit::Rows) } else { Ok(()) }
    }

    /// Counts a cell.
    pub(super) fn take(&mut self, cell: Cell) -> Result<Cell, Limit> {
        self.cells = self.cells.checked_sub(1).ok_or(Limit::Cells)?;
        self.bytes = self.bytes.checked_sub(cell.text().len()).ok_or(Limit::Unpacked)?;
        Ok(match cell {
            Cell::Text(text) => Cell::Text(self.shared(text)),
            Cell::Number(text) => Cell::Number(self.shared(text)),
            Cell::Date(text) => Cell::Date(self.shared(text)),
            cell @ (Cell::Error(_) | Cell::Struck(_) | Cell::Flag(_) | Cell::Unvalued) => cell,
        })
    }

    fn shared(&mut self, text: Arc<str>) -> Arc<str> {
        if text.len() > SHORT {
            return text;
        }
        match self.shared.get(&text) {
            Some(seen) => Arc::clone(seen),
            None if self.shared.len() < MOST_SHARED => {
                self.shared.insert(Arc::clone(&text));
                text
            }
            None => text,
        }
    }
}

/// What somebody noted beside a cell (批注), with the place of that cell; blank where its program keeps the words elsewhere.
pub type Comment = ((u32, u32), String);

/// One sheet; rows and columns are counted from 0.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// Its name; `None` in a file that is only one sheet.
    pub name: Option<String>,
    /// Whether its program hides it.
    pub hidden: bool,
    /// The rows that its program hides.
    pub hidden_rows: BTreeSet<u32>,
    /// The columns that its program hides.
    pub hidden_columns: BTreeSet<u32>,
    /// The cells that are not blank.
    pub rows: Rows,
    /// The merged regions.
    pub merged: Merged,
    /// The comments, which no cell shows.
    pub comments: Vec<Comment>,
}

impl Sheet {
    /// Puts a cell in, unless it is blank.
    pub fn put(&mut self, place: (u32, u32), cell: Cell) {
        if !cell.is_blank() {
            self.rows.insert(place, cell);
        }
    }

    /// The cell at exactly this place.
    pub fn cell(&self, (row, column): (u32, u32)) -> Option<&Cell> {
        self.rows.get(&row)?.get(&column)
    }

    /// The merged region that a place lies in.
    pub fn region(&self, place: (u32, u32)) -> Option<&Region> {
        self.merged.at(place)
    }

    /// The cell that a reader sees at a place: the cell itself, or the first of its merged region.
    pub fn shown(&self, place: (u32, u32)) -> Option<&Cell> {
        self.cell(place).or_else(|| self.cell(self.region(place)?.first))
    }
}
