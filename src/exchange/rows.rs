//! The rows of a sheet, kept close: a list of rows that have cells, each a list of its cells, both in order.

use super::cell::Cell;
use std::ops::{Bound, RangeBounds};

/// The cells of one row by their columns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row(Vec<(u32, Cell)>);

/// The rows that have cells, by their numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rows(Vec<(u32, Row)>);

impl Row {
    /// The cell in a column.
    pub fn get(&self, column: &u32) -> Option<&Cell> {
        self.0.get(self.find(*column).ok()?).map(|(_, cell)| cell)
    }

    /// Whether there is a cell in a column.
    pub fn contains_key(&self, column: &u32) -> bool {
        self.find(*column).is_ok()
    }

    /// Columns and cells.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&u32, &Cell)> + Clone {
        self.0.iter().map(|(column, cell)| (column, cell))
    }

    /// Columns and cells before a column.
    pub fn before(&self, column: u32) -> impl DoubleEndedIterator<Item = (&u32, &Cell)> + Clone {
        let end = self.find(column).unwrap_or_else(|end| end);
        self.0.iter().take(end).map(|(column, cell)| (column, cell))
    }

    /// The columns that have cells.
    pub fn keys(&self) -> impl DoubleEndedIterator<Item = &u32> + Clone {
        self.0.iter().map(|(column, _)| column)
    }

    /// The cells.
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &Cell> + Clone {
        self.0.iter().map(|(_, cell)| cell)
    }

    /// The number of cells.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none; rows of a sheet have at least one.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn find(&self, column: u32) -> Result<usize, usize> {
        place(&self.0, column)
    }
}

impl Rows {
    /// A row.
    pub fn get(&self, row: &u32) -> Option<&Row> {
        self.0.get(place(&self.0, *row).ok()?).map(|(_, cells)| cells)
    }

    /// Numbers and rows.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&u32, &Row)> + Clone {
        self.range(..)
    }

    /// The numbers of the rows that have cells.
    pub fn keys(&self) -> impl DoubleEndedIterator<Item = &u32> + Clone {
        self.0.iter().map(|(row, _)| row)
    }

    /// The rows that have cells.
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &Row> + Clone {
        self.0.iter().map(|(_, cells)| cells)
    }

    /// The rows whose numbers lie in a range.
    pub fn range(
        &self,
        range: impl RangeBounds<u32>,
    ) -> impl DoubleEndedIterator<Item = (&u32, &Row)> + Clone {
        let from = match range.start_bound() {
            Bound::Included(row) => self.0.partition_point(|(own, _)| own < row),
            Bound::Excluded(row) => self.0.partition_point(|(own, _)| own <= row),
            Bound::Unbounded => 0,
        };
        let to = match range.end_bound() {
            Bound::Included(row) => self.0.partition_point(|(own, _)| own <= row),
            Bound::Excluded(row) => self.0.partition_point(|(own, _)| own < row),
            Bound::Unbounded => self.0.len(),
        };
        let rows = self.0.get(from..to.max(from)).unwrap_or_default();
        rows.iter().map(|(row, cells)| (row, cells))
    }

    /// The number of rows that have cells.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether no row has any.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Puts a cell at its place; quick where places come in order.
    pub(super) fn insert(&mut self, (row, column): (u32, u32), cell: Cell) {
        let at = place(&self.0, row);
        let at = at.unwrap_or_else(|at| {
            self.0.insert(at, (row, Row::default()));
            at
        });
        let Some((_, Row(cells))) = self.0.get_mut(at) else {
            return;
        };
        match place(cells, column) {
            Ok(at) => cells.splice(at..=at, [(column, cell)]).for_each(drop),
            Err(at) => cells.insert(at, (column, cell)),
        }
    }

    /// Gives back the room that no cell will come into.
    pub(super) fn shrink(&mut self) {
        self.0.shrink_to_fit();
    }
}

/// Where a number stands in a list, or would stand; the end is looked at first.
fn place<T>(list: &[(u32, T)], number: u32) -> Result<usize, usize> {
    match list.last() {
        Some((last, _)) if *last < number => Err(list.len()),
        Some((last, _)) if *last == number => Ok(list.len() - 1),
        Some(_) => list.binary_search_by_key(&number, |(own, _)| *own),
        None => Err(0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    proptest! {
        #[test]
        fn rows_are_a_table_by_place(
            places in prop::collection::vec((0u32..9, 0u32..5, 0u32..99), 0..40),
            from in 0u32..10,
            to in 0u32..10,
        ) {
            let (mut rows, mut table) = (Rows::default(), BTreeMap::new());
            for (row, column, number) in places {
                rows.insert((row, column), Cell::Number(number.to_string().into()));
                table.insert((row, column), number.to_string());
            }
            let all = |rows: Vec<(&u32, &Row)>| -> Vec<((u32, u32), String)> {
                let cells = rows.iter().flat_map(|(row, cells)| {
                    cells.iter().map(|(column, cell)| ((**row, *column), cell.text().to_owned()))
                });
                cells.collect()
            };
            let expected: Vec<_> = table.clone().into_iter().collect();
            prop_assert_eq!(all(rows.iter().collect()), expected.clone());
            let inside = |((row, _), _): &((u32, u32), String)| (from..to).contains(row);
            let some: Vec<_> = expected.into_iter().filter(inside).collect();
            prop_assert_eq!(all(rows.range(from..to).collect()), some);
            for row in 0..9 {
                for column in 0..5 {
                    let cell = rows.get(&row).and_then(|cells| cells.get(&column));
                    let expected = table.get(&(row, column)).map(String::as_str);
                    prop_assert_eq!(cell.map(Cell::text), expected);
                }
            }
        }
    }
}
