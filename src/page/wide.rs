//! A table for a reader with room: every column, a row a thing, no lines between the rows.

use super::cell::Cell;
use super::column::Column;
use super::rows::Row;
use super::summed::Summed;
use std::fmt;

/// The rows of a table where each line between them and each line below them is a column.
#[derive(Clone, Debug, Default)]
pub struct Wide {
    /// What it is called in a few words; empty where it has no name of its own.
    pub name: String,
    /// Heads, in the order shown.
    pub columns: Vec<Column>,
    /// Rows, one cell a column.
    pub rows: Vec<Vec<Cell>>,
    /// The last row, set apart.
    pub total: Option<Vec<Cell>>,
    /// What it has where a spreadsheet works its sums out anew.
    pub summed: Summed,
}

impl Wide {
    /// The table without the columns of which all cells are among what says nothing in them.
    pub(super) fn without_empty(mut self, nothing: &[&[&str]]) -> Self {
        for (at, nothing) in nothing.iter().enumerate().rev() {
            let rows = self.rows.iter().chain(&self.total);
            let mut cells = rows.filter_map(|row| row.get(at));
            let says_nothing = |cell: &Cell| nothing.contains(&cell.text.plain().as_str());
            if !nothing.is_empty() && cells.all(says_nothing) {
                self.columns.remove(at);
                self.rows.iter_mut().chain(&mut self.total).for_each(|row| {
                    row.remove(at);
                });
            }
        }
        self
    }

    /// The same of a table that tells no more.
    pub(super) fn of(columns: &[Column], rows: &[Row]) -> Self {
        let cells = |cells: &[super::Text]| cells.iter().cloned().map(Cell::from).collect();
        let mut wide = Self { columns: columns.to_vec(), ..Self::default() };
        for row in rows {
            match row {
                Row::Group(_) => {}
                Row::Cells { cells: words, .. } => wide.rows.push(cells(words)),
                Row::Total(words) => wide.total = Some(cells(words)),
            }
        }
        wide
    }
}

/// A wide table: there, or made when it is asked for.
pub enum WideRows<'a> {
    /// It tells what the rows of the table tell.
    Same,
    /// It is there.
    Ready(Box<Wide>),
    /// It is made when it is asked for.
    Later(Box<dyn Fn() -> Wide + 'a>),
}

impl WideRows<'_> {
    pub(super) fn ready(self) -> WideRows<'static> {
        match self {
            Self::Same => WideRows::Same,
            Self::Ready(wide) => WideRows::Ready(wide),
            Self::Later(make) => WideRows::Ready(Box::new(make())),
        }
    }
}

impl fmt::Debug for WideRows<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Same => formatter.write_str("the same"),
            Self::Ready(wide) => wide.fmt(formatter),
            Self::Later(_) => formatter.write_str("made when asked for"),
        }
    }
}
