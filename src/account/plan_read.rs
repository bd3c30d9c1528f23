//! What was read of a plan's table, as rows for machines: its columns, and the cells that are no value of a task.

use serde::Serialize;

/// The columns of a plan, and the cells that are no value of a task.
#[derive(Debug, Serialize)]
pub struct PlanRead {
    /// The columns.
    pub mapping: Vec<MappingRow>,
    /// The cells.
    pub cells: Vec<CellRow>,
}

/// A column, and what it was taken for.
#[derive(Debug, Serialize)]
pub struct MappingRow {
    /// Where its heading stands.
    pub cell: String,
    /// The words of its heading.
    pub heading: String,
    /// What it was taken for, as a mapping has it.
    pub is: String,
    /// The unit that the heading states.
    pub unit: Option<String>,
    /// The last day that a node's heading names, as a mapping has it: `03`, `2018-06-30`.
    pub by: Option<String>,
    /// Whether its program hides it.
    pub hidden: bool,
}

/// A cell that was not understood, or that belongs to no task.
#[derive(Debug, Serialize)]
pub struct CellRow {
    /// Where it stands.
    pub cell: String,
    /// Its words.
    pub text: String,
    /// Why it is no value of a key.
    pub why: &'static str,
    /// The task that keeps its words.
    pub task: Option<String>,
    /// The key in which it keeps them.
    pub key: Option<String>,
    /// How many more cells of its sheet it stands for.
    pub more: usize,
}
