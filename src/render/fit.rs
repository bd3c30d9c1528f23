//! How wide each column of a table is on a page of a given width, and which columns it has no room for.

use crate::page::{Align, Column, details_column};

/// Blanks between two columns.
pub(super) const GUTTER: usize = 2;
/// The least that a column of titles is narrowed to.
const NARROWEST: usize = 12;
/// The least that another column of words is narrowed to: five Chinese characters.
const NARROW: usize = 10;
/// What it is narrowed to before titles get less than their part: three characters.
const CRAMPED: usize = 6;
/// What no column goes below, on a page too narrow for any table.
const LAST: usize = 4;
/// A column with a cell longer than this holds sentences, which want more room than names.
const SENTENCE: usize = 32;
/// The least that a column of sentences is narrowed to.
const NARROW_SENTENCE: usize = 14;

/// What a column asks for, in columns of the page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Need {
    /// Its widest cell.
    pub(super) cells: usize,
    /// Its head.
    pub(super) head: usize,
    /// The longest piece of its head that is never broken.
    pub(super) head_piece: usize,
}

/// The width of each column; `None` where it is dropped.
pub(super) fn widths(
    columns: &[Column],
    needs: &[Need],
    limit: Option<usize>,
) -> Vec<Option<usize>> {
    let whole = needs.iter().map(|need| Some(need.cells.max(need.head)));
    let mut fit =
        Fit { columns, needs, widths: whole.collect(), limit: limit.unwrap_or(usize::MAX) };
    if fit.total() > fit.limit {
        fit.drop_columns();
        fit.narrow(Fit::floor);
        fit.narrow(Fit::cramped_floor);
        fit.narrow(Fit::last_floor);
    }
    fit.widths
}

struct Fit<'t> {
    columns: &'t [Column],
    needs: &'t [Need],
    widths: Vec<Option<usize>>,
    limit: usize,
}

impl Fit<'_> {
    fn total(&self) -> usize {
        total(self.widths.iter().copied())
    }

    /// Drops the least important columns until the others can be narrowed enough.
    fn drop_columns(&mut self) {
        loop {
            let floors = self.widths.iter().enumerate();
            let floors = floors.map(|(at, width)| width.map(|width| width.min(self.floor(at))));
            if total(floors) <= self.limit {
                return;
            }
            let shown = self.columns.iter().enumerate();
            let shown = shown.filter(|(at, column)| column.drop > 0 && self.widths[*at].is_some());
            match shown.max_by_key(|(_, column)| column.drop).map(|(at, _)| at) {
                Some(at) => self.widths[at] = None,
                None => return,
            }
        }
    }

    /// The width that a column keeps while another can be dropped: titles two fifths of the page, figures their cells.
    fn floor(&self, at: usize) -> usize {
        let (column, need) = (&self.columns[at], self.needs[at]);
        let whole = need.cells.max(need.head);
        let narrow = if need.cells > SENTENCE { NARROW_SENTENCE } else { NARROW };
        match (column.wraps, at == details_column(self.columns)) {
            (true, true) => whole.min(NARROWEST.max(self.limit.saturating_mul(2) / 5)),
            (true, false) => whole.min(narrow.max(need.head_piece)),
            (false, _) => need.cells.max(need.head_piece),
        }
    }

    /// The width that it keeps once none can be dropped: titles theirs, other words less.
    fn cramped_floor(&self, at: usize) -> usize {
        let floor = self.floor(at);
        let is_title = at == details_column(self.columns);
        if self.columns[at].wraps && !is_title { floor.min(CRAMPED) } else { floor }
    }

    /// The width that it keeps on a page too narrow even so; figures are broken after all words.
    fn last_floor(&self, at: usize) -> usize {
        let is_title = self.columns[at].wraps && at == details_column(self.columns);
        if is_title { NARROWEST } else { LAST }
    }

    /// Narrows the widest column above its floor until the table fits. Titles count as half as wide, figures come last.
    fn narrow(&mut self, floor: fn(&Self, usize) -> usize) {
        while self.total() > self.limit {
            let weight = |at: usize, width: usize| {
                let column = &self.columns[at];
                let is_title = column.wraps && at == details_column(self.columns);
                let rank = (column.wraps, column.align == Align::Left);
                (rank, if is_title { width / 2 } else { width })
            };
            let above = self.widths.iter().enumerate();
            let above = above.filter_map(|(at, width)| width.map(|width| (at, width)));
            let above = above.filter(|(at, width)| *width > floor(self, *at));
            let Some((at, width)) = above.max_by_key(|(at, width)| weight(*at, *width)) else {
                return;
            };
            self.widths[at] = Some(width - 1);
        }
    }
}

fn total(widths: impl Iterator<Item = Option<usize>>) -> usize {
    widths.flatten().map(|width| width + GUTTER).sum::<usize>().saturating_sub(GUTTER)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(align: Align, drop: u8, wraps: bool) -> Column {
        Column { drop, wraps, ..Column::new("", align) }
    }

    fn need(cells: usize, head: usize) -> Need {
        Need { cells, head, head_piece: head.min(6) }
    }

    /// An id, a title, an owner, a deadline, two shares of which one is less important.
    fn list(title: usize, owner: usize) -> (Vec<Column>, Vec<Need>) {
        let columns = vec![
            column(Align::Left, 0, false),
            column(Align::Left, 0, true),
            column(Align::Left, 0, true),
            column(Align::Right, 0, false),
            column(Align::Right, 2, false),
            column(Align::Right, 1, false),
        ];
        let needs =
            [need(6, 4), need(title, 4), need(owner, 8), need(8, 4), need(5, 5), need(5, 5)];
        (columns, needs.to_vec())
    }

    #[test]
    fn what_fits_is_as_wide_as_it_asks() {
        let (columns, needs) = list(20, 12);
        let all = [6, 20, 12, 8, 5, 5].map(Some);
        assert_eq!(widths(&columns, &needs, Some(80)), all);
        assert_eq!(widths(&columns, &needs, None), all);
    }

    #[test]
    fn the_owner_shrinks_before_the_title() {
        let (columns, needs) = list(40, 40);
        let fit = widths(&columns, &needs, Some(80));
        let (title, owner) = (fit[1].unwrap(), fit[2].unwrap());
        assert!(title >= 32 && owner >= NARROW, "{fit:?}");
        assert_eq!(total(fit.iter().copied()), 80);
        assert!(fit.iter().all(Option::is_some), "{fit:?}");
    }

    #[test]
    fn a_title_keeps_two_fifths_while_a_column_can_be_dropped() {
        let (columns, needs) = list(60, 60);
        let fit = widths(&columns, &needs, Some(60));
        assert!(fit[1].unwrap() >= 24, "{fit:?}");
        assert_eq!((fit[4], total(fit.iter().copied())), (None, 60));
    }

    #[test]
    fn nothing_is_wider_than_the_page() {
        for (limit, title, owner) in [(60, 200, 200), (40, 60, 60), (40, 200, 200)] {
            let (columns, needs) = list(title, owner);
            let fit = widths(&columns, &needs, Some(limit));
            assert!(total(fit.iter().copied()) <= limit, "{limit}: {fit:?}");
        }
    }
}
