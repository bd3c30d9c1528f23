//! A mapping: which column of which table is what, as a reader corrected it.

use super::column::{NodeDay, PlanColumn};
use crate::account::column_letters;
use crate::ledger::folded;
use std::fmt;

/// What a file of a mapping says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlanMap {
    /// The sheets that are read; all that are not hidden where none is named.
    pub sheets: Vec<String>,
    /// What it says of tables.
    pub tables: Vec<MappedTable>,
}

/// What a mapping says of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MappedTable {
    /// Its sheet; every sheet where none is named.
    pub sheet: Option<String>,
    /// The first and the last row of its head, from 0; found by its words where none is named.
    pub head: Option<(u32, u32)>,
    /// Its columns.
    pub columns: Vec<MappedColumn>,
}

/// What a mapping says of a column: it is found by its heading, else by its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MappedColumn {
    /// Its place, from 0.
    pub column: Option<u32>,
    /// The words over it: all of them, or the lowest.
    pub heading: Option<String>,
    /// What it is.
    pub is: MappedTo,
    /// The unit of its figures.
    pub unit: Option<String>,
}

/// What a mapped column is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MappedTo {
    /// A column of this sort; not a node.
    Column(PlanColumn),
    /// A node: its label, if not the heading, and its day.
    Node(Option<String>, Option<NodeDay>),
    /// Left out.
    Skip,
}

/// Something in a mapping that the file does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MapMiss {
    /// No sheet of that name; those that there are.
    Sheet(String, Vec<String>),
    /// No cell in the row that is named as the head of a table: the sheet, the row from 0.
    Head(Option<String>, u32),
    /// No column with these words, and none at that place.
    Column(MappedColumn),
}

impl PlanMap {
    /// The sheets of this name as a mapping spells them: widths and blanks do not count.
    pub(super) fn asks_for(&self, sheet: Option<&str>) -> bool {
        self.sheets.is_empty() || self.sheets.iter().any(|name| is_sheet(name, sheet))
    }

    /// What it says of tables in a sheet.
    pub(super) fn of_sheet<'m>(
        &'m self,
        sheet: Option<&'m str>,
    ) -> impl Iterator<Item = &'m MappedTable> {
        let here = move |table: &&MappedTable| {
            table.sheet.as_deref().is_none_or(|name| is_sheet(name, sheet))
        };
        self.tables.iter().filter(here)
    }
}

/// Whether a name is that of a sheet.
pub(super) fn is_sheet(name: &str, sheet: Option<&str>) -> bool {
    sheet.is_some_and(|sheet| folded(sheet) == folded(name))
}

impl MappedColumn {
    /// Whether it is meant by the words over a column: all of them, or the lowest.
    pub(super) fn is_headed(&self, words: &[String]) -> bool {
        let heading = self.heading.as_deref().map(folded);
        heading.is_some_and(|heading| {
            folded(&words.concat()) == heading
                || words.last().is_some_and(|last| folded(last) == heading)
        })
    }
}

/// As it is named in a message: its words, else its letters.
impl fmt::Display for MappedColumn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.heading, self.column) {
            (Some(heading), _) => f.write_str(heading),
            (None, Some(column)) => f.write_str(&column_letters(column)),
            (None, None) => Ok(()),
        }
    }
}
