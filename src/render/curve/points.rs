//! Where a value of a curve stands in a grid of characters or dots.

use crate::page::{Curve, Ink, Series};

/// Characters with their ink, row by row.
pub(super) type Cells = Vec<Vec<(char, Ink)>>;

/// The value of a series at a column of so many.
pub(super) fn sampled(
    curve: &Curve,
    series: &Series,
    column: usize,
    columns: usize,
) -> Option<f64> {
    let last = curve.days.len() - 1;
    let day = (column * last + (columns - 1) / 2) / (columns - 1);
    series.values.get(day).copied().flatten()
}

/// The row of a value, the first of so many being the top.
pub(super) fn row_of(value: f64, top: f64, rows: usize) -> usize {
    let height = value.clamp(0.0, top) / top * (rows - 1) as f64;
    rows - 1 - height.round() as usize
}
