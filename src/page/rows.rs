//! The rows of a table: all made, or made while they are written, so that a million of them never stand together.

use super::text::Text;
use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

/// A row of a [`super::Table`].
#[derive(Clone, Debug)]
pub enum Row {
    /// Begins a group: a line over the whole width.
    Group(Text),
    /// A row of the table proper.
    Cells {
        /// One a column.
        cells: Vec<Text>,
        /// Lines below the row, over the whole width, indented under the second column.
        details: Vec<Text>,
    },
    /// The last row, set apart: one cell a column.
    Total(Vec<Text>),
}

impl Row {
    /// Its cells, one a column; none where it is a line over the whole width.
    pub fn cells(&self) -> &[Text] {
        match self {
            Self::Group(_) => &[],
            Self::Cells { cells, .. } | Self::Total(cells) => cells,
        }
    }

    /// The same without the lines below it.
    pub(super) fn without_details(&self) -> Self {
        match self {
            Self::Cells { cells, .. } => Self::Cells { cells: cells.clone(), details: Vec::new() },
            row => row.clone(),
        }
    }

    /// Takes the cell of a column out.
    pub(super) fn leave_out(&mut self, column: usize) {
        match self {
            Self::Group(_) => {}
            Self::Cells { cells, .. } | Self::Total(cells) => {
                cells.remove(column);
            }
        }
    }
}

/// The number of rows made together.
const RUN: usize = 4_096;

type Made<'a> = Box<dyn Fn(Range<usize>) -> Vec<Row> + 'a>;

/// Rows, in the order shown.
pub enum Rows<'a> {
    /// All of them.
    Ready(Vec<Row>),
    /// So many, each run of them made when it is its turn.
    Later(usize, Made<'a>),
}

impl Rows<'_> {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Ready(rows) => rows.is_empty(),
            Self::Later(count, _) => *count == 0,
        }
    }

    /// All rows together, for a format that must have seen the last before it can write the first.
    pub fn all(&self) -> Cow<'_, [Row]> {
        match self {
            Self::Ready(rows) => Cow::Borrowed(rows),
            Self::Later(count, run) => Cow::Owned(run(0..*count)),
        }
    }

    /// Gives each row in its turn.
    ///
    /// # Errors
    /// The first that the taker gives.
    pub fn each<E>(&self, mut take: impl FnMut(&Row) -> Result<(), E>) -> Result<(), E> {
        match self {
            Self::Ready(rows) => rows.iter().try_for_each(take),
            Self::Later(count, run) => (0..*count).step_by(RUN).try_for_each(|first| {
                run(first..count.min(&(first + RUN)).to_owned()).iter().try_for_each(&mut take)
            }),
        }
    }
}

impl fmt::Debug for Rows<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ready(rows) => rows.fmt(formatter),
            Self::Later(count, _) => write!(formatter, "{count} rows"),
        }
    }
}
