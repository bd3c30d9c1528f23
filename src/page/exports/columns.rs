//! A table of the workbook out of typed columns: heads in two rows, sums below each part, columns that say nothing left out.

use crate::ledger::Locale;
use crate::page::summed::{Summed, SumsOf, Way};
use crate::page::words::say;
use crate::page::{Align, BlockOf, Cell, Column, Rows, TableOf, Value, Wide, WideRows};

/// Some rows with their sums.
pub(super) struct Part<T, S> {
    pub(super) rows: Vec<T>,
    pub(super) sums: S,
}

type Shows<'a, T> = Box<dyn Fn(&T) -> Cell + 'a>;

/// A column to be.
struct Draw<'a, T, S> {
    key: &'static str,
    over: String,
    column: Column,
    cell: Shows<'a, T>,
    sum: Option<Shows<'a, S>>,
    way: Option<Way<&'static str>>,
    always: bool,
}

/// Columns to be, from the left; the first numbers the rows.
pub(super) struct Columns<'a, T, S> {
    all: Vec<Draw<'a, T, S>>,
    over: String,
}

impl<'a, T, S> Columns<'a, T, S> {
    pub(super) fn new() -> Self {
        Self { all: Vec::new(), over: String::new() }
    }

    /// The columns that follow stand under these words.
    pub(super) fn under(mut self, over: String) -> Self {
        self.over = over;
        self
    }

    /// A column for words.
    pub(super) fn left<C: Into<Cell>>(
        self,
        (key, head): (&'static str, String),
        cell: impl Fn(&T) -> C + 'a,
    ) -> Self {
        self.column(key, Column::new(head, Align::Left), cell)
    }

    /// A column for words that may be broken into lines.
    pub(super) fn wrapping<C: Into<Cell>>(
        self,
        (key, head): (&'static str, String),
        cell: impl Fn(&T) -> C + 'a,
    ) -> Self {
        self.column(key, Column { wraps: true, ..Column::new(head, Align::Left) }, cell)
    }

    /// A column for figures and days.
    pub(super) fn right<C: Into<Cell>>(
        self,
        (key, head): (&'static str, String),
        cell: impl Fn(&T) -> C + 'a,
    ) -> Self {
        self.column(key, Column::new(head, Align::Right), cell)
    }

    fn column<C: Into<Cell>>(
        mut self,
        key: &'static str,
        column: Column,
        cell: impl Fn(&T) -> C + 'a,
    ) -> Self {
        let (cell, over): (Shows<'a, T>, _) =
            (Box::new(move |row: &T| cell(row).into()), self.over.clone());
        self.all.push(Draw { key, over, column, cell, sum: None, way: None, always: false });
        self
    }

    /// What a sum says in the last column.
    pub(super) fn said<C: Into<Cell>>(mut self, sum: impl Fn(&S) -> C + 'a) -> Self {
        if let Some(last) = self.all.last_mut() {
            last.sum = Some(Box::new(move |sums: &S| sum(sums).into()));
        }
        self
    }

    /// How the last column is summed up, and what it comes to.
    pub(super) fn sum<C: Into<Cell>>(
        self,
        way: Way<&'static str>,
        sum: impl Fn(&S) -> C + 'a,
    ) -> Self {
        let mut columns = self.said(sum);
        if let Some(last) = columns.all.last_mut() {
            last.way = Some(way);
        }
        columns
    }

    /// The last column stays, whatever it says.
    pub(super) fn always(mut self) -> Self {
        if let Some(last) = self.all.last_mut() {
            last.always = true;
        }
        self
    }

    /// The table; a row of sums stands below each part, and one below all where there is one.
    pub(super) fn table(
        mut self,
        (name, unit, fixed): (String, String, u16),
        (parts, all): (Vec<Part<T, S>>, Option<S>),
        lang: Locale,
    ) -> BlockOf<'static> {
        self.without_silent(&parts);
        let row = |(nth, row)| -> Vec<Cell> {
            let cells = self.all.iter().map(|draw| (draw.cell)(row));
            std::iter::once(Cell::from(nth + 1)).chain(cells).collect()
        };
        let number = Column::new(say!(lang, "序号", "No."), Align::Right);
        let heads = self.all.iter().map(|draw| draw.column.clone());
        let columns: Vec<Column> = std::iter::once(number).chain(heads).collect();
        let wide = Wide {
            name,
            columns: columns.clone(),
            rows: parts.iter().flat_map(|part| &part.rows).enumerate().map(row).collect(),
            total: all.as_ref().map(|all| self.sums(all)),
            summed: self.summed(&parts, (unit, fixed)),
        };
        let (rows, wide) = (Rows::Ready(Vec::new()), WideRows::Ready(Box::new(wide)));
        BlockOf::Table(TableOf { columns, rows, wide })
    }

    /// Drops the columns that say nothing in any row.
    fn without_silent(&mut self, parts: &[Part<T, S>]) {
        let says = |draw: &Draw<'_, T, S>| {
            let mut rows = parts.iter().flat_map(|part| &part.rows);
            rows.any(|row| !matches!((draw.cell)(row).text.plain().as_str(), "" | "-" | "0"))
        };
        self.all.retain(|draw| draw.always || says(draw));
    }

    /// A row of sums.
    fn sums(&self, sums: &S) -> Vec<Cell> {
        let cells = self.all.iter();
        let cells = cells.map(|draw| draw.sum.as_ref().map_or_else(Cell::default, |sum| sum(sums)));
        std::iter::once(Cell::default()).chain(cells).collect()
    }

    /// How the columns are summed up, below which parts.
    fn summed(&self, parts: &[Part<T, S>], (unit, fixed): (String, u16)) -> Summed {
        let keys: Vec<&str> = self.all.iter().map(|draw| draw.key).collect();
        let at = |key: &&str| keys.iter().position(|known| known == key).map(|at| at + 1);
        let ways = self.all.iter().map(|draw| draw.way.as_ref()?.found(at));
        let over = self.all.iter().map(|draw| draw.over.clone());
        let parts = parts.iter();
        let parts =
            parts.map(|part| SumsOf { rows: part.rows.len(), cells: self.sums(&part.sums) });
        Summed {
            over: std::iter::once(String::new()).chain(over).collect(),
            unit,
            ways: std::iter::once(None).chain(ways).collect(),
            parts: parts.collect(),
            fixed,
        }
    }
}

/// How many tasks there are.
pub(super) fn counted(count: usize, lang: Locale) -> Cell {
    Cell::new(say!(lang, "{count}项", "{count}"), Value::Number(count as f64))
}
