//! The columns of a table: what stands at their heads, and how they give way.

use super::role::Role;
use super::text::{Ink, Text};
use std::borrow::Cow;

/// Which side of its column a cell keeps to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Align {
    /// Words.
    Left,
    /// Figures.
    Right,
}

/// A column of a table.
#[derive(Clone, Debug)]
pub struct Column {
    /// The words at its head.
    pub header: String,
    /// Side its cells keep to.
    pub align: Align,
    /// 0 is never dropped; of the others the highest goes first when the page is too narrow.
    pub drop: u8,
    /// Whether its cells may be broken into several lines (titles); ids, dates and lights never are.
    pub wraps: bool,
    /// Whether its cells are cut where a terminal has no room for them, so that a row stays one line.
    pub one_line: bool,
    /// What it is to its row where there is no room for columns.
    pub role: Role,
}

impl Column {
    /// A column that is never left out and whose cells stay on one line.
    pub fn new(header: impl Into<String>, align: Align) -> Self {
        Self {
            header: header.into(),
            align,
            drop: 0,
            wraps: false,
            one_line: false,
            role: Role::Rest,
        }
    }

    /// A cell as its readers see it: among figures a count of nothing is a dim dot, so that the others are seen.
    pub fn shown<'t>(&self, cell: &'t Text) -> Cow<'t, Text> {
        match self.align == Align::Right && cell.is_zero() {
            true => Cow::Owned(Text::inked("·", Ink::Faint)),
            false => Cow::Borrowed(cell),
        }
    }
}

/// The column whose cells take a row's details where they stand in a cell: the first for words that wrap, else the second.
pub fn details_column(columns: &[Column]) -> usize {
    columns.iter().position(|column| column.wraps).unwrap_or(1)
}
