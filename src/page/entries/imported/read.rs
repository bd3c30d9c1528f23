//! What an import read, before it is put into words.

use super::cells::CellLeft;
use super::renewed::Renewed;
use crate::account::SheetFate;

/// What was read, and what becomes of it.
#[derive(Clone, Debug, Default)]
pub struct Imported {
    /// The file.
    pub file: String,
    /// Its sheets.
    pub sheets: Vec<SheetRead>,
    /// The columns of its tables.
    pub columns: Vec<ColumnRead>,
    /// Areas that are new: id, name, number of tasks, the file that they go into.
    pub areas: Vec<(String, String, usize, String)>,
    /// Departments that are new: id and name.
    pub departments: Vec<(String, String)>,
    /// Pipelines that are new: id and steps.
    pub pipelines: Vec<(String, Vec<String>)>,
    /// Tasks that are new.
    pub tasks: Vec<TaskProposed>,
    /// What it says of tasks that the ledger has.
    pub renewed: Renewed,
    /// Cells of tasks that were not understood, and cells of no task.
    pub cells: Vec<CellLeft>,
    /// Whether every new task is listed.
    pub whole: bool,
}

/// A sheet, and what became of it.
#[derive(Clone, Debug)]
pub struct SheetRead {
    /// Its name; none in a file that is only one sheet.
    pub name: Option<String>,
    /// What became of it.
    pub fate: SheetFate,
    /// Its rows with tasks that its program hides, as it numbers them.
    pub hidden_rows: Vec<String>,
    /// Its columns that its program hides, by their letters.
    pub hidden_columns: Vec<String>,
}

/// A column, and what it was taken for.
#[derive(Clone, Debug)]
pub struct ColumnRead {
    /// Where its heading stands.
    pub at: String,
    /// The words of its heading.
    pub heading: String,
    /// The key of the mapping.
    pub key: String,
    /// The unit that the heading states.
    pub unit: Option<String>,
    /// The last day that it names: year, where it has one, month, and day, where it is not the last of the month.
    pub by: Option<(Option<i32>, u32, Option<u32>)>,
    /// Whether its program hides it.
    pub hidden: bool,
}

/// A task that is to be added.
#[derive(Clone, Debug)]
pub struct TaskProposed {
    /// Whether it is a heading over others, and counts as none itself.
    pub heading: bool,
    /// Where its row stands.
    pub at: String,
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The department that leads.
    pub owner: String,
    /// The deadline, as the file will have it.
    pub due: String,
    /// The figure to be reached with its unit.
    pub target: String,
    /// The steps of its plan.
    pub steps: usize,
    /// The keys that were read out of words.
    pub checks: Vec<String>,
}

impl Imported {
    /// How many tasks are new; headings are none.
    pub fn new_tasks(&self) -> usize {
        self.tasks.iter().filter(|task| !task.heading).count()
    }
}
