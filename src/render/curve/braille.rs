//! A curve in braille: eight dots a character, so that a line is four times as fine as letters draw it.

use super::points::{Cells, row_of, sampled};
use crate::page::{Curve, Ink, Series};

/// Dots across and down a character.
const ACROSS: usize = 2;
const DOWN: usize = 4;
/// The dots of a character by row and column, as Unicode numbers them.
const DOTS: [[u32; ACROSS]; DOWN] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]];
const BLANK: u32 = 0x2800;

/// What draws a series in the legend.
pub(super) fn mark(series: &Series) -> char {
    match is_dotted(series) {
        true => '⠂',
        false => '⠶',
    }
}

/// Only what was reached is a solid line; plan and pace are dotted.
fn is_dotted(series: &Series) -> bool {
    series.mark != '#'
}

/// The characters of a curve; a later series gives its ink to the characters that it passes.
pub(super) fn grid(curve: &Curve, (rows, columns): (usize, usize), top: f64) -> Cells {
    let mut dots = vec![vec![(0, Ink::Plain); columns]; rows];
    for series in &curve.series {
        let mut before: Option<usize> = None;
        for across in 0..columns * ACROSS {
            let value = sampled(curve, series, across, columns * ACROSS);
            let Some(down) = value.map(|value| row_of(value, top, rows * DOWN)) else {
                continue;
            };
            let riser = before.map_or(down, |before| before.saturating_sub(1).max(down));
            before = Some(down);
            if is_dotted(series) && !across.is_multiple_of(3) {
                continue;
            }
            let to = if is_dotted(series) { down } else { riser.max(down + 1) };
            for down in down..=to.min(rows * DOWN - 1) {
                let cell = dots.get_mut(down / DOWN).and_then(|row| row.get_mut(across / ACROSS));
                if let Some((bits, ink)) = cell {
                    *bits |= DOTS[down % DOWN][across % ACROSS];
                    *ink = series.ink;
                }
            }
        }
    }
    let shown = |(bits, ink): (u32, Ink)| match bits {
        0 => (' ', ink),
        bits => (char::from_u32(BLANK + bits).unwrap_or(' '), ink),
    };
    dots.into_iter().map(|row| row.into_iter().map(shown).collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    #[test]
    fn a_dotted_plan_and_a_solid_line_are_told_apart() {
        let start = NaiveDate::from_ymd_opt(2018, 1, 1).unwrap_or_default();
        let days: Vec<NaiveDate> = start.iter_days().take(8).collect();
        let series = |mark, values: Vec<Option<f64>>| Series {
            name: String::new(),
            mark,
            values,
            ink: Ink::Plain,
            is_stair: false,
        };
        let plan = series('.', vec![Some(1.0); 8]);
        let done = series('#', (0..8).map(|day| (day < 4).then_some(0.0)).collect());
        let curve = Curve { days, ticks: Vec::new(), series: vec![plan, done] };
        let drawn = grid(&curve, (2, 6), 1.0);
        let rows: Vec<String> =
            drawn.iter().map(|row| row.iter().map(|(letter, _)| *letter).collect()).collect();
        assert_eq!(rows, ["⠁⠈ ⠁⠈ ", "⣀⣀⣀   "]);
    }
}
