//! A table of a plan (任务分解表, 责任清单) as rows: which row is an area, a heading or a task, and what each cell is of it.
//!
//! Structure alone is read here, never what the words of a cell mean. Nothing is dropped.

mod column;
mod dictionary;
mod head;
mod levels;
mod lines;
mod map;
mod map_text;
mod node;
mod numbering;
mod read;
mod rows;
mod runs;
mod segments;
mod settle;
mod table;
mod words;

pub use crate::account::{LeftWhy, SheetFate};
pub use column::{NodeDay, PlanColumn};
pub use map::{MapMiss, MappedColumn, MappedTable, MappedTo, PlanMap};
pub use map_text::{MapFault, MapProblem};
pub use read::plan_table;
pub use table::{
    CellShape, LeftCell, PlanCell, PlanHeading, PlanLevel, PlanRow, PlanSheet, PlanTable,
};
