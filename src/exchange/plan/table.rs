//! What is read out of the tables of a plan: columns, rows, and the cells that are neither.

use super::column::PlanColumn;
use super::map::{MapMiss, MappedColumn, MappedTable, MappedTo, PlanMap};
use crate::account::{Address, LeftWhy, SheetFate};
use crate::exchange::reply::one_line;

/// The tables of one file.
///
/// Every cell that is not blank is a cell of a head, a cell of a row, or left with its reason, and only one of the three.
#[derive(Clone, Debug, Default)]
pub struct PlanTable {
    /// What became of each sheet, in the order of the file.
    pub sheets: Vec<PlanSheet>,
    /// The columns of all tables, table by table.
    pub columns: Vec<PlanHeading>,
    /// The rows of all tables, in the order of the file.
    pub rows: Vec<PlanRow>,
    /// Every other cell.
    pub left: Vec<LeftCell>,
    /// The words above the first table that name it.
    pub title: Option<String>,
    /// The year that these, the name of a sheet or a heading states.
    pub year: Option<i32>,
    /// What the mapping names and the file does not have.
    pub missed: Vec<MapMiss>,
}

impl PlanTable {
    /// The mapping by which it was read, to be corrected and given back.
    pub fn map(&self) -> PlanMap {
        let mut tables: Vec<MappedTable> = Vec::new();
        let mut last = None;
        for heading in &self.columns {
            if last != Some(heading.table) {
                let sheet = heading.at.sheet.clone();
                tables.push(MappedTable { sheet, head: Some(heading.head), columns: Vec::new() });
                last = Some(heading.table);
            }
            if let Some(table) = tables.last_mut() {
                table.columns.push(heading.mapped());
            }
        }
        PlanMap { sheets: Vec::new(), tables }
    }
}

impl PlanHeading {
    fn mapped(&self) -> MappedColumn {
        let label =
            |label: &String| Some(label.clone()).filter(|_| self.words.last() != Some(label));
        let is = match &self.column {
            _ if self.skipped => MappedTo::Skip,
            PlanColumn::Node(words, day) => MappedTo::Node(label(words), *day),
            column => MappedTo::Column(column.clone()),
        };
        let heading = one_line(&self.words.join(" "));
        MappedColumn {
            column: Some(self.place),
            heading: Some(heading).filter(|heading| !heading.is_empty()),
            is,
            unit: self.unit.clone(),
        }
    }
}

/// What became of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanSheet {
    /// Its name; none in a file that is only one sheet.
    pub name: Option<String>,
    /// What became of it.
    pub fate: SheetFate,
    /// The rows with cells that its program hides, from 0.
    pub hidden_rows: Vec<u32>,
    /// The columns with cells that its program hides, from 0.
    pub hidden_columns: Vec<u32>,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanHeading {
    /// The table that it belongs to, counted from 0 over the whole file.
    pub table: usize,
    /// Where its lowest words stand.
    pub at: Address,
    /// Its place, from 0.
    pub place: u32,
    /// The rows of its head, first and last, from 0.
    pub head: (u32, u32),
    /// The words over it from above, one a row of the head.
    pub words: Vec<String>,
    /// The cells that hold these words; one that spans several columns stands with each of them.
    pub cells: Vec<Address>,
    /// What it holds.
    pub column: PlanColumn,
    /// The unit of its figures: of its heading, or of the line above the table where it counts money.
    pub unit: Option<String>,
    /// Whether a mapping leaves it out.
    pub skipped: bool,
    /// Whether its program hides it.
    pub hidden: bool,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanRow {
    /// The table that it belongs to.
    pub table: usize,
    /// Its first cell.
    pub at: Address,
    /// What it is.
    pub level: PlanLevel,
    /// The row that it is a part of: an area or a heading further up.
    pub under: Option<usize>,
    /// Its number as written: 一, （一）, 1, 1.1.
    pub number: Option<String>,
    /// Whether its program hides it.
    pub hidden: bool,
    /// Its cells from left to right; those that are merged over several rows with each of them, and the cells of rows that
    /// only continue this one.
    pub cells: Vec<PlanCell>,
}

impl PlanRow {
    /// The first cell that is of a sort.
    pub fn cell(&self, column: &PlanColumn) -> Option<&PlanCell> {
        self.cells.iter().find(|cell| cell.column == *column)
    }
}

/// What a row of a table is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlanLevel {
    /// A work area.
    Area,
    /// A heading over tasks, which are its parts.
    Heading,
    /// A task.
    Task,
}

/// A cell of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanCell {
    /// Where its words stand: of merged cells, the first.
    pub at: Address,
    /// The place of its heading in [`PlanTable::columns`].
    pub heading: usize,
    /// What it is.
    pub column: PlanColumn,
    /// Its words as a reader sees them, line breaks kept; a day in ISO 8601. A title without the number before it, which is
    /// that of its row.
    pub words: String,
    /// What the cell is to its program.
    pub shape: CellShape,
    /// The unit that its heading, the line above the table or the column of units states.
    pub unit: Option<String>,
}

/// What a cell is to its program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellShape {
    /// Words, or figures typed as words.
    Words,
    /// A number.
    Number,
    /// A day.
    Day,
}

/// A cell that is no part of a task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftCell {
    /// Where it stands.
    pub at: Address,
    /// Its words.
    pub text: String,
    /// Why.
    pub why: LeftWhy,
}
