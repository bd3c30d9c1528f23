//! What a table has whose sums a spreadsheet works out anew: how each column is summed up, and heads above its heads.

use super::cell::Cell;

/// How a column of a sum comes from the rows above it, or from other columns of the same sum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Way<C = usize> {
    /// How many rows there are.
    Count,
    /// Their sum.
    Sum,
    /// The mean of this column, each held to 0…1 and weighed by one column, over the rows that have a number here and in another.
    Mean {
        /// The weights.
        weight: C,
        /// The other.
        with: C,
    },
    /// One share less another, in points.
    Difference {
        /// The one.
        of: C,
        /// The other.
        less: C,
    },
    /// Some columns out of others; of those some are left out.
    Rate {
        /// What is counted.
        of: Vec<C>,
        /// Of how many.
        among: Vec<C>,
        /// Less so many.
        less: Vec<C>,
    },
}

impl<C> Way<C> {
    /// The same with its columns found; a column that is not there counts nothing. `None` without one that it cannot do without.
    pub(super) fn found<D>(&self, find: impl Fn(&C) -> Option<D>) -> Option<Way<D>> {
        let all = |columns: &[C]| columns.iter().filter_map(&find).collect();
        Some(match self {
            Self::Count => Way::Count,
            Self::Sum => Way::Sum,
            Self::Mean { weight, with } => Way::Mean { weight: find(weight)?, with: find(with)? },
            Self::Difference { of, less } => Way::Difference { of: find(of)?, less: find(less)? },
            Self::Rate { of, among, less } => {
                Way::Rate { of: all(of), among: all(among), less: all(less) }
            }
        })
    }
}

/// What a table has besides its rows. Its first column numbers them.
#[derive(Clone, Debug, Default)]
pub struct Summed {
    /// What stands above the head of each column; empty where a head stands alone. Neighbours under the same words share them.
    pub over: Vec<String>,
    /// The line above the table, to its right: the day, the units.
    pub unit: String,
    /// How each column is summed up, where it is.
    pub ways: Vec<Option<Way>>,
    /// Runs of rows, in order, each with the sums below it.
    pub parts: Vec<SumsOf>,
    /// So many columns stay where they are while the others move past them.
    pub fixed: u16,
}

/// A run of rows with its sums.
#[derive(Clone, Debug)]
pub struct SumsOf {
    /// How many rows there are.
    pub rows: usize,
    /// A cell a column.
    pub cells: Vec<Cell>,
}
