//! The merged regions of a sheet, found by a place or by their first row without looking at all of them.

use std::collections::BTreeMap;

/// Cells merged into one: first row and column, last row and column, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Region {
    /// Top left.
    pub first: (u32, u32),
    /// Bottom right.
    pub last: (u32, u32),
}

impl Region {
    pub(super) fn contains(&self, (row, column): (u32, u32)) -> bool {
        (self.first.0..=self.last.0).contains(&row)
            && (self.first.1..=self.last.1).contains(&column)
    }
}

/// The merged regions. A region is filed under the whole blocks of rows (of 1, 2, 4, … rows) that it consists of, so that a place
/// lies in at most one block of each size.
#[derive(Clone, Debug, Default)]
pub struct Merged {
    /// By the size of the block (as a power of two), its number, and the first column.
    blocks: BTreeMap<(u32, u32, u32), Region>,
    /// By the first row.
    begun: BTreeMap<u32, Vec<Region>>,
    count: usize,
}

impl Merged {
    /// Files a region. One whose end lies before its beginning is none.
    pub fn add(&mut self, region: Region) {
        let (first, last) = (region.first.0, region.last.0);
        if first > last || region.first.1 > region.last.1 {
            return;
        }
        self.count += 1;
        self.begun.entry(first).or_default().push(region);
        let mut row = u64::from(first);
        let end = u64::from(last) + 1;
        while row < end {
            let fits = (end - row).ilog2();
            let power = if row == 0 { fits } else { fits.min(row.trailing_zeros()) }.min(31);
            let block = u32::try_from(row >> power).unwrap_or(u32::MAX);
            self.blocks.entry((power, block, region.first.1)).or_insert(region);
            row += 1 << power;
        }
    }

    /// The number of regions.
    pub fn count(&self) -> usize {
        self.count
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The region that a place lies in.
    pub fn at(&self, (row, column): (u32, u32)) -> Option<&Region> {
        if self.count == 0 {
            return None;
        }
        (0..32).find_map(|power| {
            let block = row >> power;
            let beside = self.blocks.range((power, block, 0)..=(power, block, column));
            beside.map(|(_, region)| region).next_back().filter(|own| own.contains((row, column)))
        })
    }

    /// The regions that begin in a row.
    pub fn begun(&self, row: u32) -> &[Region] {
        self.begun.get(&row).map_or(&[], Vec::as_slice)
    }

    /// The regions that begin in a range of rows, in their order.
    pub(super) fn begun_in(
        &self,
        rows: std::ops::RangeInclusive<u32>,
    ) -> impl Iterator<Item = &Region> {
        // A range that ends before it begins has none.
        let sound = rows.start() <= rows.end();
        let rows = if sound { rows } else { 0..=0 };
        self.begun.range(rows).filter(move |_| sound).flat_map(|(_, regions)| regions)
    }
}

impl Extend<Region> for Merged {
    fn extend<T: IntoIterator<Item = Region>>(&mut self, regions: T) {
        regions.into_iter().for_each(|region| self.add(region));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_in_the_region_that_contains_it() {
        let all = [
            Region { first: (0, 0), last: (0, 5) },
            Region { first: (1, 0), last: (6, 0) },
            Region { first: (1, 2), last: (1_048_575, 3) },
            Region { first: (7, 0), last: (8, 1) },
        ];
        let mut merged = Merged::default();
        merged.extend(all);
        for row in 0..20 {
            for column in 0..8 {
                let expected = all.iter().find(|region| region.contains((row, column)));
                assert_eq!(merged.at((row, column)), expected, "{row} {column}");
            }
        }
        assert_eq!(merged.at((1_048_575, 2)), Some(&all[2]));
        assert_eq!(merged.at((u32::MAX, 2)), None);
        assert_eq!(merged.begun(1), &all[1..3]);
        merged.add(Region { first: (3, 3), last: (2, 9) });
        merged.add(Region { first: (0, 9), last: (u32::MAX, 9) });
        assert_eq!(merged.count(), 5);
    }
}
