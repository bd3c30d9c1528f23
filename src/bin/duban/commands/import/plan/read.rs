//! What an import read, for those who read JSON.

use duban::account::{CellRow, MappingRow, PlanRead};
use duban::exchange::NodeDay;
use duban::page::entries::imported::{CellLeft, CellLeftWhy, ColumnRead, Imported};

/// The columns of the table, and the cells that are no value of a task, as the terminal is told of them.
pub(super) fn body(read: &Imported) -> PlanRead {
    PlanRead {
        mapping: read.columns.iter().map(mapping).collect(),
        cells: read.cells.iter().map(cell).collect(),
    }
}

fn mapping(column: &ColumnRead) -> MappingRow {
    let ColumnRead { at, heading, key, unit, by, hidden } = column.clone();
    let by = by.map(|(year, month, day)| NodeDay { year, month, day }.to_string());
    MappingRow { cell: at, heading, is: key, unit, by, hidden }
}

fn cell(cell: &CellLeft) -> CellRow {
    let CellLeft { at, text, why, kept, more } = cell.clone();
    let why = match why {
        CellLeftWhy::Left(why) => why.name(),
        CellLeftWhy::Kept(why) => why.name(),
    };
    let (task, key) = kept.unzip();
    CellRow { cell: at, text, why, task, key, more }
}
